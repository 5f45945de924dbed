import type { AnyMessageContent } from '@whiskeysockets/baileys';
import type { Attachment, Outgoing } from '../channel.js';
import { inParts, isCard, signed, wordsOf } from './composing-text.js';
import { messageIdOf, partId } from './message-id.js';

/** A file of ours, on disk. */
export interface FileToSend {
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
}

/** One WhatsApp message: what `sendMessage` gets, under an id that is the same at every retry. */
export interface Part {
  readonly id: string;
  readonly content: AnyMessageContent;
  readonly options: { readonly ephemeralExpiration?: number };
}

/** WhatsApp shows no more than this under a picture. */
const LONGEST_CAPTION = 1000;

/**
 * What a message of ours becomes on WhatsApp, in the order of sending. The same message always gives the same parts.
 * A file that `fileOf` does not know is named in words. Nothing at all to say gives no part.
 */
export function compose(message: Outgoing, fileOf: (url: string) => FileToSend | undefined): readonly Part[] {
  const attached = (message.attachments ?? []).filter((one) => !isCard(one)).map((one) => found(one, fileOf));
  const files = attached.flatMap(({ file }) => file ?? []);
  const named = attached.flatMap(({ words }) => words ?? []);
  const text = wordsWith({ ...message, text: [message.text, ...named].filter(Boolean).join('\n\n') }, files);
  const contents = withCaption(text, files) ?? [
    ...inParts(text).map(textOf),
    ...files.map((one) => fileContent(one)),
  ];
  const id = message.externalId ?? messageIdOf(message.id);
  const options = optionsOf(message);
  return contents.map((content, n) => ({ id: partId(id, n), content, options }));
}

/** A file alone needs no words, except whose it is. */
function wordsWith(message: Outgoing, files: readonly FileToSend[]): string {
  const words = wordsOf(message);
  const onlySigned = words === signed(message.author, '');
  return onlySigned && (files.length === 0 || files.every((file) => kindOf(file) === 'audio')) ? '' : words;
}

/** A preview would make this machine open whatever address a text names. */
const textOf = (text: string): AnyMessageContent => ({ text, linkPreview: null });

/** One file and short words are one message. */
function withCaption(text: string, files: readonly FileToSend[]): readonly AnyMessageContent[] | undefined {
  const [file] = files;
  if (!file || files.length > 1 || kindOf(file) === 'audio' || text.length > LONGEST_CAPTION)
    return undefined;
  return [fileContent(file, text)];
}

interface Found {
  readonly file?: FileToSend;
  readonly words?: string;
}

function found({ url, name }: Attachment, fileOf: (url: string) => FileToSend | undefined): Found {
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

const kindOf = (file: FileToSend): 'image' | 'video' | 'audio' | 'document' =>
  SHOWN.find(([types]) => types.test(typeOf(file)))?.[1] ?? 'document';

function fileContent(file: FileToSend, words = ''): AnyMessageContent {
  const caption = words === '' ? {} : { caption: words };
  const at = { url: file.path };
  const mimetype = typeOf(file);
  switch (kindOf(file)) {
    case 'image':
      return { image: at, mimetype, ...caption };
    case 'video':
      return { video: at, mimetype, ...caption };
    case 'audio':
      // Phones play an ogg only if they are told that it is Opus.
      return { audio: at, mimetype: mimetype === 'audio/ogg' ? 'audio/ogg; codecs=opus' : mimetype };
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
