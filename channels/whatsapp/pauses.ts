/** Waits that can be cut short all at once. */
export interface Pauses {
  /** Resolves after so many milliseconds; at once and with false if the pauses were ended. */
  rest(ms: number): Promise<boolean>;
  /** Ends every pause, and all that would begin later. */
  end(): void;
}

export function openPauses(after: (ms: number, run: () => void) => () => void): Pauses {
  const running = new Set<() => void>();
  let isEnded = false;
  return {
    rest: async (ms) => {
      if (ms <= 0 || isEnded) return !isEnded;
      await new Promise<void>((resolve) => {
        const cancel = after(ms, () => finish());
        const finish = (): void => {
          running.delete(finish);
          cancel();
          resolve();
        };
        running.add(finish);
      });
      return !isEnded;
    },
    end: () => {
      isEnded = true;
      for (const finish of [...running]) finish();
    },
  };
}
