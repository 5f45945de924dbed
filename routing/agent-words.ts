import { meaningOf } from './addressing/addressing.js';
import type { AtHand, ChatCommand, Meant, Said } from './addressing/meant.js';
import { atHandOf, saidIn, type AgentMessage } from './agent-at-hand.js';
import { withCustomerNamed, withoutQuestion } from './agent-chat.js';
import { answerClosing, beginClosing } from './agent-closing.js';
import { tellHelp } from './agent-help.js';
import { tellHistory } from './agent-history.js';
import { askWhom, cancelQuestion } from './agent-questions.js';
import { tellQueue } from './agent-queue.js';
import { calledTicket, listed, sayThere, wordsFor, type AgentThere } from './agent-telling.js';
import { deskCommand, LONGEST_TEXT, type DeskCommand } from './commands.js';
import { obey } from './desk.js';
import { firstName } from './notices.js';
import { RuleBroken } from './reason.js';
import type { RoutingTx } from './store.js';
import type { Desk } from './telling.js';
import { isHeldBy } from './ticket.js';

/** Words of an agent in a chat of theirs. */
export interface AgentWords extends AgentThere {
  readonly message: AgentMessage;
}

/**
 * Carries out what an agent writes in a chat: words go to the one customer they are for, and where that is not clear
 * they wait until it is. Throws RuleBroken, with nothing changed, for what cannot be.
 */
export async function hearAgent(tx: RoutingTx, desk: Desk, words: AgentWords, now: Date): Promise<void> {
  const said = await saidIn(tx, words, words.message);
  const atHand = await atHandOf(tx, words, said);
  const isFirst = !(await tx.presences()).has(words.agent.id);
  const meant = meantBy(desk, said, atHand, isFirst);
  if (meant) await doAsMeant(tx, desk, { ...words, meant }, now);
  else {
    const text = wordsFor(desk, words.agent)('agent.welcome', { name: firstName(words.agent.name) });
    await sayThere(tx, words, { text }, now);
  }
  if (isFirst && !(meant?.kind === 'command' && meant.command.type === 'presence'))
    await hearFirst(tx, desk, words.agent, now);
}

/** An agent of whom nobody has known whether they are there has written: they are. */
export async function hearFirst(
  tx: RoutingTx,
  desk: Desk,
  agent: AgentThere['agent'],
  now: Date,
): Promise<void> {
  if ((await tx.presences()).has(agent.id)) return;
  await obey(tx, desk, { agent, command: { type: 'presence', available: true } }, now);
}

/** Undefined: a greeting. The first words of an agent who has nothing to do with anybody yet are never wrong. */
function meantBy(desk: Desk, said: Said, atHand: AtHand, isFirst: boolean): Meant | undefined {
  try {
    return meaningOf(said, atHand, desk.definition);
  } catch (error) {
    if (error instanceof RuleBroken && isFirst && isGreeting(said, atHand)) return undefined;
    throw error;
  }
}

/** Words that can be for nobody yet, and that are no command gone wrong. */
const isGreeting = ({ text }: Said, { held, offered }: AtHand): boolean =>
  held.length === 0 && offered.length === 0 && !/^\s*[/\uFF0F]/u.test(text);

type Hearing = AgentWords & { readonly meant: Meant };

async function doAsMeant(tx: RoutingTx, desk: Desk, { meant, ...words }: Hearing, now: Date): Promise<void> {
  switch (meant.kind) {
    case 'say':
      return tellForgotten(
        tx,
        desk,
        { ...words, count: await sayOn(tx, desk, { ...words, meant }, now) },
        now,
      );
    case 'command':
      return command(tx, desk, { ...words, command: meant.command }, now);
    case 'answer':
      return answer(tx, desk, { ...words, meant }, now);
    case 'release':
      return release(tx, desk, { ...words, meant }, now);
    case 'ask-whom':
      return askWhom(tx, desk, { ...words, messageId: words.message.id, meant }, now);
  }
}

/** A message with what it means. */
export type As<Kind extends Meant['kind']> = AgentWords & { readonly meant: Extract<Meant, { kind: Kind }> };

/** Brings words to the customer they are for. Others that waited are forgotten: gives how many. */
export async function sayOn(
  tx: RoutingTx,
  desk: Desk,
  { agent, conversationId, message, meant }: As<'say'>,
  now: Date,
): Promise<number> {
  const { ticketId, text, isNamed } = meant;
  const { attachments, quotes } = message;
  const source = { messageId: message.id, conversationId, ...(quotes !== undefined && { quotes }) };
  await obey(tx, desk, { agent, command: { type: 'say', ticketId, text }, attachments, source }, now);
  const chat = await tx.agentChat(conversationId);
  const named = isNamed ? withCustomerNamed(chat, message.sentAt) : chat;
  const after = named.question?.kind === 'whom' ? withoutQuestion(named) : named;
  if (after !== chat) await tx.rememberAgentChat(conversationId, after);
  return named.question?.kind === 'whom' ? named.question.messages.length : 0;
}

