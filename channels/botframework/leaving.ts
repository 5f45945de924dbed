import type { Activity, Attachment as CardOrFile } from 'botbuilder';
import type { Attachment, Outgoing } from '../channel.js';
import type { Reference } from './activity.js';

/** So many letters of a quote are shown. */
const LONGEST_QUOTE = 80;

/**
 * The activity for one message. Its text is plain, whatever it looks like; it answers an activity only where we quote
 * one, and `channelData.bastaoId` tells a far side that can read it which message of ours this is. Files of ours are
 * named by their whole address, which begins with `filesAt`; where nobody there could fetch them, in words.
 */
export const activityOf = (message: Outgoing, reference: Reference, filesAt?: string): Partial<Activity> => {
  const { channelId, serviceUrl, conversation, user, bot } = reference;
  const speaker = 'name' in message.author ? message.author.name : undefined;
  const attached = (message.attachments ?? []).map((one) => reachable(one, filesAt));
  const attachments = attached.filter((one) => typeof one !== 'string');
  const names = attached.filter((one) => typeof one === 'string');
  const answered = message.deed ? undefined : message.quotes?.externalId;
  return {
    type: 'message',
    channelId,
    serviceUrl,
    conversation: conversation as Activity['conversation'],
    from: { ...bot, name: speaker ?? bot.name } as Activity['from'],
    recipient: user as Activity['recipient'],
    text: [wordsOf(message), ...names].filter(Boolean).join('\n\n'),
    textFormat: 'plain',
    ...(answered !== undefined && { replyToId: answered }),
    ...(attachments.length > 0 && { attachments }),
    ...(message.suggestions?.length && {
      suggestedActions: {
        to: [user.id],
        actions: message.suggestions.map((value) => ({ type: 'imBack', title: value, value })),
      },
    }),
    channelData: { bastaoId: message.id },
  };
};

/**
 * What the message says on a channel that draws no quotes and can do nothing to an earlier message. So far that is
 * every one of them: a channel that can do more is told apart here.
 */
function wordsOf({ text, quotes, deed }: Outgoing): string {
  const line = deed || !quotes ? '' : firstLine(quotes.text);
  return line === '' ? text : `> ${line}\n${text}`;
}

function firstLine(text: string): string {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  const letters = [...line.trim()];
  const isLong = letters.length > LONGEST_QUOTE;
  return isLong ? `${letters.slice(0, LONGEST_QUOTE).join('').trimEnd()}…` : letters.join('');
}

/** The attachment under an address that can be asked, else its name. */
function reachable({ contentType, name, url, content }: Attachment, filesAt?: string): CardOrFile | string {
  const isOurs = url?.startsWith('/') ?? false;
  if (isOurs && filesAt === undefined) return name ?? contentType;
  return {
    contentType,
    ...(name !== undefined && { name }),
    ...(url !== undefined && { contentUrl: isOurs ? `${filesAt}${url}` : url }),
    ...(content !== undefined && { content }),
  };
}
