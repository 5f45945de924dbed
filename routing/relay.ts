import type { Attachment } from '../channels/channel.js';
import { agentNamed, languageOfAgent } from './desk-definition.js';
import type { RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';
import type { ActiveTicket } from './ticket.js';

/** Brings a customer's words to the agent's own chat. An agent who only uses the console reads them there. */
export async function relay(
  tx: RoutingTx,
  desk: Desk,
  said: { ticket: ActiveTicket; text: string; attachments: readonly Attachment[] },
  now: Date,
): Promise<void> {
  const { ticket, text, attachments } = said;
  const agent = agentNamed(desk.definition, ticket.agentId);
  const conversationId = agent && (await tx.conversationOf(agent.accounts));
  if (!agent || conversationId === undefined) return;
  const name = customerName(desk, agent, ticket);
  const facts = { number: ticket.number, customer: name, text };
  const line = desk.texts.say(languageOfAgent(desk.definition, agent), 'agent.relay', facts);
  await tx.say({ conversationId, author: { kind: 'customer', name }, text: line, attachments }, now);
}
