import { hearing } from './brief/digest.js';
import { isPhone } from './phone.js';
import { reason } from './reason.js';
import { requestOf, type Request } from './request.js';
import type { ActiveTicket, Course, Hold, Ticket, TicketEvent, Told } from './ticket.js';

type Base = Request & Course;
type Event<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

/** The ticket as it is after the event. */
export function evolve(ticket: Ticket, event: TicketEvent): Ticket {
  const base = baseOf(ticket);
  switch (event.type) {
    case 'offered':
      return offered(base, event);
    case 'waiting':
      return { ...onLadder(base, event.hold), ...holdOf(event.hold), since: event.since };
    case 'climbed':
      return { ...onLadder(base, event.hold), ...holdOf(event.hold), since: sinceOf(ticket) };
    case 'scheduled':
      return { ...withoutLadder(base), passedOver: [], status: 'scheduled', callbackAt: event.callbackAt };
    case 'resumed':
      return unsought({ ...base, resumedAt: event.since }, event.since);
    case 'retried':
      return {
        ...withoutLadder(base),
        passedOver: [],
        status: 'waiting',
        since: sinceOf(ticket),
        sought: true,
      };
    case 'refused':
    case 'lapsed':
      return unsought(passOver(base, event.agentId), event.since);
    case 'withdrawn':
      return unsought(base, event.since);
    case 'requeued':
      return unsought(withoutLadder(passOver(base, event.agentId)), event.since);
    case 'accepted':
    case 'taken-over':
      return accepted(ticket, event);
    case 'closed':
      return closed(base, event);
    case 'transfer-failed':
    case 'noted':
      return ticket;
    case 'transfer-offered':
    case 'transfer-refused':
    case 'transfer-lapsed':
    case 'reproached':
    case 'asked':
      return ticket.status === 'active' ? whileActive(ticket, event) : ticket;
  }
}

/** Everything but the standing. */
export function baseOf(ticket: Ticket): Base {
  const { sameDay, passedOver, ladder, involved, resumedAt, servedAt, servedIn, told } = ticket;
  return {
    ...requestOf(ticket),
    ...{ sameDay, passedOver, involved },
    ...(ladder && { ladder }),
    ...(resumedAt && { resumedAt }),
    ...(servedAt && { servedAt }),
    ...(servedIn !== undefined && { servedIn }),
    ...(told && { told }),
  };
}

function offered(base: Base, { offer, ladder }: Event<'offered'>): Ticket {
  return { ...involve(base, offer.agentId), ...(ladder && { ladder }), status: 'offered', offer };
}

function accepted(ticket: Ticket, event: Event<'accepted' | 'taken-over'>): Ticket {
  const { agentId, acceptedAt, answerDue, department } = event;
  const base = baseOf(ticket);
  const { told, ...rest } = involve(base, agentId);
  // A customer who is silent stays so when the ticket passes on.
  const idle = ticket.status === 'active' && !answerDue ? ticket : undefined;
  return {
    ...rest,
    ...(department && { department }),
    servedAt: base.servedAt ?? acceptedAt,
    ...servedIn(base, agentId),
    ...{ status: 'active', agentId, acceptedAt },
    ...(answerDue && { owedSince: acceptedAt, silentAt: answerDue }),
    ...(idle?.idleAt && { idleAt: idle.idleAt, asked: idle.asked ?? false }),
  };
}

/** Whoever had the phone at hand served them in no department: how long that took says nothing of any. */
function servedIn(base: Base, agentId: string): Pick<Base, 'servedIn'> {
  const department = base.servedIn ?? (base.servedAt || isPhone(agentId) ? undefined : base.department);
  return department === undefined ? {} : { servedIn: department };
}

function closed(base: Base, { agentId, closedAt, resolution, problem, kind }: Event<'closed'>): Ticket {
  return {
    ...base,
    ...{ status: 'closed', closedAt, resolution },
    ...(agentId !== undefined && { agentId }),
    ...(problem !== undefined && { problem }),
    ...(kind !== undefined && { kind }),
  };
}

