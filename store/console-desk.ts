import { addressKey } from '../channels/channel.js';
import type {
  Board,
  TicketDetail,
  TicketEventView,
  TicketSummary,
  TranscriptEntry,
} from '../channels/console/api.js';
import type { ConsoleDesk, DeskChange } from '../channels/console/ports.js';
import { agentNamed, departmentName, languageOfAgent, type Agent } from '../routing/desk-definition.js';
import { localDay } from '../routing/hours.js';
import { briefLines } from '../routing/notices.js';
import { isAvailable } from '../routing/presence.js';
import { reasonText, type Reason } from '../routing/reason.js';
import type { Desk } from '../routing/search.js';
import { agentOf, type Offer, type Ticket } from '../routing/ticket.js';
import { maySee } from '../routing/visibility.js';
import type { Store } from './open-store.js';
import { authorOf, bodyOf, eventOf, ticketOf, type MessageRow } from './rows.js';
import type { Connection } from './connection.js';
import type { KeptEvent } from './ticket-tx.js';

export interface ConsoleDeskDeps {
  readonly db: Connection;
  readonly store: Pick<Store, 'onDeskChanged'>;
  readonly desk: () => Desk;
  readonly now: () => Date;
}

/** What the console shows of the desk, each for one viewer and in their language. */
export async function consoleDesk(deps: ConsoleDeskDeps): Promise<ConsoleDesk> {
  const open = await openTickets(deps.db);
  const touchedBy = (change: DeskCommit) => changesOf(open, deps.desk, change);
  const { db, desk } = deps;
  const viewer = (agentId: string) => agentNamed(desk().definition, agentId);
  return {
    agent: async (agentId) => {
      const agent = viewer(agentId);
      if (!agent) return undefined;
      const [presence] = await db.all<{ available: boolean | number }>(
        'select available from presence where agent_id = ?',
        [agentId],
      );
      return {
        id: agent.id,
        name: agent.name,
        level: agent.level,
        admin: agent.admin,
        departments: agent.departments.map((one) => departmentName(desk().definition, one)),
        language: languageOfAgent(desk().definition, agent),
        available: isAvailable(agent, presence && Boolean(presence.available)),
      };
    },
    board: async (agentId) => {
      const agent = viewer(agentId);
      return agent ? board(deps, agent) : { mine: [], queue: [], others: [] };
    },
    ticket: async (agentId, ticketId) => {
      const agent = viewer(agentId);
      const [row] = await db.all<{ body: string }>('select body from ticket where id = ?', [ticketId]);
      const ticket = row && ticketOf(row.body);
      return agent && ticket && maySee(agent, ticket) ? detail(deps, agent, ticket) : undefined;
    },
    onChanged: (listener) =>
      deps.store.onDeskChanged((change) => {
        for (const one of touchedBy(change)) listener(one);
      }),
  };
}

type DeskCommit = Parameters<Parameters<Store['onDeskChanged']>[0]>[0];

/** The open tickets by conversation, so that a commit need not be looked up to know whom it concerns. */
async function openTickets(db: Connection): Promise<Map<string, Ticket>> {
  const rows = await db.all<{ body: string }>(`select body from ticket where status <> 'closed'`);
  return new Map(rows.map(({ body }) => ticketOf(body)).map((ticket) => [ticket.conversationId, ticket]));
}

/** The tickets touched by a commit: changed, or written to. */
function changesOf(
  open: Map<string, Ticket>,
  desk: () => Desk,
  { tickets, entries }: DeskCommit,
): DeskChange[] {
  const touched = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  for (const ticket of tickets)
    if (ticket.status === 'closed') open.delete(ticket.conversationId);
    else open.set(ticket.conversationId, ticket);
  for (const { conversation } of entries) {
    const ticket = open.get(addressKey(conversation));
    if (ticket && !touched.has(ticket.id)) touched.set(ticket.id, ticket);
  }
  const offered = new Set(tickets.filter(({ status }) => status === 'offered').map(({ id }) => id));
  return [...touched.values()].map((ticket) => ({
    ticketId: ticket.id,
    visibleTo: (agentId) => {
      const agent = agentNamed(desk().definition, agentId);
      return agent !== undefined && maySee(agent, ticket);
    },
    ...(ticket.status === 'offered' && offered.has(ticket.id) && { offeredTo: ticket.offer.agentId }),
  }));
}

async function board({ db, desk, now }: ConsoleDeskDeps, agent: Agent): Promise<Board> {
  const { definition } = desk();
  const today = localDay(now(), definition.timeZone).begins.toISOString();
  const sql = `select body from ticket where status <> 'closed' or closed_at >= ? order by number`;
  const rows = await db.all<{ body: string }>(sql, [today]);
  const seen = rows.map(({ body }) => ticketOf(body)).filter((ticket) => maySee(agent, ticket));
  const summaries = (tickets: readonly Ticket[]) => tickets.map((ticket) => summary(desk(), agent, ticket));
  const open = seen.filter(({ status }) => status === 'waiting' || status === 'offered');
  const toMe = (ticket: Ticket) => agentOf(ticket) === agent.id;
  return {
    mine: summaries(seen.filter((ticket) => ticket.status === 'active' && toMe(ticket))),
    queue: summaries([...open.filter(toMe), ...open.filter((ticket) => !toMe(ticket))]),
    others: summaries(
      seen
        .filter((ticket) => ticket.status === 'closed' || (ticket.status === 'active' && !toMe(ticket)))
        .reverse(),
    ),
  };
}

