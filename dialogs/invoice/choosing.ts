import type { Invoice } from '../customers.js';
import type { Pick } from './invoice-words.js';

/** What the customer has said of the invoice they want. */
export interface Wanted {
  /** YYYY-MM. */
  readonly month?: string;
  readonly pick?: Pick;
}

/** What there is to give. */
export type Choice =
  | { readonly kind: 'nothing-open'; readonly last?: Invoice }
  | { readonly kind: 'several'; readonly open: readonly Invoice[] }
  | { readonly kind: 'these'; readonly invoices: readonly Invoice[] };

export const isOpen = ({ paidOn }: Invoice): boolean => paidOn === undefined;

/** What is due first being first. */
export const byDueDate = (invoices: readonly Invoice[]): readonly Invoice[] =>
  [...invoices].sort((a, b) => a.dueDate.localeCompare(b.dueDate));

/** What is to be paid, what is due first being first. */
export const openOf = (invoices: readonly Invoice[]): readonly Invoice[] =>
  byDueDate(invoices).filter(isOpen);

/** The one paid last. */
export const lastPaid = (invoices: readonly Invoice[]): Invoice | undefined =>
  [...invoices]
    .filter((one) => !isOpen(one))
    .sort((a, b) => (a.paidOn ?? '').localeCompare(b.paidOn ?? ''))
    .at(-1);

export const ofMonth = (invoices: readonly Invoice[], month: string | undefined): Invoice | undefined =>
  month === undefined ? undefined : invoices.find((one) => one.month === month);

/** Which invoices the customer means; a month that has none to pay does not narrow the choice. */
export function choose(invoices: readonly Invoice[], { month, pick }: Wanted): Choice {
  const open = openOf(invoices);
  const last = lastPaid(invoices);
  if (open.length === 0) return { kind: 'nothing-open', ...(last && { last }) };
  const named = ofMonth(open, month);
  if (named) return { kind: 'these', invoices: [named] };
  if (open.length === 1 || pick === 'all') return { kind: 'these', invoices: open };
  if (pick === undefined) return { kind: 'several', open };
  return { kind: 'these', invoices: pick === 'oldest' ? open.slice(0, 1) : open.slice(-1) };
}
