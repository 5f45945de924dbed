import {
  type BaileysEventMap,
  decryptMediaRetryData,
  encryptMediaRetryRequest,
  proto,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { MediaOrder, MediaPlace } from './media-place.js';

/**
 * Where the file lies now; `lost` if the phone has it no more; undefined if the phone said nothing of use, or `signal`
 * came first.
 */
export type Reupload = (order: MediaOrder, signal: AbortSignal) => Promise<MediaPlace | 'lost' | undefined>;

interface Deps {
  /** The open socket, if there is one. */
  readonly socket: () => Pick<WASocket, 'ev' | 'sendNode' | 'user'> | undefined;
  readonly after: (ms: number, run: () => void) => () => void;
  /** How long the phone may take. */
  readonly waitMs?: number;
}

type Update = BaileysEventMap['messages.media-update'][number];

const { ResultType } = proto.MediaRetryNotification;

/**
 * Asks the phone to upload a file again whose time at the media host has run out. Baileys' own way waits for ever
 * when the phone is off; this one listens no longer than `waitMs`. Never rejects.
 */
export function reuploadOver({ socket, after, waitMs = 30_000 }: Deps): Reupload {
  return async ({ place, message }, signal) => {
    const line = socket();
    const me = line?.user?.id;
    if (!line || me === undefined) return undefined;
    const answer = listen(line, message.id);
    const cancel = after(waitMs, answer.stop);
    signal.addEventListener('abort', answer.stop);
    try {
      const key = { id: message.id, remoteJid: message.jid, fromMe: message.fromMe };
      await line.sendNode(encryptMediaRetryRequest(key, place.mediaKey, me));
      return movedBy(await answer.update, place);
    } catch {
      return undefined;
    } finally {
      cancel();
      signal.removeEventListener('abort', answer.stop);
      answer.stop();
    }
  };
}

/** The next word about this message; undefined once `stop` was called. */
function listen({ ev }: Pick<WASocket, 'ev'>, messageId: string) {
  let settle: (update: Update | undefined) => void = () => undefined;
  const update = new Promise<Update | undefined>((resolve) => (settle = resolve));
  const heard = (updates: readonly Update[]) => {
    const about = updates.find(({ key }) => key.id === messageId);
    if (about) settle(about);
  };
  ev.on('messages.media-update', heard);
  const stop = () => {
    ev.off('messages.media-update', heard);
    settle(undefined);
  };
  return { update, stop };
}

function movedBy(update: Update | undefined, place: MediaPlace): MediaPlace | 'lost' | undefined {
  if (update?.error) return update.error.output.statusCode === 404 ? 'lost' : undefined;
  if (!update?.media || update.key.id == null) return undefined;
  const { result, directPath } = decryptMediaRetryData(update.media, place.mediaKey, update.key.id);
  if (result === ResultType.NOT_FOUND) return 'lost';
  return result === ResultType.SUCCESS && directPath ? { ...place, directPath } : undefined;
}
