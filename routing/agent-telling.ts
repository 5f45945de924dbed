import { languageOfAgent, type Agent } from './desk-definition.js';
import type { RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';
import type { Ticket } from './ticket.js';

/** An agent in one of their chats. */
export interface AgentThere {
  readonly agent: Agent;
  readonly conversationId: string;
}

/** Says something of the desk in this very chat. Gives the id of the message. */
export const sayThere = (
  tx: RoutingTx,
  { conversationId }: AgentThere,
  said: { text: string; ticketId?: string },
  now: Date,
): Promise<string> => tx.say({ conversationId, author: { kind: 'desk' }, ...said }, now);

/** The desk's words for this agent. */
export const wordsFor =
  (desk: Desk, agent: Agent) =>
  (key: string, facts: Readonly<Record<string, string | number>> = {}): string =>
    desk.texts.say(languageOfAgent(desk.definition, agent), key, facts);

/** "#12 Joana": how an agent reads of a ticket. */
export const calledTicket = (desk: Desk, agent: Agent, ticket: Ticket): string =>
  `#${ticket.number} ${customerName(desk, agent, ticket)}`;

/** "#12 Joana, #13 Pedro ou #14 Lia" */
export const listed = (desk: Desk, agent: Agent, names: readonly string[], how: 'and' | 'or'): string =>
  new Intl.ListFormat(languageOfAgent(desk.definition, agent), {
    type: how === 'or' ? 'disjunction' : 'conjunction',
  }).format(names);
