import { flat } from '../../routing/brief/flat.js';
import type { Period, Slot, Visit } from '../customers.js';
import { isIndifferent } from '../reading/period.js';
import { readYesNo } from '../reading/yes-no.js';
import { isQuestion } from '../interruption.js';
import type { Hearing, TaskTurn } from '../task.js';
import type { TaskOptions } from '../task-dialog.js';
import { hearWish } from './hearing.js';
import { remarkIn, spoken, type Remark } from './remarks.js';
import { aboutVisits, answerIn, meansAnother, softly, wantsChange, wantsToKeep } from './subject.js';
import { readWhich, type Which } from './which.js';
import { answerTo, readWish, told, type Wish } from './wish.js';

/** What another dialog may tell the change. */
export interface ChangeVisitOptions extends TaskOptions {
  readonly protocol?: string;
  /** What they want instead. */
  readonly date?: string;
  readonly period?: Period;
  /** They do want to change it: when it is was told already. */
  readonly wants?: boolean;
}

/** A change as far as it has come. */
export interface Change {
  readonly which: Which;
  /** What they said when asked which. */
  readonly picked?: Which;
  /** The half day they want instead; absent while it is not known which day of the first words that is. */
  readonly wish?: Wish;
  /** They only asked when the technician comes. */
  readonly asksWhen?: boolean;
  /** The visit was named: a day from now on is the new one. */
  readonly named?: boolean;
  readonly instead?: 'book' | 'cancel' | 'keep';
  readonly confirmed?: boolean;
  readonly asking?: 'which' | 'keep' | 'slot' | 'confirm' | 'none';
  /** The visits they were asked to choose from. */
  readonly offered?: readonly Slot[];
  readonly remark?: Remark | 'otherwise';
}

const ASKS_WHEN =
  /\b(?:quando|que dia|qual (?:o )?(?:dia|horario|data)|que horas?|vem|vira|chega\w*|ta vindo|cade|ja saiu|atrasad\w|nao apareceu|confirm\w+|marcad[ao]|agendad[ao]|esperando|when|what time|coming|arriv\w+|late|cuando|a que hora|que dia|viene|llega)\b/;

/** "Ele ainda vem hoje?" names a day and wishes for none. */
const asksIfComing = ({ asking }: Change, text: string): boolean =>
  asking !== 'confirm' &&
  isQuestion(text) &&
  !wantsChange(text) &&
  COMES.test(flat(text)) &&
  !MAY.test(flat(text));
const COMES = /\b(?:vem|vira|vai vir|vao vir|chega|is coming|coming|comes|viene|vendra)\b/;
const MAY = /\b(?:pode\w*|consegue\w*|da (?:pra|para)|tem como|can|could|puede\w*)\b/;

/** The change after its first words, and what another dialog knows already. */
export function beginChange({ text, today }: TaskTurn, options: ChangeVisitOptions): Change {
  const { protocol, date, period, wants } = options;
  if (protocol !== undefined || wants) {
    const given: Wish = told({ date, period });
    const wish = isNothing(given) ? readWish({}, text, today).wish : given;
    return { which: told({ protocol }), wish, named: true };
  }
  const low = flat(text);
  const change: Change = { which: readWhich(text, today), remark: spoken(text) };
  // Who only names their visit wants to hear of it before anything is offered.
  const merelyNames = !change.which.days && !change.which.period && !isIndifferent(text);
  const asksWhen = (ASKS_WHEN.test(low) || merelyNames) && !wantsChange(text);
  if (asksWhen) return told({ ...change, asksWhen });
  return told({ ...change, ...(isIndifferent(text) && { wish: { first: true } }) });
}

/**
 * What is wished instead of this visit: of the days in the first words the last that is not the visit's own, or the
 * other half of its day. Undefined if nothing was.
 */
export function wishFor({ which, wish, asksWhen, named }: Change, visit: Visit): Wish | undefined {
  if (named || wish) return wish && !isNothing(wish) ? wish : undefined;
  const { days = [], period } = which;
  const date = asksWhen ? undefined : days.findLast((day) => day !== visit.date);
  if (date !== undefined) return { date, ...(period && { period }) };
  const other = !asksWhen && period && period !== visit.period;
  return other ? { date: visit.date, period } : undefined;
}

