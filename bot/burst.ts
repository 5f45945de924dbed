import type { BotStore, Situation } from './store.js';

export interface BurstDeps {
  readonly store: BotStore;
  readonly now: () => Date;
  /** How long a conversation must be quiet before the bot answers: a burst is one question. Milliseconds. */
  readonly burstQuietMs: (channel: string) => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * The situation once the customer has stopped typing; undefined when nothing waits. Nobody waits for that while a
 * human listens, when it is an agent who writes, or for what is no message.
 */
export async function settled(
  deps: BurstDeps,
  conversationId: string,
  isAgents: (situation: Situation) => boolean,
): Promise<Situation | undefined> {
  for (;;) {
    const situation = await deps.store.situation(conversationId);
    if (!situation || isAgents(situation) || situation.ticket?.status === 'active') return situation;
    const [first] = situation.unanswered;
    const last = situation.unanswered.at(-1);
    if (!last || first?.content.kind === 'event') return situation;
    const quietMs = deps.burstQuietMs(situation.conversation.address.channel);
    const waitMs = Math.min(quietMs, last.keptAt.getTime() + quietMs - deps.now().getTime());
    if (waitMs <= 0) return situation;
    await deps.sleep(waitMs);
  }
}
