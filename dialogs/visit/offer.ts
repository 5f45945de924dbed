import type { Customers, Period, Slot } from '../customers.js';
import { daysBetween, hasBegun, whyClosed, type Clock, type Closed } from './slots.js';
import type { Wish } from './wish.js';

/** What is to be chosen from, and why nothing is settled yet. */
export interface Choice {
  readonly why: Closed | 'same' | 'any' | 'later' | 'between' | 'period' | 'onlyHalf' | 'halfTaken';
  readonly open: readonly Slot[];
  /** The day and half they named. */
  readonly date?: string;
  readonly period?: Period;
}

export type Settled =
  | { readonly kind: 'slot'; readonly slot: Slot }
  | ({ readonly kind: 'choice' } & Choice)
  /** Nothing at all is open. */
  | { readonly kind: 'none' };

const MOST_OFFERED = 5;
/** Enough to look a few weeks ahead. */
const LOOK_AHEAD = 60;

/** What the wish comes to with what is open now. Reads the customer system, which may fail. */
export async function settle(customers: Customers, wish: Wish, clock: Clock): Promise<Settled> {
  const from = wish.date ?? wish.between?.[0] ?? wish.from ?? clock.today;
  const coming = await openFrom(customers, from, clock);
  const named = wish.date !== undefined || wish.between !== undefined;
  const soon = coming.length > 0 && !named ? coming : await openFrom(customers, clock.today, clock);
  if (soon.length === 0) return { kind: 'none' };
  return wish.date === undefined
    ? onAnyDay(wish, { coming, soon: except(soon, wish.except), clock })
    : onDay(wish.date, wish, { coming, soon, clock });
}

const except = (slots: readonly Slot[], day: string | undefined): readonly Slot[] => {
  const others = slots.filter(({ date }) => date !== day);
  return others.length > 0 ? others : slots;
};

function onAnyDay(wish: Wish, { coming, soon, clock }: Open): Settled {
  const fitting = ofPeriod(soon, wish.period);
  const among = wish.between ? ofPeriod(coming, wish.period).filter((one) => isAmong(one, wish)) : fitting;
  const [first] = among;
  if (wish.first && first) return { kind: 'slot', slot: first };
  if (wish.between && among.length === 0)
    return choice('full', nearest(wish.between[0] ?? clock.today, soon, coming), {
      date: wish.between[0] ?? '',
    });
  if (wish.past) return choice('past', fitting);
  return choice(wish.between ? 'between' : wish.from === undefined ? 'any' : 'later', among);
}

interface Open {
  /** From the day they named on. */
  readonly coming: readonly Slot[];
  /** From today on. */
  readonly soon: readonly Slot[];
  readonly clock: Clock;
}

function onDay(date: string, { period, first }: Wish, { coming, soon, clock }: Open): Settled {
  const halves = coming.filter((one) => one.date === date);
  const exact = halves.find((one) => one.period === period) ?? (first && !period ? halves[0] : undefined);
  if (exact) return { kind: 'slot', slot: exact };
  const named = { date, ...(period && { period }) };
  if (halves.length === 0) {
    const isLast = coming.length === 0;
    return choice(whyClosed(date, clock.today, isLast), nearest(date, soon, coming), named);
  }
  if (period) return choice('halfTaken', halves, named);
  return choice(halves.length === 1 ? 'onlyHalf' : 'period', halves, named);
}

const SOLE: ReadonlySet<Choice['why']> = new Set(['onlyHalf', 'halfTaken']);
const OF_THE_DAY: ReadonlySet<Choice['why']> = new Set(['onlyHalf', 'halfTaken', 'period']);

/** The wish with what it was just offered, so that "pode ser" and "de tarde" can be understood. */
export function offeredNow({ sole: _, closed: _closed, ...wish }: Wish, { why, open }: Choice): Wish {
  const [only] = SOLE.has(why) ? open : [];
  const isClosed = wish.date !== undefined && !OF_THE_DAY.has(why);
  return { ...wish, offered: open, ...(only && { sole: only }), ...(isClosed && { closed: true }) };
}

const choice = (why: Choice['why'], open: readonly Slot[], named: Partial<Slot> = {}): Settled => ({
  ...{ kind: 'choice', why, open: open.slice(0, MOST_OFFERED) },
  ...named,
});

/** If none fits, all: what is open is told anyway. */
function ofPeriod(slots: readonly Slot[], period: Period | undefined): readonly Slot[] {
  const fitting = slots.filter((one) => one.period === period);
  return fitting.length > 0 ? fitting : slots;
}

const isAmong = ({ date }: Slot, { between = [] }: Wish): boolean => between.includes(date);

/** The open half days next to a day, earlier ones too, in their order. */
function nearest(date: string, ...all: readonly (readonly Slot[])[]): readonly Slot[] {
  const distance = (slot: Slot) => daysBetween(slot.date, date);
  const distinct = new Map(all.flat().map((slot) => [`${slot.date} ${slot.period}`, slot]));
  return [...distinct.values()]
    .sort((a, b) => distance(a) - distance(b) || a.date.localeCompare(b.date))
    .slice(0, MOST_OFFERED - 1)
    .sort((a, b) => a.date.localeCompare(b.date));
}

async function openFrom(customers: Customers, from: string, clock: Clock): Promise<readonly Slot[]> {
  const open = await customers.openSlots(from, LOOK_AHEAD);
  return open.filter((slot) => !hasBegun(slot, clock));
}
