/** The most that is asked for at once. */
const LARGEST = 64;

interface Wish<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers what is asked for in one tick and reads it together. `read` gives the values in the order of the keys. */
export function gathered<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  let wishes: Wish<Key, Value>[] = [];
  const fulfil = async (now: readonly Wish<Key, Value>[]): Promise<void> => {
    try {
      const values = await read(now.map(({ key }) => key));
      now.forEach(({ resolve }, i) => resolve(values[i] as Value));
    } catch (error) {
      for (const { reject } of now) reject(error);
    }
  };
  return (key) =>
    new Promise((resolve, reject) => {
      wishes.push({ key, resolve, reject });
      if (wishes.length > 1) return;
      setImmediate(() => {
        const all = wishes;
        wishes = [];
        for (let i = 0; i < all.length; i += LARGEST) void fulfil(all.slice(i, i + LARGEST));
      });
    });
}
