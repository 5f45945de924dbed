/*
 * libsignal prints whole session records, private keys included, through the console. Importing this module silences
 * the console for the life of the process; our own words go to the log or to stdout directly.
 */
const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;

let printed = 0;
let tell: ((method: string, count: number) => void) | undefined;

for (const method of METHODS) {
  // Arguments are not even looked at: formatting them would be the first step to printing them.
  Object.defineProperty(console, method, {
    value: (): void => {
      printed += 1;
      tell?.(method, printed);
    },
  });
}

/** From now on `listener` hears that a library printed something and how often that happened; never what. */
export function whenPrinted(listener: (method: string, count: number) => void): void {
  tell = listener;
}