function whileActive(
  ticket: ActiveTicket,
  event: Event<'transfer-offered' | 'transfer-refused' | 'transfer-lapsed' | 'reproached' | 'asked'>,
): Ticket {
  switch (event.type) {
    case 'transfer-offered': {
      const { involved } = involve(ticket, event.handover.offer.agentId);
      return { ...ticket, involved, handover: event.handover };
    }
    case 'transfer-refused':
    case 'transfer-lapsed': {
      const { handover, ...rest } = ticket;
      return { ...rest, passedOver: passOver(ticket, event.agentId).passedOver };
    }
    case 'reproached':
      return { ...ticket, reproaches: event.times, silentAt: event.next };
    case 'asked':
      return { ...ticket, asked: true, idleAt: event.next };
  }
}

/** The customer wrote to the agent: from the first unanswered word on an answer is owed. */
export function heardCustomer(ticket: ActiveTicket, now: Date, answerDue: Date): ActiveTicket {
  const { idleAt, asked, ...rest } = ticket;
  return rest.owedSince ? rest : { ...rest, owedSince: now, silentAt: answerDue, reproaches: 0 };
}

/** The customer wrote while the company's phone has the chat: an answer is owed, and nobody here is pressed for it. */
export const heardCustomerOnPhone = (ticket: ActiveTicket, now: Date, idleAt: Date): ActiveTicket => ({
  ...ticket,
  owedSince: ticket.owedSince ?? now,
  idleAt,
});

/** The agent wrote to the customer: now it is the customer's turn. */
export function heardAgent(ticket: ActiveTicket, idleAt: Date): ActiveTicket {
  const { owedSince, silentAt, reproaches, asked, ...rest } = ticket;
  return { ...rest, idleAt };
}

export const toldCustomer = (ticket: Ticket, told: Told): Ticket => ({ ...ticket, told });

/** What the customer adds while they wait goes into the brief, which stays as short as it was made. */
export const addToBrief = (ticket: Ticket, words: string): Ticket => ({
  ...ticket,
  brief: { ...ticket.brief, ...hearing(ticket.brief, [{ text: words }]) },
});

const involve = (base: Base, agentId: string): Base =>
  base.involved.includes(agentId) ? base : { ...base, involved: [...base.involved, agentId] };

function passOver(base: Base, agentId: string): Base {
  const wasTaken = base.sameDay.code === 'same-day' && base.sameDay.facts['agentId'] === agentId;
  const sameDay = wasTaken ? reason('same-day.refused', base.sameDay.facts) : base.sameDay;
  const passedOver = base.passedOver.includes(agentId) ? base.passedOver : [...base.passedOver, agentId];
  return { ...base, sameDay, passedOver };
}

/** The search starts from the level's rung again. */
function withoutLadder(base: Base): Base {
  const { ladder, ...rest } = base;
  return rest;
}

const sinceOf = (ticket: Ticket): Date => (ticket.status === 'waiting' ? ticket.since : ticket.openedAt);

const unsought = (base: Base, since: Date): Ticket => ({ ...base, status: 'waiting', since, sought: false });

const holdOf = ({ retryAt, escalateAt }: Hold) => ({
  status: 'waiting' as const,
  sought: true,
  ...(retryAt && { retryAt }),
  ...(escalateAt && { escalateAt }),
});

const onLadder = (base: Base, { ladder }: Hold): Base => (ladder ? { ...base, ladder } : base);

const TIMERS = new Set(['answerBy', 'remindAt', 'retryAt', 'escalateAt', 'enteredAt', 'silentAt', 'idleAt']);

/** The clock was found to have gone back: what was to happen after some time happens after that time. */
export function setBack(ticket: Ticket, ms: number): Ticket {
  const back = (key: string, value: unknown): unknown => {
    if (value instanceof Date) return TIMERS.has(key) ? new Date(value.getTime() - ms) : value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, back(name, part)]));
  };
  return back('', ticket) as Ticket;
}
