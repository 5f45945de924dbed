import type { proto } from '@whiskeysockets/baileys';
import type { Deed, Outgoing } from '../channel.js';
import { LONGEST_CAPTION, LONGEST_TEXT, wordsOf } from './composing-text.js';
import type { Chat } from './quoting.js';
import { MESSAGE_EDIT, REVOKE } from './reading.js';

/** A message of ours to which something is to be done, as it went out. */
export interface Target {
  readonly saidAt: Date;
  readonly parts: readonly SentPart[];
}

/** One WhatsApp message of it. Without `message` it was nothing but words. */
export interface SentPart {
  readonly id: string;
  readonly message?: proto.IMessage;
}

export interface DeedPlace {
  readonly chat: Chat;
  readonly now: Date;
  /** Undefined if nothing is known of it, or it never reached the network. */
  readonly target: Target | undefined;
}

/** WhatsApp's own limits; phones ignore what comes later. */
const EDIT_WITHIN_MS = 15 * 60_000;
const DELETE_WITHIN_MS = 2 * 24 * 60 * 60_000;

/**
 * The WhatsApp messages that do this; undefined where WhatsApp cannot do it any more, or never could: then it is to be
 * said in words.
 */
export function doing(
  message: Outgoing,
  deed: Deed,
  place: DeedPlace,
): readonly proto.IMessage[] | undefined {
  const { isOurs, externalId } = deed.target;
  if (externalId === undefined) return undefined;
  switch (deed.kind) {
    case 'react':
      return [reaction(deed.emoji, { id: externalId, fromMe: isOurs }, place)];
    case 'edit':
      return isOurs ? edits(message, deed.text, place) : undefined;
    case 'delete':
      return isOurs ? revokes(place) : undefined;
  }
}

const reaction = (
  emoji: string,
  key: { readonly id: string; readonly fromMe: boolean },
  { chat, now }: DeedPlace,
): proto.IMessage => ({
  reactionMessage: { key: { remoteJid: chat.jid, ...key }, text: emoji, senderTimestampMs: now.getTime() },
});

/** All parts of the message go. */
function revokes({ chat, now, target }: DeedPlace): readonly proto.IMessage[] | undefined {
  if (!target || isOlder(target, DELETE_WITHIN_MS, now)) return undefined;
  return target.parts.map(({ id }) => ({
    protocolMessage: { key: { remoteJid: chat.jid, fromMe: true, id }, type: REVOKE },
  }));
}

/** Only the part with the words changes; words that were cut into several parts cannot. */
function edits(
  message: Outgoing,
  text: string,
  { chat, now, target }: DeedPlace,
): readonly proto.IMessage[] | undefined {
  if (!target || isOlder(target, EDIT_WITHIN_MS, now)) return undefined;
  const [part, ...more] = target.parts.filter(hasWords);
  if (!part || more.length > 0) return undefined;
  const { attachments: _, ...spoken } = message;
  const editedMessage = withWords(part, wordsOf({ ...spoken, text }).trim());
  if (!editedMessage) return undefined;
  return [
    {
      protocolMessage: {
        key: { remoteJid: chat.jid, fromMe: true, id: part.id },
        type: MESSAGE_EDIT,
        editedMessage,
        timestampMs: now.getTime(),
      },
    },
  ];
}

const isOlder = ({ saidAt }: Target, ms: number, now: Date): boolean => now.getTime() - saidAt.getTime() > ms;

const CAPTIONED = ['imageMessage', 'videoMessage', 'documentMessage'] as const;

const captionedIn = (message: proto.IMessage) => CAPTIONED.find((kind) => message[kind]?.caption);

const hasWords = ({ message }: SentPart): boolean =>
  !message || message.extendedTextMessage || message.conversation ? true : captionedIn(message) !== undefined;

/** The part with other words; its file stays. Undefined if they do not fit. */
function withWords({ message = {} }: SentPart, words: string): proto.IMessage | undefined {
  const kind = captionedIn(message);
  if (words === '' || words.length > (kind ? LONGEST_CAPTION : LONGEST_TEXT)) return undefined;
  return kind ? { [kind]: { ...message[kind], caption: words } } : { extendedTextMessage: { text: words } };
}

/** The attribute that tells WhatsApp's server what a message does to another one. */
export function editMark({ protocolMessage }: proto.IMessage): '1' | '7' | undefined {
  if (!protocolMessage) return undefined;
  const step = Number(protocolMessage.type ?? REVOKE);
  if (step === MESSAGE_EDIT) return '1';
  return step === REVOKE ? '7' : undefined;
}
