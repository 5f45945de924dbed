/** While messages come that were held back for us: answers wait for the last of them. */
export interface CatchUps {
  /** What to wait for, while there is something to wait for. */
  held(): Promise<void> | undefined;
  /** WhatsApp has let us in. Whoever waits already goes on waiting. */
  begins(): void;
  /** There is a new line: what was on its way over the last one will come again. */
  lineBegins(): void;
  /** A message is here, and waits to be decrypted. */
  comes(id: string): void;
  /** It is kept, or there was nothing to keep. */
  came(id: string): void;
  /** WhatsApp has handed out everything: it is over once the last of it is kept. */
  hasAll(): void;
  end(): void;
}

/** Nobody waits longer than this for messages that may not come. */
const LONGEST_MS = 30_000;
/** Nor than this after the last that came: of some messages nothing is ever heard again. */
const QUIET_MS = 1000;

export const catchUps = (after: (ms: number, run: () => void) => () => void): CatchUps => new Hold(after);

class Hold implements CatchUps {
  readonly #after: (ms: number, run: () => void) => () => void;
  readonly #onTheirWay = new Set<string>();
  #under: { readonly over: Promise<void>; readonly resolve: () => void } | undefined;
  #hasAll = false;
  #cancelLongest = (): void => undefined;
  #cancelQuiet = (): void => undefined;

  constructor(after: (ms: number, run: () => void) => () => void) {
    this.#after = after;
  }

  held(): Promise<void> | undefined {
    return this.#under?.over;
  }

  begins(): void {
    this.#cancelAll();
    this.#hasAll = false;
    this.#under ??= opened();
    this.#cancelLongest = this.#after(LONGEST_MS, () => this.end());
  }

  lineBegins(): void {
    this.#onTheirWay.clear();
  }

  comes(id: string): void {
    if (this.#under && !this.#hasAll) this.#onTheirWay.add(id);
  }

  came(id: string): void {
    if (this.#onTheirWay.delete(id)) this.#look();
  }

  hasAll(): void {
    this.#hasAll = true;
    this.#look();
  }

  end(): void {
    this.#cancelAll();
    this.#onTheirWay.clear();
    this.#under?.resolve();
    this.#under = undefined;
  }

  /** What came first is long kept when WhatsApp says that there is no more; the rest may still be decrypted. */
  #look(): void {
    if (!this.#hasAll) return;
    this.#cancelQuiet();
    if (this.#onTheirWay.size === 0) this.end();
    else this.#cancelQuiet = this.#after(QUIET_MS, () => this.end());
  }

  #cancelAll(): void {
    this.#cancelLongest();
    this.#cancelQuiet();
  }
}

function opened() {
  let resolve: () => void = () => undefined;
  const over = new Promise<void>((done) => (resolve = done));
  return { over, resolve };
}
