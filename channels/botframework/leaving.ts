import type { Activity, Attachment as CardOrFile } from 'botbuilder';
import type { Attachment, Outgoing } from '../channel.js';
import type { Reference } from './activity.js';

/**
 * The activity for one message. Its text is plain, whatever it looks like; it answers no activity in particular,
 * and `channelData.bastaoId` tells a far side that can read it which message of ours this is.
 */
export const activityOf = (message: Outgoing, reference: Reference): Partial<Activity> => {
  const { channelId, serviceUrl, conversation, user, bot } = reference;
  const speaker = 'name' in message.author ? message.author.name : undefined;
  return {
    type: 'message',
    channelId,
    serviceUrl,
    conversation: conversation as Activity['conversation'],
    from: { ...bot, name: speaker ?? bot.name } as Activity['from'],
    recipient: user as Activity['recipient'],
    text: message.text,
    textFormat: 'plain',
    ...(message.attachments?.length && { attachments: message.attachments.map(attachmentOf) }),
    ...(message.suggestions?.length && {
      suggestedActions: {
        to: [user.id],
        actions: message.suggestions.map((value) => ({ type: 'imBack', title: value, value })),
      },
    }),
    channelData: { bastaoId: message.id },
  };
};

const attachmentOf = ({ contentType, name, url, content }: Attachment): CardOrFile => ({
  contentType,
  ...(name !== undefined && { name }),
  ...(url !== undefined && { contentUrl: url }),
  ...(content !== undefined && { content }),
});
