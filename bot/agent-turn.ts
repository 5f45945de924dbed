import type { Outcome } from '../channels/channel.js';
import { hearCorrection } from '../routing/agent-corrections.js';
import { sayThere, wordsFor, type AgentThere } from '../routing/agent-telling.js';
import { hearAgent, hearFirst } from '../routing/agent-words.js';
import { deskCommand } from '../routing/commands.js';
import { languageOfAgent, type Agent } from '../routing/desk-definition.js';
import { obey, ruleText, type Desk } from '../routing/desk.js';
import { RuleBroken } from '../routing/reason.js';
import { didOf, isDeletedAmong, isUnreadable } from './agent-asides.js';
import type { BotStore, BotTx, Situation, Unanswered } from './store.js';

export interface AgentDeps {
  readonly store: BotStore;
  readonly desk: () => Desk;
  readonly now: () => Date;
}

/** One message, and who of the house it is from. */
interface FromAgent {
  readonly agent: Agent;
  readonly situation: Situation;
  readonly message: Unanswered;
}

/** So much of a message is repeated to its writer. */
const LONGEST_REPEATED = 200;

/**
 * Carries out one message of an agent: a button of the console, or words in a chat. A broken rule changes nothing
 * and is told to the agent where they wrote.
 */
export async function answerAgent(deps: AgentDeps, said: FromAgent): Promise<Outcome> {
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

async function carryOut(deps: AgentDeps, tx: BotTx, said: FromAgent): Promise<void> {
  const { agent, situation, message } = said;
  await tx.answered(situation.conversation, {}, [message.position]);
  const { content } = message;
  if (content.kind === 'text') return hearText(deps, tx, said);
  const now = deps.now();
  const isOrder = content.name === 'desk.command' && situation.conversation.address.channel === 'console';
  const command = isOrder ? deskCommand.safeParse(content.value) : undefined;
  if (command?.success) return obey(tx, deps.desk(), { agent, command: command.data }, now);
  if (isUnreadable(message, situation.unanswered)) return tellThere(deps, tx, said, 'agent.unreadable');
  const did = didOf(content);
  if (did) await hearCorrection(tx, deps.desk(), { ...thereOf(said), did, sentAt: message.sentAt }, now);
}

/** What comes late may mean something that is no longer so: it is never sent on. */
async function hearText(deps: AgentDeps, tx: BotTx, said: FromAgent): Promise<void> {
  const { situation, message } = said;
  const { content, sentAt, id } = message;
  if (content.kind !== 'text' || isDeletedAmong(message, situation.unanswered)) return;
  const { text, attachments = [], edits, quotes } = content;
  if (message.forPeople === 'late') return tellThere(deps, tx, said, 'agent.late', { text: shortened(text) });
  const there = thereOf(said);
  if (edits !== undefined) {
    const did = { kind: 'edit', of: edits, text } as const;
    return hearCorrection(tx, deps.desk(), { ...there, did, sentAt }, deps.now());
  }
  const words = { id, text, sentAt, attachments, ...(quotes && { quotes: quotes.id }) };
  return hearAgent(tx, deps.desk(), { ...there, message: words }, deps.now());
}

const thereOf = ({ agent, situation }: FromAgent): AgentThere => ({
  agent,
  conversationId: situation.conversation.id,
});

async function tellThere(
  deps: AgentDeps,
  tx: BotTx,
  said: FromAgent,
  ...told: Parameters<ReturnType<typeof wordsFor>>
): Promise<void> {
  await sayThere(tx, thereOf(said), { text: wordsFor(deps.desk(), said.agent)(...told) }, deps.now());
}

const shortened = (text: string): string =>
  text.length <= LONGEST_REPEATED ? text : `${text.slice(0, LONGEST_REPEATED - 1).trimEnd()}…`;

async function refuse(deps: AgentDeps, tx: BotTx, said: FromAgent, reason: string): Promise<void> {
  const { agent, situation, message } = said;
  await tx.answered(situation.conversation, {}, [message.position]);
  const isCommand = message.content.kind === 'event' && message.content.name === 'desk.command';
  if (isCommand) return;
  await sayThere(tx, thereOf(said), { text: reason }, deps.now());
  if (message.content.kind === 'text') await hearFirst(tx, deps.desk(), agent, deps.now());
}