const isNothing = (wish: Wish): boolean => Object.keys(wish).length === 0;

/** The change after one more message, and how much of that was meant for it. */
export function hearChange(state: Change, turn: TaskTurn): Hearing<Change> {
  const { text, today } = turn;
  const picked = state.asking === 'which' ? readWhich(text, today, state.offered) : {};
  if (Object.keys(picked).length > 0) return took(state, { picked });
  if (asksIfComing(state, text)) return took({ ...state, wish: undefined }, { asksWhen: true });
  const { wish, read, whole } = hearWish(state.wish ?? {}, turn);
  const subject = aboutVisits(turn);
  if (subject === 'cancel' && !read) return took(state, { instead: 'cancel' });
  if (state.asking === 'none') return onNone(state, wish, turn);
  if (read) return onWish(state, wish, turn, whole);
  if (subject === 'book' && meansAnother(text)) return took(state, { instead: 'book' });
  return onAnswer(state, turn) ?? inPassing(state, turn);
}

function onAnswer(state: Change, turn: TaskTurn): Hearing<Change> | undefined {
  switch (state.asking) {
    case 'keep':
      return onKeep(state, turn);
    case 'confirm':
      return onConfirm(state, turn);
    case 'slot': {
      const wish = answerTo(state.wish ?? {}, turn.text);
      return wish && took(state, { wish });
    }
    case 'which':
    case 'none':
    case undefined:
      return undefined;
  }
}

const took = (state: Change, more: Partial<Change>): Hearing<Change> => ({
  state: { ...state, ...more },
  took: 'all',
});

function onWish(before: Change, wish: Wish, turn: TaskTurn, whole: boolean): Hearing<Change> {
  const { confirmed: _, asksWhen: _asked, ...rest } = before;
  const old = before.wish ?? {};
  const same = wish.date === old.date && wish.period === old.period && before.asking === 'confirm';
  const yes = readYesNo(turn.text)?.value === true && !isQuestion(turn.text);
  const confirmed = same && yes && whole;
  const state = { ...withRemark({ ...rest, wish }, turn.text), ...(confirmed && { confirmed }) };
  return { state, took: whole ? 'all' : softly(turn) };
}

function onNone(state: Change, wish: Wish, turn: TaskTurn): Hearing<Change> {
  const answer = readYesNo(turn.text);
  if (answer?.whole && !answer.value) return took(state, { instead: 'keep' });
  if (turn.facts.understanding.intent === 'obrigado') return took(state, { instead: 'keep' });
  const wants = answer?.value === true || aboutVisits(turn) === 'book' || wish.date !== undefined;
  return wants ? took(state, { wish, instead: 'book' }) : { state, took: 'nothing' };
}

/** Whoever only wanted to know says thanks, or that it is fine. */
function onKeep({ asksWhen, ...rest }: Change, turn: TaskTurn): Hearing<Change> | undefined {
  const answer = answerIn(turn);
  if (wantsChange(turn.text) || answer === 'no') return took(rest, { wish: {} });
  const fine = answer === 'yes' || wantsToKeep(turn.text) || turn.facts.understanding.intent === 'obrigado';
  return fine ? took({ ...rest, asksWhen }, { instead: 'keep' }) : undefined;
}

function onConfirm(state: Change, turn: TaskTurn): Hearing<Change> | undefined {
  const answer = wantsToKeep(turn.text) ? 'no' : answerIn(turn);
  switch (answer) {
    case 'yes':
      return took(withRemark(state, turn.text), { confirmed: true });
    case 'no':
      return took(state, { instead: 'keep' });
    case 'no-but':
      return { state: { ...state, wish: {}, remark: 'otherwise' }, took: 'part' };
    case 'yes-but':
      return { state: withRemark(state, turn.text), took: 'part' };
    case undefined:
      return undefined;
  }
}

/** Something beside the question that is worth a word. */
function inPassing(state: Change, turn: TaskTurn): Hearing<Change> {
  const after = withRemark(state, turn.text);
  if (aboutVisits(turn) !== undefined) return took(after, {});
  return remarkIn(turn.text) === undefined
    ? { state, took: 'nothing' }
    : { state: after, took: softly(turn) };
}

const withRemark = (state: Change, text: string): Change =>
  told({ ...state, remark: spoken(text) ?? state.remark });
