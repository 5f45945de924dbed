import { addressOf } from '../channels/channel.js';
import type { BotStore, Situation } from './store.js';

export interface BurstDeps {
  readonly store: BotStore;
  readonly now: () => Date;
  /** How long a conversation must be quiet before the bot answers: a burst is one question. Milliseconds. */
  readonly burstQuietMs: (channel: string) => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** While a network still brings what it held back for us: what is over once all of that is here. */
  readonly held?: (channel: string) => Promise<void> | undefined;
}

/**
 * The situation once the customer has stopped typing; undefined when nothing waits. Nobody waits for that while a
 * human listens, when it is an agent or somebody of the house who writes, or for what is no message.
 */
export async function settled(
  deps: BurstDeps,
  conversationId: string,
  isAgents: (situation: Situation) => boolean,
): Promise<Situation | undefined> {
  const { channel } = addressOf(conversationId);
  for (;;) {
    const held = deps.held?.(channel);
    if (held) await held;
    const situation = await deps.store.situation(conversationId);
    if (!situation || isAgents(situation)) return situation;
    const last = situation.unanswered.at(-1);
    if (!last || isUrgent(situation)) return situation;
    const quietMs = deps.burstQuietMs(channel);
    const waitMs = Math.min(quietMs, last.keptAt.getTime() + quietMs - deps.now().getTime());
    if (waitMs <= 0) return situation;
    await deps.sleep(waitMs);
  }
}

/** A person listens or has typed, or what comes first is no message. */
const isUrgent = ({ ticket, unanswered }: Situation): boolean =>
  ticket?.status === 'active' ||
  unanswered.some(({ author }) => author !== undefined) ||
  unanswered[0]?.content.kind === 'event';
