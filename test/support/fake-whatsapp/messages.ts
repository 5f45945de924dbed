import { randomBytes } from 'node:crypto';
import { proto, type BinaryNode, type MediaType } from '@whiskeysockets/baileys';
import type { MediaHost } from './media.js';
import type { Endpoint, User } from './user.js';

/** A message as it was decrypted on somebody's phone. */
export interface Received {
  readonly id: string;
  readonly from: User;
  readonly fromDevice: number;
  /** The bare message: what wraps the copy of an own message is taken off. */
  readonly message: proto.IMessage;
  readonly text: string | undefined;
  readonly quoted: { id: string; participant?: string; text?: string } | undefined;
  /** What it does to an earlier message, by that one's id, instead of saying something. */
  readonly edits?: { id: string; text: string | undefined };
  readonly revokes?: string;
  /** `mine`: whoever reacts wrote that one. An empty emoji takes the reaction back. */
  readonly reacts?: { id: string; emoji: string; mine: boolean };
  /** The attributes of the stanza as it was routed (edit, type and so on). */
  readonly attrs: Record<string, string>;
  /** On a company's phone: the chat that the copy of an own message belongs to. */
  readonly chat?: string;
  media(kind: MediaType): Promise<Buffer>;
  readonly at: number;
}

type Message = proto.IMessage | null | undefined;

/** The words of a message, whatever it is wrapped in. */
export function textOf(message: Message): string | undefined {
  if (!message) return undefined;
  const inner = unwrapped(message);
  if (inner) return textOf(inner);
  return (
    message.conversation || message.extendedTextMessage?.text || captionOf(message) || correctionIn(message)
  );
}

const unwrapped = (message: proto.IMessage): Message =>
  [
    message.ephemeralMessage,
    message.viewOnceMessage,
    message.viewOnceMessageV2,
    message.documentWithCaptionMessage,
  ].find((wrapper) => wrapper?.message)?.message;

const captionOf = (message: proto.IMessage): string | undefined =>
  [message.imageMessage, message.videoMessage, message.documentMessage].find((part) => part?.caption)
    ?.caption ?? undefined;

const correctionIn = ({ editedMessage }: proto.IMessage): string | undefined =>
  editedMessage?.message?.protocolMessage?.editedMessage?.conversation || undefined;

/** The part of a message that refers to a file. */
export const mediaIn = (message: proto.IMessage) =>
  message.imageMessage ??
  message.documentMessage ??
  message.audioMessage ??
  message.videoMessage ??
  message.stickerMessage ??
  undefined;

/** The type a phone writes on the stanza. */
export function kindOf(message: proto.IMessage): 'media' | 'reaction' | 'text' {
  if (mediaIn(message)) return 'media';
  return message.reactionMessage ? 'reaction' : 'text';
}

export function padded(message: proto.IMessage): Buffer {
  const padding = 1 + (randomBytes(1)[0]! & 0x0f);
  return Buffer.concat([proto.Message.encode(message).finish(), Buffer.alloc(padding, padding)]);
}

function quotedIn(message: proto.IMessage): Received['quoted'] {
  const parts = Object.values(message) as ({ contextInfo?: proto.IContextInfo | null } | null | undefined)[];
  const context = parts.find((part) => part?.contextInfo?.stanzaId)?.contextInfo;
  if (!context?.stanzaId) return undefined;
  return {
    id: context.stanzaId,
    participant: context.participant ?? undefined,
    text: textOf(context.quotedMessage),
  };
}

const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;

function doneIn(message: proto.IMessage): Pick<Received, 'edits' | 'revokes' | 'reacts'> {
  const { protocolMessage: change, reactionMessage: reaction } = message;
  if (reaction?.key?.id)
    return { reacts: { id: reaction.key.id, emoji: reaction.text ?? '', mine: !!reaction.key.fromMe } };
  const id = change?.key?.id;
  if (!id) return {};
  if (change.type === REVOKE) return { revokes: id };
  return change.type === MESSAGE_EDIT ? { edits: { id, text: textOf(change.editedMessage) } } : {};
}

export function toReceived(
  media: MediaHost,
  stanza: BinaryNode,
  from: Endpoint,
  decrypted: proto.IMessage,
): Received {
  const copy = decrypted.deviceSentMessage;
  const message = copy?.message ?? decrypted;
  return {
    id: stanza.attrs.id ?? '',
    from: from.user,
    fromDevice: from.device,
    message,
    text: textOf(message),
    quoted: quotedIn(message),
    ...doneIn(message),
    attrs: stanza.attrs,
    chat: copy?.destinationJid ?? undefined,
    at: Date.now(),
    media: async (kind) => {
      const file = mediaIn(message);
      if (!file) throw new Error('message has no media');
      return media.decrypt(file, kind);
    },
  };
}
