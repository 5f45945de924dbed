import type { TurnContext } from 'botbuilder';
import {
  ComponentDialog,
  Dialog,
  DialogTurnStatus,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
} from 'botbuilder-dialogs';
import { notesOf } from '../bot/turn.js';
import { reason } from '../routing/reason.js';
import type { Fact } from '../routing/request.js';
import { CustomersFailed } from './customers.js';
import type { DialogDeps } from './dialog-deps.js';
import { HANDOFF_DIALOG, type HandoffOptions } from './handoff-dialog.js';
import { IDENTIFY_DIALOG, IdentifyDialog, type Identified } from './identify-dialog.js';
import { isQuestion } from './interruption.js';
import { readName } from './reading/name.js';
import { beginningWith, say, suggesting } from './saying.js';
import { rememberDocument } from './who.js';
import { taskTurn, type Hearing, type Move, type TaskTurn, type Took, type Unidentified } from './task.js';

/** What a task is begun with: by an intent, by another task, or again where it was dropped. */
export interface TaskOptions {
  readonly intent?: string;
  readonly resume?: object;
}

/** The task as it is kept with the conversation. */
interface Kept<State> {
  task: State;
  /** Messages in a row that were no answer. */
  missed: number;
  /** Questions in a row about something else that nobody here can answer. */
  asides: number;
  /** The intent it was begun for. */
  about?: string;
  dialogs?: { readonly dialogStack: readonly DialogInstance[] };
}

/** What the identification comes to; without a result it waits for an answer. */
interface Ended {
  readonly status: DialogTurnStatus;
  readonly result?: Identified;
}

const MOST_ASIDES = 3;

/**
 * A matter that takes several turns. The subclass says, without side effects, where it begins, what a message means to
 * it, and what to do next; this class speaks, asks who is calling, and gives way. `next` must not depend on anything but
 * its arguments and the customer system: it is called again to repeat a question, and when a turn is computed anew.
 * The root dialog decides beforehand whether a message interrupts (see `interruptionOf`).
 */
export abstract class TaskDialog<State extends object> extends ComponentDialog {
  protected readonly deps: DialogDeps;
  readonly #identify: IdentifyDialog;
  /** The file of `texts/dialogs` with its sentences; `back` is what a repeated question begins with. */
  protected abstract readonly script: string;

  constructor(id: string, deps: DialogDeps) {
    super(id);
    this.deps = deps;
    this.#identify = new IdentifyDialog(deps);
    this.addDialog(this.#identify);
  }

  /** The state at the beginning, with all that the first words tell. */
  protected abstract start(turn: TaskTurn, options: TaskOptions): State;
  /** What the message adds or corrects, and how much of it was meant for this task. */
  protected abstract hear(state: State, turn: TaskTurn): Hearing<State>;
  protected abstract next(state: State, turn: TaskTurn): Promise<Move<State>>;

  /** What a person who is called in the middle of it should read. */
  protected abstract facts(state: State, turn: TaskTurn): readonly Fact[];

  /** When the caller could not be identified. */
  protected unidentified(_state: State, turn: TaskTurn, why: Unidentified): Move<State> {
    const text = turn.say(why === 'unknown' ? 'who.withoutAccount' : 'who.closed');
    return { do: 'end', replies: [{ text, suggestions: [turn.say('bot.wantPerson')] }] };
  }

  /** How much of this message the task would take, without taking it. */
  preview(instance: DialogInstance, context: TurnContext): Took {
    const kept = this.#kept(instance, context);
    const turn = taskTurn(this.deps, context);
    return asksWhoCalls(kept) ? this.#identify.preview(turn) : this.hear(kept.task, turn).took;
  }

  /** Whether it waits to hear who is calling, and nothing else. */
  asksWhoCalls(instance: DialogInstance): boolean {
    return asksWhoCalls(instance.state as Kept<State>);
  }

  /** The task as it is kept. Who has proved to another task who they are is not asked here any more. */
  #kept(instance: DialogInstance, context: TurnContext): Kept<State> {
    const kept = instance.state as Kept<State>;
    const isKnown = taskTurn(this.deps, context).customerId !== undefined;
    if (isKnown && asksWhoCalls(kept)) kept.dialogs = { dialogStack: [] };
    return kept;
  }

  /** The intent that it serves. */
  about(instance: DialogInstance): string | undefined {
    return (instance.state as Kept<State>).about;
  }

