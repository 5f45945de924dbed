import type { EarlierTicket, Found } from '../channels/console/api.js';
import { nameOf } from '../routing/telling.js';
import { agentOf, type Ticket } from '../routing/ticket.js';
import { maySee } from '../routing/visibility.js';
import type { Connection } from './connection.js';
import type { Reader } from './console-reader.js';
import { summary } from './console-views.js';
import { ticketOf } from './rows.js';

const SEARCHED_DAYS = 30;
const MOST_FOUND = 50;
const MOST_EARLIER = 20;
/** How many tickets are read at once. */
const PAGE = 200;

/** The newest tickets of the last 30 days that the reader may see and in which every one of the words occurs. */
export async function findTickets(db: Connection, reader: Reader, words: string, now: Date): Promise<Found> {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const since = new Date(now.getTime() - SEARCHED_DAYS * 86_400_000);
  const found: Ticket[] = [];
  for await (const ticket of newestFirst(db)) {
    if (ticket.openedAt < since || found.length > MOST_FOUND) break;
    if (maySee(reader.agent, ticket) && holdsAll(reader, ticket, wanted)) found.push(ticket);
  }
  return {
    tickets: found.slice(0, MOST_FOUND).map((ticket) => summary(reader, ticket)),
    more: found.length > MOST_FOUND,
  };
}

/** Numbers grow with the time of opening, so nothing old is read for what is new. */
async function* newestFirst(db: Connection): AsyncGenerator<Ticket> {
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const sql = `select body from ticket where number < ? order by number desc limit ${PAGE}`;
    const rows = await db.all<{ body: string }>(sql, [below]);
    for (const { body } of rows) {
      const ticket = ticketOf(body);
      below = ticket.number;
      yield ticket;
    }
    if (rows.length < PAGE) return;
  }
}

function holdsAll({ problemTitle }: Reader, ticket: Ticket, wanted: readonly string[]): boolean {
  const { customerName = '', protocol, problem } = ticket;
  const text = plain([customerName, protocol, problem, problemTitle(problem)].join(' '));
  return wanted.every((word) => text.includes(word));
}

/** Without accents and capitals, as people type when they search. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What the same customer came with before this ticket, newest first. */
export async function earlierOf(db: Connection, reader: Reader, ticket: Ticket): Promise<EarlierTicket[]> {
  const sql = `select body from ticket where customer_id = ? and number < ?
    order by number desc limit ${MOST_EARLIER}`;
  const rows = await db.all<{ body: string }>(sql, [ticket.customerId, ticket.number]);
  return rows.map(({ body }) => earlierView(reader, ticketOf(body)));
}

function earlierView({ desk, agent: reader, language, problemTitle }: Reader, ticket: Ticket): EarlierTicket {
  const { id, protocol, status, openedAt, problem } = ticket;
  const agentId = agentOf(ticket);
  const resolution = status === 'closed' ? ticket.resolution : undefined;
  return {
    ...{ id, protocol, status, openedAt: openedAt.toISOString() },
    problem: problemTitle(problem),
    ...(agentId !== undefined && { agent: nameOf(desk, agentId, language) }),
    ...(resolution && { outcome: resolution.outcome }),
    ...(resolution?.outcome === 'resolved' && { told: resolution.told, solved: resolution.solved }),
    mayOpen: maySee(reader, ticket),
  };
}
