import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Unit, WhatsAppStore } from '../../../channels/whatsapp/ports.js';
import { SealBroken } from '../../../channels/whatsapp/seal.js';
import { ACCOUNT, openWhatsAppWorld, type WhatsAppWorld } from '../../store/whatsapp-world.js';
import { openSignals, slow } from './signal-world.js';

let world: WhatsAppWorld;
beforeEach(async () => {
  world = await openWhatsAppWorld();
});
afterEach(() => world.gone());

const bytes = (text: string) => Buffer.from(text);
const identity = (name: string, value: string) => ({ 'identity-key': { [name]: bytes(value) } });

test('what is set is there at once, and after the next start', async () => {
  const { signal } = await openSignals(world.store.whatsapp);
  const pair = { public: bytes('pub'), private: bytes('priv') };
  const session = { _sessions: { a: { registrationId: 7 } }, version: 'v1' };
  await signal.keys.set({
    'pre-key': { '1': pair },
    session: { '5511.0': session as never },
    'lid-mapping': { '5511': '1' },
    'device-list': { '5511': ['0', '3'] },
    'sender-key-memory': { g: { 'a@lid': true } },
    'app-state-sync-key': { k: { keyData: bytes('k'), timestamp: 5 } },
    tctoken: { a: { token: bytes('t'), timestamp: '1' } },
  });
  world = await world.reborn();
  const { keys } = (await openSignals(world.store.whatsapp)).signal;
  expect(await keys.get('pre-key', ['1', '2'])).toEqual({ '1': pair });
  expect(await keys.get('session', ['5511.0'])).toEqual({ '5511.0': session });
  expect(await keys.get('lid-mapping', ['5511'])).toEqual({ '5511': '1' });
  expect(await keys.get('device-list', ['5511'])).toEqual({ '5511': ['0', '3'] });
  expect(await keys.get('sender-key-memory', ['g'])).toEqual({ g: { 'a@lid': true } });
  expect((await keys.get('app-state-sync-key', ['k'])).k).toMatchObject({ keyData: bytes('k') });
  expect(await keys.get('tctoken', ['a'])).toEqual({ a: { token: bytes('t'), timestamp: '1' } });
});

test('nothing secret can be read in the database', async () => {
  const { signal } = await openSignals(world.store.whatsapp);
  await signal.keys.set(identity('a', 'chave-muito-privada'));
  await signal.keepCredentials();
  const [row] = await world.db.reader.all<{ value: Buffer }>('select value from whatsapp_key');
  const [account] = await world.db.reader.all<{ credentials: Buffer }>(
    'select credentials from whatsapp_account',
  );
  expect(row?.value.includes('chave-muito-privada')).toBe(false);
  expect(account?.credentials.includes('noiseKey')).toBe(false);
});

test('the wrong key is told at the start', async () => {
  await (await openSignals(world.store.whatsapp)).signal.keepCredentials();
  await expect(openSignals(world.store.whatsapp, { key: randomBytes(32) })).rejects.toThrow(SealBroken);
});

test('a row that was moved to another place stops the line instead of making a new session', async () => {
  const first = await openSignals(world.store.whatsapp);
  await first.signal.keys.set(identity('a', 'de a'));
  await world.db.writer.all(`update whatsapp_key set id = 'b'`);
  const { signal, broken } = await openSignals(world.store.whatsapp);
  await expect(signal.keys.get('identity-key', ['b'])).rejects.toThrow('broken');
  expect(broken).toEqual([expect.any(SealBroken)]);
});

test('many changes of one moment share a few flushes', async () => {
  let flushes = 0;
  await world.gone();
  world = await openWhatsAppWorld();
  const { writer } = world.db;
  const all = writer.all.bind(writer);
  writer.all = (sql, bindings) => {
    if (sql === 'commit') flushes++;
    return all(sql, bindings);
  };
  const { signal } = await openSignals(world.store.whatsapp);
  await signal.idle();
  flushes = 0;
  await Promise.all(Array.from({ length: 50 }, async (_, i) => signal.keys.set(identity(`${i}`, `${i}`))));
  expect(flushes).toBeLessThan(10);
});

test('what is not flushed yet is read from memory, never an older value from the disk', async () => {
  const { signal } = await openSignals(slow(world.store.whatsapp, 20));
  await signal.keys.set(identity('a', 'um'));
  const flushed = signal.keys.set(identity('a', 'dois'));
  await sleep(5);
  expect(await signal.keys.get('identity-key', ['a'])).toEqual({ a: bytes('dois') });
  await flushed;
});

test('a list that Baileys changes in place is not changed under us', async () => {
  const { signal } = await openSignals(world.store.whatsapp);
  await signal.keys.set({ 'device-list': { a: ['0'] } });
  (await signal.keys.get('device-list', ['a'])).a?.push('9');
  expect(await signal.keys.get('device-list', ['a'])).toEqual({ a: ['0'] });
});

describe('a commit that fails', () => {
  /** The disk is full from the nth commit on. */
  const full = (store: WhatsAppStore, from: number): WhatsAppStore => {
    let commits = 0;
    return {
      ...store,
      commit: (account, unit) =>
        store.commit(
          account,
          ++commits === from ? ({ keys: [], arrivals: [{ chat: {} }] } as unknown as Unit) : unit,
        ),
    };
  };

  test('closes the line before anybody who waited goes on, and nothing behind it is kept', async () => {
    const happened: string[] = [];
    const { signal, broken } = await openSignals(full(world.store.whatsapp, 2), {
      onBroken: () => happened.push('closed'),
    });
    const set = (name: string) => signal.keys.set(identity(name, name)) as Promise<void>;
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) =>
        set(name).catch((error: unknown) => {
          happened.push(`${name} failed`);
          throw error;
        }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(happened[0]).toBe('closed');
    expect(broken).toHaveLength(1);
    await expect(set('d')).rejects.toThrow('broken');
    await expect(signal.keepCredentials()).rejects.toThrow('broken');
    expect([
      ...(await world.store.whatsapp.keys(ACCOUNT, 'identity-key', ['a', 'b', 'c', 'd'])).keys(),
    ]).toEqual(['a']);
  });

  test('is over when the store starts again from the disk', async () => {
    const { signal } = await openSignals(full(world.store.whatsapp, 2));
    await signal.keys.set(identity('a', 'no disco'));
    await Promise.allSettled([
      signal.keys.set(identity('a', 'perdido')),
      signal.keys.set(identity('b', 'perdido')),
    ]);
    await signal.reopen();
    expect(await signal.keys.get('identity-key', ['a', 'b'])).toEqual({ a: bytes('no disco') });
    await signal.keys.set(identity('b', 'agora sim'));
    world = await world.reborn();
    const again = await openSignals(world.store.whatsapp);
    expect(await again.signal.keys.get('identity-key', ['b'])).toEqual({ b: bytes('agora sim') });
  });
});

test('an unlinked number begins with fresh credentials and no keys', async () => {
  const { signal } = await openSignals(world.store.whatsapp);
  const { registrationId, advSecretKey } = signal.credentials();
  await signal.keepCredentials();
  await signal.keys.set(identity('a', 'a'));
  await signal.wipe();
  expect(signal.credentials().advSecretKey).not.toBe(advSecretKey);
  expect(registrationId).toBeDefined();
  expect(await signal.keys.get('identity-key', ['a'])).toEqual({});
  await signal.keys.set(identity('a', 'b'));
});
