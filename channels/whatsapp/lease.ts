import type { WhatsAppStore } from './ports.js';
import type { After } from './watchdogs.js';

/** The right to be the account's only socket. Two sockets would throw each other out for ever. */
export interface Lease {
  /** Takes it, or finds it taken; then says until when it is, unless renewed. */
  take(): Promise<{ readonly isOurs: true } | { readonly isOurs: false; readonly until: Date }>;
  /** Gives it back; what the store cannot do now happens by itself when the time is over. Harmless if it is not ours. */
  release(): Promise<void>;
}

/** So much of the time is ours beyond doubt, even if a timer comes late. */
const SAFE_PART = 0.9;

export interface LeaseDeps {
  readonly account: string;
  /** `<host>:<pid>:<random>`, different for each start of the program. */
  readonly holder: string;
  readonly store: Pick<WhatsAppStore, 'lease' | 'leaseHolder' | 'release'>;
  readonly leaseMs: number;
  readonly now: () => Date;
  readonly after: After;
  readonly isAlive?: (pid: number) => boolean;
  /** Called at most once for each `take`, before anybody else can have it. */
  readonly onLost: () => void;
}

/**
 * Keeps the lease, once taken, by renewing it every third of its time. A holder on this very host whose process is gone
 * is no holder: a restart takes over at once.
 */
export function openLease(deps: LeaseDeps): Lease {
  const { account, holder, store, leaseMs, now, after, isAlive = isProcessAlive } = deps;
  let cancels: (() => void)[] = [];
  const letGo = (): void => {
    for (const cancel of cancels) cancel();
    cancels = [];
  };
  const claim = async (): Promise<boolean> => {
    const from = now().getTime();
    letGo();
    if (!(await store.lease(account, holder, new Date(from + leaseMs)))) return false;
    keep(from);
    return true;
  };
  const lost = (): void => {
    letGo();
    deps.onLost();
  };
  const keep = (from: number): void => {
    letGo();
    const left = (whole: number): number => Math.max(0, from + whole - now().getTime());
    cancels = [after(left(leaseMs * SAFE_PART), lost), after(left(leaseMs / 3), () => void renew())];
  };
  const renew = async (): Promise<void> => {
    const [whenOver] = cancels;
    const from = now().getTime();
    const kept = await store.lease(account, holder, new Date(from + leaseMs)).catch(() => undefined);
    // Given back or lost meanwhile.
    if (cancels[0] !== whenOver || !whenOver) return;
    if (kept === false) lost();
    else if (kept) keep(from);
    // The store did not answer: it may yet do so before our time is over.
    else cancels = [whenOver, after(leaseMs / 9, () => void renew())];
  };
  return {
    async take() {
      if (await claim()) return { isOurs: true };
      const other = await store.leaseHolder(account);
      if (other && isGone(other.holder, holder, isAlive)) await store.release(account, other.holder);
      if (await claim()) return { isOurs: true };
      return { isOurs: false, until: other?.until ?? now() };
    },
    async release() {
      letGo();
      await store.release(account, holder).catch(() => undefined);
    },
  };
}

/** Whether a holder is surely dead: its process was on our host and is no more, or has become ourselves. */
export function isGone(other: string, ours: string, isAlive: (pid: number) => boolean): boolean {
  const [them, us] = [partsOf(other), partsOf(ours)];
  if (!them || !us || them.host !== us.host) return false;
  if (them.pid === us.pid) return them.random !== us.random;
  return !isAlive(them.pid);
}

function partsOf(holder: string): { host: string; pid: number; random: string } | undefined {
  const parts = /^(.+):(\d+):([^:]+)$/.exec(holder);
  return parts ? { host: parts[1]!, pid: Number(parts[2]), random: parts[3]! } : undefined;
}

/** Asks the system without disturbing the process. One that we may not signal is alive. */
function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
