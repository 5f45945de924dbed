import { DateTime } from 'luxon';
import type { Agent, DeskDefinition, TimeRange } from './desk-definition.js';

/** What says when an agent's shifts are, beside the shifts themselves. */
export type Calendar = Pick<DeskDefinition, 'timeZone' | 'holidays'>;

/** A calendar day on the desk's wall clock. */
export interface LocalDay {
  /** YYYY-MM-DD */
  readonly date: string;
  /** The day's first moment, and the next day's. */
  readonly begins: Date;
  readonly ends: Date;
}

let lastDay: (LocalDay & { readonly timeZone: string }) | undefined;

/** Remembers its last answer: a day is long. */
export function localDay(now: Date, timeZone: string): LocalDay {
  if (lastDay?.timeZone === timeZone && lastDay.begins <= now && now < lastDay.ends) return lastDay;
  const day = dayOf(now, timeZone);
  lastDay = { ...day, timeZone };
  return day;
}

function dayOf(now: Date, timeZone: string): LocalDay {
  const start = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  return {
    date: start.toISODate() ?? '',
    begins: start.toJSDate(),
    // Where midnight itself is skipped the day begins later than 00:00: the next one need not.
    ends: start.plus({ days: 1 }).startOf('day').toJSDate(),
  };
}

/** What the wall clock and the calendar show. */
interface Reading {
  readonly local: DateTime;
  readonly date: string;
  readonly clock: string;
  /** When today's ranges from a time of day last began, in milliseconds: what was asked for so far. */
  readonly began: Map<string, number>;
}

let last: (Reading & { readonly at: number; readonly timeZone: string }) | undefined;

/** Remembers its last answer: a whole team is asked about one moment. */
function read(now: Date, timeZone: string): Reading {
  const at = now.getTime();
  if (last?.at === at && last.timeZone === timeZone) return last;
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const date = local.toISODate() ?? '';
  last = { at, timeZone, local, date, clock: local.toFormat('HH:mm'), began: new Map() };
  return last;
}

/** HH:MM on the wall clock. */
export const wallClock = (at: Date, timeZone: string): string => read(at, timeZone).clock;

/**
 * The first of the ranges that contains the moment, read on the wall clock, half-open [from, to). A wall time that
 * daylight saving skips begins at the change; one that occurs twice is in its range both times.
 */
export function rangeAt<Range extends TimeRange>(
  ranges: readonly Range[],
  now: Date,
  timeZone: string,
): Range | undefined {
  const clock = wallClock(now, timeZone);
  return ranges.find(({ from, to }) => from <= clock && clock < to);
}

type Holidays = Calendar['holidays'];

/** The holidays of a date, whoever has them. */
export const holidaysOn = (calendar: Calendar, date: string): Holidays =>
  calendar.holidays.filter((holiday) => holiday.date === date);

/** Off is who has a holiday in all departments of theirs, or when everybody has. */
export const isOff = (today: Holidays, { departments }: Pick<Agent, 'departments'>): boolean =>
  today.some(({ department }) => department === undefined) ||
  departments.every((mine) => today.some(({ department }) => department === mine));

/** The shift the agent is in now, with the moment it began; undefined when off shift. No shifts: never on shift. */
export function shiftOf(calendar: Calendar, agent: Agent, now: Date): { readonly began: Date } | undefined {
  const { local, date, began } = read(now, calendar.timeZone);
  if (isOff(holidaysOn(calendar, date), agent)) return undefined;
  const today = agent.shifts.filter(({ days }) => days.includes(local.weekday));
  const current = rangeAt(today, now, calendar.timeZone);
  if (!current) return undefined;
  return {
    // Only asked for in a tie, and dear.
    get began() {
      const at = began.get(current.from) ?? lastBegin(local, current.from).getTime();
      began.set(current.from, at);
      return new Date(at);
    },
  };
}

/** The last moment up to now at which today's clock showed this time or, if it skipped it, the moment of the change. */
function lastBegin(local: DateTime, from: string): Date {
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  const begin = local.startOf('day').set({ hour, minute });
  if (begin.toFormat('HH:mm') !== from) return begin.startOf('hour').toJSDate();
  return (begin.getPossibleOffsets().findLast((one) => one <= local) ?? begin).toJSDate();
}
