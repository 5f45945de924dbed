import { Info } from 'luxon';
import type { Agent } from './desk-definition.js';
import { holidaysOn, isOff, type Calendar } from './hours.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HORIZON = 400 * DAY;

/**
 * The first moment after now at which one of these agents comes on shift: when nobody is now, the desk opens then.
 * Undefined when none does in the next 400 days.
 */
export const nextOpening = (calendar: Calendar, agents: readonly Agent[], now: Date): Date | undefined =>
  nextChange(calendar, agents, now, (on) => on);

/**
 * The first moment after now at which one of these agents comes on shift or goes off it, ranges that touch being one.
 * Undefined when none does in the next 400 days.
 */
export const nextShiftChange = (calendar: Calendar, agents: readonly Agent[], now: Date): Date | undefined =>
  nextChange(calendar, agents, now, () => true);

function nextChange(
  calendar: Calendar,
  agents: readonly Agent[],
  now: Date,
  counts: (on: boolean) => boolean,
): Date | undefined {
  const crews = crewsOf(agents);
  if (crews.length === 0) return undefined;
  for (const stretch of stretches(now.getTime(), calendar.timeZone)) {
    const holidays = holidaysOn(calendar, stretch.date);
    let first = Infinity;
    for (const crew of crews)
      for (const [at, on] of changesOf(crew, isOff(holidays, crew), stretch))
        if (at > now.getTime() && counts(on)) first = Math.min(first, at);
    if (first < Infinity) return new Date(first);
  }
  return undefined;
}

/** Agents who are on shift at the same moments. */
interface Crew {
  readonly departments: string[];
  /** In milliseconds after 00:00. */
  readonly shifts: readonly { readonly days: number[]; readonly from: number; readonly to: number }[];
  /** On shift at the end of the last stretch looked at; before the first one it does not matter. */
  on: boolean;
}

function crewsOf(agents: readonly Agent[]): Crew[] {
  const crews = new Map<string, Crew>();
  for (const { departments, shifts } of agents) {
    const key = JSON.stringify([departments, shifts]);
    if (shifts.length === 0 || crews.has(key)) continue;
    const inMilliseconds = shifts.map(({ days, from, to }) => ({
      days,
      from: sinceMidnight(from),
      to: sinceMidnight(to),
    }));
    crews.set(key, { departments, shifts: inMilliseconds, on: false });
  }
  return [...crews.values()];
}

function sinceMidnight(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

/** When in the stretch the crew comes on shift (true) or goes off it, in order; the crew remembers where that ends. */
function changesOf(crew: Crew, off: boolean, stretch: Stretch): [at: number, on: boolean][] {
  const { weekday, midnight, begins, ends } = stretch;
  const today = off ? [] : crew.shifts.filter(({ days }) => days.includes(weekday));
  const moments = today
    .flatMap(({ from, to }) => [midnight + from, midnight + to])
    .filter((at) => begins < at && at < ends)
    .sort((a, b) => a - b);
  const changes: [number, boolean][] = [];
  for (const at of [begins, ...moments]) {
    const on = today.some(({ from, to }) => midnight + from <= at && at < midnight + to);
    if (on !== crew.on) changes.push([at, on]);
    crew.on = on;
  }
  return changes;
}

/** A part of one local date, in milliseconds, half-open, in which the offset from UTC stays the same. */
interface Stretch {
  readonly date: string;
  readonly weekday: number;
  /** Where this offset puts 00:00 and 24:00 of the date, be it outside the stretch. */
  readonly midnight: number;
  readonly begins: number;
  readonly ends: number;
}

/** The stretches from a moment on, without a gap; no zone changes its offset twice within a day. */
function* stretches(from: number, timeZone: string): Generator<Stretch> {
  const zone = Info.normalizeZone(timeZone);
  const offsetAt = (at: number) => zone.offset(at) * MINUTE;
  let begins = from;
  let offset = offsetAt(begins);
  while (begins < from + HORIZON) {
    const day = new Date(Math.floor((begins + offset) / DAY) * DAY);
    const midnight = day.getTime() - offset;
    const next = offsetAt(midnight + DAY);
    const ends = next === offset ? midnight + DAY : firstChange(offsetAt, begins, midnight + DAY);
    yield { date: day.toISOString().slice(0, 10), weekday: day.getUTCDay() || 7, midnight, begins, ends };
    offset = next;
    begins = ends;
  }
}

/** The first moment in (from, to] at which a value that differs at the two has changed. */
function firstChange(valueAt: (at: number) => number, from: number, to: number): number {
  const before = valueAt(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (valueAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
