import { languageOfAgent, type Agent } from '../routing/desk-definition.js';
import { relayToAgent } from '../routing/desk.js';
import type { Relayed } from '../routing/relay.js';
import type { ActiveTicket } from '../routing/ticket.js';
import { reason } from '../routing/reason.js';
import { nearestLanguage } from '../texts/texts.js';
import { isAside, relayedOf } from './asides.js';
import type { Answering } from './customer-turn.js';
import { draftOf, handOver, linesBefore } from './draft.js';
import { factsFor } from './facts.js';
import type { TakenOver } from './handoff.js';
import type { Situation, Unanswered } from './store.js';
import { briefOf } from './summary.js';
import { TALK_OVER } from './topic.js';

/**
 * A bug must not leave anybody in silence. A customer of the bot gets an apology for all that waits, and the dialogs
 * start afresh; failing again and again is a reason to call a human. Where people talk to each other only the first
 * message is given up, and whoever must know of it hears so: its writer, or the agent who would have read it.
 */
export async function apologize(deps: Answering, conversationId: string): Promise<Apology> {
  const situation = await deps.store.situation(conversationId);
  if (!situation) return { positions: [], text: '' };
  const { ticket, conversation, unanswered } = situation;
  const [first] = unanswered;
  const agent = deps.agentAt(conversation);
  if (agent && first) return apologizeToAgent(deps, situation, { agent, message: first });
  if (ticket?.status === 'active' && first) return tellHolder(deps, situation, { ticket, message: first });
  return apologizeToCustomer(deps, situation);
}

/** What was given up, and the words for those who wait for its outcome. */
export interface Apology {
  readonly positions: readonly number[];
  readonly text: string;
}

interface About {
  readonly message: Unanswered;
}

/** It was carried out for nobody; the apology answers it, so that its writer knows which one that was. */
async function apologizeToAgent(
  deps: Answering,
  { conversation }: Situation,
  { agent, message }: About & { readonly agent: Agent },
): Promise<Apology> {
  const { id, externalId, position, content } = message;
  const { definition, texts } = deps.desk();
  const text = texts.say(languageOfAgent(definition, agent), 'bot.failed');
  const words = content.kind === 'text' ? content.text : '';
  const answers = {
    id,
    position,
    isOurs: false,
    text: words,
    ...(externalId !== undefined && { externalId }),
  };
  await deps.store.commit('apology', async (tx) => {
    await tx.answered(conversation, {}, [position]);
    if (content.kind !== 'text') return;
    await tx.say({ conversationId: conversation.id, author: { kind: 'desk' }, text, answers }, deps.now());
  });
  return { positions: [position], text };
}

/** The agent learns that something came, and owes an answer to it. */
async function tellHolder(
  deps: Answering,
  { conversation }: Situation,
  { ticket, message }: About & { readonly ticket: ActiveTicket },
): Promise<Apology> {
  const { definition, texts } = deps.desk();
  const { position } = message;
  const words = relayedOf([message]).flatMap(onlyThatItCame);
  await deps.store.commit('apology', async (tx) => {
    await tx.answered(conversation, {}, [position]);
    const current = await tx.ticket(ticket.id);
    if (current?.status === 'active' && words.length > 0)
      await relayToAgent(tx, deps.desk(), { ticket: current, words }, deps.now());
  });
  const text = texts.say(nearestLanguage(conversation.language) ?? definition.language, 'bot.failed');
  return { positions: [position], text };
}

const onlyThatItCame = ({ as }: Relayed): Relayed[] => {
  if (as === 'reaction' || as === 'reaction-removed') return [];
  return [{ text: '', attachments: [], as: as === 'deleted' ? as : 'unreadable' }];
};

async function apologizeToCustomer(deps: Answering, situation: Situation): Promise<Apology> {
  const { conversation, unanswered, ticket } = situation;
  const { definition, texts } = deps.desk();
  const failures = conversation.failures + 1;
  const language = nearestLanguage(conversation.language) ?? definition.language;
  const isAnswered = unanswered.some((one) => !one.author && one.forPeople !== 'loop' && !isAside(one));
  const give = isAnswered && !ticket && failures >= definition.thresholds.botFailed;
  const facts = factsFor(deps, situation, '', deps.now());
  const handoff = { problem: conversation.topic ?? '', skills: [], decision: failed(failures) };
  const lines = await linesBefore(deps, conversation.id, unanswered);
  const brief = briefOf(lines, '', { channel: conversation.address.channel, failed: true });
  const positions = unanswered.map(({ position }) => position);
  const text = texts.say(language, give ? 'bot.calling' : 'bot.failed');
  await deps.store.commit('apology', async (tx) => {
    await tx.answered(
      conversation,
      { failures: give ? 0 : failures, dialogState: {}, ...(give && TALK_OVER) },
      positions,
    );
    if (isAnswered)
      await tx.say({ conversationId: conversation.id, author: { kind: 'bot' }, text }, deps.now());
    if (give)
      await handOver(tx, deps.desk(), draftOf(deps, { situation, facts, handoff, brief }), deps.now());
  });
  return { positions, text };
}

const failed = (times: number): TakenOver => ({
  handOff: true,
  reasons: [reason('bot-failed', { times })],
  level: 'technician',
  urgency: 'normal',
});
