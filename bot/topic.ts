import type { Thresholds } from '../routing/desk-definition.js';
import type { Conversation, Talk } from './store.js';

/** What one message is about, as far as it was understood. */
export interface Mention {
  /** The intent it surely has, if a department looks after it. */
  readonly stated?: string;
  /** It surely says something else: a courtesy, a question of its own. */
  readonly aside: boolean;
  /** It says that the problem goes on. */
  readonly goesOn: boolean;
}

/** How the present topic has gone so far, this turn included. */
export interface TopicSoFar {
  readonly intent: string;
  readonly since: Date;
  readonly turns: number;
  /** How many times the customer has come with it. */
  readonly asked: number;
  readonly goesOn: boolean;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Before = Pick<Conversation, 'topic'> & Talk;

/** What this message makes of the topic; undefined if it is not about one. */
export function topicSoFar(
  before: Before,
  { stated, aside, goesOn }: Mention,
  thresholds: Thresholds,
  now: Date,
): TopicSoFar | undefined {
  const intent = stated ?? (aside ? undefined : before.topic);
  if (intent === undefined) return undefined;
  const { since, turns, asked } = soFar(before, intent, thresholds, now);
  // What is not understood is about the topic only while it is fresh.
  if (stated === undefined && turns === 0) return undefined;
  const asks = stated !== undefined || goesOn;
  return { intent, since, goesOn, turns: turns + 1, asked: asks ? asked + 1 : asked };
}

/** How it stood before this message. A topic that rested begins afresh, though it is known how often it was stated. */
function soFar(before: Before, intent: string, thresholds: Thresholds, now: Date) {
  const { topicHeardAt, topicSince, topicTurns = 0, topicAsked = 0 } = before;
  if (intent !== before.topic || !topicHeardAt) return { since: now, turns: 0, asked: 0 };
  const rested = now.getTime() - topicHeardAt.getTime();
  const asked = rested < thresholds.historyDays * DAY ? topicAsked : 0;
  const fresh = topicTurns > 0 && rested < thresholds.topicRestsMinutes * MINUTE;
  return fresh && topicSince
    ? { since: topicSince, turns: topicTurns, asked }
    : { since: now, turns: 0, asked };
}

/** What the conversation remembers after a turn in which the bot answered. */
export const talkAfter = (topic: TopicSoFar | undefined, upset: number, now: Date): Talk => ({
  upset,
  ...(topic && {
    ...{ topicSince: topic.since, topicHeardAt: now },
    ...{ topicTurns: topic.turns, topicAsked: topic.asked },
  }),
});

/** A person has taken over: what the bot did before no longer counts. */
export const TALK_OVER: Talk = { topicTurns: 0, topicAsked: 0, upset: 0 };

/** A dialog is getting on with it: however many answers it needs, they are no sign that the bot does not help. */
export const talkInDialog = (talk: Talk): Talk => ({
  ...talk,
  topicTurns: Math.min(talk.topicTurns ?? 0, 1),
  ...(talk.topicHeardAt && { topicSince: talk.topicHeardAt }),
});
