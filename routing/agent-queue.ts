import { calledTicket, sayThere, wordsFor, type AgentThere } from './agent-telling.js';
import type { RoutingTx } from './store.js';
import type { Desk } from './telling.js';
import { isHeldBy, openOffer, type Ticket } from './ticket.js';
import { maySupervise } from './visibility.js';

/** So many of those who wait are named. */
const NAMED = 15;

/** Tells an agent what they hold, what they are asked to take, and who waits in their departments. */
export async function tellQueue(tx: RoutingTx, desk: Desk, there: AgentThere, now: Date): Promise<void> {
  const { agent } = there;
  const say = wordsFor(desk, agent);
  const mine = await tx.ticketsOfAgent(agent.id);
  const held = mine.filter((ticket) => isHeldBy(ticket, agent.id));
  const asked = mine.filter((ticket) => openOffer(ticket)?.agentId === agent.id);
  const waiting = (await tx.waitingTickets()).filter((one) => agent.departments.includes(one.department));
  const lines = [
    ...(held.length > 0 ? [say('agent.queueHeld')] : [say('agent.queueNothing')]),
    ...held.map((ticket) => heldLine(desk, there, ticket, now)),
    ...asked.map((ticket) =>
      say('agent.queueOffered', {
        ticket: calledTicket(desk, agent, ticket),
        seconds: secondsLeft(ticket, now),
      }),
    ),
    waiting.length > 0 ? say('agent.queueWaiting', { count: waiting.length }) : say('agent.queueEmpty'),
    ...waiting
      .filter((ticket) => maySupervise(agent, ticket))
      .slice(0, NAMED)
      .map((ticket) =>
        say('agent.queueWaits', {
          ticket: calledTicket(desk, agent, ticket),
          count: minutesSince(ticket.resumedAt ?? ticket.openedAt, now),
        }),
      ),
  ];
  await sayThere(tx, there, { text: lines.join('\n') }, now);
}

function heldLine(desk: Desk, { agent }: AgentThere, ticket: Ticket, now: Date): string {
  const called = calledTicket(desk, agent, ticket);
  const owedSince = ticket.status === 'active' ? ticket.owedSince : undefined;
  const say = wordsFor(desk, agent);
  return owedSince ? say('agent.queueOwed', { ticket: called, count: minutesSince(owedSince, now) }) : called;
}

const minutesSince = (at: Date, now: Date): number =>
  Math.max(1, Math.round((now.getTime() - at.getTime()) / 60_000));

function secondsLeft(ticket: Ticket, now: Date): number {
  const by = openOffer(ticket)?.answerBy ?? now;
  return Math.max(0, Math.ceil((by.getTime() - now.getTime()) / 1000));
}
