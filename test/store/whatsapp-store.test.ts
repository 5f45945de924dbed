import type { Unit } from '../../channels/whatsapp/ports.js';
import { ACCOUNT, arriving, NOW, openWhatsAppWorld, words, type WhatsAppWorld } from './whatsapp-world.js';

let world: WhatsAppWorld;
beforeEach(async () => {
  world = await openWhatsAppWorld();
});
afterEach(() => world.gone());

const ANA = { lid: '1' };
const whatsapp = () => world.store.whatsapp;
const commit = (unit: Unit) => whatsapp().commit(ACCOUNT, unit);
const bytes = (text: string) => Buffer.from(text);
const key = (id: string, value: string | null) => ({
  type: 'session',
  id,
  value: value === null ? null : bytes(value),
});
const session = async (id: string) => (await whatsapp().keys(ACCOUNT, 'session', [id])).get(id)?.toString();
const unanswered = async (id = 'whatsapp:main/l1') => (await world.store.situation(id))?.unanswered ?? [];

describe('a step of the protocol', () => {
  test('is kept as a whole: session, credentials, plain text and the message', async () => {
    await commit({
      keys: [key('1.0', 'one')],
      credentials: bytes('creds'),
      decrypted: [{ fingerprint: 'f', plain: bytes('plain') }],
      arrivals: [words(ANA, 'm1')],
    });
    world = await world.reborn();
    expect(await session('1.0')).toBe('one');
    expect((await whatsapp().credentials(ACCOUNT))?.toString()).toBe('creds');
    expect((await whatsapp().decrypted(ACCOUNT, 'f'))?.toString()).toBe('plain');
    expect(await unanswered()).toMatchObject([{ content: { text: 'oi' } }]);
  });

  test('the last word on a key counts, also within one flush; null takes it away', async () => {
    await Promise.all([
      commit({ keys: [key('1.0', 'a'), key('2.0', 'x')] }),
      commit({ keys: [key('1.0', 'b')] }),
    ]);
    expect([await session('1.0'), await session('2.0')]).toEqual(['b', 'x']);
    await Promise.all([
      commit({ keys: [key('1.0', null)] }),
      commit({ keys: [key('2.0', null), key('3.0', 'c')] }),
    ]);
    expect([await session('1.0'), await session('2.0'), await session('3.0')]).toEqual([
      undefined,
      undefined,
      'c',
    ]);
  });

  test('accounts do not see each other', async () => {
    await commit({ keys: [key('1.0', 'a')] });
    expect(await whatsapp().keys('other', 'session', ['1.0'])).toEqual(new Map());
  });

  test('eight hundred pre-keys fit into one', async () => {
    const keys = Array.from({ length: 812 }, (_, i) => ({ type: 'pre-key', id: `${i}`, value: bytes('k') }));
    await commit({ keys });
    expect((await whatsapp().keys(ACCOUNT, 'pre-key', ['0', '811'])).size).toBe(2);
  });
});

