import { MessageFactory } from 'botbuilder';
import { ComponentDialog, Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { factsOf, notesOf, type Facts } from '../bot/turn.js';
import type { Texts } from '../texts/texts.js';
import type { DialogDeps } from './dialog-deps.js';
import { HANDOFF_DIALOG, HandoffDialog } from './handoff-dialog.js';
import { interruptionOf, isStrong, type Interruption, type Known } from './interruption.js';
import { meanwhileOf, openingOf } from './opening.js';
import { hasFollowed, wantsToResume } from './reading/control.js';
import { TaskDialog } from './task-dialog.js';
import { noticeSomeoneElse } from './who.js';

/** Dialog ids are stored with running conversations: they never change. */
const ROOT = 'root';

/** What the root remembers between turns. */
interface State {
  /** The task the customer put aside last. */
  dropped?: { readonly dialog: string; readonly task: object; readonly about?: string };
  /** Matters of an earlier message that still wait for their turn. */
  pending?: readonly string[];
}

type AnyTask = TaskDialog<object>;

/**
 * Decides who answers each message: the running task, another one that interrupts it, the knowledge, or a human when
 * the handoff decision says so. It never ends.
 */
export class RootDialog extends ComponentDialog {
  readonly #deps: DialogDeps;

  constructor(deps: DialogDeps, tasks: readonly AnyTask[]) {
    super(ROOT);
    this.#deps = deps;
    for (const task of tasks) this.addDialog(task);
    this.addDialog(new HandoffDialog(deps));
  }

  protected override async onBeginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await noticeSomeoneElse(this.#deps, dc.context);
    await this.#afresh(dc);
    return Dialog.EndOfTurn;
  }

  protected override async onContinueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { type, name } = dc.context.activity;
    forgetUnknown(dc);
    if (await noticeSomeoneElse(this.#deps, dc.context)) return this.#forSomeoneElse(dc);
    if (type === 'event' && name === 'handoff.status') this.#downToHandoff(dc);
    const task = this.#activeTask(dc);
    if (task && type === 'message') await this.#inTask(dc, task);
    else if (dc.activeDialog?.id === HANDOFF_DIALOG) await this.#duringHandoff(dc);
    else if (!dc.activeDialog) await this.#afresh(dc);
    return Dialog.EndOfTurn;
  }

  /** What was under way knows things of another account: it begins anew. Who waits for a person goes on waiting. */
  async #forSomeoneElse(dc: DialogContext): Promise<DialogTurnResult> {
    delete this.#stateOf(dc).dropped;
    this.#downToHandoff(dc);
    const { activeDialog } = dc;
    const intent = activeDialog && this.#activeTask(dc)?.about(activeDialog);
    if (activeDialog?.id === HANDOFF_DIALOG) {
      await this.#duringHandoff(dc);
      return Dialog.EndOfTurn;
    }
    await dc.cancelAllDialogs();
    const goesOn = activeDialog && intent !== undefined && !isStrong(factsOf(dc.context));
    if (goesOn) await dc.beginDialog(activeDialog.id, { intent });
    else await this.#afresh(dc);
    return Dialog.EndOfTurn;
  }

  /** The task is over: what else the customer had come with. */
  async #nextMatter(dc: DialogContext, which: 'first' | 'next' = 'next'): Promise<void> {
    const state = this.#stateOf(dc);
    const [intent, ...rest] = state.pending ?? [];
    if (dc.activeDialog || state.dropped || intent === undefined) return;
    state.pending = rest;
    const { language } = factsOf(dc.context);
    const matter = this.#deps.knowledge.titleOf(intent, language);
    if (which === 'next') await dc.context.sendActivity(this.#say(language, 'task.alsoAsked', { matter }));
    const dialog = this.#known(intent)?.dialog;
    if (dialog !== undefined) return void (await dc.beginDialog(dialog, { intent }));
    const answer = this.#deps.knowledge.answer(intent, language);
    if (answer !== undefined) await dc.context.sendActivity(answer);
    return this.#nextMatter(dc);
  }

  /** What was put aside and waits for the same proof ends with it. */
  #dropUnidentified(dc: DialogContext): void {
    while (
      notesOf(dc.context).unidentified &&
      dc.activeDialog &&
      this.#activeTask(dc)?.asksWhoCalls(dc.activeDialog)
    )
      dc.stack.pop();
  }

  #activeTask(dc: DialogContext): AnyTask | undefined {
    const active = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    return active instanceof TaskDialog ? (active as AnyTask) : undefined;
  }

  /** What was begun while a person was being called is over when they come or go. */
  #downToHandoff(dc: DialogContext): void {
    if (!dc.stack.some(({ id }) => id === HANDOFF_DIALOG)) return;
    while (dc.activeDialog && dc.activeDialog.id !== HANDOFF_DIALOG) dc.stack.pop();
  }

  async #duringHandoff(dc: DialogContext): Promise<void> {
    const facts = factsOf(dc.context);
    const { activity } = dc.context;
    const asking = (dc.activeDialog?.state as { asking?: object } | undefined)?.asking !== undefined;
    if (activity.type === 'message' && !asking) {
      if (!facts.ticket) {
        await dc.cancelAllDialogs();
        return this.#afresh(dc);
      }
      if (await this.#answersMeanwhile(dc, facts)) return;
    }
    await dc.continueDialog();
  }

  /** Whoever waits for a person may still be told what the bot knows. */
  async #answersMeanwhile(dc: DialogContext, facts: Facts): Promise<boolean> {
    const meanwhile = meanwhileOf(facts, dc.context.activity.text ?? '', (intent) => this.#known(intent));
    if (!meanwhile) return false;
    const { intent, dialog } = meanwhile;
    if (dialog !== undefined) await dc.beginDialog(dialog, { intent });
    else await dc.context.sendActivity(this.#deps.knowledge.answer(intent, facts.language) ?? '');
    return true;
  }

  async #inTask(dc: DialogContext, task: AnyTask): Promise<void> {
    const { context, activeDialog } = dc;
    if (!activeDialog) return;
    const text = context.activity.text ?? '';
    const took = task.preview(activeDialog, context);
    const stack = dc.stack.map(({ id }) => id);
    const interruption = interruptionOf({
      ...{ text, took, facts: factsOf(context), stack },
      known: (intent) => this.#known(intent),
    });
    if (interruption.kind === 'none') {
      await dc.continueDialog();
      this.#dropUnidentified(dc);
      return this.#nextMatter(dc);
    }
    notesOf(context).took = true;
    if (took === 'part') task.keepInPassing(activeDialog, context);
    await this.#interrupt(dc, interruption);
  }

  async #interrupt(dc: DialogContext, interruption: Exclude<Interruption, { kind: 'none' }>): Promise<void> {
    const { language } = factsOf(dc.context);
    switch (interruption.kind) {
      case 'hand-over':
        return this.#handOver(dc);
      case 'stop':
        return this.#stop(dc, interruption.goodbye);
      case 'wait':
        return void (await dc.context.sendActivity(this.#say(language, 'task.noHurry')));
      case 'back':
        return this.#goOn(dc);
      case 'answer':
        await dc.context.sendActivity(this.#deps.knowledge.answer(interruption.intent, language) ?? '');
        return this.#goOn(dc);
      case 'begin':
        return void (await dc.beginDialog(interruption.dialog, { intent: interruption.intent }));
      case 'return':
        return this.#return(dc, interruption.dialog);
    }
  }

  /** A person for what the task is about, unless that is just what the customer changed. */
  async #handOver(dc: DialogContext): Promise<void> {
    const { decision } = factsOf(dc.context);
    const codes = decision.handOff ? decision.reasons.map(({ code }) => code) : [];
    // Who curses in the middle of a task complains of that very matter.
    const changes = codes.includes('intent-needs-person') && !codes.includes('upset');
    const task = changes ? undefined : this.#activeTask(dc);
    const options = dc.activeDialog && task?.handingOver(dc.activeDialog, dc.context);
    await dc.cancelAllDialogs();
    await dc.beginDialog(HANDOFF_DIALOG, options);
  }

  /** Back to a task that was put aside: the message may hold an answer to what it had asked. */
  async #return(dc: DialogContext, dialog: string): Promise<void> {
    while (dc.activeDialog && dc.activeDialog.id !== dialog) dc.stack.pop();
    const task = this.#activeTask(dc);
    const answers = dc.activeDialog && task?.preview(dc.activeDialog, dc.context) !== 'nothing';
    if (answers) await dc.continueDialog();
    else await this.#goOn(dc);
  }

  /** The active task goes on by itself. */
  async #goOn(dc: DialogContext): Promise<void> {
    await this.#activeTask(dc)?.goOn(dc);
  }

  /** Puts the active task aside; one that it had interrupted goes on. */
  async #stop(dc: DialogContext, goodbye: boolean): Promise<void> {
    const { language } = factsOf(dc.context);
    const { id, state } = dc.activeDialog as { id: string; state: { task: object; about?: string } };
    const { task, about } = state;
    this.#stateOf(dc).dropped = { dialog: id, task, ...(about !== undefined && { about }) };
    if (goodbye) {
      await dc.context.sendActivity(this.#deps.knowledge.answer('despedida', language) ?? '');
      return void (await dc.cancelAllDialogs());
    }
    await dc.context.sendActivity(this.#say(language, 'task.stopped'));
    await dc.endDialog();
  }

  async #afresh(dc: DialogContext): Promise<void> {
    const facts = factsOf(dc.context);
    const { activity } = dc.context;
    if (activity.type === 'event') return this.#onEvent(dc, activity.name, facts);
    if (await this.#resumed(dc, facts)) return;
    const opening = openingOf(facts, (intent) => this.#known(intent));
    if (opening.kind === 'hand-over') return void (await dc.beginDialog(HANDOFF_DIALOG));
    this.#stateOf(dc).pending = opening.pending;
    if (opening.kind === 'in-parts') return this.#nextMatter(dc, 'first');
    if (opening.kind === 'begin') await dc.beginDialog(opening.dialog, { intent: opening.intent });
    else await this.#answer(dc, facts);
    await this.#nextMatter(dc);
  }

  /** Takes up what was put aside, if the next words ask for it. */
  async #resumed(dc: DialogContext, facts: Facts): Promise<boolean> {
    const state = this.#stateOf(dc);
    const { dropped } = state;
    delete state.dropped;
    if (!dropped || isStrong(facts) || !wantsToResume(dc.context.activity.text ?? '')) return false;
    const { dialog, task, about } = dropped;
    await dc.beginDialog(dialog, { resume: task, ...(about !== undefined && { intent: about }) });
    return true;
  }

  async #answer(dc: DialogContext, facts: Facts): Promise<void> {
    const { activity } = dc.context;
    if (!facts.understood && hasFollowed(activity.text ?? '')) {
      notesOf(dc.context).took = true;
      return void (await dc.context.sendActivity(this.#say(facts.language, 'status.glad')));
    }
    const { text, suggest } = this.#reply(facts, activity.text);
    await dc.context.sendActivity(suggest ? MessageFactory.suggestedActions([...suggest], text) : text);
  }

  async #onEvent(dc: DialogContext, name: string | undefined, { language }: Facts): Promise<void> {
    if (name !== 'joined') return;
    await dc.context.sendActivity(this.#say(language, 'bot.welcome', { desk: this.#deps.deskName() }));
  }

  #reply(facts: Facts, text: string | undefined): { text: string; suggest?: readonly string[] } {
    const { language, understanding, understood } = facts;
    if (!text?.trim()) return { text: this.#say(language, 'bot.onlyFile') };
    const { intent } = understanding;
    const answer =
      understood && intent !== undefined ? this.#deps.knowledge.answer(intent, language) : undefined;
    const person = [this.#say(language, 'bot.wantPerson')];
    if (answer === undefined) return { text: this.#say(language, 'bot.notUnderstood'), suggest: person };
    const isSomebodys = intent !== undefined && this.#known(intent)?.department !== undefined;
    return { text: answer, ...(isSomebodys && { suggest: person }) };
  }

  #known(intent: string): Known | undefined {
    const route = this.#deps.knowledge.routeOf(intent);
    const hasAnswer = this.#deps.knowledge.answer(intent, 'pt-BR') !== undefined;
    return route && { ...route, hasAnswer };
  }

  #stateOf(dc: DialogContext): State {
    return (dc.parent?.activeDialog?.state ?? {}) as State;
  }

  #say(...[language, key, parameters]: Parameters<Texts['say']>): string {
    return this.#deps.texts().say(language, key, parameters);
  }
}

/** Dialogs of an older version, still on a running conversation's stack, are over. */
function forgetUnknown(dc: DialogContext): void {
  dc.stack.splice(0, dc.stack.length, ...dc.stack.filter(({ id }) => dc.findDialog(id) !== undefined));
}
