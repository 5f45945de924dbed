import { wordsFor } from './agent-telling.js';
import { earlierOf } from './counterpart.js';
import type { PastMessage, RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';

/**
 * A network will never take this message, or never do this deed. If it is of an agent in a chat of theirs, they hear so
 * there, on the words in question; at the console it shows on the message.
 */
export async function tellUndelivered(
  tx: RoutingTx,
  desk: Desk,
  messageId: string,
  now: Date,
): Promise<void> {
  const message = await tx.messageOf(messageId);
  const written = message && (await writtenIn(tx, message));
  const ticket = written?.ticketId === undefined ? undefined : await tx.ticket(written.ticketId);
  const agent = desk.definition.agents.find(({ id }) => id === message?.authorId);
  if (!written || !ticket || !agent) return;
  const { conversationId } = written;
  const facts = { number: ticket.number, customer: customerName(desk, agent, ticket) };
  const text = wordsFor(desk, agent)(message?.deed ? 'agent.undone' : 'agent.undelivered', facts);
  const about = { ticketId: ticket.id, answers: earlierOf(written) };
  await tx.say({ conversationId, author: { kind: 'desk' }, text, ...about }, now);
}

/** The agent's own words in their chat. A reaction is not worth a word. */
async function writtenIn(
  tx: RoutingTx,
  { author, deed, copyOf }: PastMessage,
): Promise<PastMessage | undefined> {
  if (author !== 'agent' || deed?.kind === 'react') return undefined;
  const source = deed ? (await tx.messageOf(deed.target.id))?.copyOf : copyOf;
  return source === undefined ? undefined : tx.messageOf(source);
}