describe('a step that fails', () => {
  const broken: Unit = { keys: [key('9.0', 'lost')], arrivals: [words({}, 'nobody')] };

  test('takes everything behind it with it, and leaves what came before', async () => {
    const results = await Promise.allSettled([
      commit({ keys: [key('1.0', 'before')], arrivals: [words(ANA, 'm1')] }),
      commit(broken),
      commit({ keys: [key('1.0', 'after')], arrivals: [words(ANA, 'm2')] }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(commit({ keys: [key('2.0', 'later')] })).rejects.toThrow('earlier');
    expect([await session('1.0'), await session('9.0'), await session('2.0')]).toEqual([
      'before',
      undefined,
      undefined,
    ]);
    expect(await unanswered()).toHaveLength(1);
  });

  test('until the account starts again; what was asked for before that stays lost', async () => {
    const failing = [commit(broken), commit({ keys: [key('1.0', 'old')] })];
    whatsapp().reopened(ACCOUNT);
    const fresh = commit({ keys: [key('2.0', 'new')] });
    expect((await Promise.allSettled([...failing, fresh])).map(({ status }) => status)).toEqual([
      ...['rejected', 'rejected', 'fulfilled'],
    ]);
    expect([await session('1.0'), await session('2.0')]).toEqual([undefined, 'new']);
  });

  test('does not trouble another account, nor anybody else in the same flush', async () => {
    const other = { keys: [key('1.0', 'other')] };
    const content = { kind: 'text', text: 'oi' } as const;
    const web = { id: 'w', from: { channel: 'web', id: 'w' }, person: { id: 'w' }, content, sentAt: NOW };
    const results = await Promise.allSettled([
      commit(broken),
      whatsapp().commit('other', other),
      world.store.keep(web),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});

describe('a message', () => {
  test('that comes again is a repeat, however it was encrypted', async () => {
    const [first] = await commit(arriving(words(ANA, 'm1')));
    const [again] = await commit(arriving(words(ANA, 'm1', 'outra coisa')));
    expect(again).toEqual({ ...first, repeat: true });
    expect(await unanswered()).toMatchObject([{ content: { text: 'oi' } }]);
  });

  test('of the company phone, a late one, an edit and a quote are told as such', async () => {
    const author = { kind: 'agent', id: 'phone:main', name: 'telefone' } as const;
    const content = {
      kind: 'text',
      text: 'ontem',
      edits: 'm1',
      quotes: { id: 'm0', text: 'quando?' },
    } as const;
    await commit(
      arriving(words(ANA, 'm1', 'já vou', { author }), words(ANA, 'm2', '', { content, forPeople: 'late' })),
    );
    expect(await unanswered()).toMatchObject([{ author }, { content, forPeople: 'late' }]);
    expect((await unanswered())[1]).not.toHaveProperty('author');
    const entries = await world.store.log.after({ channel: 'whatsapp', id: 'main/l1' }, 0);
    expect(entries).toMatchObject([
      { author, incoming: { id: 'm1' } },
      { author: { kind: 'customer' }, edits: 'm1', quotes: { id: 'm0' }, incoming: { id: 'm2' } },
    ]);
  });

  test('with a file leaves a job behind; a repeat does not', async () => {
    const media = [{ fileId: 'f1', sealed: bytes('where') }];
    await commit(arriving({ ...words(ANA, 'm1'), media }));
    await commit(arriving({ ...words(ANA, 'm1'), media: [{ fileId: 'f2', sealed: bytes('again') }] }));
    expect(await whatsapp().dueMedia(ACCOUNT, NOW, 10)).toMatchObject([{ fileId: 'f1', attempts: 0 }]);
    const retryAt = new Date(NOW.getTime() + 60_000);
    await whatsapp().mediaFailed('f1', { reason: '410', retryAt, sealed: bytes('elsewhere') });
    expect(await whatsapp().dueMedia(ACCOUNT, NOW, 10)).toEqual([]);
    expect(await whatsapp().nextMediaAt(ACCOUNT)).toEqual(retryAt);
    const [job] = await whatsapp().dueMedia(ACCOUNT, retryAt, 10);
    expect([job?.attempts, job?.sealed.toString()]).toEqual([1, 'elsewhere']);
    await whatsapp().mediaFetched('f1');
    expect(await whatsapp().nextMediaAt(ACCOUNT)).toBeUndefined();
  });
});

describe('the lease', () => {
  const until = new Date(NOW.getTime() + 30_000);
  test('is held by one, kept by renewing it, free when given back or over', async () => {
    expect(await whatsapp().lease(ACCOUNT, 'a', until)).toBe(true);
    expect(await whatsapp().lease(ACCOUNT, 'b', until)).toBe(false);
    expect(await whatsapp().lease('other', 'b', until)).toBe(true);
    expect(await whatsapp().lease(ACCOUNT, 'a', until)).toBe(true);
    await whatsapp().release(ACCOUNT, 'b');
    expect(await whatsapp().leaseHolder(ACCOUNT)).toEqual({ holder: 'a', until });
    await whatsapp().release(ACCOUNT, 'a');
    expect(await whatsapp().lease(ACCOUNT, 'b', until)).toBe(true);
    world.now = until;
    expect(await whatsapp().leaseHolder(ACCOUNT)).toBeUndefined();
    expect(await whatsapp().lease(ACCOUNT, 'a', new Date(until.getTime() + 1))).toBe(true);
  });
});

test('an unlinked number forgets keys and plain texts, and nobody it has talked with', async () => {
  await commit({
    ...arriving(words(ANA, 'm1')),
    keys: [key('1.0', 'a')],
    credentials: bytes('c'),
    decrypted: [{ fingerprint: 'f', plain: bytes('p') }],
  });
  await whatsapp().remember(ACCOUNT, 'version', '2.3000');
  await whatsapp().wipe(ACCOUNT);
  expect(await whatsapp().credentials(ACCOUNT)).toBeUndefined();
  expect(await whatsapp().decrypted(ACCOUNT, 'f')).toBeUndefined();
  expect(await session('1.0')).toBeUndefined();
  expect(await whatsapp().conversationOf(ACCOUNT, ANA)).toEqual({ channel: 'whatsapp', id: 'main/l1' });
  expect(await whatsapp().note(ACCOUNT, 'version')).toBe('2.3000');
});

test('plain texts go after five weeks, what was sent after two', async () => {
  await commit({ keys: [], decrypted: [{ fingerprint: 'f', plain: bytes('p') }] });
  await whatsapp().keepSent(ACCOUNT, 's', bytes('file'));
  const later = async (days: number) => {
    world.now = new Date(NOW.getTime() + days * 86_400_000);
    whatsapp().reopened(ACCOUNT);
    await commit({ keys: [] });
    return [await whatsapp().decrypted(ACCOUNT, 'f'), await whatsapp().sent(ACCOUNT, 's')].map(
      (kept) => kept !== undefined,
    );
  };
  expect(await later(13)).toEqual([true, true]);
  expect(await later(15)).toEqual([true, false]);
  expect(await later(36)).toEqual([false, false]);
});