function summary({ definition: desk, texts }: Desk, agent: Agent, ticket: Ticket): TicketSummary {
  const agentId = agentOf(ticket);
  return {
    id: ticket.id,
    number: ticket.number,
    protocol: ticket.protocol,
    status: ticket.status,
    customer: ticket.customerName ?? texts.say(languageOfAgent(desk, agent), 'brief.unnamed'),
    channel: ticket.brief.channel,
    department: departmentName(desk, ticket.department),
    problem: ticket.problem,
    summary: ticket.brief.lastWords,
    urgency: ticket.urgency,
    openedAt: ticket.openedAt.toISOString(),
    ...(ticket.status === 'closed' && { closedAt: ticket.closedAt.toISOString() }),
    ...(agentId !== undefined && {
      agent: { id: agentId, name: agentNamed(desk, agentId)?.name ?? agentId },
    }),
    ...(ticket.status === 'offered' && {
      answerBy: ticket.offer.answerBy.toISOString(),
      rule: ticket.offer.rule,
    }),
  };
}

async function detail({ db, desk }: ConsoleDeskDeps, agent: Agent, ticket: Ticket): Promise<TicketDetail> {
  const { definition, texts } = desk();
  const language = languageOfAgent(definition, agent);
  const events = await eventsOf(db, ticket.id);
  const offer = events.flatMap(({ event }) => (event.type === 'offered' ? [event.offer] : [])).at(-1);
  const why = (reasons: readonly Reason[]) =>
    reasons.map((one) => ({ code: one.code, text: reasonText(texts, language, one) }));
  const view = ({ at, event }: { at: string; event: KeptEvent }): TicketEventView => {
    const agentId = agentOfEvent(event);
    const name = agentId === undefined ? undefined : (agentNamed(definition, agentId)?.name ?? agentId);
    const rule = ruleOfEvent(event);
    return {
      at,
      type: event.type,
      reasons: why(reasonsOf(event)),
      ...(name && { agent: name }),
      ...(rule && { rule }),
    };
  };
  const closed =
    ticket.status === 'closed' && ticket.resolution.outcome === 'resolved' ? ticket.resolution : undefined;
  return {
    ...summary(desk(), agent, ticket),
    ...(offer && { rule: offer.rule }),
    brief: briefLines(texts, language, ticket, offer),
    events: events.map(view),
    transcript: await transcriptOf(db, ticket),
    ...(closed && { told: closed.told, solved: closed.solved }),
  };
}

async function eventsOf(db: Connection, ticketId: string): Promise<{ at: string; event: KeptEvent }[]> {
  const sql = 'select at, body from ticket_event where ticket_id = ? order by position';
  const rows = await db.all<{ at: string; body: string }>(sql, [ticketId]);
  return rows.map(({ at, body }) => ({ at, event: eventOf<KeptEvent>(body) }));
}

const LONGEST_TRANSCRIPT = 500;

/** The conversation as far as the ticket's agent should read it: until the ticket was closed. */
async function transcriptOf(db: Connection, ticket: Ticket): Promise<TranscriptEntry[]> {
  const until = ticket.status === 'closed' ? ticket.closedAt.toISOString() : '9999';
  const sql = `select * from message where conversation_id = ? and kind = 'text' and kept_at <= ?
    order by position desc limit ${LONGEST_TRANSCRIPT}`;
  const rows = await db.all<MessageRow>(sql, [ticket.conversationId, until]);
  return rows.reverse().map((row) => ({
    id: row.id,
    position: Number(row.position),
    author: authorOf(row),
    text: row.text,
    attachments: (bodyOf(row).attachments ?? []).map(({ contentType, name, url }) => ({
      contentType,
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
    })),
    at: row.sent_at,
    state: row.state === 'queued' || row.state === 'sent' || row.state === 'failed' ? row.state : 'received',
  }));
}

function offerOf(event: KeptEvent): Offer | undefined {
  return event.type === 'offered' ? event.offer : undefined;
}

const agentOfEvent = (event: KeptEvent): string | undefined =>
  offerOf(event)?.agentId ?? ('agentId' in event ? event.agentId : undefined);

const ruleOfEvent = (event: KeptEvent): string | undefined =>
  offerOf(event)?.rule ?? ('rule' in event ? event.rule : undefined);

const reasonsOf = (event: KeptEvent): readonly Reason[] =>
  offerOf(event)?.reasons ?? ('reasons' in event ? event.reasons : []);
