import { initAuthCreds, type AuthenticationCreds, type WASocket } from '@whiskeysockets/baileys';
import pino from 'pino';
import type { LineState } from '../../../channels/channel.js';
import type { Connection, ConnectionDeps, Signal } from '../../../channels/whatsapp/connection-deps.js';
import { openConnection } from '../../../channels/whatsapp/connection.js';
import type { Pace } from '../../../channels/whatsapp/pace.js';
import { MemoryKeyStore, type Account, type FakeWhatsApp } from '../../support/fake-whatsapp/index.js';
import { letGoOfLongTimers } from '../../support/fake-whatsapp/scene.js';

// Baileys leaves timers of half a minute behind; each test file has globals of its own.
letGoOfLongTimers();

/** The usual pace, shortened so that a test need not wait. */
export const HURRIED: Partial<Pace> = {
  ...{ firstPauseMs: 10, longestPauseMs: 40, replacedMs: 10, outdatedMs: 10, longestOutdatedMs: 40 },
  ...{ releaseMs: 300, steadyMs: 2000, calmMs: 20_000, inFlightMs: 300, linkMs: 4000, queryMs: 4000 },
};

/** What the connection keeps, in memory; several connections may share it as several processes share a database. */
export function memoryStore(now: () => Date = () => new Date()) {
  const leases = new Map<string, { holder: string; until: Date }>();
  const notes = new Map<string, string>();
  let isDown = false;
  const answer = <T>(make: () => T): Promise<T> =>
    isDown ? Promise.reject(new Error('the store is down')) : Promise.resolve(make());
  return {
    ...{ leases, notes },
    goesDown: () => void (isDown = true),
    comesBack: () => void (isDown = false),
    lease: (account: string, holder: string, until: Date) =>
      answer(() => {
        const other = leases.get(account);
        if (other && other.holder !== holder && other.until > now()) return false;
        leases.set(account, { holder, until });
        return true;
      }),
    leaseHolder: (account: string) => answer(() => leases.get(account)),
    release: (account: string, holder: string) =>
      answer(() => {
        if (leases.get(account)?.holder === holder) leases.delete(account);
      }),
    note: (account: string, name: string) => answer(() => notes.get(`${account}/${name}`)),
    remember: (account: string, name: string, value: string) =>
      answer(() => void notes.set(`${account}/${name}`, value)),
  };
}

/** The Signal side in memory: what Baileys would do by itself. */
export function memorySignal(creds: AuthenticationCreds = initAuthCreds(), keys = new MemoryKeyStore()) {
  const counts = { wiped: 0, reopened: 0 };
  let current = creds;
  const signal: Signal = {
    credentials: () => current,
    keys,
    config: {},
    attach: (sock) => sock.ev.on('creds.update', (update) => Object.assign(current, update)),
    reopen: async () => void (counts.reopened += 1),
    wipe: async () => {
      counts.wiped += 1;
      // A store takes a moment for it.
      await new Promise((go) => setTimeout(go, 20));
      keys.clear();
      current = initAuthCreds();
    },
  };
  return { signal, counts, creds: () => current };
}

export interface Scene {
  readonly line: Connection;
  readonly account: Account;
  readonly store: ReturnType<typeof memoryStore>;
  readonly memory: ReturnType<typeof memorySignal>;
  /** Every state so far, as `state` or `state:reason`. */
  readonly states: string[];
  readonly sockets: WASocket[];
  readonly opened: WASocket[];
  readonly printed: string[];
  /** How many timers of ours wait. */
  readonly timers: () => number;
  /** Resolves at the first state like this, be it the present one. */
  readonly until: (match: (state: LineState) => boolean, ms?: number) => Promise<LineState>;
  readonly becomes: (state: LineState['state'], reason?: string) => Promise<LineState>;
}

let phones = 551130000000;
const open: Connection[] = [];

/** A number that is linked already, unless it is asked not to be, and a connection to it that is not started yet. */
export function scene(
  server: FakeWhatsApp,
  wishes: Partial<ConnectionDeps> & { linked?: boolean; kept?: ReturnType<typeof memoryStore> } = {},
): Scene {
  const { linked = true, kept, pace, ...more } = wishes;
  const account = server.account(String(++phones), 'ACME');
  const keys = new MemoryKeyStore();
  const memory = memorySignal(linked ? account.preLink(keys) : initAuthCreds(), keys);
  const store = kept ?? memoryStore();
  const states: string[] = [];
  const sockets: WASocket[] = [];
  const opened: WASocket[] = [];
  const printed: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const line = openConnection({
    account: 'main',
    holder: `here:${process.pid}:one`,
    ...{ store, signal: memory.signal, url: server.url },
    onSocket: (sock) => void sockets.push(sock),
    onOpen: (sock) => void opened.push(sock),
    onCaughtUp: () => undefined,
    now: () => new Date(),
    random: () => 0,
    after: (ms, run) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer);
      };
    },
    logger: pino({ level: 'silent' }),
    print: (text) => void printed.push(text),
    pace: { ...HURRIED, ...pace },
    ...more,
  });
  open.push(line);
  line.onChanged(({ state, reason }) => states.push(reason ? `${state}:${reason}` : state));
  const until: Scene['until'] = (match, ms = 25_000) => waitFor(line, states, match, ms);
  return {
    ...{ line, account, store, memory, states, sockets, opened, printed, until },
    timers: () => timers.size,
    becomes: (state, reason) => until((now) => now.state === state && now.reason === reason),
  };
}

function waitFor(line: Connection, states: string[], match: (state: LineState) => boolean, ms: number) {
  return new Promise<LineState>((resolve, reject) => {
    if (match(line.state())) return resolve(line.state());
    const timer = setTimeout(
      () => reject(new Error(`It did not come to that: ${states.join(' ')}`)),
      ms,
    ).unref();
    const stop = line.onChanged((state) => {
      if (!match(state)) return;
      clearTimeout(timer);
      stop();
      resolve(state);
    });
  });
}

/** All lines of this test are over. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((line) => line.stop()));
}
