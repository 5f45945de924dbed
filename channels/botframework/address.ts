import type { Address } from '../channel.js';

export const CHANNEL = 'botframework';

/** One conversation of one person, in the Bot Framework's own ids. */
export interface Place {
  readonly channelId: string;
  readonly conversationId: string;
  readonly userId: string;
}

/** Two places have the same address only if all three ids are the same. The ids must be well-formed Unicode. */
export const addressOf = ({ channelId, conversationId, userId }: Place): Address => ({
  channel: CHANNEL,
  id: [channelId, conversationId, userId].map(encodeURIComponent).join('/'),
});

/** The person behind every conversation they hold on one Bot Framework channel. A channel id has no slash. */
export const personIdOf = ({ channelId, userId }: Omit<Place, 'conversationId'>): string =>
  `${channelId}/${userId}`;
