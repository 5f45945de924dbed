import type { Outcome } from '../channels/channel.js';
import { deskCommand, type DeskCommand } from '../routing/commands.js';
import { parseWords } from '../routing/words.js';
import { languageOfAgent, type Agent } from '../routing/desk-definition.js';
import { obey, ruleText } from '../routing/desk.js';
import { RuleBroken } from '../routing/reason.js';
import { openOffer } from '../routing/ticket.js';
import type { Desk } from '../routing/desk.js';
import type { BotStore, BotTx, Situation, Unanswered } from './store.js';

export interface AgentDeps {
  readonly store: BotStore;
  readonly desk: () => Desk;
  readonly now: () => Date;
}

interface AgentMessage {
  readonly agent: Agent;
  readonly situation: Situation;
  readonly message: Unanswered;
}

/**
 * Carries out one message of an agent: a button of the console, or words in a chat. A broken rule changes nothing
 * and is told to the agent where they wrote.
 */
export async function answerAgent(deps: AgentDeps, said: AgentMessage): Promise<Outcome> {
  const { content } = said.message;
  try {
    await deps.store.commit(content.kind === 'event' ? 'command' : 'relay', (tx) => carryOut(deps, tx, said));
    return { status: 'done' };
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const reason = ruleText(deps.desk(), languageOfAgent(deps.desk().definition, said.agent), error);
    await deps.store.commit('command', (tx) => refuse(deps, tx, said, reason));
    return { status: 'refused', reason };
  }
}

async function carryOut(
  deps: AgentDeps,
  tx: BotTx,
  { agent, situation, message }: AgentMessage,
): Promise<void> {
  const { conversation } = situation;
  await tx.answered(conversation, {}, [message.position]);
  const command = await commandOf(deps, tx, agent, message);
  if (!command) return;
  const attachments = message.content.kind === 'text' ? (message.content.attachments ?? []) : [];
  await obey(tx, deps.desk(), { agent, command, attachments }, deps.now());
}

async function commandOf(
  deps: AgentDeps,
  tx: BotTx,
  agent: Agent,
  { content }: Unanswered,
): Promise<DeskCommand | undefined> {
  if (content.kind === 'event') {
    const command = deskCommand.safeParse(content.value);
    return content.name === 'desk.command' && command.success ? command.data : undefined;
  }
  const tickets = await tx.ticketsOfAgent(agent.id);
  const atHand = {
    offered: tickets.filter((ticket) => openOffer(ticket)?.agentId === agent.id),
    held: tickets.filter((ticket) => ticket.status === 'active' && ticket.agentId === agent.id),
  };
  return parseWords(content.text, atHand, deps.desk().definition);
}

async function refuse(
  deps: AgentDeps,
  tx: BotTx,
  { situation, message }: AgentMessage,
  reason: string,
): Promise<void> {
  const { conversation } = situation;
  await tx.answered(conversation, {}, [message.position]);
  if (message.content.kind === 'event') return;
  await tx.say({ conversationId: conversation.id, author: { kind: 'desk' }, text: reason }, deps.now());
}
