import type { LineState } from '../channel.js';
import { USUAL_PACE, type Pace } from './pace.js';

/** Why the line is not open: `line.<reason>` in the texts. */
export type LineReason =
  | 'line'
  | 'storage'
  | 'lease'
  | 'replaced'
  | 'unlinked'
  | 'banned'
  | 'outdated'
  | 'multi-device'
  | 'qr-ended';

/** How a socket came to its end. */
export interface Closing {
  /** Who ended it: WhatsApp or the network, nobody scanning any QR code, or we, since nothing could be kept. */
  readonly cause: 'line' | 'qr-ended' | 'storage';
  /** WhatsApp's code, if it gave one. */
  readonly code?: number;
  /** Whether our number was linked. */
  readonly isLinked: boolean;
}

/** How often in a row a socket came to a bad end. */
export interface Tries {
  readonly line: number;
  readonly restarts: number;
  readonly replaced: number;
  readonly outdated: number;
}

export const NO_TRIES: Tries = { line: 0, restarts: 0, replaced: 0, outdated: 0 };

export interface Verdict {
  /** `link`: a QR code is asked for at once. `ask`: when somebody asks for it. `stop`: a person must act first. */
  readonly next: 'reconnect' | 'link' | 'ask' | 'stop';
  readonly afterMs: number;
  readonly reason: LineReason;
  /** A person is told at once; else when the line has been gone for a while. */
  readonly isAlarming?: true;
  /** Credentials and keys are worthless now. */
  readonly wipe?: true;
  readonly refreshVersion?: true;
  readonly tries: Tries;
}

const MOST_REPLACED = 3;
const BANNED = new Set([402, 403, 406]);

/**
 * What follows from the end of a socket. Never asks for a wipe unless WhatsApp says 401, and never fights over the
 * number: another client may take our place three times in a row, then a person is told.
 */
export function afterClosing(
  closing: Closing,
  tries: Tries,
  random: number,
  pace: Pace = USUAL_PACE,
): Verdict {
  const verdict = rulesFor(closing);
  return verdict({ closing, tries, random, pace });
}

/** How the line stands while the verdict is carried out. */
export function stateAfter({ next, afterMs }: Verdict): LineState['state'] {
  if (next === 'stop') return 'stopped';
  if (next !== 'reconnect') return 'linking';
  return afterMs > 0 ? 'waiting' : 'connecting';
}

interface Facts {
  readonly closing: Closing;
  readonly tries: Tries;
  readonly random: number;
  readonly pace: Pace;
}
type Rule = (facts: Facts) => Verdict;

function rulesFor({ cause, code }: Closing): Rule {
  if (cause === 'qr-ended') return ranOut;
  if (cause === 'storage') return (facts) => again(facts, 'storage');
  if (code === 515) return restarted;
  if (code === 440) return replaced;
  if (code === 401) return unlinked;
  if (code === 405) return outdated;
  if (code === 411) return (facts) => stopped(facts, 'multi-device');
  if (code !== undefined && BANNED.has(code)) return (facts) => stopped(facts, 'banned');
  return (facts) => again(facts, 'line');
}

const again = ({ tries, random, pace }: Facts, reason: LineReason): Verdict => ({
  ...{ next: 'reconnect', reason },
  afterMs: pause({ firstMs: pace.firstPauseMs, longestMs: pace.longestPauseMs }, tries.line, random),
  tries: { ...tries, line: tries.line + 1 },
});

const stopped = ({ tries }: Facts, reason: LineReason): Verdict => ({
  ...{ next: 'stop', afterMs: 0, reason, isAlarming: true, tries },
});

const ranOut = ({ tries }: Facts): Verdict => ({ next: 'ask', afterMs: 0, reason: 'qr-ended', tries });

/** The first one is what WhatsApp does after pairing; a server that restarts for ever is a line like any other. */
const restarted = (facts: Facts): Verdict => ({
  ...again(facts, 'line'),
  ...(facts.tries.restarts === 0 && { afterMs: 0 }),
  tries: { ...facts.tries, restarts: facts.tries.restarts + 1, line: facts.tries.line + 1 },
});

function replaced(facts: Facts): Verdict {
  const { tries, random, pace } = facts;
  if (tries.replaced >= MOST_REPLACED) return stopped(facts, 'replaced');
  return {
    ...{ next: 'reconnect', reason: 'replaced' },
    afterMs: pace.replacedMs * (1 + random),
    tries: { ...tries, replaced: tries.replaced + 1 },
  };
}

/** Who was refused without being linked asks for no QR code by itself: that would never end. */
const unlinked = ({ closing, tries }: Facts): Verdict => ({
  ...{ next: closing.isLinked ? 'link' : 'ask', afterMs: 0, reason: 'unlinked' },
  ...{ isAlarming: true, wipe: true, tries },
});

const outdated = ({ tries, random, pace }: Facts): Verdict => ({
  ...{ next: 'reconnect', reason: 'outdated', refreshVersion: true },
  ...(tries.outdated > 0 && { isAlarming: true }),
  afterMs: pause({ firstMs: pace.outdatedMs, longestMs: pace.longestOutdatedMs }, tries.outdated, random),
  tries: { ...tries, outdated: tries.outdated + 1 },
});

/** Between half of the doubled pause and all of it, so that many do not come back at the same moment. */
function pause(limits: { firstMs: number; longestMs: number }, tries: number, random: number): number {
  const whole = Math.min(limits.longestMs, limits.firstMs * 2 ** tries);
  return (whole / 2) * (1 + random);
}

/** What Baileys' error says about the end of its socket. */
export function closingOf(error: unknown, isLinked: boolean): Closing {
  const { message = '', output } = (error ?? {}) as {
    message?: string;
    output?: { statusCode?: number };
  };
  if (message === 'QR refs attempts ended') return { cause: 'qr-ended', isLinked };
  // A proxy that answers the upgrade with 401 or 403 does not speak for WhatsApp.
  const isNetwork = message.startsWith('WebSocket Error');
  const code = isNetwork ? undefined : output?.statusCode;
  return { cause: 'line', isLinked, ...(code !== undefined && { code }) };
}
