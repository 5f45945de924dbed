import type { RoutingTx } from './store.js';
import type { Team } from './team.js';
import { customerLanguage, tellWaiting, type Desk, type News } from './telling.js';
import type { Ticket } from './ticket.js';

/** Below so many waits of a department nothing is said of how long it will take. */
const ENOUGH_WAITS = 5;
const LAST_WAITS = 20;

/**
 * How long a customer at this place of the line will wait, in seconds: the median of the department's last waits
 * times the place. Undefined where too little is known.
 */
export function expectedWait(waits: readonly number[], position: number): number | undefined {
  if (waits.length < ENOUGH_WAITS) return undefined;
  const sorted = [...waits].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? 0;
  const high = sorted[Math.floor(middle)] ?? 0;
  return ((low + high) / 2) * position;
}

/** Each customer's place among those who wait for the same department, counted from one. */
export function places(line: readonly Ticket[]): Map<string, number> {
  const lengths = new Map<string, number>();
  return new Map(
    line.map(({ id, department }) => {
      const position = (lengths.get(department) ?? 0) + 1;
      lengths.set(department, position);
      return [id, position];
    }),
  );
}

interface Line {
  readonly team: Team;
  /** Only this one is told. */
  readonly only?: string;
  /** They have asked: they are told although nothing is new. */
  readonly asked?: boolean;
}

/** Tells everyone who waits what is new for them: that they wait, their place, or after a while that we are still there. */
export async function tellLine(
  tx: RoutingTx,
  desk: Desk,
  { team, only, asked = false }: Line,
  now: Date,
): Promise<void> {
  const line = await tx.waitingTickets();
  const position = places(line);
  for (const ticket of line) {
    const place = position.get(ticket.id) ?? 1;
    if ((only ?? ticket.id) !== ticket.id || (!asked && !isDue(ticket, place, now))) continue;
    const waits = await tx.recentWaits(ticket.department, LAST_WAITS);
    const expected = expectedWait(waits, place);
    const news = newsOf(desk, { ticket, place, expected, working: await isAnybodyThere(team) }, now);
    await tellWaiting(tx, desk, { ticket, news }, now);
  }
}

const isDue = ({ told }: Ticket, place: number, now: Date): boolean =>
  told?.position !== place || told.remindAt <= now;

const isAnybodyThere = async (team: Team): Promise<boolean> =>
  (await team.candidates()).some(({ onShift, away }) => onShift && !away);

interface Place {
  readonly ticket: Ticket;
  readonly place: number;
  readonly expected: number | undefined;
  readonly working: boolean;
}

function newsOf(desk: Desk, { ticket, place, expected, working }: Place, now: Date): News {
  const { told } = ticket;
  const language = customerLanguage(desk, ticket);
  const say = (key: string, count: number) => desk.texts.say(language, key, { count });
  const first = told === undefined;
  const facts = {
    position: say('notice.position', place),
    expected: expected === undefined ? '' : say('notice.expected', Math.max(1, Math.round(expected / 60))),
    options: first ? desk.texts.say(language, 'notice.options') : '',
  };
  const common = { facts, position: place, options: true };
  if (first) return { ...common, key: working ? 'notice.waiting' : 'notice.searching' };
  if (told.position === undefined) return { ...common, key: 'notice.waitingAgain' };
  if (told.position !== place) return { ...common, key: 'notice.moved' };
  return {
    ...common,
    key: working ? 'notice.stillWaiting' : 'notice.stillSearching',
    reminder: told.remindAt <= now,
  };
}
