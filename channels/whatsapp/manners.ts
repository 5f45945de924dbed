import type { Outgoing } from '../channel.js';

/** WhatsApp shows that somebody types for no longer than this. */
const LONGEST_TYPING_MS = 25_000;
/** A text of so many characters gets the longest pause. */
const LONG_TEXT = 300;
/** Who wrote within this time is waiting for an answer. */
const WAITS_FOR_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/**
 * How long the bot types before it says this: between half and one and a half times `typingMs`, the longer the text
 * the longer, and never more than 25 s. `chance` is from 0 to 1. None at all if `typingMs` is 0.
 */
export function typingPause(text: string, typingMs: number, chance: number): number {
  if (typingMs <= 0) return 0;
  const wobble = (chance - 0.5) * 0.2;
  const times = Math.min(1.5, Math.max(0.5, 0.5 + text.length / LONG_TEXT + wobble));
  return Math.min(LONGEST_TYPING_MS, Math.round(typingMs * times));
}

/** How long a chat that was last written to at `lastAt` must be left alone. */
export const gapLeft = (lastAt: number | undefined, gapMs: number, now: number): number =>
  lastAt === undefined ? 0 : Math.max(0, Math.min(gapMs, lastAt + gapMs - now));

/** Is somebody waiting for this message? They are while an agent speaks, or if they wrote in the last ten minutes. */
export const isAwaited = (message: Outgoing, heardAt: Date | undefined, now: Date): boolean =>
  message.author.kind === 'agent' ||
  (heardAt !== undefined && now.getTime() - heardAt.getTime() <= WAITS_FOR_MS);

/** Places in time for messages nobody is waiting for. */
export interface Rate {
  /** In how many milliseconds this message may go. Its place is kept: asking again later gives what is left. */
  placeIn(id: string, now: number): number;
}

/** Gives out at most so many places in any minute, in the order of asking. 0 means there is no limit. */
export function openRate(perMinute: number): Rate {
  const given: number[] = [];
  const reserved = new Map<string, number>();
  const next = (now: number): number => {
    const full = given.length >= perMinute ? given[given.length - perMinute] : undefined;
    return full === undefined ? now : Math.max(now, full + MINUTE_MS);
  };
  const forget = (now: number): void => {
    given.splice(0, Math.max(0, given.length - perMinute));
    for (const [id, at] of reserved) if (at < now - 10 * MINUTE_MS) reserved.delete(id);
  };
  return {
    placeIn: (id, now) => {
      if (perMinute <= 0) return 0;
      const at = reserved.get(id) ?? next(now);
      if (!reserved.has(id)) given.push(at);
      if (at > now) reserved.set(id, at);
      else reserved.delete(id);
      forget(now);
      return Math.max(0, at - now);
    },
  };
}
