import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { hasIdentifier, isLockedOut, type Told } from '../bot/caller.js';
import { notesOf, type Reply } from '../bot/turn.js';
import type { DialogDeps } from './dialog-deps.js';
import { asksToWait, doesNotKnow } from './reading/control.js';
import { misread, readTold } from './reading/identifiers.js';
import { readName } from './reading/name.js';
import { readYesNo } from './reading/yes-no.js';
import { isQuestion } from './interruption.js';
import { compare } from './proof.js';
import { say } from './saying.js';
import { taskTurn, type TaskTurn, type Took, type Unidentified } from './task.js';
import { callerOf } from './who.js';

/** Stored with running conversations: it never changes. */
export const IDENTIFY_DIALOG = 'identify';

export type Identified =
  | { readonly status: 'verified'; readonly customerId: string }
  | { readonly status: Unidentified }
  /** The customer system did not answer. */
  | { readonly status: 'failed' };

interface State {
  /** What was told so far and not proved yet. */
  told: Told;
  asks: 'identifier' | 'proof';
  /** Messages in a row without an answer. */
  missed: number;
}

/**
 * Finds out whose account this is: an identifier (CPF or CNPJ, contract, phone) and the holder's birth date, asked
 * together and read in any order. Until both are of one record the customer learns nothing, not even whether there is
 * such a record; who is wrong three times waits an hour. Ends with an {@link Identified}; who is verified already is
 * not asked.
 */
export class IdentifyDialog extends Dialog {
  readonly #deps: DialogDeps;

  constructor(deps: DialogDeps) {
    super(IDENTIFY_DIALOG);
    this.#deps = deps;
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = taskTurn(this.#deps, dc.context);
    const caller = callerOf(dc.context);
    if (turn.customerId !== undefined) return dc.endDialog(verified(turn.customerId));
    if (isLockedOut(caller, turn.now)) return dc.endDialog({ status: 'locked' } satisfies Identified);
    const told = { ...caller.told, ...readTold(turn.text, { birthDate: true }) };
    const state: State = { told, asks: 'identifier', missed: 0 };
    Object.assign(dc.activeDialog?.state ?? {}, state);
    return hasIdentifier(told) ? this.#compare(dc, told, turn) : this.#ask(dc, 'identifier', turn);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = taskTurn(this.#deps, dc.context);
    const state = dc.activeDialog?.state as State;
    const fresh = readTold(turn.text, { birthDate: true });
    if (Object.keys(fresh).length > 0) {
      const name = readName(turn.text, true);
      const told = { ...state.told, ...fresh };
      Object.assign(state, { told, missed: 0 });
      return this.#compare(dc, told, turn, name);
    }
    if (doesNotKnow(turn.text)) return dc.endDialog({ status: 'unknown' } satisfies Identified);
    return this.#unanswered(dc, state, turn);
  }

  /** No number in it: it may still be a name, a question of theirs, or a slip. */
  async #unanswered(dc: DialogContext, state: State, turn: TaskTurn): Promise<DialogTurnResult> {
    const name = readName(turn.text, false);
    const notes = notesOf(dc.context);
    if (name !== undefined) Object.assign(notes, { caller: { ...callerOf(dc.context), name }, took: true });
    state.missed += 1;
    if (state.missed > MOST_MISSED) return dc.endDialog({ status: 'no-answer' } satisfies Identified);
    await say(dc.context, [this.question(turn, state, wordsBefore(turn, name))]);
    return Dialog.EndOfTurn;
  }

  /** The question as it stands, after these words. */
  question(turn: TaskTurn, state: unknown, before = ''): Reply {
    const { asks } = state as State;
    if (asks === 'proof') return { text: `${before} ${turn.say('who.askProof')}`.trim() };
    return { text: before === '' ? turn.say('who.askAccount') : `${before} ${turn.say('who.askAgain')}` };
  }

  /** How much of the message is an answer: who gives a number is not changing the subject. */
  preview({ text }: TaskTurn): Took {
    if (Object.keys(readTold(text, { birthDate: true })).length > 0 || misread(text)) return 'all';
    if (asksToWait(text)) return 'nothing';
    return doesNotKnow(text) ? 'all' : 'nothing';
  }

  async #compare(dc: DialogContext, told: Told, turn: TaskTurn, name?: string): Promise<DialogTurnResult> {
    const compared = await compare(this.#deps, dc.context, told, name);
    const notes = notesOf(dc.context);
    notes.took = true;
    switch (compared.status) {
      case 'incomplete':
        return this.#ask(dc, compared.missing, turn);
      case 'mismatch':
        if (isLockedOut(notes.caller ?? {}, turn.now)) return dc.endDialog(compared);
        Object.assign(dc.activeDialog?.state ?? {}, { told: {}, asks: 'identifier' });
        await say(dc.context, [{ text: turn.say('who.mismatch') }]);
        return Dialog.EndOfTurn;
      case 'verified':
      case 'locked':
      case 'failed':
        return dc.endDialog(compared satisfies Identified);
    }
  }

  async #ask(dc: DialogContext, asks: State['asks'], turn: TaskTurn): Promise<DialogTurnResult> {
    Object.assign(dc.activeDialog?.state ?? {}, { asks });
    await say(dc.context, [this.question(turn, { asks })]);
    return Dialog.EndOfTurn;
  }
}

/** Messages in a row without an answer, after which it stays open who is calling. */
const MOST_MISSED = 3;

function wordsBefore(turn: TaskTurn, name: string | undefined): string {
  if (name !== undefined) return turn.say('who.thanks', { name: name.split(' ')[0] ?? '' });
  if (misread(turn.text)) return turn.say('who.badDocument');
  if (isQuestion(turn.text)) return turn.say('task.notMine');
  return readYesNo(turn.text)?.whole ? '' : turn.say('who.notGot');
}

const verified = (customerId: string): Identified => ({ status: 'verified', customerId });
