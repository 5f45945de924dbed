import type { WASocket } from '@whiskeysockets/baileys';

/** So long we write to nobody who is not waiting, if WhatsApp does not say until when. */
const UNTOLD_MS = 60 * 60_000;

export interface ReachOut {
  /** For every new socket, right after it was made. */
  attach(sock: WASocket): void;
  /** WhatsApp refused a message with 463. It is asked for how long; until it says so, for an hour. */
  refused(sock: WASocket, now: Date): void;
  /** While it holds, nothing is written to people who are not waiting for it. */
  isLocked(now: Date): boolean;
}

/** Remembers when WhatsApp has forbidden us to write to people of our own accord. */
export function openReachOut(clock: () => Date): ReachOut {
  let until: Date | undefined;
  const inAnHour = (from: Date) => new Date(from.getTime() + UNTOLD_MS);
  return {
    attach: (sock) =>
      sock.ev.on('connection.update', ({ reachoutTimeLock: lock }) => {
        if (lock) until = lock.isActive ? (lock.timeEnforcementEnds ?? inAnHour(clock())) : undefined;
      }),
    refused: (sock, now) => {
      until = until && until > now ? until : inAnHour(now);
      // The answer comes through the event above.
      sock.fetchAccountReachoutTimelock().catch(() => undefined);
    },
    isLocked: (now) => until !== undefined && until > now,
  };
}
