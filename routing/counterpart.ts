import type { Earlier } from '../channels/channel.js';
import type { PastMessage, RoutingTx } from './store.js';

/**
 * The message as it stands in another conversation, to be named there. Undefined where it is not: it never crossed, or
 * it was taken back.
 */
export async function counterpart(
  tx: RoutingTx,
  message: PastMessage | undefined,
  conversationId: string,
): Promise<Earlier | undefined> {
  if (!message || message.isGone) return undefined;
  const there = await tx.counterpartOf(message.id, conversationId);
  return there && !there.isGone ? earlierOf(there) : undefined;
}

/** A message by its names and words, as what is done to it or answers it refers to it. */
export const earlierOf = ({ id, position, externalId, isOurs, text }: Earlier): Earlier => ({
  ...{ id, position, isOurs, text },
  ...(externalId !== undefined && { externalId }),
});

/** Whoever writes in the conversation wrote it: nobody corrects or deletes what others said. */
export const isCustomers = ({ author, isOurs }: PastMessage): boolean => author === 'customer' && !isOurs;
