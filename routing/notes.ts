import { agentNamed, type Agent } from './desk-definition.js';
import { firstName } from './notices.js';
import { RuleBroken } from './reason.js';
import { change } from './search.js';
import type { RoutingTx } from './store.js';
import { tellAgent, type Desk } from './telling.js';
import { agentOf, type Ticket } from './ticket.js';
import { maySupervise } from './visibility.js';

/** A note is written by whoever holds the ticket, was ever asked about it, or supervises its department. */
export const mayNote = (agent: Agent, ticket: Ticket): boolean =>
  agentOf(ticket) === agent.id || ticket.involved.includes(agent.id) || maySupervise(agent, ticket);

/** Keeps a word between colleagues in the ticket's history. The customer never hears of it. */
export async function addNote(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent, text }: { ticket: Ticket; agent: Agent; text: string },
  now: Date,
): Promise<void> {
  const { number } = ticket;
  if (!mayNote(agent, ticket)) throw new RuleBroken('rule.notYours', { number });
  await change(tx, ticket, { type: 'note', by: agent.id, text }, now);
  await tellAgent(tx, desk, { agent, key: 'agent.noted', about: ticket }, now);
  await whisper(tx, desk, { ticket, agent, text }, now);
}

/** What a colleague notes reaches the holder where they work. */
async function whisper(
  tx: RoutingTx,
  desk: Desk,
  { ticket, agent, text }: { ticket: Ticket; agent: Agent; text: string },
  now: Date,
): Promise<void> {
  if (ticket.status !== 'active' || ticket.agentId === agent.id) return;
  const holder = agentNamed(desk.definition, ticket.agentId);
  const facts = { number: ticket.number, by: firstName(agent.name), text };
  // It is not marked as being about the ticket: an answer to it by a quote must not reach the customer.
  await tellAgent(tx, desk, { agent: holder, key: 'agent.whisper', facts }, now);
}
