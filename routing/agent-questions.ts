import type { Meant } from './addressing/meant.js';
import {
  isClosing,
  openQuestion,
  withoutQuestion,
  type ClosingQuestion,
  type WhomQuestion,
} from './agent-chat.js';
import { calledTicket, listed, sayThere, wordsFor, type AgentThere } from './agent-telling.js';
import type { Agent } from './desk-definition.js';
import { RuleBroken } from './reason.js';
import type { RoutingTx } from './store.js';
import type { Desk } from './telling.js';

/** Asks an agent something in their chat and remembers what was asked. */
export async function ask(
  tx: RoutingTx,
  there: AgentThere,
  asked: { question: WhomQuestion | ClosingQuestion; text: string },
  now: Date,
): Promise<void> {
  const { conversationId } = there;
  // No ticket stands on it: who quotes the question answers the desk, and never writes to the customer.
  const messageId = await sayThere(tx, there, { text: asked.text }, now);
  const position = await tx.lastSaidAt(conversationId);
  const question = { ...asked.question, messageId, position, askedAt: now.toISOString() };
  const chat = withoutQuestion(await tx.agentChat(conversationId));
  await tx.rememberAgentChat(conversationId, { ...chat, question });
}

type Unclear = Extract<Meant, { kind: 'ask-whom' }>;

/** The agent's words wait, with those that already do, until they have said whom they are for. */
export async function askWhom(
  tx: RoutingTx,
  desk: Desk,
  unclear: AgentThere & { messageId: string; meant: Unclear },
  now: Date,
): Promise<void> {
  const { agent, conversationId, messageId, meant } = unclear;
  const chat = await tx.agentChat(conversationId);
  const before = openQuestion(chat, now);
  const waiting = before?.kind === 'whom' ? before.messages : [];
  const messages = [...waiting.filter((id) => id !== messageId), messageId];
  const among = meant.among.map(({ id }) => id);
  const question = { kind: 'whom', messages, among } as const;
  const say = wordsFor(desk, agent);
  const names: string[] = [];
  for (const { id } of meant.among) {
    const ticket = await tx.ticket(id);
    if (ticket) names.push(calledTicket(desk, agent, ticket));
  }
  const [only, second] = meant.among;
  const key = only && !second ? 'ask.whether' : 'ask.whom';
  const facts = { count: messages.length, names: listed(desk, agent, names, 'or') };
  const whom = say(key, { ...facts, number: only?.number ?? '' });
  const text = [...whyAsked(desk, agent, meant), whom].join(' ');
  await ask(tx, unclear, { question, text }, now);
}

function whyAsked(desk: Desk, agent: Agent, { why, gone }: Unclear): string[] {
  if (why === 'several') return [];
  const numbers = gone.map((number) => `#${number}`);
  const facts = { count: gone.length, gone: listed(desk, agent, numbers, 'and') };
  return [wordsFor(desk, agent)(`ask.${why}`, why === 'left' ? facts : {})];
}

/** Forgets what was asked last and says what does not happen now. */
export async function cancelQuestion(tx: RoutingTx, desk: Desk, there: AgentThere, now: Date): Promise<void> {
  const chat = await tx.agentChat(there.conversationId);
  const question = openQuestion(chat, now);
  if (!question) throw new RuleBroken('rule.nothingAsked');
  await tx.rememberAgentChat(there.conversationId, withoutQuestion(chat));
  const say = wordsFor(desk, there.agent);
  const ticket = isClosing(question) ? await tx.ticket(question.ticketId) : undefined;
  const text = ticket
    ? say('ask.closingCancelled', { number: ticket.number })
    : say('ask.whomCancelled', { count: isClosing(question) ? 1 : question.messages.length });
  await sayThere(tx, there, { text }, now);
}
