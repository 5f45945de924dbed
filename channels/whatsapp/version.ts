import { DEFAULT_CONNECTION_CONFIG, fetchLatestWaWebVersion, type WAVersion } from '@whiskeysockets/baileys';
import type { WhatsAppStore } from './ports.js';

const NOTE = 'version';
const LONGEST_FETCH_MS = 5000;

/** Which WhatsApp Web we pass for. */
export interface Version {
  /** The configured one; else the newest of Baileys' own and the last one that was good. */
  current(): Promise<WAVersion>;
  /** We were refused as too old: asks WhatsApp which one there is. Never throws; then the old one is kept. */
  refresh(): Promise<void>;
  /** We were let in: the present one is worth remembering. */
  wasGood(): Promise<void>;
}

export interface VersionDeps {
  readonly account: string;
  readonly store: Pick<WhatsAppStore, 'note' | 'remember'>;
  /** Absent: the one that Baileys carries. */
  readonly own?: WAVersion;
  readonly configured?: WAVersion;
  /** What WhatsApp has now, or nothing. Absent: nobody may be asked. */
  readonly fetchVersion?: () => Promise<WAVersion | undefined>;
}

export function openVersion(deps: VersionDeps): Version {
  const { account, store, own = DEFAULT_CONNECTION_CONFIG.version, configured, fetchVersion } = deps;
  let fetched: WAVersion | undefined;
  return {
    async current() {
      if (configured) return configured;
      const known = [own, readVersion(await store.note(account, NOTE)), fetched];
      return known.reduce<WAVersion>((best, one) => (one && isNewer(one, best) ? one : best), own);
    },
    async refresh() {
      if (!configured && fetchVersion) fetched = (await fetchVersion().catch(() => undefined)) ?? fetched;
    },
    async wasGood() {
      if (!fetched) return;
      await store.remember(account, NOTE, fetched.join('.'));
      fetched = undefined;
    },
  };
}

/** Asks WhatsApp's own site, for at most five seconds. */
export async function askWhatsApp(): Promise<WAVersion | undefined> {
  const { version, isLatest } = await fetchLatestWaWebVersion({
    signal: AbortSignal.timeout(LONGEST_FETCH_MS),
  });
  return isLatest ? version : undefined;
}

/** `2.3000.1043857760` as numbers; nothing if it is no version. */
export function readVersion(text: string | undefined): WAVersion | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(text ?? '');
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : undefined;
}

function isNewer(one: WAVersion, other: WAVersion): boolean {
  const at = one.findIndex((part, i) => part !== other[i]);
  return at >= 0 && one[at]! > other[at]!;
}
