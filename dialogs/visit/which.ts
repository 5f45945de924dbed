import type { Visit } from '../customers.js';
import { readPeriod } from '../reading/period.js';
import { readProtocol } from '../reading/protocol.js';
import type { Period, Slot } from '../customers.js';
import { isNamed } from './labels.js';
import { daysIn } from './wish.js';

/** What the customer has said of the visit they mean. Kept as JSON. */
export interface Which {
  readonly protocol?: string;
  /** Days they named, of which one may be the visit's. */
  readonly days?: readonly string[];
  readonly period?: Period;
}

/** What a message says of a visit to come; `offered` are those it was asked about. */
export function readWhich(text: string, today: string, offered: readonly Slot[] = []): Which {
  const tapped = offered.find((slot) => isNamed(slot, text));
  if (tapped) return { days: [tapped.date], period: tapped.period };
  const protocol = readProtocol(text)?.value;
  const days = daysIn(text, today);
  const period = readPeriod(text)?.value;
  return {
    ...(protocol !== undefined && { protocol }),
    ...(days.length > 0 && { days }),
    ...(period && { period }),
  };
}

/** The visit they mean: by its protocol or its day, else the only one. Undefined if that leaves several. */
export function whichVisit(
  visits: readonly Visit[],
  { protocol, days = [], period }: Which,
): Visit | undefined {
  const named = visits.find((one) => one.protocol === protocol);
  if (named) return named;
  const onDay = visits.filter(({ date }) => days.includes(date));
  const among = onDay.length > 0 ? onDay : visits;
  if (among.length === 1) return among[0];
  const byPeriod = onDay.filter((one) => one.period === period);
  return byPeriod.length === 1 ? byPeriod[0] : undefined;
}
