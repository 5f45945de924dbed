import type { WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { addressKey, type Address } from '../channel.js';
import type { WhatsAppStore } from './ports.js';

export interface ReadReceiptsDeps {
  readonly store: Pick<WhatsAppStore, 'handledUnread' | 'confirmedRead'>;
  readonly socket: () => WASocket | undefined;
  readonly isAgent: (address: Address) => boolean | Promise<boolean>;
  /** Calls back after so many milliseconds; returns how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly logger: Logger;
  /** So long after an answer it is looked for what may be confirmed. */
  readonly gatherMs?: number;
}

export interface ReadReceipts {
  /** The bot or an agent has answered in this chat; in an agent's chat, we have said something. */
  answered(address: Address, jid: string): void;
  stop(): void;
}

const GATHER_MS = 500;

/**
 * Blue ticks for the customer: a message is confirmed as read once it was dealt with and an answer went out. Never in
 * the way of a send; what cannot be confirmed now is confirmed after the next answer.
 */
export function openReadReceipts(deps: ReadReceiptsDeps): ReadReceipts {
  const { store, logger } = deps;
  let chats = new Map<string, { readonly address: Address; readonly jid: string }>();
  let cancel: (() => void) | undefined;

  const confirm = async ({ address, jid }: { address: Address; jid: string }): Promise<void> => {
    const sock = deps.socket();
    const ids = sock ? await store.handledUnread(address, await deps.isAgent(address)) : [];
    if (!sock || ids.length === 0) return;
    await sock.readMessages(ids.map((id) => ({ remoteJid: jid, id, fromMe: false })));
    await store.confirmedRead(address, ids);
  };
  const run = async (): Promise<void> => {
    cancel = undefined;
    const those = [...chats.values()];
    chats = new Map();
    for (const chat of those)
      await confirm(chat).catch((error: unknown) =>
        logger.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'not confirmed as read'),
      );
  };

  return {
    answered: (address, jid) => {
      chats.set(addressKey(address), { address, jid });
      cancel ??= deps.after(deps.gatherMs ?? GATHER_MS, () => void run());
    },
    stop: () => {
      cancel?.();
      chats.clear();
    },
  };
}
