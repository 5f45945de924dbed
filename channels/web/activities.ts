import { z } from 'zod';
import type { Address, Attachment, Incoming, Json, JsonObject } from '../channel.js';
import { badRequest } from '../../http/problem.js';
import type { Claims } from './tokens.js';

export const CHANNEL = 'web';
export const addressOfConversation = (id: string): Address => ({ channel: CHANNEL, id });

/** The id under which the client knows an entry: unique, and the same in the POST's answer and in the echo. */
export const activityId = (conversation: string, position: number): string =>
  `${conversation}|${String(position).padStart(7, '0')}`;

const sizeOf = (value: unknown): number => JSON.stringify(value ?? null).length;
const EXTRAS_LIMIT = 4096;
const VALUE_LIMIT = 16 * 1024;
const LOCALE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** A language tag, or nothing: what a client sends instead is not worth refusing a message for. */
export const localeSchema = z
  .unknown()
  .optional()
  .transform((locale) => (typeof locale === 'string' && LOCALE.test(locale) ? locale : undefined));

/** Deep nesting would exhaust the stack of whatever walks the value later. */
const isShallow = (value: unknown, levels = 16): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)));

/** What a Direct Line client may post. What is not named here is dropped; `from` counts only under the secret. */
export const activitySchema = z.object({
  type: z.string().max(100),
  from: z.object({ id: z.string().max(200).optional(), name: z.string().max(100).optional() }).optional(),
  text: z.string().max(8000).optional(),
  value: z
    .unknown()
    .refine((value) => isShallow(value) && sizeOf(value) <= VALUE_LIMIT, 'is too large or nested too deeply')
    .optional(),
  locale: localeSchema,
  channelData: z
    .record(z.string(), z.unknown())
    .refine((notes) => isShallow(notes), 'is nested too deeply')
    .optional(),
});
export type PostedActivity = z.infer<typeof activitySchema>;

interface Arrival {
  readonly claims: Claims;
  readonly files: readonly Attachment[];
  readonly now: Date;
  readonly newId: () => string;
}

/**
 * What a posted activity brings to the door, or undefined for what we do not take from customers: typing, every event
 * (a customer never reports the state of a handoff), and types we do not know.
 */
export function toIncoming(activity: PostedActivity, arrival: Arrival): Incoming | undefined {
  if (activity.type !== 'message') return undefined;
  const text = activity.text ?? '';
  const { claims, files, now, newId } = arrival;
  if (text.trim() === '' && activity.value === undefined && files.length === 0)
    throw badRequest('The message says nothing: it has no text, no value and no file.');
  const clientId = activity.channelData?.clientActivityID;
  return {
    id: typeof clientId === 'string' && clientId !== '' && clientId.length <= 200 ? clientId : newId(),
    from: addressOfConversation(claims.conversation),
    person: personOf(claims, activity.locale),
    content: {
      kind: 'text',
      text,
      ...(files.length > 0 && { attachments: files }),
      ...(activity.value !== undefined && { value: activity.value as Json }),
    },
    sentAt: now,
    extras: { user: claims.user, channelData: boundedChannelData(activity.channelData) },
  };
}

/** Someone opened the conversation; always the same id, so that telling it again changes nothing. */
export function joined(claims: Claims, locale: string | undefined, now: Date): Incoming {
  return {
    id: 'joined',
    from: addressOfConversation(claims.conversation),
    person: personOf(claims, locale),
    content: { kind: 'event', name: 'joined' },
    sentAt: now,
    extras: { user: claims.user },
  };
}

const personOf = ({ user, name }: Claims, locale: string | undefined) => ({
  id: user,
  ...(name && { name }),
  ...(locale && { locale }),
});

/** The client waits for its own `clientActivityID` to come back, so that much is kept of notes that are too large. */
function boundedChannelData(channelData: PostedActivity['channelData']): JsonObject {
  if (!channelData) return {};
  if (sizeOf(channelData) <= EXTRAS_LIMIT) return channelData as JsonObject;
  const { clientActivityID: id } = channelData;
  return typeof id === 'string' && id.length <= 200 ? { clientActivityID: id } : {};
}
