import type { Attachment, Deed, Earlier, Floor, JsonObject, LogEntry } from '../channel.js';
import { activityId } from './activities.js';
import { isDone, type Standing } from './as-it-stands.js';

/** Under this name in an activity's `channelData` stands who answers the customer from that activity on. */
export const FLOOR = 'bastao:floor';
/** Under this name: `true` if the words are not the first ones. */
export const EDITED = 'bastao:edited';
/**
 * Under this name: the message that this one answers, `{ text, own }`. `text` is its words, shortened, empty if there
 * are none any more; `own` tells that the reader wrote it. `replyToId` names it.
 */
export const QUOTE = 'bastao:quote';

const LONGEST_QUOTE = 200;

export interface Activity {
  readonly type: 'message' | 'messageDelete' | 'messageReaction';
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * What the client is shown of the log, in its order; events are the house's own and stay inside. What is done to an
 * earlier message is that message once more with its new words, a deletion (both under its id and in its place) or a
 * reaction. No `messageUpdate`: the Web Chat of others would take the message away, and a simple client not know it.
 */
export function toActivities(entries: readonly Standing[], botName: string): Activity[] {
  return entries
    .filter(({ kind, stands }) => kind === 'text' && stands !== 'folded')
    .map((entry) => toActivity(entry, botName));
}

function toActivity(entry: Standing, botName: string): Activity {
  const { deed, stands } = entry;
  if (stands === 'gone') return deletionOf(entry, entry.position, botName);
  if (!deed || !isDone(deed)) return messageOf(entry, botName);
  switch (deed.kind) {
    case 'edit':
      return updateOf(entry, deed, botName);
    case 'delete':
      return deletionOf(entry, deed.target.position, botName);
    case 'react':
      return reactionOf(entry, deed, botName);
  }
}

/** What every activity of this entry says of itself. */
const envelope = (entry: LogEntry, botName: string) => ({
  timestamp: entry.at.toISOString(),
  channelId: 'directline',
  conversation: { id: entry.conversation.id },
  from: speaker(entry, botName),
});

function messageOf(entry: Standing, botName: string): Activity {
  const { answers, conversation, position, floor } = entry;
  return {
    type: 'message',
    id: activityId(conversation.id, position),
    ...envelope(entry, botName),
    text: entry.text,
    textFormat: 'plain',
    ...(answers && { replyToId: activityId(conversation.id, answers.position) }),
    // Web Chat sorts by time unless told otherwise; by position, two messages of one millisecond keep their order.
    // Ours come last: what a customer's client writes under these names is not shown to anybody.
    channelData: {
      ...channelDataOf(entry),
      'webchat:sequence-id': position,
      [FLOOR]: floor && discreet(floor),
      [EDITED]: entry.stands === 'edited' ? true : undefined,
      [QUOTE]: answers && quoteOf(answers),
    },
    ...contents(entry),
  };
}

const contents = ({ attachments, suggestions }: LogEntry) => ({
  ...(attachments.length > 0 && { attachments: attachments.map(toClientAttachment) }),
  ...(suggestions.length > 0 && {
    suggestedActions: {
      actions: suggestions.map((title) => ({ type: 'imBack', title, value: title })),
      to: [],
    },
  }),
});

function updateOf(entry: LogEntry, { target, text }: Extract<Deed, { kind: 'edit' }>, botName: string) {
  return {
    type: 'message',
    id: activityId(entry.conversation.id, target.position),
    ...envelope(entry, botName),
    text,
    textFormat: 'plain',
    channelData: { 'webchat:sequence-id': target.position, [EDITED]: true },
    ...contents(entry),
  } as const;
}

const deletionOf = (entry: LogEntry, position: number, botName: string): Activity => ({
  type: 'messageDelete',
  id: activityId(entry.conversation.id, position),
  ...envelope(entry, botName),
  channelData: { 'webchat:sequence-id': position },
});

/** One person has one reaction on a message: a new one takes the place of the former, and an empty one takes it back. */
const reactionOf = (entry: LogEntry, { target, emoji }: Extract<Deed, { kind: 'react' }>, botName: string) =>
  ({
    type: 'messageReaction',
    id: activityId(entry.conversation.id, entry.position),
    ...envelope(entry, botName),
    replyToId: activityId(entry.conversation.id, target.position),
    ...(emoji === '' ? { reactionsRemoved: [{ type: '' }] } : { reactionsAdded: [{ type: emoji }] }),
    channelData: { 'webchat:sequence-id': entry.position },
  }) as const;

function quoteOf({ text, isOurs }: Earlier) {
  const words = text.trim();
  const letters = [...words];
  const short = letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE).join('')}…` : words;
  return { text: short, own: !isOurs };
}

/** Whatever is kept, a customer is shown an agent's first name only. */
const discreet = (floor: Floor): Floor =>
  typeof floor === 'string' ? floor : { agent: firstName(floor.agent) };

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

const channelDataOf = ({ incoming }: LogEntry): JsonObject =>
  (incoming?.extras?.channelData as JsonObject | undefined) ?? {};

function speaker({ author, incoming }: LogEntry, botName: string) {
  switch (author.kind) {
    case 'customer': {
      // In an agent's chat: what a customer of theirs says elsewhere, and we repeat.
      if (!incoming) return { id: 'bot', role: 'bot', name: author.name ?? botName };
      const user = incoming.extras?.user;
      return { id: typeof user === 'string' ? user : 'customer', role: 'user' };
    }
    case 'agent':
      return { id: 'bot', role: 'bot', name: firstName(author.name) };
    case 'bot':
    case 'desk':
      return { id: 'bot', role: 'bot', name: botName };
  }
}

const toClientAttachment = ({ contentType, name, url, content }: Attachment) => ({
  contentType,
  ...(name && { name }),
  ...(url && { contentUrl: url }),
  // Without one, Web Chat shows the customer's own picture as a bare file name.
  ...(url && /^image\//.test(contentType) && { thumbnailUrl: url }),
  ...(content !== undefined && { content }),
});
