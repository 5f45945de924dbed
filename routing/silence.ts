import { lostTicket } from './agent-lost.js';
import { agentNamed, type Agent } from './desk-definition.js';
import { addToBrief } from './evolve.js';
import { change } from './search.js';
import type { RoutingTx } from './store.js';
import { teamNow } from './team.js';
import {
  calledOf,
  customerName,
  nameOf,
  tellAgent,
  tellCustomer,
  tellWaiting,
  type Desk,
} from './telling.js';
import type { ActiveTicket, Ticket } from './ticket.js';
import { maySupervise } from './visibility.js';

/**
 * An agent who owes the customer an answer: after the silence budget they are nudged, after twice that the
 * supervisors are alerted, after three times the ticket goes to somebody else and the customer is told.
 */
export async function pressAgent(tx: RoutingTx, desk: Desk, ticket: ActiveTicket, now: Date): Promise<void> {
  const { agentId } = ticket;
  const agent = agentNamed(desk.definition, agentId);
  const reproaches = ticket.reproaches ?? 0;
  if (reproaches >= 2) {
    const free = await change(tx, await withUnanswered(tx, ticket), { type: 'requeue' }, now);
    await tx.passTheFloor(ticket.conversationId);
    const facts = { agent: calledOf(desk, agentId) };
    await tellWaiting(tx, desk, { ticket: free, news: { key: 'notice.requeued', facts } }, now);
    await lostTicket(tx, { agent, ticket }, now);
    return tellAgent(tx, desk, { agent, key: 'agent.requeued', about: ticket }, now);
  }
  const next = new Date(now.getTime() + desk.definition.rules.silenceBudgetSeconds * 1000);
  await change(tx, ticket, { type: 'reproach', next }, now);
  const minutes = Math.round((now.getTime() - (ticket.owedSince ?? now).getTime()) / 60_000);
  if (reproaches === 0) {
    const facts = {
      count: Math.max(1, minutes),
      customer: agent ? customerName(desk, agent, ticket) : '',
    };
    return tellAgent(tx, desk, { agent, key: 'agent.nudge', about: ticket, facts }, now);
  }
  for (const supervisor of await supervisorsOf(tx, desk, ticket, now)) {
    const facts = { count: Math.max(1, minutes), agent: nameOf(desk, agentId) };
    await tellAgent(tx, desk, { agent: supervisor, key: 'agent.silentAlert', about: ticket, facts }, now);
  }
}

/** So many of the last messages are looked at for words that nobody has answered. */
const LOOKED_AT = 50;

/** The words that wait for an answer join the brief: whoever gets the ticket next has not read them. */
async function withUnanswered(tx: RoutingTx, ticket: ActiveTicket): Promise<Ticket> {
  const said = await tx.saidSince(ticket.conversationId, ticket.openedAt, LOOKED_AT);
  const answered = said.findLastIndex(({ author }) => author === 'agent');
  const known = new Set([...ticket.brief.said, ticket.brief.lastWords]);
  return said
    .slice(answered + 1)
    .filter(({ author, text }) => author === 'customer' && text !== '' && !known.has(text))
    .reduce<Ticket>((heard, { text }) => addToBrief(heard, text), ticket);
}

/** Those of the ticket's department who are there; if none is, those of any department. */
async function supervisorsOf(tx: RoutingTx, desk: Desk, ticket: ActiveTicket, now: Date): Promise<Agent[]> {
  const there = (await teamNow(tx, desk.definition, now).candidates())
    .filter(({ agent, onShift, away }) => agent.level === 'supervisor' && onShift && !away)
    .map(({ agent }) => agent)
    .filter(({ id }) => id !== ticket.agentId);
  const ours = there.filter((agent) => maySupervise(agent, ticket));
  return ours.length > 0 ? ours : there;
}

/** A customer who does not answer their agent is asked once; then the ticket is closed as abandoned. */
export async function pressCustomer(
  tx: RoutingTx,
  desk: Desk,
  ticket: ActiveTicket,
  now: Date,
): Promise<void> {
  if (!ticket.asked) {
    const next = new Date(now.getTime() + desk.definition.rules.idleCloseMinutes * 60_000);
    await change(tx, ticket, { type: 'ask', next }, now);
    return tellCustomer(tx, desk, { ticket, key: 'notice.idle' }, now);
  }
  const closed = await change(tx, ticket, { type: 'abandon' }, now);
  await tx.passTheFloor(ticket.conversationId);
  const facts = { protocol: ticket.protocol };
  await tellCustomer(tx, desk, { ticket: closed, key: 'notice.idleClosed', facts }, now);
  const agent = agentNamed(desk.definition, ticket.agentId);
  await lostTicket(tx, { agent, ticket }, now);
  await tellAgent(tx, desk, { agent, key: 'agent.idleClosed', about: ticket }, now);
}
