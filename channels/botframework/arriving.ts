import type { Attachment, Incoming, JsonObject } from '../channel.js';
import { type ArrivingActivity, handoffStatus, isHandoffStatus, referenceTo } from './activity.js';
import { addressOf, personIdOf } from './address.js';
import { deletionOf, reactionOf, updateOf } from './hindsight.js';
import { plain, storable } from './storable.js';

type Account = ArrivingActivity['from'];

/** What an activity that passed the gate means to us. Undefined: nothing that anyone would answer. */
export function incomingOf(activity: ArrivingActivity, now: Date): Incoming | undefined {
  if (activity.from.id === activity.recipient.id && activity.type !== 'conversationUpdate') return undefined;
  if (activity.type === 'message') return messageOf(activity, now);
  if (activity.type === 'conversationUpdate') return joinedOf(activity, now);
  const told = toldBy(activity);
  return told && { ...envelope(activity, activity.from, now), ...told };
}

/** What an activity says that is neither a message nor somebody joining. */
function toldBy(activity: ArrivingActivity): Pick<Incoming, 'id' | 'content'> | undefined {
  switch (activity.type) {
    case 'messageUpdate':
      return updateOf(activity);
    case 'messageDelete':
      return deletionOf(activity);
    case 'messageReaction':
      return reactionOf(activity);
    default: {
      if (!isHandoffStatus(activity) || !activity.id) return undefined;
      const value = plain(handoffStatus.parse(activity.value));
      return { id: activity.id, content: { kind: 'event', name: 'handoff.status', value } };
    }
  }
}

function messageOf(activity: ArrivingActivity, now: Date): Incoming | undefined {
  const text = activity.text ?? '';
  const attachments = (activity.attachments ?? []).filter(isOfTheCustomer).map(attachmentOf);
  const { value, replyToId } = activity;
  if (!activity.id || (!text.trim() && attachments.length === 0 && value === undefined)) return undefined;
  return {
    id: activity.id,
    ...envelope(activity, activity.from, now),
    content: {
      kind: 'text',
      text: storable(text),
      ...(attachments.length > 0 && { attachments }),
      ...(value !== undefined && { value: plain(value) }),
      // A submitted card names the card there: whoever fills one in quotes nothing.
      ...(replyToId !== undefined && value === undefined && { quotes: { id: replyToId } }),
    },
  };
}

/** The Emulator tells that the bot joined and that the person joined: only the second is news, and only once. */
function joinedOf(activity: ArrivingActivity, now: Date): Incoming | undefined {
  const people = (activity.membersAdded ?? []).filter(({ id }) => id !== activity.recipient.id);
  const person = people.find(({ id }) => id === activity.from.id) ?? people[0];
  if (!person) return undefined;
  const name = person.name ?? (person.id === activity.from.id ? activity.from.name : undefined);
  return {
    id: 'joined',
    ...envelope(activity, { ...person, name }, now),
    content: { kind: 'event', name: 'joined' },
  };
}

function envelope(activity: ArrivingActivity, user: Account, now: Date) {
  const { channelId, conversation } = activity;
  const name = storable(user.name ?? '').trim();
  const locale = localeOf(activity.locale);
  return {
    from: addressOf({ channelId, conversationId: conversation.id, userId: user.id }),
    person: {
      id: personIdOf({ channelId, userId: user.id }),
      ...(name && { name }),
      ...(locale && { locale }),
    },
    sentAt: sentAt(activity.timestamp, now),
    reference: plain(referenceTo(activity, user)) as JsonObject,
  };
}

/** Teams repeats every text as an HTML attachment; that is no file of the customer's. */
const isOfTheCustomer = ({ contentType, contentUrl }: { contentType: string; contentUrl?: string }) =>
  contentType !== 'text/html' || contentUrl !== undefined;

const attachmentOf = (given: NonNullable<ArrivingActivity['attachments']>[number]): Attachment => ({
  contentType: storable(given.contentType),
  ...(given.name && { name: storable(given.name) }),
  ...(given.contentUrl && { url: storable(given.contentUrl) }),
  ...(given.content !== undefined && { content: plain(given.content) }),
});

function localeOf(tag: string | undefined): string | undefined {
  try {
    return tag ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The channel's time, unless it is none or lies ahead of ours. */
function sentAt(timestamp: string | undefined, now: Date): Date {
  const told = timestamp ? Date.parse(timestamp) : NaN;
  return told <= now.getTime() ? new Date(told) : now;
}
