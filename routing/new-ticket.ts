import { localDay } from './hours.js';
import { decideSameDay } from './policy.js';
import { reason } from './reason.js';
import { protocolOf, type Request } from './request.js';
import type { RoutingTx } from './store.js';
import type { Team } from './team.js';
import type { Desk } from './telling.js';
import type { Ticket } from './ticket.js';

/** What the bot knows when it asks for a human; the desk adds the rest. */
export type TicketDraft = Omit<Request, 'version' | 'number' | 'protocol' | 'openedAt' | 'follows'>;

/** Opens a ticket and decides the same-day rule, once. Nobody is looked for and nobody is told. */
export async function addTicket(
  tx: RoutingTx,
  desk: Desk,
  { draft, team }: { draft: TicketDraft; team: Team },
  now: Date,
): Promise<Ticket> {
  const { definition } = desk;
  const today = localDay(now, definition.timeZone);
  const finished = await tx.lastFinished(draft.customerId, today.begins, today.ends);
  const rules = { specialHours: definition.rules.specialHours, timeZone: definition.timeZone };
  const sameDay = decideSameDay(draft, finished, { candidates: await team.candidates(), rules }, now);
  const previous = await tx.previousTickets(draft.customerId, 3);
  const number = await tx.nextTicketNumber();
  const ticket: Ticket = {
    ...draft,
    brief: { ...draft.brief, previous: previous.map(({ protocol, solved }) => `${protocol}: ${solved}`) },
    version: 0,
    number,
    protocol: protocolOf(today.date, number),
    openedAt: now,
    ...(finished && { follows: finished.ticketId }),
    sameDay: sameDay.agentId === undefined ? sameDay.reason : withAgent(sameDay.reason, sameDay.agentId),
    ...{ passedOver: [], involved: [] },
    ...{ status: 'waiting', since: now, sought: false },
  };
  await tx.addTicket(ticket, now);
  return ticket;
}

const withAgent = ({ code, facts }: ReturnType<typeof reason>, agentId: string) =>
  reason(code, { ...facts, agentId });
