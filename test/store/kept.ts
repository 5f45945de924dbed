import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite, type Database } from '../../store/database.js';
import { openStore, type Store } from '../../store/open-store.js';

/** A database on disk in a folder of its own, and the store over it. */
export interface KeptWorld {
  readonly db: Database;
  readonly store: Store;
  readonly folder: string;
  /** Closes it and opens it again, as the next start does. */
  reopened(): Promise<KeptWorld>;
  gone(): Promise<void>;
}

export const NOW = new Date('2026-11-23T13:00:00Z');

export function openKept(
  folder = mkdtempSync(join(tmpdir(), 'bastao-store-')),
  ids = { last: 0 },
): Promise<KeptWorld> {
  return openSqlite(join(folder, 'bastao.db')).then((db) => ({
    ...{ db, folder },
    store: openStore(db, {
      ...{ now: () => NOW, newId: () => `id${++ids.last}`, logChannels: new Set(['web']) },
    }),
    reopened: async () => {
      await db.close();
      return openKept(folder, ids);
    },
    gone: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  }));
}
