import type { proto } from '@whiskeysockets/baileys';
import type { Json } from '../channel.js';
import type { MediaKind, MediaPlace } from './media-place.js';
import { cardLines, cardsOf } from './reading-contacts.js';
import { line, listIn, numberIn, words } from './reading-fields.js';
import { placeOf } from './reading-media.js';

/** What one kind of message says, in words that are of no language but the sender's. */
export interface Said {
  readonly text: string;
  readonly value?: Json;
  readonly media?: MediaPlace;
}

type Kinds = {
  readonly [Kind in keyof proto.IMessage]?: (content: NonNullable<proto.IMessage[Kind]>) => Said | undefined;
};

const text = (...fields: readonly unknown[]): Said | undefined => {
  const found = fields.map(words).find((one) => one.trim() !== '');
  return found === undefined ? undefined : { text: found };
};

const file =
  (kind: MediaKind) =>
  (content: object): Said | undefined => {
    const media = placeOf(kind, content);
    const caption = words((content as { readonly caption?: unknown }).caption);
    return media ? { text: caption, media } : text(caption);
  };

const poll = ({ name, options }: proto.Message.IPollCreationMessage): Said | undefined =>
  lines([words(name), ...listIn(options).map(({ optionName }) => `- ${words(optionName)}`)]);

const lines = (all: readonly string[]): Said | undefined =>
  text(all.filter((one) => one.trim() !== '').join('\n'));

/** How a message of each kind is read. A reader gives nothing if the message holds nothing for a person. */
const KINDS: Kinds = {
  conversation: (said) => ({ text: words(said) }),
  extendedTextMessage: (content) => ({ text: words(content.text) }),
  imageMessage: file('image'),
  videoMessage: file('video'),
  ptvMessage: file('video'),
  audioMessage: file('audio'),
  documentMessage: file('document'),
  stickerMessage: file('sticker'),
  locationMessage: (place) =>
    located(place, { name: line(place.name), address: line(place.address) }, words(place.comment)),
  liveLocationMessage: (place) => located(place, { isLive: true }, words(place.caption)),
  contactMessage: (contact) => people([contact]),
  contactsArrayMessage: ({ contacts }) => people(contacts),
  buttonsResponseMessage: (reply) => text(reply.selectedDisplayText, reply.selectedButtonId),
  templateButtonReplyMessage: (reply) => text(reply.selectedDisplayText, reply.selectedId),
  listResponseMessage: (reply) =>
    text(reply.title, reply.singleSelectReply?.selectedRowId, reply.description),
  interactiveResponseMessage: ({ body }) => text(body?.text),
  pollCreationMessage: poll,
  pollCreationMessageV2: poll,
  pollCreationMessageV3: poll,
  pollCreationMessageV5: poll,
  eventMessage: ({ name, description }) => lines([words(name), words(description)]),
  buttonsMessage: ({ contentText, text: title }) => text(contentText, title),
  listMessage: ({ title, description }) => lines([words(title), words(description)]),
  templateMessage: ({ hydratedTemplate, hydratedFourRowTemplate }) =>
    text(hydratedTemplate?.hydratedContentText, hydratedFourRowTemplate?.hydratedContentText),
  interactiveMessage: ({ body }) => text(body?.text),
};

/** What a message of this kind says; of a kind that nobody here can read, its name and no words. */
export function saidBy(kind: string, content: unknown): Said {
  const reader = Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof Kinds] : undefined;
  return (reader as ((content: unknown) => Said | undefined) | undefined)?.(content) ?? unknown(kind);
}

/** The bot says that it does not understand; nobody is left without an answer. */
export const unknown = (kind: string): Said => ({
  text: '',
  value: { unknown: kind.replace(/Messs?age(?:V\d)?$/, '') },
});

interface Point {
  readonly degreesLatitude?: number | null;
  readonly degreesLongitude?: number | null;
}

interface About {
  readonly name?: string;
  readonly address?: string;
  readonly isLive?: true;
}

/** A link that any map opens, and under it what the sender's phone knows of the place. */
function located(
  { degreesLatitude, degreesLongitude }: Point,
  about: About,
  remark: string,
): Said | undefined {
  const latitude = degrees(degreesLatitude, 90);
  const longitude = degrees(degreesLongitude, 180);
  if (latitude === undefined || longitude === undefined) return lines([about.name ?? '', remark]);
  const { name = '', address = '', isLive } = about;
  const link = `https://maps.google.com/?q=${latitude},${longitude}`;
  const known = {
    ...{ latitude, longitude },
    ...(name !== '' && { name }),
    ...(address !== '' && { address }),
    ...(isLive && { isLive }),
  };
  return { text: lines([remark, name, address, link])?.text ?? link, value: { location: known } };
}

/** Six digits after the point are ten centimetres; `Number` so that no exponent appears. */
function degrees(field: unknown, most: number): number | undefined {
  const value = numberIn(field);
  return value === undefined || Math.abs(value) > most ? undefined : Number(value.toFixed(6)) || 0;
}

function people(contacts: Parameters<typeof cardsOf>[0]): Said | undefined {
  const cards = cardsOf(contacts);
  if (cards.length === 0) return undefined;
  const told = cards.map(({ name, phones }) => ({ name, phones: [...phones] }));
  return { text: cardLines(cards), value: { contacts: told } };
}
