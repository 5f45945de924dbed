import type { DeskDefinition } from './desk-definition.js';
import { lapse } from './desk.js';
import { setBack } from './evolve.js';
import { tellLine } from './line.js';
import { nextShiftChange } from './openings.js';
import { isPhone } from './phone.js';
import { phoneRests } from './phone-taking.js';
import { change, search, settle } from './search.js';
import { pressAgent, pressCustomer } from './silence.js';
import type { RoutingTx } from './store.js';
import { teamNow } from './team.js';
import { calledOf, tellWaiting, type Desk } from './telling.js';
import { dueAt, type Ticket } from './ticket.js';

/**
 * Runs everything that time alone brings about at this moment: every timer that is due, then a search for whoever
 * waits (a shift may have begun or ended), then the words to those who go on waiting.
 */
export async function runTimers(tx: RoutingTx, desk: Desk, now: Date): Promise<void> {
  await tx.lockRouting();
  for (const ticket of await tx.dueTickets(now)) await ring(tx, desk, ticket, now);
  await settle(tx, desk, now);
}

/** The tickets that `runTimers` would look at now. */
export async function attentionNeeded(tx: RoutingTx, now: Date): Promise<string[]> {
  const tickets = [...(await tx.dueTickets(now)), ...(await tx.waitingTickets())];
  return [...new Set(tickets.map(({ id }) => id))];
}

/** What `runTimers` does, for one ticket alone. */
export async function attend(tx: RoutingTx, desk: Desk, ticketId: string, now: Date): Promise<void> {
  await tx.lockRouting();
  const ticket = await tx.ticket(ticketId);
  if (ticket) await ring(tx, desk, ticket, now);
  const waiting = await tx.ticket(ticketId);
  if (waiting?.status !== 'waiting') return;
  const team = teamNow(tx, desk.definition, now);
  await search(tx, desk, { ticket: waiting, team }, now);
  await tellLine(tx, desk, { team, only: ticketId }, now);
}

/** The next moment at which `runTimers` has something to do, if nobody does anything before. */
export function nextWake(definition: DeskDefinition, nextDue: Date | undefined, now: Date): Date | undefined {
  const shift = nextShiftChange(definition, definition.agents, now);
  return shift && (!nextDue || shift < nextDue) ? shift : nextDue;
}

/** What is due by now happens before what comes now. */
export async function catchUp(tx: RoutingTx, desk: Desk, now: Date): Promise<void> {
  await tx.lockRouting();
  if ((await tx.dueTickets(now)).length > 0) await runTimers(tx, desk, now);
}

/** The shifts may not be what they were (a new desk file): tickets put off for longer are looked at again. */
export async function reconsiderCallbacks(tx: RoutingTx, desk: Desk, now: Date): Promise<void> {
  await tx.lockRouting();
  const team = teamNow(tx, desk.definition, now);
  for (const ticket of await tx.scheduledTickets())
    if (ticket.status === 'scheduled' && ticket.callbackAt > now)
      await search(tx, desk, { ticket, team }, now);
}

/** The clock has gone back by so many milliseconds: what was to come after some time still does. */
export async function setTimersBack(tx: RoutingTx, ms: number, now: Date): Promise<void> {
  await tx.lockRouting();
  for (const ticket of await tx.timedTickets()) await tx.saveTicket(setBack(ticket, ms), [], now);
  await tx.forgetLaterTimes();
}

async function ring(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<void> {
  const due = dueAt(ticket);
  if (!due || due > now) return;
  switch (ticket.status) {
    case 'offered':
      return ticket.offer.answerBy <= now
        ? lapse(tx, desk, ticket, now)
        : remindOfOffer(tx, desk, { ticket, agentId: ticket.offer.agentId }, now);
    case 'waiting':
      // A rung's time and a reminder are looked at by the search and the line that follow.
      if (ticket.retryAt && ticket.retryAt <= now) await change(tx, ticket, { type: 'retry' }, now);
      return;
    case 'scheduled': {
      const resumed = await change(tx, ticket, { type: 'resume' }, now);
      await tellWaiting(tx, desk, { ticket: resumed, news: { key: 'notice.resumed' } }, now);
      return;
    }
    case 'active':
      if (ticket.handover) return lapse(tx, desk, ticket, now);
      if (isPhone(ticket.agentId)) return phoneRests(tx, desk, ticket, now);
      return ticket.silentAt && ticket.silentAt <= now
        ? pressAgent(tx, desk, ticket, now)
        : pressCustomer(tx, desk, ticket, now);
    case 'closed':
      return;
  }
}

async function remindOfOffer(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agentId }: { ticket: Ticket; agentId: string },
  now: Date,
): Promise<void> {
  const facts = { agent: calledOf(desk, agentId) };
  await tellWaiting(tx, desk, { ticket, news: { key: 'notice.stillOffered', facts, reminder: true } }, now);
}
