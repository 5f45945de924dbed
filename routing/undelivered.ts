import { wordsFor } from './agent-telling.js';
import { earlierOf } from './counterpart.js';
import type { RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';

/**
 * A network will never take this message. If an agent wrote it in a chat of theirs, they hear so there, on the words in
 * question; at the console it shows on the message.
 */
export async function tellUndelivered(
  tx: RoutingTx,
  desk: Desk,
  messageId: string,
  now: Date,
): Promise<void> {
  const message = await tx.messageOf(messageId);
  if (message?.author !== 'agent' || message.copyOf === undefined) return;
  const written = await tx.messageOf(message.copyOf);
  const ticket = written?.ticketId === undefined ? undefined : await tx.ticket(written.ticketId);
  const agent = desk.definition.agents.find(({ id }) => id === message.authorId);
  if (!written || !ticket || !agent) return;
  const { conversationId } = written;
  const facts = { number: ticket.number, customer: customerName(desk, agent, ticket) };
  const text = wordsFor(desk, agent)('agent.undelivered', facts);
  const about = { ticketId: ticket.id, answers: earlierOf(written) };
  await tx.say({ conversationId, author: { kind: 'desk' }, text, ...about }, now);
}
