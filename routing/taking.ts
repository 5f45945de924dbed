import { tellHistory } from './agent-history.js';
import { lostTicket } from './agent-lost.js';
import { agentNamed, type Agent } from './desk-definition.js';
import { firstName } from './notices.js';
import { RuleBroken } from './reason.js';
import { relay } from './relay.js';
import { change, settle } from './search.js';
import type { RoutingTx } from './store.js';
import { customerName, tellAgent, tellCustomer, type Desk } from './telling.js';
import { openOffer, type Offer, type Ticket } from './ticket.js';
import { maySupervise } from './visibility.js';

/** Takes a ticket that was offered or is being passed on. Its former holder is told; the customer hears one name. */
export async function accept(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent }: { ticket: Ticket; agent: Agent },
  now: Date,
): Promise<void> {
  const offer = openOffer(ticket);
  const due = answerDue(desk, ticket, now);
  const command = { type: 'accept', agentId: agent.id, ...(due && { answerDue: due }) } as const;
  const active = await change(tx, ticket, command, now);
  await beginWith(tx, desk, { ticket: active, before: ticket, agent }, now);
  if (active.status !== 'active' || !offer) return;
  if (ticket.status === 'active') await tellPast(tx, desk, { ticket: active, agent, offer }, now);
  for (const { corrects, ...words } of await tx.customerWords(ticket.conversationId, offer.heardUpTo ?? 0)) {
    const correction = corrects === undefined ? {} : ({ as: 'correction', about: corrects } as const);
    await relay(tx, desk, { ticket: active, ...words, ...correction }, now);
  }
  if (ticket.status === 'active') await settle(tx, desk, now);
}

/** What was said with whoever held it before is not in the brief. */
async function tellPast(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent, offer }: { ticket: Ticket; agent: Agent; offer: Offer },
  now: Date,
): Promise<void> {
  const conversationId = await tx.conversationOf(agent.accounts);
  if (conversationId === undefined) return;
  const until = offer.heardUpTo ?? 0;
  await tellHistory(tx, desk, { agent, conversationId, ticketId: ticket.id, until }, now);
}

/** A customer who said something is owed an answer; one who is not waiting for one is not. */
function answerDue({ definition }: Desk, ticket: Ticket, now: Date): Date | undefined {
  const owed = ticket.status === 'active' ? ticket.owedSince !== undefined : said(ticket);
  return owed ? new Date(now.getTime() + definition.rules.silenceBudgetSeconds * 1000) : undefined;
}

const said = ({ brief }: Ticket): boolean => brief.lastWords !== '' || brief.said.length > 0;

/** The floor passes to the agent, and everyone hears of it. */
async function beginWith(
  tx: RoutingTx,
  desk: Desk,
  begin: { ticket: Ticket; before: Ticket; agent: Agent },
  now: Date,
): Promise<void> {
  const { ticket, before, agent } = begin;
  await tx.passTheFloor(ticket.conversationId);
  const passed = before.status === 'active';
  const key = passed ? 'notice.passed' : 'notice.accepted';
  await tellCustomer(tx, desk, { ticket, key, facts: { agent: firstName(agent.name) } }, now);
  const facts = { customer: customerName(desk, agent, ticket) };
  await tellAgent(tx, desk, { agent, key: 'agent.accepted', about: ticket, facts }, now);
  if (!passed) return;
  const former = agentNamed(desk.definition, before.agentId);
  await lostTicket(tx, { agent: former, ticket }, now);
  const told = { agent: agent.name };
  await tellAgent(
    tx,
    desk,
    { agent: former, key: 'agent.transferAccepted', about: ticket, facts: told },
    now,
  );
}

/** Turns an offer down. A ticket being passed on stays with its holder; any other goes on to somebody else. */
export async function refuse(
  tx: RoutingTx,
  desk: Desk,
  refusal: { ticket: Ticket; agent: Agent; why?: string },
  now: Date,
): Promise<void> {
  const { ticket, agent, why } = refusal;
  await change(tx, ticket, { type: 'refuse', agentId: agent.id, ...(why && { why }) }, now);
  await tellAgent(tx, desk, { agent, key: 'agent.refused', about: ticket }, now);
  if (ticket.status === 'active') {
    const holder = agentNamed(desk.definition, ticket.agentId);
    const facts = { agent: agent.name, why: why ?? '-' };
    await tellAgent(tx, desk, { agent: holder, key: 'agent.transferRefused', about: ticket, facts }, now);
  }
  await settle(tx, desk, now);
}

/** A supervisor takes the ticket themselves, whoever holds it. */
export async function takeOver(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent }: { ticket: Ticket; agent: Agent },
  now: Date,
): Promise<void> {
  if (!maySupervise(agent, ticket)) throw new RuleBroken('rule.notSupervisor', { number: ticket.number });
  const due = answerDue(desk, ticket, now);
  const command = { type: 'take-over', agentId: agent.id, ...(due && { answerDue: due }) } as const;
  const active = await change(tx, ticket, command, now);
  const asked = agentNamed(desk.definition, openOffer(ticket)?.agentId ?? '');
  if (asked?.id !== agent.id)
    await tellAgent(tx, desk, { agent: asked, key: 'agent.withdrawn', about: ticket }, now);
  await beginWith(tx, desk, { ticket: active, before: ticket, agent }, now);
  await settle(tx, desk, now);
}
