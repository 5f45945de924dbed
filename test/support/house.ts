import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDoor, type Door, type DoorDeps } from '../../bot/receive.js';
import type { CommitName } from '../../bot/store.js';
import type { RunTurn } from '../../bot/turn.js';
import type { Address, Incoming } from '../../channels/channel.js';
import { parseDeskFile } from '../../routing/desk-file.js';
import { openSqlite } from '../../store/database.js';
import { openStore, type Store } from '../../store/open-store.js';
import { openTexts } from '../../texts/texts.js';

/** Store and door on a real database, without networks and without the dialogs: the bot says `eco:` and the words. */
export interface House {
  readonly store: Store;
  readonly door: Door;
  /** What went wrong and was caught. */
  readonly bugs: readonly unknown[];
  /** The lines on disk, oldest first: `customer: oi (answered)`. */
  lines(address: Address): Promise<string[]>;
  /** Leaves the database as a crash would, without a word to anybody, and opens it again. */
  dies(): Promise<House>;
  ends(): Promise<void>;
}

export interface HouseOptions {
  readonly runTurn?: RunTurn;
  readonly newId?: () => string;
  readonly held?: DoorDeps['held'];
  readonly afterCommit?: (names: readonly CommitName[]) => void;
}

export const JOANA: Address = { channel: 'web', id: 'joana' };
export const PEDRO: Address = { channel: 'pigeon', id: 'pedro' };
export const ROSA: Address = { channel: 'pigeon', id: 'rosa' };

/** A message as a network brings it. */
export const words = (from: Address, text: string, id = text): Incoming => ({
  ...{ id, from, person: { id: from.id } },
  content: { kind: 'text', text },
  sentAt: new Date(),
});

export const echo: RunTurn = async (_conversation, { content }) => ({
  replies: [{ text: `eco: ${content.kind === 'text' ? content.text : content.name}` }],
  dialogState: {},
  notes: { changes: [] },
});

export function openHouse(options: HouseOptions = {}): Promise<House> {
  return openHouseIn(mkdtempSync(join(tmpdir(), 'bastao-house-')), options);
}

async function openHouseIn(folder: string, options: HouseOptions): Promise<House> {
  const db = await openSqlite(join(folder, 'bastao.db'));
  const newId = options.newId ?? randomUUID;
  const now = () => new Date();
  const store = openStore(db, {
    ...{ now, newId, logChannels: new Set(['web']) },
    ...(options.afterCommit && { afterCommit: options.afterCommit }),
  });
  const bugs: unknown[] = [];
  const door = openDoor({ ...doorDeps(), store, now, newId, ...options, onBug: (error) => bugs.push(error) });
  return {
    ...{ store, door, bugs },
    lines: async ({ channel, id }) => {
      const sql = 'select author, text, state from message where conversation_id = ? order by position';
      const rows = await db.reader.all<{ author: string; text: string; state: string }>(sql, [
        `${channel}:${id}`,
      ]);
      return rows.map(({ author, text, state }) => `${author}: ${text} (${state})`);
    },
    dies: async () => {
      await db.close();
      return openHouseIn(folder, options);
    },
    ends: async () => {
      await door.idle();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function doorDeps() {
  const definition = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
  const desk = { definition, texts: openTexts(definition.texts) };
  return {
    desk: () => desk,
    classify: () => ({ intent: 'eco', confidence: 1, wantsPerson: false }),
    routeOf: () => undefined,
    runTurn: echo,
    agentAt: () => undefined,
    burstQuietMs: () => 0,
    sleep: () => Promise.resolve(),
  };
}
