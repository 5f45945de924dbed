import { createHash } from 'node:crypto';
import type { Incoming } from '../channel.js';
import type { ArrivingActivity } from './activity.js';
import { storable } from './storable.js';

type Told = Pick<Incoming, 'id' | 'content'>;

/**
 * What somebody does to an earlier message comes under the id of that message, or under none. Its own id follows from
 * what it says and when: the same one arriving twice has the same id, the next one another.
 */
const idOf = ({ type, timestamp = '' }: ArrivingActivity, ...what: readonly string[]): string => {
  const facts = JSON.stringify([timestamp, ...what]);
  return `${type}:${createHash('sha256').update(facts).digest('base64url')}`;
};

/** Words that replace earlier ones; without words there is nothing to replace them by. */
export function updateOf(activity: ArrivingActivity): Told | undefined {
  const text = storable(activity.text ?? '');
  if (!activity.id || !text.trim()) return undefined;
  return { id: idOf(activity, activity.id, text), content: { kind: 'text', text, edits: activity.id } };
}

export function deletionOf(activity: ArrivingActivity): Told | undefined {
  if (!activity.id) return undefined;
  const value = { id: activity.id };
  return { id: idOf(activity, activity.id), content: { kind: 'event', name: 'message.deleted', value } };
}

/** The reactions that channels know by a name. */
const NAMED = new Map([
  ['like', '👍'],
  ['heart', '❤️'],
  ['laugh', '😆'],
  ['surprised', '😮'],
  ['sad', '🙁'],
  ['angry', '😡'],
  ['plusOne', '➕'],
]);

/** The emoji of a reaction: itself, one known by a name, or one whose name begins with its code point. */
function emojiOf(type: string): string | undefined {
  const [, code] = /^([0-9a-f]{4,5})_/.exec(type) ?? [];
  const emoji = code === undefined ? (NAMED.get(type) ?? type) : String.fromCodePoint(parseInt(code, 16));
  return /^\p{Extended_Pictographic}[\p{Emoji}\p{Emoji_Component}]*$/u.test(emoji) || emoji === '➕'
    ? emoji
    : undefined;
}

/** The newest reaction counts: a person has one. One that nobody could read is not told. */
export function reactionOf(activity: ArrivingActivity): Told | undefined {
  const { replyToId, reactionsAdded = [], reactionsRemoved = [] } = activity;
  const added = reactionsAdded.at(-1);
  if (!replyToId || (!added && reactionsRemoved.length === 0)) return undefined;
  const emoji = added ? emojiOf(added.type) : '';
  if (emoji === undefined) return undefined;
  const value = { id: replyToId, emoji };
  return {
    id: activity.id ?? idOf(activity, replyToId, emoji),
    content: { kind: 'event', name: 'message.reaction', value },
  };
}
