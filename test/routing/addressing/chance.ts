/** A whole number from 0, less than this. */
export type Chance = (below: number) => number;

/** Many small choices out of one number. */
export function tape(seed: number): Chance {
  let state = seed | 1;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

export const pickFrom = <One>(all: readonly One[], pick: Chance): One | undefined =>
  all[pick(all.length || 1)];
