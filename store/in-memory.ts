import { ConcurrentChange } from '../bot/store.js';
import { isPhone } from '../routing/phone.js';
import type { FinishedToday } from '../routing/policy.js';
import type { AgentLoad, RoutingTx, Saying } from '../routing/store.js';
import {
  agentOf,
  dueAt,
  openOffer,
  waitedSeconds,
  type Closed,
  type Ticket,
  type TicketEvent,
} from '../routing/ticket.js';

type ClosedTicket = Ticket & Closed;

export interface InMemoryOptions {
  /** Agents who have said that they are available before anything happens. */
  readonly available?: Iterable<string>;
  /** Hears of every ticket opened (without events) and every change kept. */
  readonly onKept?: (ticket: Ticket, events: readonly TicketEvent[], now: Date) => void;
}

/**
 * What the desk keeps, in memory: for tests of the routing and for simulations. It keeps the promises of the port but
 * one: it is no transaction. Nothing is isolated, nothing is taken back when the work fails, and nothing is delivered.
 * Nobody has an address here and nobody said anything before; what the desk says is only collected in `said`.
 */
export class InMemoryRouting implements RoutingTx {
  readonly said: Saying[] = [];
  /** Grows with everything kept about a ticket. */
  changes = 0;
  readonly #tickets = new Map<string, Ticket>();
  readonly #open = new Map<string, Ticket>();
  readonly #closedOf = new Map<string, ClosedTicket[]>();
  readonly #lastClosed = new Map<string, Date>();
  /** Ids in the order in which the tickets were first served. */
  readonly #served: string[] = [];
  readonly #presences: Map<string, boolean>;
  readonly #onKept: NonNullable<InMemoryOptions['onKept']>;
  #lastNumber = 0;

  constructor({ available = [], onKept = () => undefined }: InMemoryOptions = {}) {
    this.#presences = new Map([...available].map((agentId) => [agentId, true]));
    this.#onKept = onKept;
  }

  async lockRouting(): Promise<void> {}

  async nextTicketNumber(): Promise<number> {
    return ++this.#lastNumber;
  }

