import { ConcurrentChange } from '../bot/store.js';
import type { FinishedToday } from '../routing/policy.js';
import type { AgentLoad } from '../routing/store.js';
import type { Reason } from '../routing/reason.js';
import { agentOf, dueAt, waitedSeconds, type Ticket, type TicketEvent } from '../routing/ticket.js';
import { insertRows, type Connection } from './connection.js';
import { ticketOf } from './rows.js';

const IN_TURN = `order by case urgency when 'urgent' then 0 else 1 end, opened_at, number`;

/** A line of the ticket's history: its opening, then everything decided. */
export type KeptEvent = TicketEvent | { readonly type: 'opened'; readonly reasons: readonly Reason[] };

/** The part of a transaction that knows tickets, offers, loads and presence. */
export class TicketTx {
  /** Tickets this transaction has changed. */
  readonly tickets: Ticket[] = [];
  /** Somebody has come or gone. */
  presenceChanged = false;

  constructor(readonly connection: Connection) {}

  async lockRouting(): Promise<void> {
    await this.connection.all(`update counter set value = value where name = 'ticket'`);
  }

  async nextTicketNumber(): Promise<number> {
    const sql = `update counter set value = value + 1 where name = 'ticket' returning value`;
    const [row] = await this.connection.all<{ value: number }>(sql);
    if (!row) throw new Error('The ticket counter is missing from the database.');
    return row.value;
  }

  async addTicket(ticket: Ticket, now: Date): Promise<void> {
    const row = {
      id: ticket.id,
      number: ticket.number,
      conversation_id: ticket.conversationId,
      customer_id: ticket.customerId,
      department: ticket.department,
      urgency: ticket.urgency,
      opened_at: ticket.openedAt.toISOString(),
      ...changing(ticket),
    };
    await insertRows(this.connection, 'ticket', [row]);
    await this.#addEvents(ticket.id, [{ type: 'opened', reasons: ticket.reasons }], now);
    this.tickets.push(ticket);
  }

  async saveTicket(after: Ticket, events: readonly TicketEvent[], now: Date): Promise<Ticket> {
    const kept: Ticket = { ...after, version: after.version + 1 };
    const columns = { ...changing(kept), department: kept.department };
    const changed = await this.connection.all(
      `update ticket set ${Object.keys(columns)
        .map((column) => `${column} = ?`)
        .join(', ')}
       where id = ? and version = ? returning id`,
      [...Object.values(columns), after.id, after.version],
    );
    if (changed.length !== 1) throw new ConcurrentChange(`ticket ${after.number}`);
    if (events.length > 0) await this.#addEvents(after.id, events, now);
    this.tickets.push(kept);
    return kept;
  }

