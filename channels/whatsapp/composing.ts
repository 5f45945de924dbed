import type { AnyMessageContent, proto } from '@whiskeysockets/baileys';
import type { Attachment, Outgoing } from '../channel.js';
import { inParts, isCard, LONGEST_CAPTION, signed, wordsOf } from './composing-text.js';
import { doing, type Target } from './deeds.js';
import { forwardOf, voiceOf } from './forwarding.js';
import type { MediaKind, MediaPlace } from './media-place.js';
import { messageIdOf, partId } from './message-id.js';
import { quoteOf, type Chat } from './quoting.js';

/** A file of ours, on disk. */
export interface FileToSend {
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
  /** It is a voice message, and so long. */
  readonly voiceSeconds?: number;
}

/** A file on our disk is uploaded; one that WhatsApp has is handed on from where it lies. */
export type Sendable = FileToSend | MediaPlace;

/** A WhatsApp message that needs nothing more. */
export interface Ready {
  readonly ready: proto.IMessage;
}

/** One WhatsApp message, under an id that is the same at every retry: what `sendMessage` gets, or what it would make. */
export interface Part {
  readonly id: string;
  readonly content: AnyMessageContent | Ready;
  readonly options: { readonly ephemeralExpiration?: number };
}

/** What must be known for composing. Whoever knows nothing sends words. */
export interface Known {
  readonly fileOf?: (url: string) => Sendable | undefined;
  readonly chat?: Chat;
  /** What the message's deed is about. */
  readonly target?: Target;
}

/**
 * What a message of ours becomes on WhatsApp, in the order of sending. The same message always gives the same parts,
 * as long as the same is known. A file that `fileOf` does not know is named in words, and so is a deed that WhatsApp
 * cannot do. Nothing at all to say gives no part.
 */
export function compose(message: Outgoing, known: Known, now: Date): readonly Part[] {
  const { deed } = message;
  const { chat, target } = known;
  const deeds = deed && chat && doing(message, deed, { chat, now, target });
  if (deeds) return numbered(message, deeds.map(ready));
  return spoken(deed?.kind === 'edit' ? { quotes: deed.target, ...message } : message, known);
}

const numbered = (message: Outgoing, contents: readonly Part['content'][]): readonly Part[] => {
  const id = message.externalId ?? messageIdOf(message.id);
  const options = optionsOf(message);
  return contents.map((content, n) => ({ id: partId(id, n), content, options }));
};

const ready = (message: proto.IMessage): Ready => ({ ready: message });

function spoken(
  message: Outgoing,
  { fileOf = () => undefined, chat }: Omit<Known, 'target'>,
): readonly Part[] {
  const attached = (message.attachments ?? []).filter((one) => !isCard(one)).map((one) => found(one, fileOf));
  const files = attached.flatMap(({ file }) => file ?? []);
  const named = attached.flatMap(({ words }) => words ?? []);
  const text = wordsWith({ ...message, text: [message.text, ...named].filter(Boolean).join('\n\n') }, files);
  const pieces: readonly Piece[] = withCaption(text, files) ?? [
    ...inParts(text).map((words) => ({ words })),
    ...files.map((file) => ({ file, words: '' })),
  ];
  const quote = chat && quoteOf(message.quotes, chat);
  const { ephemeralExpiration: expiration } = optionsOf(message);
  const contextOf = (n: number): Context => ({ quote: n === 0 ? quote : undefined, expiration });
  return numbered(
    message,
    pieces.map((piece, n) => contentOf(piece, contextOf(n))),
  );
}

/** Words, or a file with words under it. */
interface Piece {
  readonly file?: Sendable;
  readonly words: string;
}

interface Context {
  readonly quote: proto.IContextInfo | undefined;
  readonly expiration: number | undefined;
}

function contentOf({ file, words }: Piece, { quote, expiration }: Context): Part['content'] {
  if (file && isPlace(file)) {
    const context = { ...quote, ...(expiration !== undefined && { expiration }) };
    const isEmpty = Object.keys(context).length === 0;
    return ready(forwardOf(file, { words, context: isEmpty ? undefined : context }));
  }
  const content = file ? fileContent(file, words) : textOf(words);
  return quote ? { ...content, contextInfo: quote } : content;
}

const isPlace = (file: Sendable): file is MediaPlace => 'mediaKey' in file;

/** A file alone needs no words, except whose it is. */
function wordsWith(message: Outgoing, files: readonly Sendable[]): string {
  const words = wordsOf(message);
  const onlySigned = words === signed(message.author, '');
  return onlySigned && !files.some(canHaveWords) ? '' : words;
}

const canHaveWords = (file: Sendable): boolean => !['audio', 'sticker'].includes(kindOf(file));

/** A preview would make this machine open whatever address a text names. */
const textOf = (text: string): AnyMessageContent => ({ text, linkPreview: null });

/** One file and short words are one message. */
function withCaption(text: string, files: readonly Sendable[]): readonly Piece[] | undefined {
  const [file] = files;
  if (!file || files.length > 1 || !canHaveWords(file) || text.length > LONGEST_CAPTION) return undefined;
  return [{ file, words: text }];
}

interface Found {
  readonly file?: Sendable;
  readonly words?: string;
}

function found({ url, name }: Attachment, fileOf: (url: string) => Sendable | undefined): Found {
  const file = url === undefined ? undefined : fileOf(url);
  if (file) return { file };
  const link = url !== undefined && /^https:\/\//.test(url) ? url : '';
  const words = [name ?? '', link].filter((one) => one !== '').join(': ');
  return words === '' ? {} : { words };
}

/** What WhatsApp plays and shows by itself; everything else is a document. */
const SHOWN: readonly (readonly [RegExp, 'image' | 'video' | 'audio'])[] = [
  [/^image\/(?:jpeg|png|webp)$/, 'image'],
  [/^video\/(?:mp4|3gpp)$/, 'video'],
  [/^audio\/(?:ogg|mpeg|mp4|aac|amr)$/, 'audio'],
];

const typeOf = ({ contentType }: FileToSend): string => contentType.split(';')[0]?.trim().toLowerCase() ?? '';

const kindOf = (file: Sendable): MediaKind => (isPlace(file) ? file.kind : shownAs(file));

const shownAs = (file: FileToSend): 'image' | 'video' | 'audio' | 'document' =>
  SHOWN.find(([types]) => types.test(typeOf(file)))?.[1] ?? 'document';

function fileContent(file: FileToSend, words: string): AnyMessageContent {
  const caption = words === '' ? {} : { caption: words };
  const at = { url: file.path };
  const mimetype = typeOf(file);
  switch (shownAs(file)) {
    case 'image':
      return { image: at, mimetype, ...caption };
    case 'video':
      return { video: at, mimetype, ...caption };
    case 'audio':
      // Phones play an ogg only if they are told that it is Opus.
      return {
        audio: at,
        mimetype: mimetype === 'audio/ogg' ? 'audio/ogg; codecs=opus' : mimetype,
        ...voiceOf(file),
      };
    case 'document':
      return {
        document: at,
        mimetype: mimetype || 'application/octet-stream',
        fileName: file.name,
        ...caption,
      };
  }
}

function optionsOf({ reference }: Outgoing): Part['options'] {
  const expiration = reference?.['expiration'];
  return typeof expiration === 'number' && expiration > 0 ? { ephemeralExpiration: expiration } : {};
}
