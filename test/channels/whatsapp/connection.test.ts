import { once } from 'node:events';
import type { FakeWhatsApp } from '../../support/fake-whatsapp/index.js';
import { openStage, type Stage } from '../../support/fake-whatsapp/scene.js';
import { closeAll, memoryStore, scene } from './connection-scene.js';

let stage: Stage;
let server: FakeWhatsApp;
beforeAll(async () => {
  stage = await openStage();
  server = stage.server;
});
afterEach(async () => {
  await closeAll();
  server.faults.mute = false;
  server.faults.rejectUpgrades.count = 0;
});
afterAll(() => stage.ends());

/** The line opens, and only then does the test begin. */
async function openScene(wishes: Parameters<typeof scene>[1] = {}) {
  const opened = scene(server, wishes);
  opened.line.start();
  await opened.becomes('open');
  opened.states.length = 0;
  return opened;
}

describe('a line that opens', () => {
  it('connects, catches up and is open, and says by which number', async () => {
    const { line, states, becomes, account, opened, sockets } = scene(server);
    expect(line.socket()).toBeUndefined();
    line.start();
    const state = await becomes('open');
    expect(states).toEqual(['connecting', 'catching-up', 'open']);
    expect(state).toMatchObject({ channel: 'whatsapp', account: 'main', isAlarming: false });
    expect(state.phone).toBe(`+${account.phone}`);
    expect(opened).toEqual(sockets);
    expect(line.socket()).toBe(sockets[0]);
  });

  it('is open after a while even if the catch-up never ends', async () => {
    const { line, becomes, account } = scene(server, { pace: { catchUpMs: 200 } });
    const ana = server.customer('5511999990001', 'Ana');
    await ana.send('oi', { to: account });
    const [device] = [...account.devices.values()];
    device!.drain = () => undefined;
    line.start();
    await becomes('catching-up');
    await becomes('open');
  });

  it('does not appear online, so that the phone of the company goes on ringing', async () => {
    const presence = server.waitFor(
      ({ tag, attrs }) => tag === 'presence' && attrs.type !== undefined,
      20_000,
    );
    const { line } = scene(server);
    line.start();
    expect((await presence).attrs.type).toBe('unavailable');
  });
});

describe('a line that is lost comes back', () => {
  it('after stream errors 503 and 428', async () => {
    const { states, becomes } = await openScene();
    for (const code of [503, 428]) {
      states.length = 0;
      server.streamError(code);
      await becomes('waiting', 'line');
      await becomes('open');
      expect(states).toEqual(['waiting:line', 'connecting:line', 'catching-up', 'open']);
    }
  });

  it('after 515 at once, without a pause', async () => {
    const { states, becomes } = await openScene();
    server.restartRequired();
    await becomes('connecting');
    await becomes('open');
    expect(states).not.toContain('waiting:line');
  });

  it('after an outage, tried again and again until the server is back', async () => {
    const { line, states, becomes, until } = await openScene();
    await server.goDown();
    await until(() => states.filter((state) => state === 'waiting:line').length >= 3);
    expect(line.state().retryAt).toBeInstanceOf(Date);
    await server.comeBack();
    await becomes('open');
  });

  it('after an upgrade that was refused, which Baileys would wait for till doomsday (finding 3)', async () => {
    server.faults.rejectUpgrades = { count: 2, status: 503 };
    const { line, states, becomes } = scene(server);
    line.start();
    await becomes('open');
    expect(states.filter((state) => state === 'waiting:line')).toHaveLength(2);
  });

  it('keeps credentials when a proxy answers the upgrade with 401', async () => {
    server.faults.rejectUpgrades = { count: 1, status: 401 };
    const { line, becomes, memory } = scene(server);
    line.start();
    await becomes('open');
    expect(memory.counts.wiped).toBe(0);
  });

  it('after a login that is never answered', async () => {
    const { line, becomes } = scene(server, { pace: { startMs: 2500 } });
    server.faults.iqSilent.add('passive').add('encrypt');
    line.start();
    await becomes('waiting', 'line');
    server.faults.iqSilent.clear();
    await becomes('open');
  });

  it('after a silence in which the line only seems to be there', async () => {
    const { becomes } = await openScene({ pace: { silentMs: 1500, keepAliveMs: 60_000 } });
    server.faults.mute = true;
    await becomes('waiting', 'line');
    server.faults.mute = false;
    await becomes('open');
  });

  it('after three sends without an answer, but not after two and a confirmed one', async () => {
    const { line, states, becomes } = await openScene();
    line.sendTimedOut();
    line.sendTimedOut();
    line.sendConfirmed();
    line.sendTimedOut();
    line.sendTimedOut();
    expect(states).toEqual([]);
    line.sendTimedOut();
    await becomes('waiting', 'line');
    await becomes('open');
  });

  it('fifty times without leaving listeners, timers or sockets behind', async () => {
    const { sockets, becomes, until, opened, timers } = await openScene({ pace: { firstPauseMs: 0 } });
    const before = { timers: timers(), exit: process.listenerCount('exit') };
    expect(sockets[0]!.ws.listenerCount('frame')).toBeGreaterThan(0);
    server.dropConnection();
    server.faults.rejectUpgrades = { count: 42, status: 503 };
    for (let n = 2; n <= 9; n++) {
      await until(() => opened.length === n);
      await becomes('open');
      server.dropConnection();
    }
    await until(() => opened.length === 10);
    await becomes('open');
    expect(sockets.length).toBeGreaterThan(50);
    for (const { ws } of sockets.slice(0, -1))
      for (const event of ['frame', 'unexpected-response', 'CB:ib,,offline_preview'])
        // Baileys keeps the one for the preview that it had from the beginning.
        expect(ws.listenerCount(event)).toBeLessThanOrEqual(event.startsWith('CB') ? 1 : 0);
    expect(timers()).toBe(before.timers);
    expect(process.listenerCount('exit')).toBe(before.exit);
    expect(server.conns.size).toBe(1);
  });
});

