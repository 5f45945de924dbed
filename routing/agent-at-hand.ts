import type { Attachment } from '../channels/channel.js';
import type { AtHand, Elsewhere, Offered, QuotedThing, Said } from './addressing/meant.js';
import type { AgentThere } from './agent-telling.js';
import { mayNote } from './notes.js';
import type { PastMessage, RoutingTx } from './store.js';
import { isHeldBy, openOffer, type ActiveTicket, type Ticket } from './ticket.js';
import { maySee } from './visibility.js';

/** One message of an agent, as it came. */
export interface AgentMessage {
  /** Ours. */
  readonly id: string;
  readonly text: string;
  readonly sentAt: Date;
  /** The network's id of the message that it answers. */
  readonly quotes?: string;
  readonly attachments: readonly Attachment[];
}

/** What an agent has said, a quote read from our own store. */
export async function saidIn(
  tx: RoutingTx,
  { conversationId }: AgentThere,
  { text, sentAt, quotes, attachments }: AgentMessage,
): Promise<Said> {
  const said = { text, sentAt, hasFiles: attachments.length > 0 };
  if (quotes === undefined) return said;
  return { ...said, quotes: quotedThing(await tx.messageNamed(conversationId, quotes)) };
}

function quotedThing(row: PastMessage | undefined): QuotedThing {
  if (!row) return { by: 'unknown' };
  const { ticketId } = row;
  if (!row.isOurs) return { by: 'self', ...(ticketId !== undefined && { ticketId }) };
  if (row.author === 'customer' || row.copyOf !== undefined)
    return ticketId === undefined ? { by: 'unknown' } : { by: 'customer', ticketId };
  return { by: 'desk', messageId: row.id, ...(ticketId !== undefined && { ticketId }) };
}

/** All that an agent's words in this chat can refer to at this moment. */
export async function atHandOf(tx: RoutingTx, there: AgentThere, said: Said): Promise<AtHand> {
  const { agent, conversationId } = there;
  const tickets = await tx.ticketsOfAgent(agent.id);
  const offered = tickets.filter((ticket) => openOffer(ticket)?.agentId === agent.id);
  const held = tickets.filter((ticket): ticket is ActiveTicket => isHeldBy(ticket, agent.id));
  const { question, left = [] } = await tx.agentChat(conversationId);
  const elsewhere = await elsewhereOf(tx, there, { said, atHand: tickets });
  return {
    offered: offered.map(offeredThing),
    held,
    ...(question && { question }),
    isQuestionLast: question?.position === (await tx.lastSaidAt(conversationId)),
    left: left.filter(({ number }) => !held.some((ticket) => ticket.number === number)),
    ...(elsewhere && { elsewhere }),
  };
}

function offeredThing(ticket: Ticket): Offered {
  const offeredAt = openOffer(ticket)?.offeredAt;
  return { id: ticket.id, number: ticket.number, ...(offeredAt && { offeredAt }) };
}

/** A number where an agent writes one: at the beginning or after the first word. */
const NUMBER = /^(?:\/?\s?\p{L}+)?\s*#?\s*(\d{1,9})(?!\d)/u;

/** The ticket that the words name, or quote, and that is not at hand. */
async function elsewhereOf(
  tx: RoutingTx,
  { agent }: AgentThere,
  { said, atHand }: { said: Said; atHand: readonly Ticket[] },
): Promise<Elsewhere | undefined> {
  const number = Number(NUMBER.exec(said.text.normalize('NFKC').trim())?.[1]);
  const { quotes } = said;
  const quoted = quotes && 'ticketId' in quotes ? quotes.ticketId : undefined;
  if (atHand.some((ticket) => ticket.number === number)) return undefined;
  const named = Number.isSafeInteger(number) ? await tx.ticketNumbered(number) : undefined;
  const ticket = named ?? (quoted === undefined ? undefined : await tx.ticket(quoted));
  if (!ticket || atHand.some(({ id }) => id === ticket.id)) return undefined;
  const { id } = ticket;
  return { id, number: ticket.number, maySee: maySee(agent, ticket), mayNote: mayNote(agent, ticket) };
}
