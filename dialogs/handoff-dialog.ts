import { EventFactory } from 'botbuilder';
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { IntentRoute, TakenOver } from '../bot/handoff.js';
import { factsOf, notesOf, type Facts, type HandoffRequest } from '../bot/turn.js';
import type { Reason } from '../routing/reason.js';
import type { Fact } from '../routing/request.js';
import type { DialogDeps } from './dialog-deps.js';
import { wantsToStop } from './reading/control.js';
import { misread } from './reading/identifiers.js';
import { accountFacts, callerOf, customerOf, introduced, missingOf, type Missing } from './who.js';

/** Stored with running conversations: it never changes. */
export const HANDOFF_DIALOG = 'handoff';

/** Why a dialog calls a person by itself; without it the decision of the turn says. */
export interface HandoffOptions {
  readonly reasons?: readonly Reason[];
  readonly facts?: readonly Fact[];
  /** The intent it is about; the conversation's topic if left out. */
  readonly problem?: string;
}

/** The dialog's own state. Without `asking` a person has been called. */
interface State {
  asking?: HandoffRequest;
  /** A document with a wrong digit was asked about again. */
  twice?: boolean;
  heard?: number;
}

/** Whoever does not answer who they are gets their person all the same. */
const PATIENCE_MS = 60_000;
/** Nobody is asked for a document first who is in distress, or whom the bot has failed. */
const IN_ANGER: ReadonlySet<string> = new Set(['upset', 'upset-twice']);
const AT_ONCE: ReadonlySet<string> = new Set([
  ...['keyword', 'upset', 'upset-twice', 'bot-failed', 'customers-failed', 'not-verified'],
]);

/**
 * Asks a human to take over (`handoff.initiate`, Bot Framework's handoff protocol) and stays on the stack until
 * `handoff.status` tells how it ended. Before that it asks once who is calling, if that is not known; whatever the
 * answer, or none for a minute, the person is called. Meanwhile the customer may go on writing: it joins the ticket.
 */
export class HandoffDialog extends Dialog {
  readonly #deps: DialogDeps;

