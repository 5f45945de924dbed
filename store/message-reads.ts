import type { Caller } from '../bot/caller.js';
import type { Conversation, DialogState, Line, Situation, Unanswered } from '../bot/store.js';
import { type Address, addressKey, addressOf, type LogEntry } from '../channels/channel.js';
import type { Queued } from '../channels/delivery.js';
import type { Ticket } from '../routing/ticket.js';
import { placeholders, type Connection } from './connection.js';
import { gathered } from './gathered.js';
import { readAsItStands } from './reading.js';
import {
  authorOf,
  bodyOf,
  contentOf,
  entryOf,
  queuedOf,
  ticketOf,
  type MessageRow,
  type QueuedRow,
} from './rows.js';

interface SituationRow {
  readonly conversation_id: string;
  readonly position: number | string;
  readonly message_id: string;
  readonly external_id: string | null;
  readonly author: MessageRow['author'];
  readonly author_id: string | null;
  readonly author_name: string | null;
  readonly kind: 'text' | 'event';
  readonly text: string;
  readonly body: string | null;
  readonly sent_at: string;
  readonly kept_at: string;
  readonly person: string;
  readonly customer_id: string;
  readonly name: string | null;
  readonly locale: string | null;
  readonly phone: string | null;
  readonly alias: string | null;
  readonly language: string | null;
  readonly topic: string | null;
  readonly version: number;
  readonly misses: number;
  readonly failures: number;
  readonly topic_since: string | null;
  readonly topic_heard_at: string | null;
  readonly topic_turns: number;
  readonly topic_asked: number;
  readonly upset: number;
  readonly caller: string | null;
  readonly choices: string | null;
  readonly wake_at: string | null;
  readonly dialog_state: string;
  readonly ticket: string | null;
  /** One of the customer's newest tickets: a message comes once with each. */
  readonly past: string | null;
}

/** So many of a customer's newest tickets are read along with what waits. */
const PAST_TICKETS = 5;

const SITUATIONS = `
  select m.conversation_id, m.position, m.id as message_id, m.external_id, m.author, m.author_id, m.author_name,
    m.kind, m.text, m.body, m.sent_at, m.kept_at, c.person,
    c.customer_id, c.name, c.locale, c.phone, c.alias, c.language, c.topic, c.version, c.misses, c.failures, c.dialog_state,
    c.topic_since, c.topic_heard_at, c.topic_turns, c.topic_asked, c.upset, c.caller, c.choices, c.wake_at, t.body as ticket, h.body as past
  from message m join conversation c on c.id = m.conversation_id
    left join ticket t on t.conversation_id = m.conversation_id and t.status <> 'closed'
    left join ticket h on h.id in (select id from ticket where customer_id = c.customer_id
      order by opened_at desc, number desc limit ${PAST_TICKETS})
  where m.state = 'unanswered' and m.conversation_id in`;

/** What waits in these conversations, by conversation. */
async function situations(db: Connection, ids: readonly string[]): Promise<(Situation | undefined)[]> {
  const sql = `${SITUATIONS} ${placeholders(1, ids.length)} order by m.position, h.opened_at desc, h.number desc`;
  const rows = byConversation(await db.all<SituationRow>(sql, ids));
  return ids.map((id) => situationOf(id, rows.get(id) ?? []));
}

function byConversation(rows: readonly SituationRow[]): Map<string, SituationRow[]> {
  const all = new Map<string, SituationRow[]>();
  for (const row of rows) {
    const those = all.get(row.conversation_id);
    if (those) those.push(row);
    else all.set(row.conversation_id, [row]);
  }
  return all;
}

function situationOf(id: string, rows: readonly SituationRow[]): Situation | undefined {
  const [first] = rows;
  if (!first) return undefined;
  return {
    conversation: conversationOf(id, first),
    dialogState: JSON.parse(first.dialog_state) as DialogState,
    ...(first.ticket !== null && { ticket: ticketOf(first.ticket) }),
    pastTickets: rows.flatMap(({ message_id, past }) =>
      past !== null && message_id === first.message_id ? [ticketOf(past)] : [],
    ),
    unanswered: rows.filter(isNextMessage).map(unansweredOf),
  };
}

const isNextMessage = (row: SituationRow, i: number, rows: readonly SituationRow[]): boolean =>
  row.message_id !== rows[i - 1]?.message_id;

/**
 * The lines of the present matter: what came before the last closed ticket was about something else, and what stands in
 * the chat of somebody who was an agent was said with other people.
 */
const OF_THIS_MATTER = `position < ? and state <> 'withdrawn' and ticket_id is null
  and kept_at > coalesce((select max(closed_at) from ticket where ticket.conversation_id = message.conversation_id), '')`;

