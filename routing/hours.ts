import { DateTime } from 'luxon';
import type { Agent, DeskDefinition, TimeRange } from './desk-definition.js';

/** A calendar day on the desk's wall clock. */
export interface LocalDay {
  /** YYYY-MM-DD */
  readonly date: string;
  /** The day's first moment, and the next day's. */
  readonly begins: Date;
  readonly ends: Date;
}

export function localDay(now: Date, timeZone: string): LocalDay {
  const start = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  return {
    date: start.toISODate() ?? '',
    begins: start.toJSDate(),
    // Where midnight itself is skipped the day begins later than 00:00: the next one need not.
    ends: start.plus({ days: 1 }).startOf('day').toJSDate(),
  };
}

/** HH:MM on the wall clock. */
export const wallClock = (at: Date, timeZone: string): string =>
  DateTime.fromJSDate(at, { zone: timeZone }).toFormat('HH:mm');

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

/** Is this a holiday for all departments of the agent? */
function isHoliday(desk: DeskDefinition, agent: Agent, date: string): boolean {
  const today = desk.holidays.filter((holiday) => holiday.date === date);
  return (
    today.some(({ department }) => department === undefined) ||
    agent.departments.every((mine) => today.some(({ department }) => department === mine))
  );
}

/** The shift the agent is in now, with the moment it began; undefined when off shift. No shifts: never on shift. */
export function shiftOf(desk: DeskDefinition, agent: Agent, now: Date): { readonly began: Date } | undefined {
  const local = DateTime.fromJSDate(now, { zone: desk.timeZone });
  if (isHoliday(desk, agent, local.toISODate() ?? '')) return undefined;
  const today = agent.shifts.filter(({ days }) => days.includes(local.weekday));
  const current = rangeAt(today, now, desk.timeZone);
  if (!current) return undefined;
  return { began: lastBegin(local, current.from) };
}

/** The last moment up to now at which today's clock showed this time or, if it skipped it, the moment of the change. */
function lastBegin(local: DateTime, from: string): Date {
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  const begin = local.startOf('day').set({ hour, minute });
  if (begin.toFormat('HH:mm') !== from) return begin.startOf('hour').toJSDate();
  return (begin.getPossibleOffsets().findLast((one) => one <= local) ?? begin).toJSDate();
}
