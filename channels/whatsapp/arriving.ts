import type { proto } from '@whiskeysockets/baileys';
import type { Attachment, Incoming } from '../channel.js';
import { seenIn, jidOf } from './jid.js';
import { orderSeal, packOrder, type MediaPlace } from './media-place.js';
import type { Arrival, Seen } from './ports.js';
import { line, momentIn } from './reading-fields.js';
import { read, type Reading } from './reading.js';
import type { Seal } from './seal.js';

/** A message this old gets no answer of the bot's: whoever wrote it has stopped waiting, and a person looks at it. */
export const LATE_MS = 24 * 60 * 60 * 1000;

/** WhatsApp's own clients stop at 25 characters. */
const LONGEST_NAME = 60;

/** The attributes of a message stanza (the XML around the ciphertext), as far as they are used here. */
export type StanzaAttributes = Readonly<Record<string, string | undefined>>;

export interface Me {
  readonly seen: Seen;
  /** What the number calls itself. */
  readonly name?: string;
}

export interface ArrivingDeps {
  readonly account: string;
  readonly me: () => Me;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly seal: Seal;
  /** Where a file will be served. */
  readonly urlOf: (fileId: string) => string;
  /** True if a machine seems to write in this chat. */
  readonly isLoop: (jid: string, text: string, at: Date) => boolean;
}

/**
 * What a decrypted message brings to the door. Undefined for what is nobody's message: groups, status, what the
 * programs tell each other, notes to oneself. A message from our own number was typed on the company's phone.
 */
export const arrivals =
  (deps: ArrivingDeps) =>
  (attributes: StanzaAttributes, message: proto.IMessage): Arrival | undefined => {
    const { id, from, category } = attributes;
    if (id === undefined || from === undefined || category === 'peer') return undefined;
    const reading = read(message);
    if (!reading) return undefined;
    const isOurs = isSame(seenIn(from), deps.me().seen);
    const where = isOurs ? destinationOf(attributes, reading) : sourceOf(attributes, from);
    if (!where || isSame(where.chat, deps.me().seen)) return undefined;
    const parts = { attributes, id, reading, isOurs, ...where };
    return isOurs ? typedOnPhone(deps, parts) : writtenByCustomer(deps, parts);
  };

interface Parts {
  readonly attributes: StanzaAttributes;
  readonly id: string;
  readonly reading: Reading;
  readonly isOurs: boolean;
  readonly chat: Seen;
  readonly jid: string;
}

function sourceOf(attributes: StanzaAttributes, from: string): Pick<Parts, 'chat' | 'jid'> | undefined {
  const alt = attributes['sender_pn'] ?? attributes['sender_lid'];
  const other = attributes['peer_recipient_pn'] ?? attributes['peer_recipient_lid'];
  return placed(from, seenIn(from, alt ?? other));
}

function destinationOf(
  attributes: StanzaAttributes,
  { destination }: Reading,
): Pick<Parts, 'chat' | 'jid'> | undefined {
  const jid = attributes['recipient'] ?? destination;
  if (jid === undefined) return undefined;
  return placed(jid, seenIn(jid, attributes['recipient_pn'] ?? attributes['recipient_lid']));
}

/** Answers go to the name the chat was written under; the device that wrote does not matter. */
function placed(jid: string, chat: Seen): Pick<Parts, 'chat' | 'jid'> | undefined {
  const to = jidOf(seenIn(jid));
  return to === undefined ? undefined : { chat, jid: to };
}

function writtenByCustomer(deps: ArrivingDeps, parts: Parts): Arrival {
  const { attributes, chat, jid, reading } = parts;
  const base = incomingOf(deps, parts);
  const name = line(attributes['notify'], LONGEST_NAME);
  const forPeople = reasonForPeople(deps, jid, base.incoming);
  return {
    ...{ ...base, chat },
    ...(name !== '' && { name }),
    incoming: {
      ...base.incoming,
      ...(forPeople && reading.content.kind === 'text' && { forPeople }),
    },
  };
}

function reasonForPeople(
  { now, isLoop }: ArrivingDeps,
  jid: string,
  { content, sentAt }: Arrival['incoming'],
): Incoming['forPeople'] {
  if (now().getTime() - sentAt.getTime() > LATE_MS) return 'late';
  return content.kind === 'text' && isLoop(jid, content.text, sentAt) ? 'loop' : undefined;
}

function typedOnPhone(deps: ArrivingDeps, parts: Parts): Arrival {
  const base = incomingOf(deps, parts);
  const { name = '' } = deps.me();
  return {
    ...{ ...base, chat: parts.chat },
    incoming: { ...base.incoming, author: { kind: 'agent', id: `phone:${deps.account}`, name } },
  };
}

function incomingOf(deps: ArrivingDeps, parts: Parts): Pick<Arrival, 'incoming' | 'media'> {
  const { attributes, id, jid, reading } = parts;
  const { content, expiration } = reading;
  const sentAt = momentIn(attributes['t'], deps.now());
  const file = reading.media && fileOf(deps, parts, { place: reading.media, at: sentAt });
  return {
    incoming: {
      ...{ id, sentAt },
      content: file ? withFile(content, file.attachment) : content,
      reference: { jid, ...(expiration !== undefined && { expiration }) },
    },
    ...(file && { media: [file.pending] }),
  };
}

function fileOf(
  { account, newId, seal, urlOf }: ArrivingDeps,
  parts: Parts,
  lies: { place: MediaPlace; at: Date },
) {
  const fileId = newId();
  const { id, jid, isOurs, reading } = parts;
  const order = packOrder({ ...lies, message: { id, jid, fromMe: isOurs } });
  const [announced] = reading.content.kind === 'text' ? (reading.content.attachments ?? []) : [];
  return {
    pending: { fileId, sealed: seal.seal(orderSeal(account, fileId), order) },
    attachment: {
      contentType: announced?.contentType ?? 'application/octet-stream',
      ...(announced?.name !== undefined && { name: announced.name }),
      url: urlOf(fileId),
    },
  };
}

const withFile = (content: Incoming['content'], attachment: Attachment): Incoming['content'] =>
  content.kind === 'text' ? { ...content, attachments: [attachment] } : content;

const isSame = (one: Seen, other: Seen): boolean =>
  (one.lid !== undefined && one.lid === other.lid) || (one.phone !== undefined && one.phone === other.phone);