  /** What a person is told who takes over from this running task. */
  handingOver(instance: DialogInstance, context: TurnContext): HandoffOptions {
    const { task, about } = instance.state as Kept<State>;
    const facts = this.facts(task, taskTurn(this.deps, context));
    return { facts, ...(about !== undefined && { problem: about }) };
  }

  /** Keeps what the message tells the task although something else is answered first. */
  keepInPassing(instance: DialogInstance, context: TurnContext): void {
    const kept = this.#kept(instance, context);
    if (!asksWhoCalls(kept)) kept.task = this.hear(kept.task, taskTurn(this.deps, context)).state;
  }

  protected override async onBeginDialog(inner: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = taskTurn(this.deps, inner.context);
    const begun = (options ?? {}) as TaskOptions;
    notesOf(inner.context).took = true;
    const task = (begun.resume as State | undefined) ?? this.start(turn, begun);
    const about = begun.intent;
    if (about !== undefined) notesOf(inner.context).topic = about;
    Object.assign(keptOf(inner), { task, missed: 0, asides: 0, ...(about !== undefined && { about }) });
    rememberDocument(inner.context);
    return this.#go(inner, await this.#next(task, turn));
  }

  protected override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    if (inner.context.activity.type !== 'message') return Dialog.EndOfTurn;
    const kept = keptOf<State>(inner);
    const turn = taskTurn(this.deps, inner.context);
    if (inner.activeDialog) return this.#whileIdentifying(inner, turn);
    rememberDocument(inner.context);
    const { state, took } = this.hear(kept.task, turn);
    if (took === 'nothing') return this.#missed(inner, turn);
    Object.assign(kept, { task: state, missed: 0, asides: 0 });
    notesOf(inner.context).took = true;
    return this.#go(inner, await this.#next(state, turn));
  }

  /** While it is asked who is calling the customer may still add to the matter itself. */
  async #whileIdentifying(inner: DialogContext, turn: TaskTurn): Promise<DialogTurnResult> {
    const kept = keptOf<State>(inner);
    const before = JSON.stringify(kept.task);
    const added = this.#identify.preview(turn) === 'nothing' ? this.hear(kept.task, turn) : undefined;
    if (added && added.took !== 'nothing' && JSON.stringify(added.state) !== before) {
      notesOf(inner.context).took = true;
      const move = await this.#next(added.state, turn);
      if (move.do !== 'identify') {
        await inner.cancelAllDialogs();
        return this.#go(inner, move);
      }
      kept.task = move.state;
      await say(inner.context, [
        this.#identify.question(turn, stateOfIdentify(kept), turn.say('task.noted')),
      ]);
      return Dialog.EndOfTurn;
    }
    const { status, result } = (await inner.continueDialog()) as Ended;
    return status === DialogTurnStatus.waiting
      ? Dialog.EndOfTurn
      : this.#go(inner, await this.#after(kept.task, inner.context, result as Identified));
  }

  /** What interrupted it is over. */
  override async resumeDialog(outer: DialogContext): Promise<DialogTurnResult> {
    await this.goOn(outer);
    return Dialog.EndOfTurn;
  }

  /**
   * The question once more, after an interruption; or what comes next if the interruption settled it: who is calling, or
   * what was heard in passing. `outer` has this task on top, and another or none when it is over.
   */
  async goOn(outer: DialogContext): Promise<void> {
    const { context } = outer;
    const turn = taskTurn(this.deps, context);
    const kept = this.#kept(outer.activeDialog as DialogInstance, context);
    const back = turn.say(`${this.script}.back`);
    if (asksWhoCalls(kept)) {
      // Who has just told another task that they cannot say is not asked the same again.
      if (!notesOf(context).unidentified)
        await say(context, [this.#identify.question(turn, stateOfIdentify(kept), back)]);
      return;
    }
    const move = await this.#next(kept.task, turn);
    const replies = 'replies' in move && move.replies?.length ? beginningWith(back, move.replies) : [];
    const told = move.do === 'identify' ? move : { ...move, replies };
    const { status } = await this.#go(this.createChildContext(outer), told);
    if (status === DialogTurnStatus.complete) await outer.endDialog();
  }

  /** The next move; a customer system that fails is a person's business. */
  async #next(state: State, turn: TaskTurn): Promise<Move<State>> {
    try {
      return await this.next(state, turn);
    } catch (error) {
      if (!(error instanceof CustomersFailed)) throw error;
      const replies = [{ text: turn.say('task.noSystem') }];
      return { do: 'hand-over', replies, reasons: [reason('customers-failed')] };
    }
  }

  async #after(state: State, context: TurnContext, identified: Identified): Promise<Move<State>> {
    const turn = taskTurn(this.deps, context);
    if (identified.status === 'failed')
      return {
        do: 'hand-over',
        reasons: [reason('customers-failed')],
        replies: [{ text: turn.say('task.noSystem') }],
      };
    if (identified.status !== 'verified') {
      notesOf(context).unidentified = true;
      return this.unidentified(state, turn, identified.status);
    }
    return this.#next(state, { ...turn, customerId: identified.customerId });
  }

  async #go(inner: DialogContext, move: Move<State>): Promise<DialogTurnResult> {
    const { context } = inner;
    const outer = inner.parent as DialogContext;
    if (move.do !== 'identify') await say(context, move.replies ?? []);
    switch (move.do) {
      case 'ask':
        keptOf<State>(inner).task = move.state;
        return Dialog.EndOfTurn;
      case 'identify': {
        keptOf<State>(inner).task = move.state;
        const { status, result } = (await inner.beginDialog(IDENTIFY_DIALOG)) as Ended;
        return status === DialogTurnStatus.waiting
          ? Dialog.EndOfTurn
          : this.#go(inner, await this.#after(move.state, context, result as Identified));
      }
      case 'end':
        notesOf(context).changes.push(...(move.changes ?? []));
        return { status: DialogTurnStatus.complete };
      case 'turn-to':
        await outer.replaceDialog(move.dialog, move.options);
        return Dialog.EndOfTurn;
      case 'hand-over': {
        const { reasons, facts, problem } = move;
        const options: HandoffOptions = { reasons, ...(facts && { facts }), ...(problem && { problem }) };
        await outer.cancelAllDialogs();
        await outer.beginDialog(HANDOFF_DIALOG, options);
        return Dialog.EndOfTurn;
      }
    }
  }

  /** Nothing in the message was an answer: asks in other words, then calls a person. */
  async #missed(inner: DialogContext, turn: TaskTurn): Promise<DialogTurnResult> {
    const kept = keptOf<State>(inner);
    const name = nameTold(inner.context, turn);
    const aside = isQuestion(turn.text) && ++kept.asides <= MOST_ASIDES;
    if (aside || name !== undefined) notesOf(inner.context).took = true;
    else if (++kept.missed >= this.deps.notUnderstood()) {
      const replies = [{ text: turn.say('bot.notUnderstoodAgain') }];
      return this.#go(inner, {
        ...{ do: 'hand-over', replies, reasons: [reason('not-understood', { times: kept.missed })] },
      });
    }
    const move = await this.#next(kept.task, turn);
    if (move.do !== 'ask') return this.#go(inner, move);
    const person = turn.say('bot.wantPerson');
    if (name !== undefined) {
      await say(inner.context, beginningWith(turn.say('who.thanks', { name }), move.replies));
      return Dialog.EndOfTurn;
    }
    const again = beginningWith(turn.say(aside ? 'task.notMine' : 'task.notGot'), move.replies);
    await say(inner.context, suggesting(again, person));
    return Dialog.EndOfTurn;
  }
}

/** Who introduces themselves where something else was asked is thanked, and not asked for the name again. */
function nameTold(context: TurnContext, { text, facts: { caller } }: TaskTurn): string | undefined {
  const name = caller.customerId === undefined ? readName(text, false) : undefined;
  const notes = notesOf(context);
  if (name !== undefined) notes.caller = { ...caller, ...notes.caller, name };
  return name?.split(' ')[0];
}

/** The state of the component itself; Bot Framework keeps what is put there. */
const keptOf = <State>(inner: DialogContext): Kept<State> => inner.parent?.activeDialog?.state as Kept<State>;

const stateOfIdentify = ({ dialogs }: Kept<unknown>): unknown => dialogs?.dialogStack.at(-1)?.state;

const asksWhoCalls = ({ dialogs }: Kept<unknown>): boolean =>
  dialogs?.dialogStack.at(-1)?.id === IDENTIFY_DIALOG;
