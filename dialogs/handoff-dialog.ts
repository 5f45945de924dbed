import { EventFactory } from 'botbuilder';
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { factsOf, type Facts, type HandoffRequest } from '../bot/turn.js';
import type { DialogDeps } from './dialog-deps.js';

/** Stored with running conversations: it never changes. */
export const HANDOFF_DIALOG = 'handoff';

/**
 * Asks a human to take over (`handoff.initiate`, Bot Framework's handoff protocol) and stays on the stack until
 * `handoff.status` tells how it ended. Meanwhile the customer may go on writing: it joins the ticket.
 */
export class HandoffDialog extends Dialog {
  readonly #deps: DialogDeps;
  readonly #afterwards: string;

  /** `afterwards`: the dialog that answers when no ticket is open any more. */
  constructor(deps: DialogDeps, afterwards: string) {
    super(HANDOFF_DIALOG);
    this.#deps = deps;
    this.#afterwards = afterwards;
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const facts = factsOf(dc.context);
    const { language, topic } = facts;
    const texts = this.#deps.texts();
    if (because(facts, 'not-understood'))
      await dc.context.sendActivity(texts.say(language, 'bot.notUnderstoodAgain'));
    await dc.context.sendActivity(this.#calling(facts));
    const request: HandoffRequest = {
      problem: topic?.intent ?? '',
      ...(topic?.route.department !== undefined && { department: topic.route.department }),
      skills: topic?.route.skills ?? [],
    };
    await dc.context.sendActivity(EventFactory.createHandoffInitiation(dc.context, request));
    return Dialog.EndOfTurn;
  }

  /** That a person is called; after a word about the matter, if the bot has one for what only people can do. */
  #calling(facts: Facts): string {
    const { language, understanding } = facts;
    const texts = this.#deps.texts();
    const { intent } = understanding;
    const word =
      intent !== undefined && because(facts, 'intent-needs-person')
        ? this.#deps.knowledge.answer(intent, language)
        : undefined;
    return word === undefined
      ? texts.say(language, 'bot.calling')
      : `${word} ${texts.say(language, 'bot.callingThen')}`;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { language, ticket } = factsOf(dc.context);
    const texts = this.#deps.texts();
    const { activity } = dc.context;
    if (activity.type === 'event' && activity.name === 'handoff.status') {
      // Our own desk closes the ticket before it tells: while one is open, somebody else is talking.
      if (ticket || stateOf(activity.value) === 'accepted') return Dialog.EndOfTurn;
      await dc.context.sendActivity(texts.say(language, 'bot.back'));
      return dc.endDialog();
    }
    if (!ticket) return dc.replaceDialog(this.#afterwards);
    if (activity.type === 'message') {
      const later = ticket.status === 'scheduled';
      const choices = texts.choices(language, later ? 'bot.keptForLater' : 'bot.stillCalling');
      await dc.context.sendActivity(choices[timesHeard(dc) % choices.length] ?? '');
    }
    return Dialog.EndOfTurn;
  }
}

const because = ({ decision }: Facts, code: string): boolean =>
  decision.handOff && decision.reasons.some((one) => one.code === code);

/** Counts in the dialog's own state: events come in between, and yet no sentence follows itself. */
function timesHeard(dc: DialogContext): number {
  const state = (dc.activeDialog?.state ?? {}) as { heard?: number };
  return (state.heard = (state.heard ?? 0) + 1);
}

const stateOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'state' in value ? value.state : undefined;
