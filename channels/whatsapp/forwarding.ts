import type { proto } from '@whiskeysockets/baileys';
import { addressOf, isMediaHost } from './media-download.js';
import type { MediaOrder, MediaPlace } from './media-place.js';
import { USUAL_TYPES } from './reading-media.js';

/** WhatsApp keeps a file for two weeks or three; whoever gets it must have time to open it. */
const FRESH_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * May others be sent to where this file lies? Only for some days after it was uploaded, and only if WhatsApp itself has
 * it and all is known that a phone checks.
 */
export function isForwardable({ place, at }: MediaOrder, now: Date, allowsLoopback: boolean): boolean {
  const { fileSha256, fileEncSha256, fileLength, directPath } = place;
  if (at === undefined || now.getTime() - at.getTime() > FRESH_MS) return false;
  if (!fileSha256 || !fileEncSha256 || fileLength === undefined || directPath === undefined) return false;
  const address = addressOf(place);
  return address !== undefined && isMediaHost(address, allowsLoopback);
}

/** The message that hands on a file where it lies: nothing is downloaded or uploaded for it. */
export function forwardOf(
  place: MediaPlace,
  { words, context }: { readonly words: string; readonly context: proto.IContextInfo | undefined },
): proto.IMessage {
  const { kind, url, directPath, mediaKey, fileSha256, fileEncSha256, fileLength } = place;
  const mimetype = place.mimetype ?? USUAL_TYPES[kind];
  const file = {
    ...{ directPath, mediaKey, fileSha256, fileEncSha256, fileLength, mimetype },
    ...(url !== undefined && { url }),
    ...(context && { contextInfo: context }),
  };
  const caption = words === '' ? {} : { caption: words };
  switch (kind) {
    case 'image':
      return { imageMessage: { ...file, ...caption } };
    case 'video':
      return { videoMessage: { ...file, ...caption } };
    case 'audio':
      return { audioMessage: { ...file, ...voiceOf(place) } };
    case 'sticker':
      return { stickerMessage: file };
    case 'document': {
      const { fileName } = place;
      return { documentMessage: { ...file, ...(fileName !== undefined && { fileName }), ...caption } };
    }
  }
}

/** What makes a sound a voice message. */
export const voiceOf = ({
  voiceSeconds,
}: {
  readonly voiceSeconds?: number;
}): { readonly ptt?: true; readonly seconds?: number } =>
  voiceSeconds === undefined ? {} : { ptt: true, seconds: voiceSeconds };
