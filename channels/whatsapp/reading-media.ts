import type { proto } from '@whiskeysockets/baileys';
import type { Attachment } from '../channel.js';
import type { MediaKind, MediaPlace } from './media-place.js';
import { bytesIn, line, positive, words } from './reading-fields.js';

type File = proto.Message.IImageMessage &
  proto.Message.IVideoMessage &
  proto.Message.IAudioMessage &
  proto.Message.IDocumentMessage &
  proto.Message.IStickerMessage;

/** What may be announced as the sender claims it; a page or a script may not. */
const HARMLESS =
  /^(?:image\/(?:jpeg|png|gif|webp|heic|heif)|video\/[\w.+-]+|audio\/[\w.+-]+|application\/(?:pdf|zip|msword|vnd\.[\w.+-]+)|text\/(?:plain|csv))$/;

/** What a file is taken for whose sender said nothing of it. */
export const USUAL_TYPES: Readonly<Record<MediaKind, string>> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg',
  document: 'application/octet-stream',
  sticker: 'image/webp',
};

/** Where a file lies, if the message says enough to fetch it. Its thumbnails are ignored. */
export function placeOf(kind: MediaKind, message: object): MediaPlace | undefined {
  const file = message as File;
  const mediaKey = bytesIn(file.mediaKey);
  const url = words(file.url);
  const directPath = words(file.directPath);
  if (!mediaKey || (url === '' && directPath === '')) return undefined;
  const known = {
    ...{ url: url || undefined, directPath: directPath || undefined },
    ...{ fileSha256: bytesIn(file.fileSha256), fileEncSha256: bytesIn(file.fileEncSha256) },
    ...{ fileLength: positive(file.fileLength), mimetype: line(file.mimetype) || undefined },
    fileName: fileNameOf(file) || undefined,
    voiceSeconds: file.ptt === true ? positive(file.seconds) : undefined,
  };
  return { kind, mediaKey, ...present(known) };
}

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

const present = <T extends object>(all: T): Present<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Present<T>;

/** How the file is announced until its bytes have been seen: by no type that a browser would run. */
export function announced({ kind, mimetype, fileName }: MediaPlace): Attachment {
  const claimed = (mimetype ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const fits = kind === 'document' || claimed.split('/')[0] === USUAL_TYPES[kind].split('/')[0];
  return {
    contentType: fits && HARMLESS.test(claimed) ? claimed : USUAL_TYPES[kind],
    ...(fileName !== undefined && { name: fileName }),
  };
}

/** The last part of a path: a name is no place. */
const fileNameOf = ({ fileName, title }: File): string =>
  (line(fileName) || line(title)).split(/[/\\]/).at(-1)?.trim() ?? '';