describe('a line that must not come back by itself', () => {
  it('403: stops and tells a person at once, and keeps the credentials', async () => {
    const { states, becomes, memory, sockets } = await openScene();
    server.failure(403);
    const state = await becomes('stopped', 'banned');
    expect(state.isAlarming).toBe(true);
    expect(memory.counts.wiped).toBe(0);
    expect(sockets).toHaveLength(1);
    expect(states).toEqual(['stopped:banned']);
  });

  it('440: gives way to another client after three tries', async () => {
    const { line, states, becomes, until, opened } = await openScene();
    for (let n = 1; n <= 4; n++) {
      await until(() => opened.length === n);
      await becomes('open');
      server.replaced();
      await until(({ state }) => state !== 'open');
    }
    await becomes('stopped', 'replaced');
    expect(states.filter((state) => state === 'waiting:replaced')).toHaveLength(3);
    expect(line.state().isAlarming).toBe(true);
  });

  it('405: asks which version there is, passes for that one and remembers it', async () => {
    const asked: string[] = [];
    const { becomes, store, until } = await openScene({
      fetchVersion: async () => {
        asked.push('now');
        return [2, 3000, 2_000_000_001];
      },
    });
    server.failure(405);
    await becomes('waiting', 'outdated');
    await becomes('open');
    await until(() => store.notes.size > 0);
    expect(asked).toEqual(['now']);
    expect(store.notes.get('main/version')).toBe('2.3000.2000000001');
  });
});

describe('the store', () => {
  it('fails: no receipt leaves any more, and the line begins anew from what is on disk', async () => {
    const { line, becomes, memory, account, sockets } = await openScene();
    const ana = server.customer('5511999990002', 'Ana');
    let isConfirmed = false;
    sockets[0]!.ws.on('CB:message', () => line.broken());
    const sent = await ana.send('oi', { to: account });
    void sent.settled.then(() => (isConfirmed = true));
    await becomes('waiting', 'storage');
    expect(isConfirmed).toBe(false);
    await becomes('open');
    expect(memory.counts.reopened).toBe(1);
    await sent.settled;
  });

  it('is away at the start: it is tried again', async () => {
    const store = memoryStore();
    store.goesDown();
    const { line, becomes } = scene(server, { kept: store });
    line.start();
    await becomes('waiting', 'storage');
    store.comesBack();
    await becomes('open');
  });
});

describe('alarm', () => {
  it('comes when there was no line for a while, and goes with the line', async () => {
    const { line, until, becomes } = await openScene({ pace: { alarmMs: 150 } });
    await server.goDown();
    await becomes('waiting', 'line');
    expect(line.state().isAlarming).toBe(false);
    await until(({ isAlarming }) => isAlarming);
    await server.comeBack();
    expect((await becomes('open')).isAlarming).toBe(false);
  });
});

describe('shutdown', () => {
  it('waits for what is in flight, gives the number free, and the number stays linked', async () => {
    const { line, store, memory, account, sockets } = await openScene({ pace: { inFlightMs: 5000 } });
    const steps: string[] = [];
    let confirm = (): void => undefined;
    const inFlight = new Promise<void>((resolve) => (confirm = resolve)).then(() => steps.push('confirmed'));
    const gone = once(server, 'disconnected').then(() => steps.push('gone'));
    const stopped = line.stop(inFlight);
    expect(line.socket()).toBe(sockets[0]);
    confirm();
    await Promise.all([stopped, gone]);
    expect(steps).toEqual(['confirmed', 'gone']);
    expect(line.state()).toMatchObject({ state: 'stopped', isAlarming: false });
    expect(store.leases.size).toBe(0);
    expect(account.devices.size).toBe(1);
    expect(memory.counts.wiped).toBe(0);
  });

  it('does not wait for ever', async () => {
    const { line } = await openScene({ pace: { inFlightMs: 50 } });
    await line.stop(new Promise(() => undefined));
    expect(line.state().state).toBe('stopped');
  });

  it('in the middle of connecting leaves no socket and no lease', async () => {
    const { line, store } = scene(server);
    line.start();
    await line.stop();
    expect(store.leases.size).toBe(0);
    expect(line.socket()).toBeUndefined();
  });
});