async function tellForgotten(
  tx: RoutingTx,
  desk: Desk,
  { count, ...there }: AgentThere & { readonly count: number },
  now: Date,
): Promise<void> {
  if (count > 0)
    await sayThere(tx, there, { text: wordsFor(desk, there.agent)('ask.forgotten', { count }) }, now);
}

/** What waited goes to its customer, in its order, as if it had been addressed so. */
async function release(
  tx: RoutingTx,
  desk: Desk,
  { agent, conversationId, message, meant }: As<'release'>,
  now: Date,
): Promise<void> {
  const { ticketId, question } = meant;
  let count = 0;
  for (const messageId of question.messages) {
    const waited = await tx.messageOf(messageId);
    if (!waited || waited.isGone) continue;
    const { text, attachments } = waited;
    const command = { type: 'say', ticketId, text } as const;
    await obey(tx, desk, { agent, command, attachments, source: { messageId, conversationId } }, now);
    count += 1;
  }
  const chat = withCustomerNamed(await tx.agentChat(conversationId), message.sentAt);
  await tx.rememberAgentChat(conversationId, withoutQuestion(chat));
  const ticket = await tx.ticket(ticketId);
  if (!ticket) return;
  const text = wordsFor(desk, agent)('ask.released', { count, ticket: calledTicket(desk, agent, ticket) });
  await sayThere(tx, { agent, conversationId }, { text, ticketId }, now);
}

async function answer(
  tx: RoutingTx,
  desk: Desk,
  { meant, agent, conversationId }: As<'answer'>,
  now: Date,
): Promise<void> {
  const { question, text } = meant;
  const answers = await answerClosing(tx, desk, { agent, conversationId, question, text }, now);
  if (!answers) return;
  const { ticketId } = question;
  await obey(tx, desk, { agent, command: { type: 'close', ticketId, ...answers } }, now);
}

/** What only a chat knows. */
const OF_CHATS: ReadonlySet<string> = new Set<ChatCommand['type']>([
  ...(['queue', 'history', 'help', 'begin-closing', 'cancel'] as const),
]);

const isOrder = (command: DeskCommand | ChatCommand): command is DeskCommand => !OF_CHATS.has(command.type);

async function command(
  tx: RoutingTx,
  desk: Desk,
  { command, message, ...there }: AgentWords & { readonly command: DeskCommand | ChatCommand },
  now: Date,
): Promise<void> {
  if (isOrder(command)) return order(tx, desk, { ...there, command, sentAt: message.sentAt }, now);
  switch (command.type) {
    case 'queue':
      return tellQueue(tx, desk, there, now);
    case 'help':
      return tellHelp(tx, desk, there, now);
    case 'history':
      return tellHistory(tx, desk, { ...there, ticketId: command.ticketId }, now);
    case 'begin-closing':
      return beginClosing(tx, desk, { ...there, ticketId: command.ticketId }, now);
    case 'cancel':
      return cancelQuestion(tx, desk, there, now);
  }
}

async function order(
  tx: RoutingTx,
  desk: Desk,
  { command, sentAt, ...there }: AgentThere & { readonly command: DeskCommand; readonly sentAt: Date },
  now: Date,
): Promise<void> {
  // What the console's door would not let in.
  if (!deskCommand.safeParse(command).success) throw new RuleBroken('rule.tooLong', { max: LONGEST_TEXT });
  if (command.type === 'presence') await tellPresence(tx, desk, { ...there, ...command }, now);
  await obey(tx, desk, { agent: there.agent, command }, now);
  if (command.type !== 'accept') return;
  // Who takes somebody new has seen what was there before.
  const chat = await tx.agentChat(there.conversationId);
  const after = withCustomerNamed(chat, sentAt);
  if (after !== chat) await tx.rememberAgentChat(there.conversationId, after);
}

/** Said first: offers may follow at once. Who goes away keeps what they hold, and hears so. */
async function tellPresence(
  tx: RoutingTx,
  desk: Desk,
  { available, ...there }: AgentThere & { readonly available: boolean },
  now: Date,
): Promise<void> {
  const { agent } = there;
  const say = wordsFor(desk, agent);
  const held = (await tx.ticketsOfAgent(agent.id)).filter((ticket) => isHeldBy(ticket, agent.id));
  const names = held.map((ticket) => calledTicket(desk, agent, ticket));
  const text = say('agent.presence', { presence: say(available ? 'agent.available' : 'agent.away') });
  const still = say('agent.stillHeld', { tickets: listed(desk, agent, names, 'and') });
  await sayThere(tx, there, { text: available || names.length === 0 ? text : `${text} ${still}` }, now);
}
