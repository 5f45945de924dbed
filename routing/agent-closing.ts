import { solvedExtract, toldExtract, type Conversed } from '../texts/closing-extract.js';
import { isClosing, openQuestion, withQuestionDropped, type ClosingQuestion } from './agent-chat.js';
import { ask } from './agent-questions.js';
import { sayThere, wordsFor, type AgentThere } from './agent-telling.js';
import { LONGEST_TEXT } from './commands.js';
import { agentNamed } from './desk-definition.js';
import { RuleBroken } from './reason.js';
import type { RoutingTx } from './store.js';
import { customerName, type Desk } from './telling.js';
import type { ActiveTicket, Ticket } from './ticket.js';

/** So many messages of the conversation are looked at for a proposal. */
const READ_BACK = 200;

/** Asks the first of the two questions of a closing. Words that still wait for their customer come first. */
export async function beginClosing(
  tx: RoutingTx,
  desk: Desk,
  { ticketId, ...there }: AgentThere & { ticketId: string },
  now: Date,
): Promise<void> {
  const ticket = await heldTicket(tx, there, ticketId);
  const open = openQuestion(await tx.agentChat(there.conversationId), now);
  if (open && !isClosing(open)) throw new RuleBroken('ask.whomFirst');
  const proposed = toldExtract(await conversedIn(tx, ticket));
  await askOf(tx, desk, { ...there, ticket, question: { kind: 'told', ticketId, proposed } }, now);
}

/** What the two answers say of a ticket that can be closed now. */
export interface ClosingAnswers {
  readonly told: string;
  readonly solved: string;
}

/** Takes the answer to a question of a closing: asks the second one, or gives both answers; empty words confirm. */
export async function answerClosing(
  tx: RoutingTx,
  desk: Desk,
  { question, text, ...there }: AgentThere & { question: ClosingQuestion; text: string },
  now: Date,
): Promise<ClosingAnswers | undefined> {
  const { ticketId } = question;
  const answer = text.trim() || question.proposed;
  if (answer === '') throw new RuleBroken('ask.empty');
  if (answer.length > LONGEST_TEXT) throw new RuleBroken('rule.tooLong', { max: LONGEST_TEXT });
  if (question.kind === 'solved' && question.told !== undefined)
    return { told: question.told, solved: answer };
  const ticket = await heldTicket(tx, there, ticketId);
  const proposed = solvedExtract(await conversedIn(tx, ticket));
  const next = { kind: 'solved', ticketId, proposed, told: answer } as const;
  await askOf(tx, desk, { ...there, ticket, question: next }, now);
  return undefined;
}

/** The customer has written: a closing that was begun is off, and the agent hears so wherever they were asked. */
export async function customerWrote(
  tx: RoutingTx,
  desk: Desk,
  ticket: ActiveTicket,
  now: Date,
): Promise<void> {
  const agent = agentNamed(desk.definition, ticket.agentId);
  if (!agent) return;
  for (const conversationId of await tx.conversationsOf(agent.accounts)) {
    const chat = await tx.agentChat(conversationId);
    const question = openQuestion(chat, now);
    if (!question || !isClosing(question) || question.ticketId !== ticket.id) continue;
    await tx.rememberAgentChat(conversationId, withQuestionDropped(chat, now));
    const facts = { number: ticket.number, customer: customerName(desk, agent, ticket) };
    const text = wordsFor(desk, agent)('ask.closingOff', facts);
    await sayThere(tx, { agent, conversationId }, { text, ticketId: ticket.id }, now);
  }
}

async function heldTicket(tx: RoutingTx, { agent }: AgentThere, ticketId: string): Promise<ActiveTicket> {
  const ticket = await tx.ticket(ticketId);
  if (!ticket) throw new RuleBroken('rule.unknownTicket');
  if (ticket.status !== 'active' || ticket.agentId !== agent.id)
    throw new RuleBroken('rule.notYours', { number: ticket.number });
  return ticket;
}

async function conversedIn(tx: RoutingTx, { conversationId, openedAt }: Ticket): Promise<Conversed> {
  const said = await tx.saidSince(conversationId, openedAt, READ_BACK);
  return {
    openedAt: openedAt.toISOString(),
    transcript: said.map(({ author, at, text }) => ({
      ...{ author: { kind: author }, at: at.toISOString() },
      ...{ state: 'sent', text },
    })),
  };
}

async function askOf(
  tx: RoutingTx,
  desk: Desk,
  { ticket, question, ...there }: AgentThere & { ticket: Ticket; question: ClosingQuestion },
  now: Date,
): Promise<void> {
  const say = wordsFor(desk, there.agent);
  const { proposed } = question;
  const facts = { number: ticket.number, customer: customerName(desk, there.agent, ticket) };
  const how = proposed === '' ? say('ask.inWords') : say('ask.proposed', { proposed });
  await ask(tx, there, { question, text: `${say(`ask.${question.kind}`, facts)}\n${how}` }, now);
}
