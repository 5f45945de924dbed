import { MessageFactory } from 'botbuilder';
import {
  ComponentDialog,
  WaterfallDialog,
  type DialogTurnResult,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { factsOf, type Facts } from '../bot/turn.js';
import type { Texts } from '../texts/texts.js';
import { HANDOFF_DIALOG, HandoffDialog } from './handoff-dialog.js';
import type { DialogDeps } from './dialog-deps.js';

/** Dialog ids are stored with running conversations: they never change. */
const ROOT = 'root';
const ROOT_STEPS = 'root.steps';

/** Small talk and known answers; a human takes over when the handoff decision says so. */
export class RootDialog extends ComponentDialog {
  readonly #deps: DialogDeps;

  constructor(deps: DialogDeps) {
    super(ROOT);
    this.#deps = deps;
    this.addDialog(new WaterfallDialog(ROOT_STEPS, [(step) => this.#answer(step)]));
    this.addDialog(new HandoffDialog(deps, ROOT_STEPS));
    this.initialDialogId = ROOT_STEPS;
  }

  async #answer(step: WaterfallStepContext): Promise<DialogTurnResult> {
    const facts = factsOf(step.context);
    const { activity } = step.context;
    if (activity.type === 'event') return this.#onEvent(step, activity.name, facts);
    if (facts.decision.handOff) return step.beginDialog(HANDOFF_DIALOG);
    const { text, suggest } = this.#reply(facts, activity.text);
    await step.context.sendActivity(suggest ? MessageFactory.suggestedActions([...suggest], text) : text);
    return step.endDialog();
  }

  async #onEvent(
    step: WaterfallStepContext,
    name: string | undefined,
    { language }: Facts,
  ): Promise<DialogTurnResult> {
    if (name === 'joined')
      await step.context.sendActivity(this.#say(language, 'bot.welcome', { desk: this.#deps.deskName() }));
    return step.endDialog();
  }

  #reply(facts: Facts, text: string | undefined): { text: string; suggest?: readonly string[] } {
    const { language, understanding, understood } = facts;
    if (!text?.trim()) return { text: this.#say(language, 'bot.onlyFile') };
    const { intent } = understanding;
    const answer =
      understood && intent !== undefined ? this.#deps.knowledge.answer(intent, language) : undefined;
    const person = [this.#say(language, 'bot.wantPerson')];
    if (answer !== undefined) return { text: answer, ...(this.#isSomebodys(intent) && { suggest: person }) };
    return {
      text: this.#say(language, 'bot.notUnderstood'),
      suggest: [this.#say(language, 'bot.wantPerson')],
    };
  }

  /** Does a department look after this? Then somebody there can be asked for. */
  #isSomebodys(intent: string | undefined): boolean {
    return intent !== undefined && this.#deps.knowledge.routeOf(intent)?.department !== undefined;
  }

  #say(...[language, key, parameters]: Parameters<Texts['say']>): string {
    return this.#deps.texts().say(language, key, parameters);
  }
}
