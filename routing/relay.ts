import type { Attachment } from '../channels/channel.js';
import { agentNamed, languageOfAgent } from './desk-definition.js';
import type { RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';
import type { ActiveTicket } from './ticket.js';

/** Something of a customer's for the agent's chat: words, or what they did instead of writing. */
export interface Relayed {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Absent: words. Of a reaction the text is its emoji; of what is deleted or cannot be read there is none. */
  readonly as?: 'correction' | 'deleted' | 'reaction' | 'reaction-removed' | 'unreadable';
}

/** Brings a customer's words to the agent's own chat. An agent who only uses the console reads them there. */
export async function relay(
  tx: RoutingTx,
  desk: Desk,
  said: Relayed & { ticket: ActiveTicket },
  now: Date,
): Promise<void> {
  const { ticket, attachments } = said;
  const agent = agentNamed(desk.definition, ticket.agentId);
  const conversationId = agent && (await tx.conversationOf(agent.accounts));
  if (!agent || conversationId === undefined) return;
  const name = customerName(desk, agent, ticket);
  const language = languageOfAgent(desk.definition, agent);
  const text = said.as ? desk.texts.say(language, `did.${said.as}`, { text: said.text }) : said.text;
  const line = desk.texts.say(language, 'agent.relay', { number: ticket.number, customer: name, text });
  await tx.say({ conversationId, author: { kind: 'customer', name }, text: line, attachments }, now);
}