  async addTicket(ticket: Ticket, now: Date): Promise<void> {
    if (this.#tickets.has(ticket.id)) throw new Error(`Ticket ${ticket.id} was added twice.`);
    this.#keep(ticket);
    this.#onKept(ticket, [], now);
  }

  async saveTicket(after: Ticket, events: readonly TicketEvent[], now: Date): Promise<Ticket> {
    if (this.#tickets.get(after.id)?.version !== after.version)
      throw new ConcurrentChange(`ticket ${after.number}`);
    const kept: Ticket = { ...after, version: after.version + 1 };
    this.#keep(kept);
    this.#onKept(kept, events, now);
    return kept;
  }

  #keep(ticket: Ticket): void {
    const before = this.#tickets.get(ticket.id);
    this.changes += 1;
    this.#tickets.set(ticket.id, ticket);
    if (ticket.servedAt && !before?.servedAt) this.#isServed(ticket);
    if (ticket.status !== 'closed') {
      this.#open.set(ticket.id, ticket);
      return;
    }
    this.#open.delete(ticket.id);
    if (before?.status !== 'closed') this.#file(ticket);
  }

  /** Of two served at the same moment the one with the higher number counts as the later. */
  #isServed(ticket: Ticket): void {
    let place = this.#served.length;
    const isLater = (other?: Ticket) =>
      other?.servedAt?.getTime() === ticket.servedAt?.getTime() && (other?.number ?? 0) > ticket.number;
    while (place > 0 && isLater(this.#tickets.get(this.#served[place - 1] ?? ''))) place -= 1;
    this.#served.splice(place, 0, ticket.id);
  }

  #file(ticket: ClosedTicket): void {
    const { customerId, agentId, closedAt } = ticket;
    this.#closedOf.set(customerId, [...(this.#closedOf.get(customerId) ?? []), ticket].sort(newestFirst));
    const last = agentId === undefined ? undefined : this.#lastClosed.get(agentId);
    if (agentId !== undefined && (!last || last < closedAt)) this.#lastClosed.set(agentId, closedAt);
  }

  async ticket(id: string): Promise<Ticket | undefined> {
    return this.#tickets.get(id);
  }

  async waitingTickets(): Promise<Ticket[]> {
    return this.#openOnes(({ status }) => status === 'waiting').sort(inTurn);
  }

  async scheduledTickets(): Promise<Ticket[]> {
    return this.#openOnes(({ status }) => status === 'scheduled').sort(inTurn);
  }

  async timedTickets(): Promise<Ticket[]> {
    return this.#openOnes((ticket) => dueAt(ticket) !== undefined);
  }

  async dueTickets(now: Date): Promise<Ticket[]> {
    const due = this.#openOnes((ticket) => dueTime(ticket) <= now.getTime());
    return due.sort((a, b) => dueTime(a) - dueTime(b) || a.number - b.number);
  }

  /** The earliest timer of all open tickets; with `after`, the earliest one later than that. */
  nextDue(after?: Date): Date | undefined {
    const times = [...this.#open.values()].map(dueTime).filter((time) => !after || time > after.getTime());
    const first = times.reduce((least, time) => Math.min(least, time), Infinity);
    return first === Infinity ? undefined : new Date(first);
  }

  /** The customer's ticket that is not closed yet. */
  openTicketOf(customerId: string): Ticket | undefined {
    return this.#openOnes((ticket) => ticket.customerId === customerId)[0];
  }

  async ticketsOfAgent(agentId: string): Promise<Ticket[]> {
    return this.#openOnes((ticket) => countedFor(ticket).includes(agentId));
  }

  #openOnes(wanted: (ticket: Ticket) => boolean): Ticket[] {
    return [...this.#open.values()].filter(wanted).sort((a, b) => a.number - b.number);
  }

  async recentWaits(department: string, limit: number): Promise<number[]> {
    const waits: number[] = [];
    for (let i = this.#served.length - 1; i >= 0 && waits.length < limit; i--) {
      const ticket = this.#tickets.get(this.#served[i] ?? '');
      const waited = ticket?.servedIn === department ? waitedSeconds(ticket) : undefined;
      if (waited !== undefined) waits.push(waited);
    }
    return waits;
  }

  async lastFinished(
    customerId: string,
    from: Date,
    to: Date,
  ): Promise<(FinishedToday & { ticketId: string }) | undefined> {
    for (const { id, agentId, closedAt } of this.#closedOf.get(customerId) ?? [])
      if (agentId !== undefined && !isPhone(agentId) && from <= closedAt && closedAt < to)
        return { ticketId: id, agentId, closedAt };
    return undefined;
  }

  async previousTickets(customerId: string, limit: number): Promise<{ protocol: string; solved: string }[]> {
    const last = (this.#closedOf.get(customerId) ?? []).slice(0, limit);
    return last.flatMap(({ protocol, resolution }) =>
      resolution.outcome === 'resolved' ? [{ protocol, solved: resolution.solved }] : [],
    );
  }

  async loads(closedSince: Date): Promise<ReadonlyMap<string, AgentLoad>> {
    const loads = new Map<string, AgentLoad>();
    for (const [agentId, lastClosedAt] of this.#lastClosed)
      if (lastClosedAt >= closedSince) loads.set(agentId, { open: 0, lastClosedAt });
    for (const ticket of this.#open.values())
      for (const agentId of countedFor(ticket)) {
        const load = loads.get(agentId);
        loads.set(agentId, { ...load, open: (load?.open ?? 0) + 1 });
      }
    return loads;
  }

  async presences(): Promise<ReadonlyMap<string, boolean>> {
    return new Map(this.#presences);
  }

  async setPresence(agentId: string, available: boolean): Promise<void> {
    this.#presences.set(agentId, available);
  }

  async conversationOf(): Promise<undefined> {}

  async copiesOf(): Promise<[]> {
    return [];
  }

  async heardUpTo(): Promise<0> {
    return 0;
  }

  async customerWords(): Promise<[]> {
    return [];
  }

  async say(saying: Saying): Promise<string> {
    return String(this.said.push(saying));
  }

  async heardAt(): Promise<undefined> {}

  async conversationsOf(): Promise<[]> {
    return [];
  }

  async messageNamed(): Promise<undefined> {}

  async messageOf(): Promise<undefined> {}

  async counterpartOf(): Promise<undefined> {}

  async takeBack(): Promise<false> {
    return false;
  }

  async isAbout(): Promise<void> {}

  async saidSince(): Promise<[]> {
    return [];
  }

  async agentChat(): Promise<Record<string, never>> {
    return {};
  }

  async rememberAgentChat(): Promise<void> {}

  async lastSaidAt(): Promise<0> {
    return 0;
  }

  async ticketNumbered(number: number): Promise<Ticket | undefined> {
    return [...this.#tickets.values()].find((ticket) => ticket.number === number);
  }

  async tellBot(): Promise<void> {}

  async forgetLaterTimes(): Promise<void> {}

  async passTheFloor(): Promise<void> {}
}

/** Whose load an open ticket is: its holder's and that of whoever is asked to take it. */
const countedFor = (ticket: Ticket): string[] => {
  const agents = [agentOf(ticket), openOffer(ticket)?.agentId].filter((one) => one !== undefined);
  return [...new Set(agents)];
};

const inTurn = (a: Ticket, b: Ticket): number =>
  Number(b.urgency === 'urgent') - Number(a.urgency === 'urgent') ||
  a.openedAt.getTime() - b.openedAt.getTime() ||
  a.number - b.number;

const dueTime = (ticket: Ticket): number => dueAt(ticket)?.getTime() ?? Infinity;

const newestFirst = (a: ClosedTicket, b: ClosedTicket): number =>
  b.closedAt.getTime() - a.closedAt.getTime() || b.number - a.number;
