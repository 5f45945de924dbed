import type { Agent } from './desk-definition.js';
import { RuleBroken } from './reason.js';
import { change } from './search.js';
import type { RoutingTx } from './store.js';
import { agentOf, type Ticket } from './ticket.js';
import { maySupervise } from './visibility.js';

/** A note is written by whoever holds the ticket, was ever asked about it, or supervises its department. */
export const mayNote = (agent: Agent, ticket: Ticket): boolean =>
  agentOf(ticket) === agent.id || ticket.involved.includes(agent.id) || maySupervise(agent, ticket);

/** Keeps a word between colleagues in the ticket's history. Nobody is told of it, least of all the customer. */
export async function addNote(
  tx: RoutingTx,
  { ticket, agent, text }: { ticket: Ticket; agent: Agent; text: string },
  now: Date,
): Promise<void> {
  if (!mayNote(agent, ticket)) throw new RuleBroken('rule.notYours', { number: ticket.number });
  await change(tx, ticket, { type: 'note', by: agent.id, text }, now);
}
