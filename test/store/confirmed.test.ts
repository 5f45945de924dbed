import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { openSqlite, type Database } from '../../store/database.js';
import { openStore, type Store } from '../../store/open-store.js';

const ANA = { channel: 'whatsapp', id: 'main/l1' };
let folder: string;
let db: Database;
let store: Store;
let commits: string[];

async function open(): Promise<void> {
  db = await openSqlite(join(folder, 'bastao.db'));
  store = openStore(db, {
    ...{ now: () => new Date(0), newId: randomUUID, logChannels: new Set<string>() },
    afterCommit: (names) => commits.push(...names),
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'confirmed-'));
  commits = [];
  await open();
  const row = (id: string) =>
    `('${id}', 'whatsapp:main/l1', 'bot', 'text', 'oi', 'X${id}', 'queued', '', '')`;
  await db.writer.all(
    `insert into message (id, conversation_id, author, kind, text, external_id, state, sent_at, kept_at)
     values ${row('m1')}, ${row('m2')}`,
  );
  await db.writer.all(
    `insert into conversation (id, channel, person, customer_id, version, misses, failures, dialog_state, heard_at)
     values ('whatsapp:main/l1', 'whatsapp', 'main/l1', 'c1', 0, 0, 0, '{}', '')`,
  );
});
afterEach(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const waiting = async () => (await store.outbox.waiting(ANA)).map(({ id }) => id);
const sent = (id: string) => store.outbox.settle({ id, externalId: `X${id}` }, { status: 'sent' });

test('what the network confirmed waits no longer from that moment, and is kept together with others', async () => {
  expect(await waiting()).toEqual(['m1', 'm2']);
  await sent('m1');
  expect(await waiting()).toEqual(['m2']);
  expect(await store.outbox.isWaiting('m1')).toBe(false);
  await sent('m2');
  expect(commits).toEqual([]);
  await store.outbox.flush();
  expect(commits).toEqual(['sent']);
  expect(await db.reader.all(`select id from message where state = 'sent' order by id`)).toHaveLength(2);
});

test('it is kept without being asked for', async () => {
  const kept = new Promise<void>((resolve) => store.onDeskChanged(() => resolve()));
  await sent('m1');
  await kept;
  expect(commits).toEqual(['sent']);
});

test('a crash before that writes it once more, under the same id', async () => {
  await sent('m1');
  await db.close();
  await open();
  expect((await store.outbox.waiting(ANA)).map(({ id, externalId }) => [id, externalId])).toEqual([
    ['m1', 'Xm1'],
    ['m2', 'Xm2'],
  ]);
});

test('where a repeat would be seen it is kept at once', async () => {
  await store.outbox.settle({ id: 'm1' }, { status: 'sent' });
  expect(commits).toEqual(['sent']);
});
