import { flat, tidy } from '../../routing/brief/flat.js';
import type { Invoice } from '../customers.js';
import { doesNotKnow } from '../reading/control.js';
import { readMonth } from '../reading/month.js';
import { MONTH } from '../reading/when-words.js';
import { readYesNo } from '../reading/yes-no.js';
import type { Hearing, TaskTurn } from '../task.js';
import { lastPaid, ofMonth, openOf } from './choosing.js';
import { known } from './known.js';
import { asksElsewhere, isMerelyPolite, wantsToCorrect } from './mentions.js';
import { readPastDay } from './past-day.js';
import { isAngry, readPaid, readPaidBy, readReceipt, saysCut, saysTwice, type Way } from './payment-words.js';

export type Question = 'how' | 'amount' | 'receipt';

/** What was told so far of a payment. */
export interface Payment {
  readonly intent: string;
  readonly asking?: Question | 'confirm' | 'fix';
  /** The month of the invoice, YYYY-MM. */
  readonly month?: string;
  readonly day?: string;
  readonly way?: Way;
  readonly amount?: number;
  /** `promised`: they have it and were asked to send it; `looking`: they were told where it is found. */
  readonly receipt?: 'sent' | 'promised' | 'looking' | 'none';
  readonly cut?: true;
  readonly twice?: true;
  /** Upset, and not told yet that we are sorry; or told. */
  readonly upset?: 'now' | 'heard';
  /** What they could not tell. */
  readonly skipped: readonly (Question | 'day' | 'way')[];
  readonly anonymous?: true;
  readonly agreed?: true;
  /** Something was told just now that was not asked. */
  readonly noted?: true;
}

/** All that a message tells, in any order. */
export function read(state: Payment, { text, today, files }: TaskTurn): { state: Payment; found: boolean } {
  const { asking } = state;
  if (asksElsewhere(text)) return { state, found: false };
  const told = known<Partial<Payment>>({
    ...{
      day: readPastDay(text, today, asking === 'how'),
      month: readMonth(withoutDates(text), today)?.value,
    },
    way: readPaidBy(text, asking === 'how' || asking === 'fix'),
    amount: readPaid(text, asking === 'amount'),
    receipt: receiptAfter(state, text, files),
    ...{ cut: saysCut(text) || undefined, twice: saysTwice(text) || undefined },
  });
  const found = Object.keys(told).length > 0;
  const upset = state.upset === undefined && (isAngry(text) || told.cut) ? { upset: 'now' as const } : {};
  const fixed = found && asking === 'fix' ? { asking: 'confirm' as const } : {};
  return { found, state: { ...state, ...told, ...upset, ...fixed } };
}

const DATES = new RegExp(
  `\\b\\d{1,2}[/-]\\d{1,2}(?:[/-]\\d{2,4})?\\b|\\b\\d{1,2}(?:st|nd|rd|th|º)? (?:de |of )?${MONTH}\\b|\\b${MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b`,
  'g',
);
/** The month of "dia 8 de novembro" is not that of an invoice. */
const withoutDates = (text: string): string => flat(tidy(text)).replace(DATES, ' ');

/** A file is the receipt. Whoever does not find it is told once where it is; whatever comes then, we go on. */
function receiptAfter({ receipt, asking }: Payment, text: string, files: number): Payment['receipt'] {
  if (files > 0) return 'sent';
  if (receipt === 'sent') return undefined;
  const said = readReceipt(text, asking === 'receipt');
  if (said === 'has') return receipt === 'promised' ? 'none' : 'promised';
  if (said === 'lost') return receipt === undefined ? 'looking' : 'none';
  return said;
}

/** The question about the receipt is not asked again of who answers with something else. */
export const settledReceipt = (state: Payment): Payment =>
  state.asking === 'receipt' && state.upset !== 'now' ? { ...state, receipt: 'none' } : state;

/** The answer to the summary. */
export function confirmed(state: Payment, text: string): Hearing<Payment> {
  if (wantsToCorrect(text)) return { state: { ...state, asking: 'fix' }, took: 'all' };
  const answer = state.asking === 'confirm' ? readYesNo(text) : undefined;
  if (!answer) return { state, took: 'nothing' };
  const took = answer.whole ? 'all' : 'part';
  return { state: answer.value ? { ...state, agreed: true } : { ...state, asking: 'fix' }, took };
}

/** The answer to a question in which nothing plain was read. */
export function answered(state: Payment, asking: Question, text: string): Hearing<Payment> {
  const small = isMerelyPolite(text);
  if (asking === 'receipt') {
    const waits = state.receipt !== undefined && small;
    return waits
      ? { state: { ...state, receipt: 'none' }, took: 'all' }
      : { state, took: small ? 'all' : 'nothing' };
  }
  if (!doesNotKnow(text)) return { state, took: small ? 'all' : 'nothing' };
  return { state: withSkipped(state, text), took: 'all' };
}

/** What they cannot tell of what was asked is not asked again. */
export function withSkipped(state: Payment, text: string): Payment {
  const { asking, skipped } = state;
  if (!doesNotKnow(text) || (asking !== 'how' && asking !== 'amount')) return state;
  return {
    ...state,
    skipped: [...skipped, ...(asking === 'how' ? (['day', 'way'] as const) : ([asking] as const))],
  };
}

/** The first thing nobody has told yet. */
export function missing({ day, way, amount, receipt, skipped }: Payment): Question | undefined {
  const lacks = (one: 'day' | 'way', told: unknown) => told === undefined && !skipped.includes(one);
  if (lacks('day', day) || lacks('way', way)) return 'how';
  if (amount === undefined && !skipped.includes('amount')) return 'amount';
  return receipt === undefined || receipt === 'promised' || receipt === 'looking' ? 'receipt' : undefined;
}

/** A bank may take a weekend longer than the customer. */
const DAYS_BETWEEN = 5;
const DAY_MS = 86_400_000;
const isSameDay = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= DAYS_BETWEEN * DAY_MS;

/** The invoice the payment was for, if the system has it as paid about when they say; another payment is not seen. */
export function paidAlready(
  { month, day, twice }: Payment,
  invoices: readonly Invoice[],
): Invoice | undefined {
  if (twice) return undefined;
  const isIt = ({ paidOn }: Invoice) => paidOn !== undefined && (day === undefined || isSameDay(paidOn, day));
  if (month !== undefined) return invoices.find((one) => one.month === month && isIt(one));
  if (openOf(invoices).length === 0) return [lastPaid(invoices)].find((one) => one && isIt(one));
  return day === undefined ? undefined : invoices.find(isIt);
}

/** The invoice a payment that is not seen was most likely for. */
export const invoiceMeant = ({ month }: Payment, invoices: readonly Invoice[]): Invoice | undefined =>
  ofMonth(invoices, month) ?? openOf(invoices)[0] ?? lastPaid(invoices);
