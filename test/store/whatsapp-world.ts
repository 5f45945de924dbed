import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arrival, Seen, Unit } from '../../channels/whatsapp/ports.js';
import { openSqlite, type Database } from '../../store/database.js';
import { openStore, type Store } from '../../store/open-store.js';
import { messageIdOf } from '../../channels/whatsapp/message-id.js';

export const NOW = new Date('2026-11-23T13:00:00Z');
export const ACCOUNT = 'main';

export interface WhatsAppWorld {
  readonly db: Database;
  readonly store: Store;
  /** What the clock shows; a test may move it. */
  now: Date;
  /** As after a crash: what was not on the disk is gone. */
  reborn(): Promise<WhatsAppWorld>;
  gone(): Promise<void>;
}

export async function openWhatsAppWorld(
  folder = mkdtempSync(join(tmpdir(), 'bastao-whatsapp-')),
  ids = { last: 0 },
): Promise<WhatsAppWorld> {
  const db = await openSqlite(join(folder, 'bastao.db'));
  const store = openStore(db, {
    now: () => world.now,
    newId: () => `id${++ids.last}`,
    logChannels: new Set(['web']),
    outgoingId: (channel, rowId) => (channel === 'whatsapp' ? messageIdOf(rowId) : undefined),
  });
  const world: WhatsAppWorld = {
    ...{ db, store, now: NOW },
    reborn: async () => {
      await db.close();
      return openWhatsAppWorld(folder, ids);
    },
    gone: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

export const words = (
  chat: Seen,
  id: string,
  text = 'oi',
  more: Partial<Arrival['incoming']> = {},
): Arrival => ({
  chat,
  name: 'Ana',
  incoming: { id, content: { kind: 'text', text }, sentAt: NOW, ...more },
});

export const arriving = (...arrivals: Arrival[]): Unit => ({ keys: [], arrivals });
