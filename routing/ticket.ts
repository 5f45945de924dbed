import { reason, RuleBroken, type Reason } from './reason.js';
import { requestOf, type Request } from './request.js';

export type Rule = 'same-day' | 'skill' | 'specialist' | 'supervisor';

export interface Offer {
  readonly agentId: string;
  readonly rule: Rule;
  readonly reasons: readonly Reason[];
  readonly offeredAt: Date;
  readonly answerBy: Date;
}

/** A customer's request for a human, from the handoff until someone closes it. */
export type Ticket = Request & {
  /** What became of the same-day rule: decided at opening, afterwards only `same-day.refused` may take its place. */
  readonly sameDay: Reason;
  /** Agents who refused this ticket or let its offer lapse since the search (re)started, and why that was. */
  readonly passedOver: readonly string[];
} & (
    | { readonly status: 'waiting'; readonly since: Date; readonly retryAt?: Date }
    | { readonly status: 'offered'; readonly offer: Offer }
    | { readonly status: 'active'; readonly agentId: string; readonly acceptedAt: Date }
    | {
        readonly status: 'closed';
        readonly agentId?: string;
        readonly closedAt: Date;
        readonly resolution: Resolution;
      }
  );

export type Resolution =
  | { readonly outcome: 'resolved'; readonly told: string; readonly solved: string }
  | { readonly outcome: 'abandoned' };

export type TicketCommand =
  | { readonly type: 'offer'; readonly offer: Offer }
  | { readonly type: 'wait'; readonly reasons: readonly Reason[]; readonly retryAt?: Date }
  | { readonly type: 'accept'; readonly agentId: string }
  | { readonly type: 'refuse'; readonly agentId: string; readonly why?: string }
  | { readonly type: 'lapse' }
  | { readonly type: 'retry' }
  | { readonly type: 'close'; readonly agentId: string; readonly resolution: Resolution };

export type TicketEvent =
  | { readonly type: 'offered'; readonly offer: Offer }
  | {
      readonly type: 'waiting';
      readonly reasons: readonly Reason[];
      readonly since: Date;
      readonly retryAt?: Date;
    }
  | { readonly type: 'accepted'; readonly agentId: string; readonly acceptedAt: Date }
  | { readonly type: 'refused'; readonly agentId: string; readonly rule: Rule; readonly why?: string }
  | { readonly type: 'lapsed'; readonly agentId: string; readonly rule: Rule }
  | { readonly type: 'retried' }
  | {
      readonly type: 'closed';
      readonly agentId: string;
      readonly closedAt: Date;
      readonly resolution: Resolution;
    };

/** What follows from a command. Changes nothing; throws RuleBroken if the command is not allowed now. */
export function decide(ticket: Ticket, command: TicketCommand, now: Date): TicketEvent[] {
  const { number } = ticket;
  if (ticket.status === 'closed') throw new RuleBroken('rule.alreadyClosed', { number });
  switch (command.type) {
    case 'offer':
    case 'wait':
    case 'lapse':
    case 'retry':
      return decideSearch(ticket, command, now);
    case 'accept':
      return [accept(ticket, command.agentId, now)];
    case 'refuse': {
      const { agentId, rule } = offerTo(ticket, command.agentId, now);
      return [{ type: 'refused', agentId, rule, ...(command.why && { why: command.why }) }];
    }
    case 'close':
      if (ticket.status !== 'active' || ticket.agentId !== command.agentId)
        throw new RuleBroken('rule.notYours', { number });
      return [{ type: 'closed', agentId: command.agentId, closedAt: now, resolution: command.resolution }];
  }
}

type SearchCommand = Extract<TicketCommand, { type: 'offer' | 'wait' | 'lapse' | 'retry' }>;

/** What the desk's own search may do to a ticket: never to one that an agent holds. */
function decideSearch(ticket: Ticket, command: SearchCommand, now: Date): TicketEvent[] {
  if (ticket.status === 'active') throw new RuleBroken('rule.heldBy', heldFacts(ticket));
  switch (command.type) {
    case 'offer':
      return [{ type: 'offered', offer: command.offer }];
    case 'wait':
      return [{ ...command, type: 'waiting', since: now }];
    case 'lapse':
      return ticket.status === 'offered'
        ? [{ type: 'lapsed', agentId: ticket.offer.agentId, rule: ticket.offer.rule }]
        : [];
    case 'retry':
      return ticket.status === 'waiting' ? [{ type: 'retried' }] : [];
  }
}

const heldFacts = ({ number, agentId, acceptedAt }: Ticket & { status: 'active' }) => ({
  number,
  agentId,
  at: acceptedAt.toISOString(),
});

function accept(ticket: Ticket, agentId: string, now: Date): TicketEvent {
  offerTo(ticket, agentId, now);
  return { type: 'accepted', agentId, acceptedAt: now };
}

/** The open offer to this agent. Answering exactly at `answerBy` is too late. */
function offerTo(ticket: Ticket, agentId: string, now: Date): Offer {
  const { number } = ticket;
  if (ticket.status === 'active') throw new RuleBroken('rule.heldBy', heldFacts(ticket));
  if (ticket.status !== 'offered' || ticket.offer.agentId !== agentId)
    throw new RuleBroken('rule.notOffered', { number });
  const { answerBy } = ticket.offer;
  if (now >= answerBy) throw new RuleBroken('rule.tooLate', { number, at: answerBy.toISOString() });
  return ticket.offer;
}

/** The ticket as it is after the event. */
export function evolve(ticket: Ticket, event: TicketEvent): Ticket {
  const base = { ...requestOf(ticket), sameDay: ticket.sameDay, passedOver: ticket.passedOver };
  switch (event.type) {
    case 'offered':
      return { ...base, status: 'offered', offer: event.offer };
    case 'waiting':
      return {
        ...base,
        status: 'waiting',
        since: event.since,
        ...(event.retryAt && { retryAt: event.retryAt }),
      };
    case 'accepted':
      return { ...base, status: 'active', agentId: event.agentId, acceptedAt: event.acceptedAt };
    case 'refused':
    case 'lapsed':
      return { ...passOver(base, event.agentId, event.rule), status: 'waiting', since: sinceOf(ticket) };
    case 'retried':
      return { ...base, passedOver: [], status: 'waiting', since: sinceOf(ticket) };
    case 'closed':
      return {
        ...base,
        status: 'closed',
        agentId: event.agentId,
        closedAt: event.closedAt,
        resolution: event.resolution,
      };
  }
}

type Base = Request & Pick<Ticket, 'sameDay' | 'passedOver'>;

function passOver(base: Base, agentId: string, rule: Rule): Base {
  const sameDay = rule === 'same-day' ? reason('same-day.refused', base.sameDay.facts) : base.sameDay;
  return { ...base, sameDay, passedOver: [...base.passedOver, agentId] };
}

const sinceOf = (ticket: Ticket): Date =>
  ticket.status === 'waiting'
    ? ticket.since
    : ticket.status === 'offered'
      ? ticket.offer.offeredAt
      : ticket.openedAt;

/** Whom it is offered to, who holds it, or who finished it. */
export function agentOf(ticket: Ticket): string | undefined {
  switch (ticket.status) {
    case 'offered':
      return ticket.offer.agentId;
    case 'active':
    case 'closed':
      return ticket.agentId;
    case 'waiting':
      return undefined;
  }
}

/** The moment at which time alone changes something: an offer lapses, a search starts again. */
export function dueAt(ticket: Ticket): Date | undefined {
  if (ticket.status === 'offered') return ticket.offer.answerBy;
  return ticket.status === 'waiting' ? ticket.retryAt : undefined;
}
