import fc from 'fast-check';
import { deskSchema } from '../../routing/desk-definition.js';
import {
  joinBrief,
  leave,
  obey,
  openTicket,
  relayToAgent,
  type Desk,
  type TicketDraft,
} from '../../routing/desk.js';
import type { DeskCommand } from '../../routing/commands.js';
import { shiftOf } from '../../routing/hours.js';
import { RuleBroken } from '../../routing/reason.js';
import { nextWake, runTimers } from '../../routing/timers.js';
import { openOffer, type Offer, type Ticket, type TicketEvent } from '../../routing/ticket.js';
import type { RoutingTx } from '../../routing/store.js';
import { InMemoryRouting } from '../../store/in-memory.js';
import { onceComposed } from './once-composed.js';

const weekday = (from: string, to: string) => ({ days: [1, 2, 3, 4, 5], from, to });
const LONG = [weekday('08:00', '12:00'), weekday('12:30', '20:00')];
const person = (id: string, level: string, departments: string[], more: object = {}) => ({
  ...{ id, name: id, level, departments, skills: [], languages: ['pt-BR'], capacity: 2, shifts: LONG },
  ...more,
});
export const definition = deskSchema.parse({
  ...{
    name: 'walk',
    timeZone: 'America/Sao_Paulo',
    departments: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
  },
  rules: { idleCloseMinutes: 20 },
  holidays: [{ date: '2026-11-25', department: 'b' }],
  agents: [
    person('t1', 'technician', ['a'], { skills: ['x'], capacity: 1 }),
    person('t2', 'technician', ['a', 'b'], { languages: ['pt-BR', 'en'] }),
    person('t3', 'technician', ['b'], { shifts: [weekday('07:00', '21:00')] }),
    person('e1', 'specialist', ['a'], { skills: ['x', 'y'], capacity: 1 }),
    person('e2', 'specialist', ['b'], { skills: ['y'], languages: ['en'] }),
    person('u1', 'supervisor', ['a'], { capacity: 1 }),
    person('u2', 'supervisor', ['b'], { shifts: [weekday('10:00', '16:00')] }),
  ],
});
const desk: Desk = { definition, texts: onceComposed() };
const AGENTS = definition.agents;
const START = new Date('2026-11-23T07:50:00-03:00');

/** One step of the walk: what is tried, by numbers that pick from what there is. */
export interface Step {
  readonly kind: string;
  readonly pick: number;
  readonly who: number;
  readonly seconds: number;
}

const KINDS = (
  'open open open accept accept accept refuse close close pass pass pass transfer department escalate take-over ' +
  'reassign hand-back leave hear say away available available'
).split(' ');
export const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(1000),
  who: fc.nat(AGENTS.length - 1),
  seconds: fc.oneof(
    { weight: 20, arbitrary: fc.nat(90) },
    { weight: 8, arbitrary: fc.nat(600) },
    { weight: 1, arbitrary: fc.nat(15 * 3600) },
  ),
});

export function must(holds: boolean, wrong: string): void {
  if (!holds) throw new Error(wrong);
}

/** One owner, and the holder until the other has accepted. */
function ownerIsLawful(before: Ticket, after: Ticket, events: readonly TicketEvent[]): void {
  must(before.status !== 'closed', 'a closed ticket changed');
  const [first] = events.map(({ type }) => type);
  const held = before.status === 'active' ? before.agentId : undefined;
  const holds = after.status === 'active' ? after.agentId : undefined;
  if (held !== holds && holds !== undefined && first !== 'taken-over')
    must(first === 'accepted' && openOffer(before)?.agentId === holds, 'an owner nobody asked');
  if (held !== undefined && holds === undefined)
    must(first === 'closed' || first === 'requeued', `an owner lost by ${first}`);
}

const ruleBrokenBy = (work: Promise<void>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof RuleBroken) return error.rule;
      throw error;
    },
  );

const NO_MIRROR: Mirror = async () => undefined;

/** Where everything that happens happens as well. */
export type Mirror = (work: (tx: RoutingTx) => Promise<void>) => Promise<void>;

