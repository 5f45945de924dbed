import type { proto } from '@whiskeysockets/baileys';
import type { Incoming, Quoted } from '../channel.js';
import type { MediaPlace } from './media-place.js';
import { line, numberIn, positive, words } from './reading-fields.js';
import { saidBy, unknown, type Said } from './reading-kinds.js';
import { announced } from './reading-media.js';

export type { MediaPlace } from './media-place.js';

/** What a decrypted message says. An attachment has no URL yet: whoever fetches the file gives it one. */
export interface Reading {
  readonly content: Incoming['content'];
  readonly media?: MediaPlace;
  /** Messages of this chat vanish after so many seconds. Absent: they stay. */
  readonly expiration?: number;
  /** The chat it was written to (a JID), when our own phone tells what it sent. */
  readonly destination?: string;
}

/** Envelopes: what they hold is the message. */
const ENVELOPES = [
  ...['ephemeralMessage', 'viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension'],
  ...['documentWithCaptionMessage', 'editedMessage', 'associatedChildMessage', 'lottieStickerMessage'],
  ...['groupMentionedMessage', 'botInvokeMessage', 'botForwardedMessage', 'botTaskMessage'],
  ...['pollCreationMessageV4', 'pollCreationOptionImageMessage', 'questionMessage', 'questionReplyMessage'],
  ...['statusMentionMessage', 'groupStatusMessage', 'groupStatusMessageV2', 'limitSharingMessage'],
] as const;

/** More envelopes in each other than any client makes. */
const DEEPEST = 12;

/** What the programs tell each other, and what only says something about another message without words. */
const TRAFFIC: ReadonlySet<string> = new Set([
  ...['messageContextInfo', 'senderKeyDistributionMessage', 'fastRatchetKeySenderKeyDistributionMessage'],
  ...['keepInChatMessage', 'pinInChatMessage', 'encReactionMessage', 'pollUpdateMessage', 'albumMessage'],
  ...['encEventResponseMessage', 'stickerSyncRmrMessage', 'messageHistoryBundle', 'messageHistoryNotice'],
  ...['callLogMesssage', 'chat'],
]);

/** ProtocolMessage.Type; the constants would load all of Baileys. */
export const REVOKE = 0;
export const MESSAGE_EDIT = 14;

/**
 * What a message says to a person. Undefined for what the programs only tell each other. A kind that nobody can read
 * is a message without words that names its kind (`value.unknown`), never nothing. Whatever it is given, this does
 * not throw.
 */
export function read(message: proto.IMessage): Reading | undefined {
  const { message: inner, destination } = opened(message);
  const reading = inner ? readInner(inner) : { content: contentOf(unknown('nested')) };
  return reading && { ...reading, ...(destination !== undefined && { destination }) };
}

function readInner(message: proto.IMessage): Reading | undefined {
  const kind = kindOf(message);
  if (kind === undefined) return undefined;
  if (message.protocolMessage) return readProtocol(message.protocolMessage);
  if (message.reactionMessage) return readReaction(message.reactionMessage);
  const said = saidBy(kind, message[kind]);
  const context = contextOf(message[kind]);
  const quotes = quoteIn(context);
  const expiration = positive(context.expiration);
  return {
    content: { ...contentOf(said), ...(quotes && { quotes }) },
    ...(said.media && { media: said.media }),
    ...(expiration !== undefined && { expiration }),
  };
}

type TextContent = Extract<Incoming['content'], { kind: 'text' }>;

const contentOf = ({ text, value, media }: Said): TextContent => ({
  ...{ kind: 'text', text },
  ...(media && { attachments: [announced(media)] }),
  ...(value !== undefined && { value }),
});

function readProtocol({ type, key, editedMessage }: proto.Message.IProtocolMessage): Reading | undefined {
  const id = line(key?.id);
  const step = numberIn(type);
  if (step === REVOKE) return id === '' ? undefined : event('message.deleted', { id });
  if (step !== MESSAGE_EDIT) return undefined;
  const said = editedMessage && saidIn(editedMessage);
  // The file of an edited caption is the one that came with the first message.
  if (said && id !== '') return { content: { kind: 'text', text: said.text, edits: id } };
  return { content: contentOf(said ?? unknown('edit')) };
}

function readReaction({ key, text }: proto.Message.IReactionMessage): Reading | undefined {
  const id = line(key?.id);
  return id === '' ? undefined : event('message.reaction', { id, emoji: line(text, LONGEST_EMOJI) });
}
const LONGEST_EMOJI = 40;

const event = (name: string, value: { readonly [key: string]: string }): Reading => ({
  content: { kind: 'event', name, value },
});

interface Opened {
  /** Absent: it lies deeper than anybody looks. */
  readonly message?: proto.IMessage;
  readonly destination?: string;
}

function opened(message: proto.IMessage): Opened {
  let at = message;
  let destination: string | undefined;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const inner = insideOf(at);
    destination ??= line(at.deviceSentMessage?.destinationJid) || undefined;
    if (!inner) return { message: at, ...(destination !== undefined && { destination }) };
    at = inner;
  }
  return { ...(destination !== undefined && { destination }) };
}

const insideOf = (message: proto.IMessage): proto.IMessage | undefined =>
  [message.deviceSentMessage, ...ENVELOPES.map((name) => message[name])]
    .map((envelope) => envelope?.message)
    .find((inner) => typeof inner === 'object' && inner !== null);

/** The first field that holds something to read. Beside it there may be keys and the like. */
const kindOf = (message: proto.IMessage): keyof proto.IMessage | undefined =>
  (Object.keys(message) as (keyof proto.IMessage)[]).find(
    (name) => message[name] !== null && message[name] !== undefined && !TRAFFIC.has(name),
  );

/** The words of a message within a message, whose own quotes do not matter. */
function saidIn(message: proto.IMessage): Said | undefined {
  const { message: inner } = opened(message);
  const kind = inner && kindOf(inner);
  return kind === undefined ? undefined : saidBy(kind, inner?.[kind]);
}

function contextOf(content: unknown): proto.IContextInfo {
  const context = (content as { readonly contextInfo?: unknown } | null | undefined)?.contextInfo;
  return typeof context === 'object' && context !== null ? context : {};
}

function quoteIn({ stanzaId, quotedMessage }: proto.IContextInfo): Quoted | undefined {
  const id = line(stanzaId);
  if (id === '') return undefined;
  const text = words(quotedMessage ? saidIn(quotedMessage)?.text : '');
  return { id, ...(text !== '' && { text }) };
}
