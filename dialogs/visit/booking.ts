import { flat } from '../../routing/brief/flat.js';
import type { Period } from '../customers.js';
import { isQuestion } from '../interruption.js';
import { doesNotKnow } from '../reading/control.js';
import { readYesNo } from '../reading/yes-no.js';
import type { Hearing, TaskTurn } from '../task.js';
import type { TaskOptions } from '../task-dialog.js';
import { hearWish } from './hearing.js';
import { noteIn, reasonIn, remarkIn, short, spoken, type Remark } from './remarks.js';
import { aboutVisits, answerIn, meansAnother, softly, wantsChange, wantsToKeep } from './subject.js';
import { answerTo, readWish, told, type Wish } from './wish.js';

/** What another dialog may tell the booking. */
export interface BookVisitOptions extends TaskOptions {
  /** Why a technician is needed, in the customer's language. */
  readonly reason?: string;
  readonly date?: string;
  readonly period?: Period;
  /** They know of the visit they have. */
  readonly another?: boolean;
}

/** A booking as far as it has come. */
export interface Booking {
  readonly wish: Wish;
  readonly reason?: string;
  /** The question for the reason was answered, whatever with: it is put once. */
  readonly reasonAsked?: boolean;
  readonly note?: string;
  readonly another?: boolean;
  /** It turned into something else. */
  readonly instead?: 'change' | 'keep' | 'cancel';
  readonly confirmed?: boolean;
  readonly asking?: 'slot' | 'reason' | 'existing' | 'confirm';
  readonly remark?: Remark | 'begin' | 'otherwise';
}

/** What somebody with a fault says when asked what is wrong: no change of subject. */
const FAULTS: ReadonlySet<string> = new Set(['sem-internet', 'internet-lenta', 'reclamacao']);

/** Without it, a day or half day in the reason ("cai toda tarde") is part of the reason. */
const CORRECTS =
  /^(?:(?:ah|ops|ixi|e) )?(?:n|nao|pera|perai|espera|na (?:verdade|vdd)|melhor|alias|muda|troca|pode ser|no|wait|actually|better|mejor)\b/;

/** The booking after its first words, and what another dialog knows already. */
export function beginBooking({ text, today }: TaskTurn, options: BookVisitOptions): Booking {
  const { reason = reasonIn(text), date, period, another } = options;
  const given: Wish = told({ date, period });
  const wish = date === undefined ? readWish(given, text, today).wish : given;
  const remark = spoken(text) ?? 'begin';
  return told({ wish, reason, note: noteIn(text), another, remark });
}

/** The booking after one more message, and how much of that was meant for it. */
export function hearBooking(state: Booking, turn: TaskTurn): Hearing<Booking> {
  if (state.asking === 'existing') return onExisting(state, turn);
  const { wish, read, whole } = hearWish(state.wish, turn);
  const subject = aboutVisits(turn);
  if (subject === 'cancel' && !read) return took(state, { instead: 'cancel' });
  const corrects = read && (whole || CORRECTS.test(flat(turn.text)));
  if (state.asking === 'reason' && !corrects && !isQuestion(turn.text)) return onReason(state, turn);
  if (read) return onWish(state, wish, turn, whole);
  const answered = onAnswer(state, turn);
  if (answered) return answered;
  return subject === 'change'
    ? took(state, { instead: 'change' })
    : inPassing(state, turn, subject === 'book');
}

function onAnswer(state: Booking, turn: TaskTurn): Hearing<Booking> | undefined {
  if (state.asking === 'confirm') return readYesNo(turn.text) && onConfirm(state, turn);
  const wish = state.asking === 'slot' ? answerTo(state.wish, turn.text) : undefined;
  return wish && took(state, { wish });
}

const took = (state: Booking, more: Partial<Booking>): Hearing<Booking> => ({
  state: { ...state, ...more },
  took: 'all',
});

function onWish(before: Booking, wish: Wish, turn: TaskTurn, whole: boolean): Hearing<Booking> {
  const { confirmed: _, ...rest } = before;
  const same = wish.date === before.wish.date && wish.period === before.wish.period;
  const yes = readYesNo(turn.text)?.value === true && !isQuestion(turn.text);
  const confirmed = before.asking === 'confirm' && same && yes && whole;
  const state = {
    ...withTold({ ...rest, wish }, turn.text),
    ...(confirmed && { confirmed }),
  };
  return { state, took: whole ? 'all' : softly(turn) };
}

function onReason(state: Booking, turn: TaskTurn): Hearing<Booking> {
  const { text, facts, files } = turn;
  if (text.trim() === '')
    return { state: { ...state, reasonAsked: true }, took: files > 0 ? 'all' : 'nothing' };
  if (remarkIn(text) === 'heard') return inPassing(state, turn, true);
  if (doesNotKnow(text) || readYesNo(text)?.whole) return took(state, { reasonAsked: true });
  const reason = reasonIn(text) ?? short(text);
  const isFault = FAULTS.has(facts.understanding.intent ?? '');
  return { state: { ...state, reasonAsked: true, reason }, took: isFault ? 'all' : softly(turn) };
}

function onConfirm(state: Booking, turn: TaskTurn): Hearing<Booking> {
  const answer = answerIn(turn);
  switch (answer) {
    case 'yes':
      return took(withTold(state, turn.text), { confirmed: true });
    case 'no':
      return took(state, { wish: {}, remark: 'otherwise' });
    case 'no-but':
      return { state: { ...state, wish: {}, remark: 'otherwise' }, took: 'part' };
    case 'yes-but':
      return { state: withTold(state, turn.text), took: 'part' };
    case undefined:
      return inPassing(state, turn, false);
  }
}

function onExisting(before: Booking, turn: TaskTurn): Hearing<Booking> {
  const { text } = turn;
  const { wish, read } = hearWish(before.wish, turn);
  const state = { ...before, wish };
  const subject = aboutVisits(turn);
  if (subject === 'cancel') return took(state, { instead: 'cancel' });
  if (meansAnother(text)) return took(state, { another: true });
  const answer = readYesNo(text);
  if ((answer?.whole && !answer.value) || wantsToKeep(text)) return took(state, { instead: 'keep' });
  const change = wantsChange(text) || subject === 'change' || answer?.value === true || read;
  return change ? took(state, { instead: 'change' }) : { state, took: 'nothing' };
}

/** Something beside the question that is worth keeping, or a word. */
function inPassing(state: Booking, turn: TaskTurn, isOurs: boolean): Hearing<Booking> {
  const after = withTold(state, turn.text);
  if (isOurs) return took(after, {});
  const kept = after.reason !== state.reason || remarkIn(turn.text) !== undefined;
  return kept ? { state: after, took: softly(turn) } : { state, took: 'nothing' };
}

function withTold(state: Booking, text: string): Booking {
  const { reason = reasonIn(text), note, remark } = state;
  return told({ ...state, reason, note: noteIn(text) ?? note, remark: spoken(text) ?? remark });
}