/** A desk that is walked through, and everything that may never be true of it. */
export class Walk {
  now = START;
  readonly away = new Set<string>();
  readonly seen = new Set<string>();
  readonly tickets = new Map<string, Ticket>();
  readonly store = new InMemoryRouting({
    available: AGENTS.map(({ id }) => id),
    onKept: (ticket, events, now) => this.#kept(ticket, events, now),
  });
  #count = 0;

  constructor(readonly mirror: Mirror = NO_MIRROR) {}

  open = () => [...this.tickets.values()].filter(({ status }) => status !== 'closed');

  #kept(ticket: Ticket, events: readonly TicketEvent[], now: Date): void {
    const before = this.tickets.get(ticket.id);
    this.tickets.set(ticket.id, ticket);
    for (const event of events) {
      this.seen.add(event.type);
      if ('reasons' in event) must(event.reasons.length > 0, 'a decision without reasons');
      if (event.type === 'offered') this.#offerIsLawful(ticket, event.offer, now);
      if (event.type === 'transfer-offered') this.#offerIsLawful(ticket, event.handover.offer, now);
    }
    if (before) ownerIsLawful(before, ticket, events);
  }

  #offerIsLawful(ticket: Ticket, offer: Offer, now: Date): void {
    const agent = AGENTS.find(({ id }) => id === offer.agentId);
    if (!agent) throw new Error(`offered to nobody: ${offer.agentId}`);
    must(offer.reasons.length > 0, 'an offer without reasons');
    must(shiftOf(definition, agent, now) !== undefined, 'offered off shift');
    must(!this.away.has(agent.id), 'offered to somebody who is away');
    const sameDayCodes = offer.reasons.filter(({ code }) => code.startsWith('same-day')).length;
    const passing = offer.rule === 'transfer' || ticket.status === 'active';
    must(sameDayCodes === (passing ? 0 : 1), `${sameDayCodes} same-day codes`);
    if (offer.rule === 'transfer') return;
    const held = this.open().filter(
      (one) => openOffer(one)?.agentId === agent.id || (one.status === 'active' && one.agentId === agent.id),
    );
    must(held.length <= agent.capacity, 'offered to somebody who is full');
  }

  /** Everybody says that they are there; the store in memory takes it for granted. */
  async begins(): Promise<void> {
    for (const { id } of AGENTS) await this.#obeys(id, { type: 'presence', available: true });
  }

  async passes(seconds: number): Promise<void> {
    const until = new Date(this.now.getTime() + seconds * 1000);
    for (let still = 0; ;) {
      const wake = nextWake(definition, this.store.nextDue(), this.now);
      if (!wake || wake > until) break;
      still = wake > this.now ? 0 : still + 1;
      if (still > 5) throw new Error(`a timer that never ends: ${wake.toISOString()}`);
      this.now = wake > this.now ? wake : this.now;
      await this.#does((tx) => runTimers(tx, desk, this.now));
    }
    this.now = until;
  }

  async takes({ kind, pick, who, seconds }: Step): Promise<void> {
    if (kind === 'pass') return this.passes(seconds);
    if (kind === 'open') return this.#opens(pick, who);
    const open = this.open();
    const ticket = open[pick % Math.max(1, open.length)];
    const agent = AGENTS[who];
    if (!agent) throw new Error('no such agent');
    if (kind === 'away' || kind === 'available') {
      this.away[kind === 'away' ? 'add' : 'delete'](agent.id);
      return this.#obeys(agent.id, { type: 'presence', available: kind === 'available' });
    }
    if (!ticket) return;
    const asked = openOffer(ticket)?.agentId;
    const holder = ticket.status === 'active' ? ticket.agentId : undefined;
    const ticketId = ticket.id;
    const note = 'note';
    const commands: Readonly<Record<string, () => Promise<void>>> = {
      accept: () => this.#obeys(asked ?? agent.id, { type: 'accept', ticketId }),
      refuse: () => this.#obeys(asked ?? agent.id, { type: 'refuse', ticketId }),
      close: () => this.#obeys(holder ?? agent.id, { type: 'close', ticketId, told: '-', solved: '-' }),
      say: () => this.#obeys(holder ?? agent.id, { type: 'say', ticketId, text: 'hi' }),
      transfer: () => this.#obeys(holder ?? agent.id, { type: 'transfer', ticketId, agent: agent.id, note }),
      department: () =>
        this.#obeys(holder ?? agent.id, {
          type: 'transfer',
          ticketId,
          department: pick % 2 ? 'a' : 'b',
          note,
        }),
      escalate: () =>
        this.#obeys(holder ?? agent.id, {
          ...{ type: 'escalate', ticketId, note, to: pick % 2 ? 'specialist' : 'supervisor' },
        }),
      'take-over': () => this.#obeys(pick % 2 ? 'u1' : 'u2', { type: 'take-over', ticketId }),
      reassign: () => this.#obeys(pick % 2 ? 'u1' : 'u2', { type: 'reassign', ticketId, agent: agent.id }),
      'hand-back': () => this.#obeys(holder ?? agent.id, { type: 'hand-back', ticketId }),
      leave: () =>
        this.#does((tx) => leave(tx, desk, { ticketId, to: pick % 2 ? 'bot' : 'nowhere' }, this.now)),
      hear: () => this.#hears(ticket),
    };
    await commands[kind]?.();
  }

  async #opens(pick: number, who: number): Promise<void> {
    const customer = `c${pick % 12}`;
    if (this.open().some(({ customerId }) => customerId === customer)) return;
    const id = `k${++this.#count}`;
    const draft: TicketDraft = {
      ...{ id, conversationId: `web:${customer}`, customerId: customer, department: pick % 3 ? 'a' : 'b' },
      skills: pick % 5 === 0 ? ['x'] : pick % 7 === 0 ? ['y'] : [],
      ...(pick % 4 !== 0 && { language: pick % 4 === 1 ? 'en' : 'pt-BR' }),
      urgency: pick % 6 === 0 ? 'urgent' : 'normal',
      level: (['technician', 'technician', 'specialist', 'supervisor'] as const)[who % 4] ?? 'technician',
      ...{ problem: 'p', reasons: [] },
      brief: { said: ['hi'], tried: [], lastWords: pick % 2 ? 'hi' : '', channel: 'web', previous: [] },
    };
    await this.#does(async (tx) => void (await openTicket(tx, desk, draft, this.now)));
  }

  #hears(ticket: Ticket): Promise<void> {
    if (ticket.status !== 'active')
      return this.#does((tx) => joinBrief(tx, ticket.id, { words: 'more' }, this.now));
    const words = [{ text: 'more', attachments: [] }];
    return this.#does((tx) => relayToAgent(tx, desk, { ticket, words }, this.now));
  }

  #obeys(agentId: string, command: DeskCommand): Promise<void> {
    const agent = AGENTS.find(({ id }) => id === agentId);
    if (!agent) throw new Error(agentId);
    return this.#does((tx) => obey(tx, desk, { agent, command }, this.now));
  }

  /** What the rules forbid changes nothing, and is forbidden in the mirror too. */
  async #does(work: (tx: RoutingTx) => Promise<void>): Promise<void> {
    const before = this.store.changes;
    const forbidden = await ruleBrokenBy(work(this.store));
    must(!forbidden || this.store.changes === before, `${forbidden} changed something`);
    const there = await ruleBrokenBy(this.mirror(work));
    must(this.mirror === NO_MIRROR || there === forbidden, `${forbidden} here and ${there} in the mirror`);
  }

  /** Nothing is stuck: with everyone back at work every ticket reaches a person. */
  async ends(): Promise<void> {
    for (const { id } of AGENTS) {
      this.away.delete(id);
      await this.#obeys(id, { type: 'presence', available: true });
    }
    for (let i = 0; this.open().length > 0; i++) {
      if (i > 3000) throw new Error(`stuck: ${JSON.stringify(this.open().map(({ status }) => status))}`);
      for (const ticket of this.open()) {
        const asked = openOffer(ticket)?.agentId;
        if (asked !== undefined) await this.#obeys(asked, { type: 'accept', ticketId: ticket.id });
        const taken = this.tickets.get(ticket.id);
        if (taken?.status === 'active')
          await this.#obeys(taken.agentId, { type: 'close', ticketId: ticket.id, told: '-', solved: '-' });
      }
      const wake = nextWake(definition, this.store.nextDue(), this.now);
      if (wake && this.open().length > 0) await this.passes((wake.getTime() - this.now.getTime()) / 1000);
    }
  }
}
