import { generateWAMessage, proto, type WAMessageKey, type WASocket } from '@whiskeysockets/baileys';
import type { Outgoing } from '../channel.js';
import type { Part } from './composing.js';
import { jidOf, seenIn } from './jid.js';
import { messageIdOf } from './message-id.js';
import type { WhatsAppStore } from './ports.js';
import { Unwritable } from './refusal.js';
import type { Seal } from './seal.js';

/** What became of composing a message for this chat. */
export interface Composed {
  readonly parts: readonly Part[];
  /** A file is named in words that may be here in a moment. */
  readonly isComing: boolean;
}

/** Throws {@link Unwritable} if nothing can ever be made of the message; any other error may pass. */
export type Compose = (message: Outgoing, jid: string) => Promise<Composed>;

export const networkIdOf = (message: Outgoing): string => message.externalId ?? messageIdOf(message.id);

/**
 * The parts in the order in which they are written. The last one carries the id of the message itself: once that part
 * has arrived all of it has, so a receipt for that id may take the message out of the outbox.
 */
export async function partsOf(
  message: Outgoing,
  { jid, compose }: { jid: string; compose: Compose },
): Promise<Composed> {
  const { parts, isComing } = await compose(message, jid);
  const own = networkIdOf(message);
  const at = parts.findIndex(({ id }) => id === own);
  const last = parts.at(-1);
  if (!last || at === -1) return { parts, isComing };
  const ids = parts.map(({ id }) => id).filter((id) => id !== own);
  return { parts: parts.map((part, i) => ({ ...part, id: ids[i] ?? own })), isComing };
}

const FILES = ['image', 'video', 'audio', 'document', 'sticker'] as const;

/** Does this part hold a file, which must be uploaded first? */
export const holdsFile = ({ content }: Part): boolean => FILES.some((kind) => kind in content);

/** Is this anything but words, so that it cannot be composed again from the message alone? */
const isMade = (part: Part): boolean => holdsFile(part) || 'ready' in part.content;

const placeOf = (account: string, id: string): string => `${account}|sent|${id}`;

export interface WritingDeps {
  readonly account: string;
  readonly store: Pick<WhatsAppStore, 'keepSent' | 'sent'>;
  readonly seal: Seal;
}

/**
 * What is encrypted for one part. A file is uploaded once: what points to it is kept, sealed, before it is first sent,
 * and so is every part that cannot be composed again from its id alone. A part that does not carry the message's own id
 * is kept together with that.
 */
export async function contentOf(
  deps: WritingDeps,
  sock: WASocket,
  part: Part,
  { jid, ownId }: { jid: string; ownId: string },
): Promise<proto.IMessage> {
  const isKept = isMade(part) || part.id !== ownId;
  const kept = isKept ? await keptContent(deps, part.id) : undefined;
  if (kept) return kept;
  const message = await generated(part, jid, sock).catch((error: unknown) => {
    // Without a file nothing but the message itself can be the cause.
    throw holdsFile(part) ? error : new Unwritable('no content', { cause: error });
  });
  if (isKept) {
    const plain = proto.Message.encode(message).finish();
    const sealed = deps.seal.seal(placeOf(deps.account, part.id), plain);
    await deps.store.keepSent(deps.account, part.id, sealed, part.id === ownId ? undefined : ownId);
  }
  return message;
}

/** What was kept of one WhatsApp message of ours. */
export async function keptContent(
  { account, store, seal }: Pick<WritingDeps, 'account' | 'seal'> & { store: Pick<WhatsAppStore, 'sent'> },
  id: string,
): Promise<proto.Message | undefined> {
  const sealed = await store.sent(account, id);
  return sealed && proto.Message.decode(seal.open(placeOf(account, id), sealed));
}

async function generated(part: Part, jid: string, sock?: WASocket): Promise<proto.IMessage> {
  const { content } = part;
  if ('ready' in content) return content.ready;
  const { message } = await generateWAMessage(jid, content, {
    userJid: sock?.user?.id ?? '',
    upload: sock?.waUploadToServer ?? noUpload,
    ...part.options,
    messageId: part.id,
  });
  return message as proto.IMessage;
}

const noUpload = async (): Promise<never> => {
  throw new Error('Nothing is uploaded for a message that was sent before.');
};

export interface RetryDeps extends WritingDeps {
  readonly store: Pick<WhatsAppStore, 'keepSent' | 'sent' | 'outgoing'>;
  readonly compose: Compose;
}

/**
 * The content of a message that the customer's device could not decrypt: what was kept of it, else composed again.
 * Undefined if it is not known, never an empty message.
 */
export async function messageForRetry(
  deps: RetryDeps,
  { remoteJid, id }: WAMessageKey,
): Promise<proto.IMessage | undefined> {
  if (!remoteJid || !id) return undefined;
  const kept = await keptContent(deps, id);
  if (kept) return kept;
  const message = await deps.store.outgoing(deps.account, seenIn(remoteJid), id);
  if (!message) return undefined;
  const jid = jidOf(seenIn(remoteJid)) ?? remoteJid;
  const { parts } = await partsOf(message, { jid, compose: deps.compose });
  const part = parts.find((one) => one.id === id);
  return part && !holdsFile(part) ? generated(part, remoteJid) : undefined;
}
