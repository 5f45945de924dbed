import { isGone, openLease } from '../../../channels/whatsapp/lease.js';
import type { FakeWhatsApp } from '../../support/fake-whatsapp/index.js';
import { openStage, type Stage } from '../../support/fake-whatsapp/scene.js';
import { closeAll, memoryStore, scene } from './connection-scene.js';

describe('who holds a lease', () => {
  const us = 'host:7:new';
  const nobodyLives = () => false;
  const allLive = () => true;

  it('is gone if its process is gone, and only on our own host', () => {
    expect(isGone('host:8:x', us, nobodyLives)).toBe(true);
    expect(isGone('host:8:x', us, allLive)).toBe(false);
    expect(isGone('elsewhere:8:x', us, nobodyLives)).toBe(false);
  });

  it('is gone if we were given its process number: in a container each start has the same', () => {
    expect(isGone('host:7:old', us, allLive)).toBe(true);
    expect(isGone(us, us, nobodyLives)).toBe(false);
  });

  it('is taken for alive if nobody knows what it is', () => {
    expect(isGone('nonsense', us, nobodyLives)).toBe(false);
  });
});

describe('a lease', () => {
  function held(store = memoryStore(), leaseMs = 90) {
    const lost: string[] = [];
    const lease = openLease({
      ...{ account: 'main', holder: 'here:1:a', store, leaseMs, now: () => new Date(), isAlive: () => true },
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      onLost: () => lost.push('lost'),
    });
    return { lease, store, lost };
  }
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('is renewed for as long as it is held, and free once given back', async () => {
    const { lease, store, lost } = held();
    expect(await lease.take()).toEqual({ isOurs: true });
    await sleep(300);
    expect(store.leases.get('main')!.until.getTime()).toBeGreaterThan(Date.now());
    await lease.release();
    expect(store.leases.size).toBe(0);
    await sleep(120);
    expect([store.leases.size, lost.length]).toEqual([0, 0]);
  });

  it('is lost when somebody else has it', async () => {
    const { lease, store, lost } = held();
    await lease.take();
    store.leases.set('main', { holder: 'there:2:b', until: new Date(Date.now() + 10_000) });
    await sleep(80);
    expect(lost).toEqual(['lost']);
    expect(await lease.take()).toMatchObject({ isOurs: false });
  });

  it('is lost when it could not be renewed in time, before anybody else can have it', async () => {
    const { lease, store, lost } = held(memoryStore(), 200);
    await lease.take();
    const { until } = store.leases.get('main')!;
    store.goesDown();
    while (lost.length === 0) await sleep(1);
    expect(Date.now()).toBeLessThan(until.getTime());
  });

  it('outlives a store that is away for a moment', async () => {
    const { lease, store, lost } = held(memoryStore(), 300);
    await lease.take();
    store.goesDown();
    await sleep(150);
    store.comesBack();
    await sleep(400);
    expect(lost).toEqual([]);
    await lease.release();
  });
});

describe('two processes and one number', () => {
  let stage: Stage;
  let server: FakeWhatsApp;
  beforeAll(async () => {
    stage = await openStage();
    server = stage.server;
  });
  afterEach(closeAll);
  afterAll(() => stage.ends());

  it('a restart after SIGKILL takes over at once', async () => {
    const kept = memoryStore();
    kept.leases.set('main', { holder: 'here:999999:dead', until: new Date(Date.now() + 60_000) });
    const { line, becomes, states } = scene(server, { kept, isAlive: () => false });
    line.start();
    await becomes('open');
    expect(states).not.toContain('waiting:lease');
  });

  it('the second one waits, with no socket, until the first has given the number free', async () => {
    const kept = memoryStore();
    const first = scene(server, { kept, isAlive: () => true });
    first.line.start();
    await first.becomes('open');
    const pace = { leaseMs: 150 };
    const second = scene(server, { kept, pace, holder: 'here:1:two', isAlive: () => true });
    second.line.start();
    await second.becomes('waiting', 'lease');
    await expect(second.line.link()).rejects.toThrow('linked already');
    expect(second.sockets).toHaveLength(0);
    await first.line.stop();
    await second.becomes('open');
  });

  it('the one that loses it closes its socket at once', async () => {
    const kept = memoryStore();
    const { line, becomes, store } = scene(server, { kept, pace: { leaseMs: 150 }, isAlive: () => true });
    line.start();
    await becomes('open');
    const gone = new Promise((resolve) => server.once('disconnected', resolve));
    store.leases.set('main', { holder: 'there:2:b', until: new Date(Date.now() + 60_000) });
    await becomes('waiting', 'lease');
    expect(line.socket()).toBeUndefined();
    await gone;
    store.leases.delete('main');
    await becomes('open');
  });
});
