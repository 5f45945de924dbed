import type { Saying } from '../routing/store.js';
import { isWithMachine } from '../routing/machine.js';
import { nearestLanguage } from '../texts/texts.js';
import type { AgentDeps } from './agent-turn.js';
import { asidesIn } from './asides.js';
import type { Situation } from './store.js';

/**
 * Deals with what is no message: a reaction, a deletion, something nobody could read. The dialogs hear nothing of it
 * and what they wait for stays. Only for what cannot be read the bot asks again, once until words come.
 */
export async function answerAsides(deps: AgentDeps, situation: Situation): Promise<void> {
  const { conversation, unanswered } = situation;
  const { asides } = asidesIn(unanswered);
  await deps.store.answer({
    conversation,
    after: conversation.wakeAt ? { wakeAt: conversation.wakeAt } : {},
    positions: asides.map(({ position }) => position),
    sayings: await askAgain(deps, situation),
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