  constructor(deps: DialogDeps) {
    super(HANDOFF_DIALOG);
    this.#deps = deps;
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const facts = factsOf(dc.context);
    const request = requestOf(facts, options ?? {}, (intent) => this.#deps.knowledge.routeOf(intent));
    if (because(request, 'not-understood') && !(options as HandoffOptions | undefined)?.reasons)
      await dc.context.sendActivity(this.#say(facts, 'bot.notUnderstoodAgain'));
    await introduced(this.#deps, dc.context);
    const missing = this.#deps.asksWho() ? missingOf(dc.context) : undefined;
    if (!missing) return this.#call(dc, request, this.#calling(facts, request));
    const notes = notesOf(dc.context);
    notes.caller = { ...callerOf(dc.context), askedAt: facts.now.toISOString() };
    if (isUrgent(request)) {
      const asking = `${this.#calling(facts, request)} ${this.#say(facts, `who.meanwhile_${missing}`)}`;
      return this.#call(dc, request, asking);
    }
    Object.assign(dc.activeDialog?.state ?? {}, { asking: request } satisfies State);
    notes.wakeAt = new Date(facts.now.getTime() + PATIENCE_MS);
    await dc.context.sendActivity(this.#asking(facts, request, missing));
    return Dialog.EndOfTurn;
  }

  /** That a person is called; after a word about the matter, if the bot has one for what only people can do. */
  #calling(facts: Facts, request: HandoffRequest): string {
    const word = this.#wordAbout(facts, request);
    return word === undefined
      ? this.#say(facts, 'bot.calling')
      : `${word} ${this.#say(facts, 'bot.callingThen')}`;
  }

  #wordAbout(facts: Facts, { decision, problem }: HandoffRequest): string | undefined {
    if (decision.reasons.some(({ code }) => IN_ANGER.has(code))) return this.#say(facts, 'who.sorry');
    const isNews = facts.understanding.intent === problem;
    return isNews && decision.reasons.some(({ code }) => code === 'intent-needs-person')
      ? this.#deps.knowledge.answer(problem, facts.language)
      : undefined;
  }

  #asking(facts: Facts, request: HandoffRequest, missing: Missing): string {
    const word = this.#wordAbout(facts, request);
    const question = this.#say(facts, `who.before_${missing}`);
    return `${word ?? this.#say(facts, 'who.willCall')} ${question}`;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const facts = factsOf(dc.context);
    const { activity } = dc.context;
    const { asking } = stateOf(dc);
    if (asking) return this.#answered(dc, facts, asking);
    if (activity.type === 'event') return this.#onEvent(dc, facts);
    // The root dialog answers whoever writes after their ticket has ended.
    if (!facts.ticket) return dc.endDialog();
    if (activity.type !== 'message') return Dialog.EndOfTurn;
    await introduced(this.#deps, dc.context);
    await dc.context.sendActivity(this.keptWord(dc));
    return Dialog.EndOfTurn;
  }

  /** A person is called already: that what was just said is with them too. No sentence follows itself. */
  keptWord(dc: DialogContext): string {
    const { language, ticket } = factsOf(dc.context);
    const later = ticket?.status === 'scheduled';
    const choices = this.#deps.texts().choices(language, later ? 'bot.keptForLater' : 'bot.stillCalling');
    const state = stateOf(dc);
    state.heard = (state.heard ?? 0) + 1;
    return choices[state.heard % choices.length] ?? '';
  }

  /** What was answered in passing is over; the person is still being called. */
  override async resumeDialog(): Promise<DialogTurnResult> {
    return Dialog.EndOfTurn;
  }

  /** The answer to who is calling, or silence: the person is called. */
  async #answered(dc: DialogContext, facts: Facts, request: HandoffRequest): Promise<DialogTurnResult> {
    const { activity } = dc.context;
    const state = stateOf(dc);
    const text = activity.type === 'message' ? (activity.text ?? '') : '';
    if (activity.type === 'event' && activity.name !== 'silence') return Dialog.EndOfTurn;
    if (wantsToStop(text)) {
      await dc.context.sendActivity(this.#say(facts, 'who.dropped'));
      return dc.endDialog();
    }
    const notes = notesOf(dc.context);
    if (misread(text) && !state.twice) {
      Object.assign(state, { twice: true });
      Object.assign(notes, { took: true, wakeAt: new Date(facts.now.getTime() + PATIENCE_MS) });
      await dc.context.sendActivity(this.#say(facts, 'who.badDocumentBefore'));
      return Dialog.EndOfTurn;
    }
    const name = await introduced(this.#deps, dc.context);
    notes.took = true;
    delete state.asking;
    const thanks = name === undefined ? 'who.callingAnyway' : 'who.callingKnown';
    return this.#call(dc, request, this.#say(facts, thanks, { name: name ?? '' }));
  }

  async #onEvent(dc: DialogContext, facts: Facts): Promise<DialogTurnResult> {
    const { activity } = dc.context;
    if (activity.name !== 'handoff.status') return Dialog.EndOfTurn;
    // Our own desk closes the ticket before it tells: while one is open, somebody else is talking.
    if (facts.ticket || valueOf(activity.value) === 'accepted') return Dialog.EndOfTurn;
    await dc.context.sendActivity(this.#say(facts, 'bot.back'));
    return dc.endDialog();
  }

  async #call(dc: DialogContext, request: HandoffRequest, words: string): Promise<DialogTurnResult> {
    const facts = factsOf(dc.context);
    const account = await accountFacts(this.#deps, customerOf(dc.context), facts.language);
    await dc.context.sendActivity(words);
    const known = { ...request, facts: [...account, ...(request.facts ?? [])] };
    await dc.context.sendActivity(EventFactory.createHandoffInitiation(dc.context, known));
    return Dialog.EndOfTurn;
  }

  #say({ language }: Facts, key: string, parameters?: Record<string, string>): string {
    return this.#deps.texts().say(language, key, parameters);
  }
}

type RouteOf = (intent: string) => IntentRoute | undefined;

function requestOf(facts: Facts, options: Partial<HandoffOptions>, routeOf: RouteOf): HandoffRequest {
  const problem = options.problem ?? facts.topic?.intent ?? '';
  const route = routeOf(problem);
  return {
    problem,
    ...(route?.department !== undefined && { department: route.department }),
    skills: route?.skills ?? [],
    decision: decisionOf(facts, options.reasons ?? []),
    ...(options.facts && { facts: options.facts }),
  };
}

/** What the dialogs found first, then what the turn itself speaks for. */
function decisionOf({ decision }: Facts, own: readonly Reason[]): TakenOver {
  if (!decision.handOff) return { handOff: true, reasons: own, level: 'technician', urgency: 'normal' };
  const others = decision.reasons.filter(({ code }) => !own.some((one) => one.code === code));
  return { ...decision, reasons: [...own, ...others] };
}

const because = ({ decision }: HandoffRequest, code: string): boolean =>
  decision.reasons.some((one) => one.code === code);

const isUrgent = ({ decision }: HandoffRequest): boolean =>
  decision.urgency === 'urgent' || decision.reasons.some(({ code }) => AT_ONCE.has(code));

const stateOf = (dc: DialogContext): State => (dc.activeDialog?.state ?? {}) as State;

const valueOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'state' in value ? value.state : undefined;
