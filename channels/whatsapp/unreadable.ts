import type { WAMessage, WASocket } from '@whiskeysockets/baileys';
import { isPersonal, jidOf, seenIn } from './jid.js';
import type { KeptMessage, WhatsAppStore } from './ports.js';
import { momentIn } from './reading-fields.js';

export interface UnreadableDeps {
  readonly account: string;
  readonly store: Pick<WhatsAppStore, 'commit'>;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly now: () => Date;
  readonly onKept: (kept: readonly KeptMessage[]) => void;
}

export interface Unreadable {
  attach(sock: WASocket): void;
  /** The words of this message have come after all. */
  hasCome(messageId: string): void;
  stop(): void;
}

/** WebMessageInfo.StubType: a message that could not be decrypted. */
const CIPHERTEXT = 2;
/** The sender's phone is asked to send it again; after so long it will not come any more. */
const PATIENCE_MS = 60_000;
const MOST_AWAITED = 1000;

/** A message that stays unreadable is at least known of: it comes to the door as the event `message.unreadable`. */
export function watchUnreadable(deps: UnreadableDeps): Unreadable {
  const awaited = new Map<string, () => void>();
  const come = (id: string): void => {
    awaited.get(id)?.();
    awaited.delete(id);
  };
  const tell = ({ key, messageTimestamp }: WAMessage): void => {
    const { id, remoteJid, remoteJidAlt } = key;
    if (!id || !remoteJid) return;
    awaited.delete(id);
    const jid = jidOf(seenIn(remoteJid));
    const incoming = {
      id: `${id}/unreadable`,
      content: { kind: 'event', name: 'message.unreadable', value: { id } },
      sentAt: momentIn(messageTimestamp, deps.now()),
      ...(jid !== undefined && { reference: { jid } }),
    } as const;
    const arrival = { chat: seenIn(remoteJid, remoteJidAlt), incoming };
    // Should even this not be kept the line is begun anew, and that is told elsewhere.
    deps.store.commit(deps.account, { keys: [], arrivals: [arrival] }).then(deps.onKept, () => undefined);
  };
  const wait = (message: WAMessage): void => {
    const { id, remoteJid, fromMe } = message.key;
    if (!id || fromMe || !remoteJid || !isPersonal(remoteJid)) return;
    if (awaited.has(id) || awaited.size >= MOST_AWAITED) return;
    awaited.set(
      id,
      deps.after(PATIENCE_MS, () => tell(message)),
    );
  };
  return {
    attach: (sock) =>
      void sock.ev.on('messages.upsert', ({ messages }) => {
        for (const message of messages)
          if (Number(message.messageStubType) === CIPHERTEXT && !message.message) wait(message);
      }),
    hasCome: come,
    stop: () => {
      for (const cancel of awaited.values()) cancel();
      awaited.clear();
    },
  };
}
