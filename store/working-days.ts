import { DateTime } from 'luxon';
import type { Slot } from '../dialogs/customers.js';
import { isHoliday } from '../dialogs/visit/holidays.js';

const SATURDAY = 6;
const SUNDAY = 7;
const PERIODS = ['morning', 'afternoon'] as const;

/** Technicians are out Monday to Friday and on Saturday mornings, not on national holidays. */
export function isWorked({ date, period }: Slot): boolean {
  const day = dayOf(date);
  if (!day.isValid || day.weekday === SUNDAY) return false;
  if (day.weekday === SATURDAY && period === 'afternoon') return false;
  return !isHoliday(date);
}

/** The half days that are worked from this date on, earliest first, of so many days. */
export function* workedFrom(date: string, days: number): Generator<Slot> {
  const first = dayOf(date);
  if (!first.isValid) return;
  for (let i = 0; i < days; i++) {
    const day = first.plus({ days: i }).toFormat('yyyy-MM-dd');
    for (const period of PERIODS) if (isWorked({ date: day, period })) yield { date: day, period };
  }
}

/** Counting in UTC: there each day has 24 hours. */
const dayOf = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' });
