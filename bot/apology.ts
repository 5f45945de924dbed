import { reason } from '../routing/reason.js';
import { nearestLanguage } from '../texts/texts.js';
import { isAside } from './asides.js';
import type { Answering } from './customer-turn.js';
import { draftOf, handOver, linesBefore } from './draft.js';
import { factsFor } from './facts.js';
import type { TakenOver } from './handoff.js';
import { briefOf } from './summary.js';
import { TALK_OVER } from './topic.js';

/**
 * A bug must not leave the customer in silence: what waits is marked answered with an apology and the dialogs start
 * afresh. Failing again and again is a reason to call a human.
 */
export async function apologize(deps: Answering, conversationId: string): Promise<Apology> {
  const situation = await deps.store.situation(conversationId);
  if (!situation) return { positions: [], text: '' };
  const { conversation, unanswered, ticket } = situation;
  const { definition, texts } = deps.desk();
  const failures = conversation.failures + 1;
  const language = nearestLanguage(conversation.language) ?? definition.language;
  const isAnswered = unanswered.some((one) => !one.author && one.forPeople !== 'loop' && !isAside(one));
  const give =
    isAnswered && !ticket && failures >= definition.thresholds.botFailed && !deps.agentAt(conversation);
  const facts = factsFor(deps, situation, '', deps.now());
  const handoff = { problem: conversation.topic ?? '', skills: [], decision: failed(failures) };
  const lines = await linesBefore(deps, conversationId, unanswered);
  const brief = briefOf(lines, '', { channel: conversation.address.channel, failed: true });
  const positions = unanswered.map(({ position }) => position);
  const text = texts.say(language, give ? 'bot.calling' : 'bot.failed');
  await deps.store.commit('apology', async (tx) => {
    await tx.answered(
      conversation,
      { failures: give ? 0 : failures, dialogState: {}, ...(give && TALK_OVER) },
      positions,
    );
    if (ticket?.status !== 'active' && isAnswered)
      await tx.say({ conversationId, author: { kind: 'bot' }, text }, deps.now());
    if (give)
      await handOver(tx, deps.desk(), draftOf(deps, { situation, facts, handoff, brief }), deps.now());
  });
  return { positions, text };
}

/** What was given up, and the words for those who wait for its outcome. */
export interface Apology {
  readonly positions: readonly number[];
  readonly text: string;
}

const failed = (times: number): TakenOver => ({
  handOff: true,
  reasons: [reason('bot-failed', { times })],
  level: 'technician',
  urgency: 'normal',
});
