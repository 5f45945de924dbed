import type { Attachment } from '../channels/channel.js';
import { counterpart } from './counterpart.js';
import { languageOfAgent, type Agent } from './desk-definition.js';
import { heardAgent } from './evolve.js';
import { firstName } from './notices.js';
import { RuleBroken } from './reason.js';
import type { RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';
import { isHeldBy, openOffer, type ActiveTicket, type Ticket } from './ticket.js';

/** The agent's message that brought the words, where they came from a chat. */
export interface Source {
  /** Ours. */
  readonly messageId: string;
  readonly conversationId: string;
  /** The network's id of the message in that chat which it answers. */
  readonly quotes?: string;
}

interface Speech {
  readonly ticket: Ticket;
  readonly agent: Agent;
  readonly words: { readonly text: string; readonly attachments: readonly Attachment[] };
  readonly source?: Source;
}

/**
 * Brings an agent's words to the customer, and to the agent's own chat if they were written elsewhere. Throws RuleBroken,
 * with nothing said, unless this agent holds the ticket.
 */
export async function sayToCustomer(tx: RoutingTx, desk: Desk, speech: Speech, now: Date): Promise<void> {
  const { agent, words, source } = speech;
  const ticket = heldBy(agent, speech.ticket);
  const answers = await answeredThing(tx, ticket, source);
  const messageId = await tx.say(
    {
      ...{ conversationId: ticket.conversationId, author: asSpeaker(agent), ...words },
      ...(source && { copyOf: source.messageId }),
      ...(answers && { answers }),
    },
    now,
  );
  if (source) await tx.isAbout(source.messageId, ticket.id);
  await mirror(tx, desk, { ...speech, ticket, messageId }, now);
  await keepAnswered(tx, desk, ticket, now);
}

/** The ticket, if this agent holds it; throws RuleBroken otherwise. */
export function heldBy(agent: Agent, ticket: Ticket): ActiveTicket {
  if (isHeldBy(ticket, agent.id)) return ticket;
  const asked = openOffer(ticket)?.agentId === agent.id;
  throw new RuleBroken(asked ? 'rule.notAccepted' : 'rule.notYours', { number: ticket.number });
}

/** The customer knows an agent by first name only. */
export const asSpeaker = (agent: Agent) =>
  ({ kind: 'agent', id: agent.id, name: firstName(agent.name) }) as const;

/** The agent has answered: now it is the customer's turn. */
export async function keepAnswered(
  tx: RoutingTx,
  desk: Desk,
  ticket: ActiveTicket,
  now: Date,
): Promise<void> {
  const idleMs = desk.definition.rules.idleCloseMinutes * 60_000;
  await tx.saveTicket(heardAgent(ticket, new Date(now.getTime() + idleMs)), [], now);
}

/** A quote of the desk's words, or of anything about another ticket, never shows to the customer. */
async function answeredThing(tx: RoutingTx, ticket: ActiveTicket, source: Source | undefined) {
  if (source?.quotes === undefined) return undefined;
  const quoted = await tx.messageNamed(source.conversationId, source.quotes);
  return quoted?.ticketId === ticket.id ? counterpart(tx, quoted, ticket.conversationId) : undefined;
}

/** What the agent wrote elsewhere stands in their chat too: there the whole conversation can be read and quoted. */
async function mirror(
  tx: RoutingTx,
  desk: Desk,
  said: Speech & { ticket: ActiveTicket; messageId: string },
  now: Date,
): Promise<void> {
  const { ticket, agent, words, source, messageId } = said;
  const conversationId = await tx.conversationOf(agent.accounts);
  if (conversationId === undefined || conversationId === source?.conversationId) return;
  const facts = { number: ticket.number, customer: customerName(desk, agent, ticket), text: words.text };
  const text = desk.texts.say(languageOfAgent(desk.definition, agent), 'agent.mirror', facts);
  const about = { ticketId: ticket.id, copyOf: messageId };
  await tx.say(
    { conversationId, author: { kind: 'desk' }, text, attachments: words.attachments, ...about },
    now,
  );
}
