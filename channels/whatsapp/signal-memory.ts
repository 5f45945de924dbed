interface Entry {
  /** `null`: known not to be there. */
  readonly value: unknown;
  /** Commits on their way to the disk that hold it. */
  unflushed: number;
}

/** Beyond so many values those used longest ago are forgotten, if they are on the disk. */
const REMEMBERED = 20_000;

/** What the Signal store knows without asking the disk. A value that is not flushed yet is never forgotten. */
export class SignalMemory {
  #entries = new Map<string, Entry>();

  has(place: string): boolean {
    return this.#entries.has(place);
  }

  get(place: string): unknown {
    const entry = this.#entries.get(place);
    if (!entry) return undefined;
    this.#entries.delete(place);
    this.#entries.set(place, entry);
    return entry.value;
  }

  /** As read from the disk. A write that came meanwhile is newer and stays. */
  loaded(place: string, value: unknown): void {
    if (this.#entries.has(place)) return;
    this.#entries.set(place, { value, unflushed: 0 });
    this.#forget();
  }

  /** Gives what to call when it is on the disk. */
  written(place: string, value: unknown): () => void {
    const before = this.#entries.get(place);
    const entry = { value, unflushed: (before?.unflushed ?? 0) + 1 };
    this.#entries.delete(place);
    this.#entries.set(place, entry);
    this.#forget();
    const entries = this.#entries;
    return () => {
      const now = entries.get(place);
      if (now) now.unflushed--;
    };
  }

  clear(): void {
    this.#entries = new Map();
  }

  #forget(): void {
    if (this.#entries.size <= REMEMBERED) return;
    for (const [place, { unflushed }] of this.#entries) {
      if (this.#entries.size <= REMEMBERED * 0.9) return;
      if (unflushed === 0) this.#entries.delete(place);
    }
  }
}
