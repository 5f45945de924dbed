import type {
  AuthenticationCreds,
  CacheStore,
  SignalKeyStore,
  UserFacingSocketConfig,
  WAVersion,
} from '@whiskeysockets/baileys';
import type { Pace } from './pace.js';

export interface SocketWishes {
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
  readonly version: WAVersion;
  readonly pace: Pace;
  readonly retryCounts: CacheStore;
  readonly getMessage: UserFacingSocketConfig['getMessage'];
  /** A test server on this machine. */
  readonly url?: string;
}

/** How we want a socket to be. Nothing here may turn off history altogether: the hidden ids of our contacts come with it. */
export function socketOptions(wishes: SocketWishes): UserFacingSocketConfig {
  const { creds, keys, version, pace, retryCounts, getMessage, url } = wishes;
  return {
    auth: { creds, keys },
    version,
    logger: SILENT,
    // The phone of the company goes on ringing while we are connected.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    generateHighQualityLinkPreview: false,
    // Else Baileys sets a timer and writes down two stacks for everything it sends. What never connects is found by the
    // watchdog (`startMs`).
    connectTimeoutMs: 0,
    defaultQueryTimeoutMs: pace.queryMs,
    keepAliveIntervalMs: pace.keepAliveMs,
    msgRetryCounterCache: retryCounts,
    ...(getMessage && { getMessage }),
    ...(pace.qrMs !== undefined && { qrTimeout: pace.qrMs }),
    ...(url !== undefined && { waWebSocketUrl: loopback(url) }),
  };
}

/** Only TLS proves that it is WhatsApp we talk to, so without it only this very machine is talked to. */
export function loopback(url: string): string {
  if (/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname)) return url;
  throw new Error('A test server for WhatsApp may only be on this machine.');
}

const nothing = (): void => undefined;

/** Baileys' records hold messages and keys, so none of them is passed on. */
const SILENT = {
  level: 'silent',
  child: () => SILENT,
  ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing },
};

const MOST_COUNTS = 10_000;

/** How often a message was asked for again. It outlives sockets, else a reconnect would begin to count anew. */
export function makeRetryCounts(): CacheStore {
  const counts = new Map<string, unknown>();
  return {
    get: <T>(key: string) => counts.get(key) as T | undefined,
    set: (key, value) => {
      counts.delete(key);
      counts.set(key, value);
      for (const oldest of counts.keys()) {
        if (counts.size <= MOST_COUNTS) break;
        counts.delete(oldest);
      }
    },
    del: (key) => void counts.delete(key),
    flushAll: () => counts.clear(),
  };
}
