/** At most so many at a time; the others wait in the order in which they came. */
export interface Slots {
  /** Resolves with how to give it back. */
  take(): Promise<() => void>;
  readonly taken: number;
}

export function openSlots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const giveBack = (): void => {
    const next = waiting.shift();
    if (next) next();
    else taken--;
  };
  return {
    take: async () => {
      if (taken < count) taken++;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let isGiven = false;
      return () => {
        if (!isGiven) giveBack();
        isGiven = true;
      };
    },
    get taken() {
      return taken;
    },
  };
}
