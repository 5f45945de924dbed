import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { openSqlite, type Database } from '../../../../../store/database.js';
import { openWhatsAppWorld } from '../../../../support/whatsapp-world.js';

const PEOPLE = 3;
const MESSAGES = 25;

/** The same faults at every run. */
function dice(seed: number): () => number {
  let now = seed;
  return () => (now = (now * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

/** A disk that fails now and then: in the middle of a transaction, at its end, at a read. */
function failingDisk() {
  const chance = dice(7);
  const disk = { isBad: false, failures: 0 };
  const fails = (sql: string): boolean => {
    const often = sql === 'commit' ? 0.1 : /whatsapp_|into message/.test(sql) ? 0.05 : 0;
    const isNow = disk.isBad && chance() < often;
    if (isNow) disk.failures += 1;
    return isNow;
  };
  const failing = (line: Database['writer']): Database['writer'] => ({
    close: () => line.close(),
    all: (sql, values) =>
      fails(sql) ? Promise.reject(new Error('SQLITE_FULL: database or disk is full')) : line.all(sql, values),
  });
  const around = (db: Database): Database => ({
    ...db,
    writer: failing(db.writer),
    reader: failing(db.reader),
  });
  return { disk, around };
}

interface Secret {
  readonly conversation_id: string;
  readonly text: string;
}

async function secretsIn(file: string): Promise<Secret[]> {
  const db = await openSqlite(file);
  const sql = `select conversation_id, text from message where text like 'segredo%' and author = 'customer' order by position`;
  const rows = await db.reader.all<Secret>(sql);
  await db.close();
  return rows;
}

const inOrder = (kept: readonly Secret[]): boolean =>
  kept.every(({ conversation_id, text }, i) => {
    const before = kept.slice(0, i).findLast((one) => one.conversation_id === conversation_id);
    return before === undefined || numberOf(before.text) < numberOf(text);
  });

const numberOf = (text: string): number => Number(text.split(' ')[1]);

test('a disk that fails now and then loses nothing, doubles nothing, and tells the log no words', async () => {
  const log: string[] = [];
  const stray: unknown[] = [];
  const hear = (error: unknown) => void stray.push(error);
  process.on('unhandledRejection', hear);
  const { disk, around } = failingDisk();
  const it = await openWhatsAppWorld({
    logger: pino({ level: 'debug' }, { write: (text: string) => void log.push(text) }),
    aroundDatabase: around,
    whatsApp: { longestPauseMs: 200, watchesForLoops: false },
  });
  const people = Array.from({ length: PEOPLE }, (_, i) => it.person(`551198765030${i}`));
  for (const person of people) await person.says('oi');
  for (const person of people) await person.hears(/ajudar/);
  disk.isBad = true;
  const sent = [];
  for (let i = 0; i < MESSAGES; i++)
    for (const person of people) {
      sent.push(await person.says(`segredo ${sent.length}`));
      await sleep(20);
    }
  disk.isBad = false;
  await Promise.all(sent.map(({ settled }) => settled));
  await it.world.app.stop();
  process.off('unhandledRejection', hear);
  const kept = await secretsIn(join(it.world.folder, 'bastao.db'));
  expect(kept.map(({ text }) => text).sort()).toEqual(sent.map((_, i) => `segredo ${i}`).sort());
  expect(inOrder(kept)).toBe(true);
  expect(disk.failures).toBeGreaterThan(0);
  expect(stray).toEqual([]);
  expect(log.filter((line) => /segredo|5511987650/.test(line))).toEqual([]);
  await it.server.stop();
}, 90_000);
