import { z } from 'zod';

/** What is nested deeper than this is no activity of any channel, and would cost whoever walks through it. */
const DEEPEST = 32;

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)));

/** Channels write null for what they leave out. */
const maybe = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? undefined);

const word = (length: number) => z.string().min(1).max(length);
const id = word(512).refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'must not hold control characters');
const channelId = z
  .string()
  .max(100)
  .regex(/^[\w.:-]+$/, 'must be the id of a channel');

/** An http(s) address that carries no user name or password of its own. */
const serviceUrl = z
  .string()
  .max(2048)
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return /^https?:$/.test(url?.protocol ?? '') && !url?.username && !url?.password;
  }, 'must be an http(s) address without credentials');

const account = z.object({
  id,
  name: maybe(z.string().max(512)),
  role: maybe(z.string().max(64)),
  aadObjectId: maybe(z.string().max(512)),
});

const conversation = z.object({
  id,
  name: maybe(z.string().max(512)),
  isGroup: maybe(z.boolean()),
  conversationType: maybe(z.string().max(64)),
  tenantId: maybe(z.string().max(512)),
});

const attachment = z.object({
  contentType: word(255),
  name: maybe(z.string().max(512)),
  contentUrl: maybe(z.string()),
  content: maybe(z.unknown()),
});

const reactions = z.array(z.object({ type: word(64) })).max(50);

export const handoffStatus = z.object({
  state: z.enum(['accepted', 'failed', 'completed']),
  message: maybe(z.string().max(2000)),
});

const fields = z.object({
  type: word(64),
  id: maybe(id),
  timestamp: maybe(z.string().max(64)),
  channelId,
  serviceUrl,
  conversation,
  from: account,
  recipient: account,
  locale: maybe(z.string().max(64)),
  text: maybe(z.string().max(8000)),
  name: maybe(z.string().max(512)),
  value: maybe(z.unknown()),
  attachments: maybe(z.array(attachment).max(100)),
  membersAdded: maybe(z.array(account).max(1000)),
  replyToId: maybe(id),
  reactionsAdded: maybe(reactions),
  reactionsRemoved: maybe(reactions),
});

export type ArrivingActivity = z.infer<typeof fields>;

export const isHandoffStatus = ({ type, name }: ArrivingActivity): boolean =>
  type === 'event' && name === 'handoff.status';

/** Without an id nobody could tell a repeat, or which message it is about. */
const NAMED = new Set(['message', 'messageUpdate', 'messageDelete']);

/** The gate in front of the SDK: only what fits passes, and of that only the fields named here. */
export const arrivingActivity: z.ZodType<ArrivingActivity> = z
  .unknown()
  .refine((value) => isShallow(value, DEEPEST), `must not be nested deeper than ${DEEPEST} levels`)
  .pipe(fields)
  .superRefine((activity, context) => {
    const told = isHandoffStatus(activity);
    if ((told || NAMED.has(activity.type)) && !activity.id)
      context.addIssue({ code: 'custom', path: ['id'], message: `must be given for a ${activity.type}` });
    if (told && !handoffStatus.safeParse(activity.value).success)
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: 'must be {state: accepted, failed or completed, message?: at most 2000 characters}',
      });
  });

/** What is needed to write back: the Bot Framework's conversation reference. */
const conversationReference = z.object({
  channelId,
  serviceUrl,
  conversation,
  user: account,
  bot: account,
  locale: maybe(z.string()),
});

export type Reference = z.infer<typeof conversationReference>;

/** Undefined for whatever did not come from {@link referenceTo} of this channel. */
export const readReference = (kept: unknown): Reference | undefined =>
  conversationReference.safeParse(kept).data;

/** How to write back to `user` in the conversation that the activity came from. */
export const referenceTo = (activity: ArrivingActivity, user: ArrivingActivity['from']): Reference => ({
  channelId: activity.channelId,
  serviceUrl: activity.serviceUrl,
  conversation: activity.conversation,
  user,
  bot: activity.recipient,
  locale: activity.locale,
});