  async #addEvents(ticketId: string, events: readonly KeptEvent[], now: Date): Promise<void> {
    const at = now.toISOString();
    const rows = events.map((event) => ({
      ticket_id: ticketId,
      type: event.type,
      at,
      body: JSON.stringify(event),
    }));
    await insertRows(this.connection, 'ticket_event', rows);
  }

  async ticket(id: string): Promise<Ticket | undefined> {
    const [row] = await this.connection.all<{ body: string }>('select body from ticket where id = ?', [id]);
    return row && ticketOf(row.body);
  }

  waitingTickets(): Promise<Ticket[]> {
    return this.#tickets(`status = 'waiting' ${IN_TURN}`);
  }

  scheduledTickets(): Promise<Ticket[]> {
    return this.#tickets(`status = 'scheduled' ${IN_TURN}`);
  }

  timedTickets(): Promise<Ticket[]> {
    return this.#tickets('due_at is not null order by number');
  }

  dueTickets(now: Date): Promise<Ticket[]> {
    return this.#tickets('due_at <= ? order by due_at, number', [now.toISOString()]);
  }

  ticketsOfAgent(agentId: string): Promise<Ticket[]> {
    return this.#tickets(
      `(status in ('offered', 'active') and agent_id = ?) or passing_to = ? order by number`,
      [agentId, agentId],
    );
  }

  async recentWaits(department: string, limit: number): Promise<number[]> {
    const rows = await this.connection.all<{ waited_seconds: number }>(
      `select waited_seconds from ticket where served_in = ? order by served_at desc, number desc limit ${Math.trunc(limit)}`,
      [department],
    );
    return rows.map(({ waited_seconds }) => waited_seconds);
  }

  async #tickets(where: string, bindings: readonly string[] = []): Promise<Ticket[]> {
    const rows = await this.connection.all<{ body: string }>(
      `select body from ticket where ${where}`,
      bindings,
    );
    return rows.map(({ body }) => ticketOf(body));
  }

  async lastFinished(
    customerId: string,
    from: Date,
    to: Date,
  ): Promise<(FinishedToday & { ticketId: string }) | undefined> {
    const [row] = await this.connection.all<{ id: string; agent_id: string; closed_at: string }>(
      `select id, agent_id, closed_at from ticket where customer_id = ? and status = 'closed' and agent_id is not null
       and agent_id not like 'phone:%' and closed_at >= ? and closed_at < ? order by closed_at desc, number desc limit 1`,
      [customerId, from.toISOString(), to.toISOString()],
    );
    return row && { ticketId: row.id, agentId: row.agent_id, closedAt: new Date(row.closed_at) };
  }

  async previousTickets(customerId: string, limit: number): Promise<{ protocol: string; solved: string }[]> {
    const closed = await this.#tickets(
      `customer_id = ? and status = 'closed' order by closed_at desc, number desc limit ${Math.trunc(limit)}`,
      [customerId],
    );
    return closed.flatMap((ticket) =>
      ticket.status === 'closed' && ticket.resolution.outcome === 'resolved'
        ? [{ protocol: ticket.protocol, solved: ticket.resolution.solved }]
        : [],
    );
  }

  async forgetLaterTimes(): Promise<void> {
    await this.connection.all(
      `insert into counter (name, value) values ('clock', (select coalesce(max(position), 0) from ticket_event))
       on conflict (name) do update set value = excluded.value`,
    );
  }

  async loads(closedSince: Date): Promise<ReadonlyMap<string, AgentLoad>> {
    const rows = await this.connection.all<{ agent_id: string; open: number | string; last: string | null }>(
      `select agent_id, sum(open) as open, max(closed_at) as last from (
         select agent_id, case when status = 'closed' then 0 else 1 end as open, closed_at from ticket
           where agent_id is not null and (status in ('offered', 'active') or closed_at >= ?)
         union all
         select passing_to, 1, null from ticket where passing_to is not null
       ) as held group by agent_id`,
      [closedSince.toISOString()],
    );
    return new Map(
      rows.map(({ agent_id, open, last }) => [
        agent_id,
        { open: Number(open), ...(last !== null && { lastClosedAt: new Date(last) }) },
      ]),
    );
  }

  async presences(): Promise<ReadonlyMap<string, boolean>> {
    const sql = 'select agent_id, available from presence';
    const rows = await this.connection.all<{ agent_id: string; available: boolean | number }>(sql);
    return new Map(rows.map(({ agent_id, available }) => [agent_id, Boolean(available)]));
  }

  async setPresence(agentId: string, available: boolean, now: Date): Promise<void> {
    await this.connection.all(
      `insert into presence (agent_id, available, changed_at) values (?, ?, ?)
       on conflict (agent_id) do update set available = excluded.available, changed_at = excluded.changed_at`,
      [agentId, available, now.toISOString()],
    );
    this.presenceChanged = true;
  }

  async ticketNumbered(number: number): Promise<Ticket | undefined> {
    const sql = 'select body from ticket where number = ?';
    const [row] = await this.connection.all<{ body: string }>(sql, [number]);
    return row && ticketOf(row.body);
  }
}

/** The columns that change with the ticket. The body holds all of it; the columns are for finding it. */
const changing = (ticket: Ticket) => ({
  version: ticket.version,
  status: ticket.status,
  agent_id: agentOf(ticket) ?? null,
  due_at: dueAt(ticket)?.toISOString() ?? null,
  closed_at: ticket.status === 'closed' ? ticket.closedAt.toISOString() : null,
  passing_to: (ticket.status === 'active' && ticket.handover?.offer.agentId) || null,
  served_at: ticket.servedAt?.toISOString() ?? null,
  served_in: ticket.servedIn ?? null,
  waited_seconds: waitedSeconds(ticket) ?? null,
  body: JSON.stringify(ticket),
});
