import { DateTime } from 'luxon';
import type { Period, Slot } from '../customers.js';
import { isHoliday } from './holidays.js';

/** The desk's wall clock. */
export interface Clock {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** HH:MM. */
  readonly time: string;
}

const BEGINS: Readonly<Record<Period, string>> = { morning: '08:00', afternoon: '13:00' };
const ENDS: Readonly<Record<Period, string>> = { morning: '12:00', afternoon: '18:00' };

/** A half day that runs already is promised to nobody. */
export const hasBegun = ({ date, period }: Slot, { today, time }: Clock): boolean =>
  date < today || (date === today && BEGINS[period] <= time);

export const isOver = ({ date, period }: Slot, { today, time }: Clock): boolean =>
  date < today || (date === today && ENDS[period] <= time);

export const isSameSlot = (one: Slot, other: Slot): boolean =>
  one.date === other.date && one.period === other.period;

export const daysBetween = (one: string, other: string): number =>
  Math.abs(at(one).diff(at(other), 'days').days);

export const dayAfter = (date: string): string => at(date).plus({ days: 1 }).toFormat('yyyy-MM-dd');

const at = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' });

/** Why nobody comes on a day: it is over or nearly so, nobody works, it is too far ahead, or all is taken. */
export type Closed = 'past' | 'today' | 'sunday' | 'holiday' | 'far' | 'full';

/** `isLast`: nothing is open on that day or later. */
export function whyClosed(date: string, today: string, isLast: boolean): Closed {
  if (date < today) return 'past';
  if (at(date).weekday === 7) return 'sunday';
  if (isHoliday(date)) return 'holiday';
  if (date === today) return 'today';
  return isLast ? 'far' : 'full';
}
