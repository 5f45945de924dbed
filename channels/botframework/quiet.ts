import { AsyncLocalStorage } from 'node:async_hooks';

type Print = (...words: unknown[]) => void;

const silent = new AsyncLocalStorage<true>();
let ours: Print | undefined;

/**
 * Runs work during which nothing is printed by `console.error`: the SDK's token check prints keys and claims of
 * whatever a stranger sends. Everyone else's printing goes on meanwhile.
 */
export function withoutPrinting<T>(work: () => Promise<T>): Promise<T> {
  const { console } = globalThis;
  if (console.error !== ours) {
    const print: Print = console.error.bind(console);
    ours = (...words) => (silent.getStore() ? undefined : print(...words));
    console.error = ours;
  }
  return silent.run(true, work);
}
