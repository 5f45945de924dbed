import type { GoneReason } from '../../files/notes.js';

/** A file could not be fetched. `isFinal`: it never can be. */
export class MediaTrouble extends Error {
  override readonly name = 'MediaTrouble';
  constructor(
    readonly reason: GoneReason,
    readonly isFinal = false,
    options?: ErrorOptions,
  ) {
    super(`A file could not be fetched: ${reason}.`, options);
  }
}

/** The pause before the first new attempt, unless told otherwise. */
export const FIRST_PAUSE_MS = 5_000;
/** The pauses after each failure, as multiples of the first: with 5 s they are spread over a day. */
const PAUSES = [1, 6, 24, 120, 360, 720, 1440, 2880, 5760, 5760];
/** What came damaged once may be whole the next time; damaged thrice, it lies there damaged. */
const MOST_DAMAGED = 3;

/** When a file is tried again that has failed `earlier` times before this; undefined: never. */
export function nextAttempt(
  { reason, isFinal }: Pick<MediaTrouble, 'reason' | 'isFinal'>,
  earlier: number,
  now: Date,
  firstPauseMs: number,
): Date | undefined {
  const pause = PAUSES[earlier];
  if (isFinal || pause === undefined) return undefined;
  if (reason === 'damaged' && earlier + 1 >= MOST_DAMAGED) return undefined;
  return new Date(now.getTime() + pause * firstPauseMs);
}