/** What was said, in its last form; what was only done to a message is no line, what was deleted neither. */
async function linesOf(db: Connection, conversationId: string, range: LineRange): Promise<Line[]> {
  const { before, limit } = range;
  const where = OF_THIS_MATTER;
  const said = await readAsItStands(db, { conversationId, where, bindings: [before], limit });
  return said.flatMap(({ row: { author }, text, gone }) => (gone ? [] : [{ author, text }]));
}

interface LineRange {
  readonly before: number;
  readonly limit: number;
}

/** A protocol ends in the ticket's number, by which it is found. */
const PROTOCOL = /^\d{8}-(\d{4,9})$/;

/** Everything that is read of messages outside a transaction. */
export function messageReads(db: Connection) {
  return {
    situation: gathered((ids: readonly string[]) => situations(db, ids)),
    lines: (conversationId: string, range: LineRange): Promise<Line[]> => linesOf(db, conversationId, range),
    unansweredConversations: async (): Promise<string[]> => {
      const sql = `select conversation_id as id from message where state = 'unanswered' group by conversation_id order by min(position)`;
      return (await db.all<{ id: string }>(sql)).map(({ id }) => id);
    },
    dueTickets: async (now: Date): Promise<string[]> => {
      const sql = 'select id from ticket where due_at <= ? order by due_at, number';
      return (await db.all<{ id: string }>(sql, [now.toISOString()])).map(({ id }) => id);
    },
    botIsDue: async (now: Date): Promise<boolean> => {
      const sql = 'select 1 as due from conversation where wake_at <= ? limit 1';
      return (await db.all(sql, [now.toISOString()])).length > 0;
    },
    ticketByProtocol: async (protocol: string): Promise<Ticket | undefined> => {
      const [, number] = PROTOCOL.exec(protocol) ?? [];
      if (number === undefined) return undefined;
      const [row] = await db.all<{ body: string }>('select body from ticket where number = ?', [
        Number(number),
      ]);
      const ticket = row && ticketOf(row.body);
      return ticket?.protocol === protocol ? ticket : undefined;
    },
    lastDecisionAt: async (): Promise<Date | undefined> => {
      const sql = `select at from ticket_event
        where position > coalesce((select value from counter where name = 'clock'), 0) order by position desc limit 1`;
      const [row] = await db.all<{ at: string }>(sql);
      return row && new Date(row.at);
    },
    after: async (conversation: Address, position: number): Promise<LogEntry[]> => {
      const sql = 'select * from message where conversation_id = ? and position > ? order by position';
      return (await db.all<MessageRow>(sql, [addressKey(conversation), position])).map(entryOf);
    },
    ...outboxReads(db),
  };
}

/** What the outbox reads: messages of ours. */
function outboxReads(db: Connection) {
  return {
    lastHeardAt: async (address: Address): Promise<Date | undefined> => {
      const sql = 'select heard_at from conversation where id = ?';
      const [row] = await db.all<{ heard_at: string }>(sql, [addressKey(address)]);
      return row && new Date(row.heard_at);
    },
    waiting: async (address: Address): Promise<Queued[]> => {
      const sql = `select m.*, c.reference from message m join conversation c on c.id = m.conversation_id
        where m.conversation_id = ? and m.state = 'queued' order by m.position limit 100`;
      return (await db.all<QueuedRow>(sql, [addressKey(address)])).map(queuedOf);
    },
  };
}

const conversationOf = (id: string, row: SituationRow): Conversation => ({
  id,
  address: addressOf(id),
  person: row.person,
  customerId: row.customer_id,
  version: row.version,
  misses: row.misses,
  failures: row.failures,
  ...(row.name !== null && { name: row.name }),
  ...(row.locale !== null && { locale: row.locale }),
  ...(row.phone !== null && { phone: row.phone }),
  ...(row.alias !== null && { alias: row.alias }),
  ...(row.language !== null && { language: row.language }),
  ...(row.topic !== null && { topic: row.topic }),
  ...(row.topic_since !== null && { topicSince: new Date(row.topic_since) }),
  ...(row.topic_heard_at !== null && { topicHeardAt: new Date(row.topic_heard_at) }),
  ...{ topicTurns: row.topic_turns, topicAsked: row.topic_asked, upset: row.upset },
  ...(row.caller !== null && { caller: JSON.parse(row.caller) as Caller }),
  ...(row.choices !== null && { choices: JSON.parse(row.choices) as string[] }),
  ...(row.wake_at !== null && { wakeAt: new Date(row.wake_at) }),
});

function unansweredOf(row: SituationRow): Unanswered {
  const author = authorOf(row);
  const { forPeople } = bodyOf(row);
  return {
    id: row.message_id,
    ...(row.external_id !== null && { externalId: row.external_id }),
    position: Number(row.position),
    content: contentOf(row),
    ...(author.kind === 'agent' && { author }),
    ...(forPeople && { forPeople }),
    sentAt: new Date(row.sent_at),
    keptAt: new Date(row.kept_at),
  };
}
