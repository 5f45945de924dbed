import type { Saying } from '../routing/store.js';
import { isWithMachine } from '../routing/machine.js';
import { deleteCopies, forgetDeleted } from '../routing/deleted-copies.js';
import { nearestLanguage } from '../texts/texts.js';
import type { AgentDeps } from './agent-turn.js';
import { asidesIn, relayedOf } from './asides.js';
import type { Situation } from './store.js';

/**
 * Deals with what is no message: a reaction, a deletion, something nobody could read. The dialogs hear nothing of it
 * and what they wait for stays; what was deleted is deleted for the agents who have it, too, and in the brief of whoever
 * waits. Only for what cannot be read the bot asks again, once until words come.
 */
export async function answerAsides(deps: AgentDeps, situation: Situation): Promise<void> {
  const { conversation, ticket, unanswered } = situation;
  const { asides } = asidesIn(unanswered);
  const answer = {
    conversation,
    after: conversation.wakeAt ? { wakeAt: conversation.wakeAt } : {},
    positions: asides.map(({ position }) => position),
    sayings: await askAgain(deps, situation),
  };
  const deleted = relayedOf(asides).flatMap(({ as, about }) => (as === 'deleted' && about ? [about] : []));
  if (deleted.length === 0) return deps.store.answer(answer);
  await deps.store.commit('answer', async (tx) => {
    const now = deps.now();
    await tx.answered(conversation, answer.after, answer.positions);
    for (const about of deleted) {
      const of = { conversationId: conversation.id, about };
      await deleteCopies(tx, deps.desk(), of, now);
      if (ticket) await forgetDeleted(tx, { ...of, ticketId: ticket.id }, now);
    }
    await tx.sayAll(answer.sayings, now);
  });
}

async function askAgain({ store, desk }: AgentDeps, situation: Situation): Promise<Saying[]> {
  const { conversation, ticket, unanswered } = situation;
  const [first] = asidesIn(unanswered).unreadable;
  if (!first || (ticket && isWithMachine(ticket))) return [];
  const { definition, texts } = desk();
  const text = texts.say(nearestLanguage(conversation.language) ?? definition.language, 'bot.unreadable');
  const [last] = await store.lines(conversation.id, { before: first.position, limit: 1 });
  if (last?.author === 'bot' && last.text === text) return [];
  return [{ conversationId: conversation.id, author: { kind: 'bot' }, text }];
}
