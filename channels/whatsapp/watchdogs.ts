import type { Pace } from './pace.js';

/** Calls back after so many milliseconds; returns how to cancel. */
export type After = (ms: number, run: () => void) => () => void;

/** Resolves with the work, however it ends, or when the time is over. */
export function atMost(after: After, ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = after(ms, resolve);
    const done = (): void => {
      cancel();
      resolve();
    };
    work.then(done, done);
  });
}

/** What a socket is doing. While a QR code waits to be scanned only silence is a sign of trouble. */
export type Phase = 'starting' | 'linking' | 'pairing' | 'open';

/** What a watchdog has seen: no QR code and no login, no login after pairing, silence, sends without an answer. */
export type Stuck = 'start' | 'pairing' | 'silence' | 'sends';

export interface Watch {
  phase(phase: Phase): void;
  /** Anything came. */
  frame(): void;
  sendTimedOut(): void;
  sendConfirmed(): void;
  stop(): void;
}

const LOOKS = 5;
const MOST_TIMEOUTS = 3;
const LOST_LOGINS = 3;

/** Watches one socket. Calls `onStuck` at most once, and never after `stop`. */
export function watch(
  after: After,
  pace: Pick<Pace, 'startMs' | 'pairingMs' | 'silentMs'>,
  onStuck: (why: Stuck) => void,
): Watch {
  let timeouts = 0;
  let quietLooks = 0;
  let isOver = false;
  let cancelPhase = (): void => undefined;
  let cancelLook = (): void => undefined;
  const stop = (): void => {
    isOver = true;
    cancelPhase();
    cancelLook();
  };
  const stuck = (why: Stuck): void => {
    if (isOver) return;
    stop();
    onStuck(why);
  };
  // A frame only resets a number: a timer for each of them would cost more than the frame.
  const look = (): void => {
    quietLooks += 1;
    if (quietLooks > LOOKS) stuck('silence');
    else cancelLook = after(pace.silentMs / LOOKS, look);
  };
  const limit = (phase: Phase): (() => void) => {
    if (phase === 'starting') return after(pace.startMs, () => stuck('start'));
    if (phase === 'pairing') return after(pace.pairingMs, () => stuck('pairing'));
    return () => undefined;
  };
  cancelPhase = limit('starting');
  look();
  return {
    stop,
    phase: (phase) => {
      cancelPhase();
      if (!isOver) cancelPhase = limit(phase);
    },
    frame: () => void (quietLooks = 0),
    sendConfirmed: () => void (timeouts = 0),
    sendTimedOut: () => {
      timeouts += 1;
      if (timeouts >= MOST_TIMEOUTS) stuck('sends');
    },
  };
}

/**
 * What waits for us at WhatsApp, login after login. It is stuck when three logins in a row were lost before all of it
 * had come, and it never got less: a message may be among it that always brings the line down.
 */
export class Backlog {
  #counts: number[] = [];

  get isStuck(): boolean {
    return this.#counts.length > LOST_LOGINS;
  }

  /** A login finds so many waiting. True if they are stuck. */
  found(count: number): boolean {
    const last = this.#counts.at(-1) ?? 0;
    this.#counts = count > 0 && count >= last ? [...this.#counts, count].slice(-LOST_LOGINS - 1) : [count];
    return this.isStuck;
  }

  /** All of it has come. */
  caughtUp(): void {
    this.#counts = [];
  }
}
