import { announceFile } from '../../files/kept-file.js';
import { fetchFile, type JobDeps, nameOf, orderOf, shortId, withShortIds } from './media-job.js';
import { FIRST_PAUSE_MS } from './media-trouble.js';
import type { MediaJob, WhatsAppStore } from './ports.js';

const MOST_AT_A_TIME = 3;
/** So many due files are looked at together: all of them are announced, the oldest fetched first. */
const MOST_LOOKED_AT = 100;

export interface MediaDeps extends Omit<JobDeps, 'store' | 'firstPauseMs'> {
  readonly store: Pick<WhatsAppStore, 'dueMedia' | 'nextMediaAt' | 'mediaFetched' | 'mediaFailed'>;
  readonly firstPauseMs?: number;
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface Media {
  /** There may be files to fetch: a start, or a message was kept. */
  wake(): void;
  /** Breaks off what is under way; it is fetched after the next start. */
  stop(): Promise<void>;
}

/**
 * Fetches the files that arrivals announce, a few at a time, until each is here or given up. What is to be fetched
 * stands in the store alone; nothing is remembered here that a restart would miss.
 */
export const openMedia = (deps: MediaDeps): Media => new Fetching(deps);

class Fetching implements Media {
  readonly #deps: MediaDeps & { readonly firstPauseMs: number };
  readonly #running = new Map<string, Promise<void>>();
  readonly #announced = new Set<string>();
  readonly #stopped = new AbortController();
  #cancelAlarm = () => undefined as void;
  #looking: Promise<void> | undefined;
  #again = false;

  constructor(deps: MediaDeps) {
    this.#deps = { ...deps, firstPauseMs: deps.firstPauseMs ?? FIRST_PAUSE_MS };
  }

  wake(): void {
    this.#again = true;
    if (!this.#stopped.signal.aborted) this.#looking ??= this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#cancelAlarm();
    await this.#looking;
    await Promise.all(this.#running.values());
    this.#cancelAlarm();
  }

  async #look(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#start();
      } while (this.#again && !this.#stopped.signal.aborted);
    } catch (err) {
      const about = { err: withShortIds(err), account: this.#deps.account };
      this.#deps.logger.error(about, 'files to fetch could not be looked up');
      this.#lookIn(this.#deps.firstPauseMs);
    }
    this.#looking = undefined;
  }

  async #start(): Promise<void> {
    const { account, store, now } = this.#deps;
    // Whoever runs now may be done before the answer is here, and must not begin again from what it says.
    const busy = new Set(this.#running.keys());
    const due = await store.dueMedia(account, now(), MOST_LOOKED_AT);
    for (const job of due) await this.#announce(job);
    for (const job of due)
      if (!busy.has(job.fileId) && this.#hasRoom()) this.#running.set(job.fileId, this.#run(job));
    if (!this.#hasRoom()) return;
    const next = await store.nextMediaAt(account);
    if (next) this.#lookIn(next > now() ? next.getTime() - now().getTime() : this.#deps.firstPauseMs);
  }

  #hasRoom(): boolean {
    return this.#running.size < MOST_AT_A_TIME && !this.#stopped.signal.aborted;
  }

  async #run(job: MediaJob): Promise<void> {
    try {
      await fetchFile(this.#deps, job, this.#stopped.signal);
    } catch (err) {
      const about = { err: withShortIds(err), account: this.#deps.account, file: shortId(job.fileId) };
      this.#deps.logger.error(about, 'what became of a file could not be noted');
      await this.#pause();
    }
    this.#announced.delete(job.fileId);
    this.#running.delete(job.fileId);
    this.wake();
  }

  /** An order that does not open is left to its attempt, which says what is wrong with it. */
  async #announce(job: MediaJob): Promise<void> {
    if (this.#announced.has(job.fileId)) return;
    this.#announced.add(job.fileId);
    let name = '';
    try {
      name = nameOf(orderOf(this.#deps, job).place);
    } catch {
      // Said by its attempt.
    }
    await announceFile(this.#deps.folder, { id: job.fileId, name });
  }

  #lookIn(ms: number): void {
    this.#cancelAlarm();
    if (!this.#stopped.signal.aborted) this.#cancelAlarm = this.#deps.after(ms, () => this.wake());
  }

  /** Without it a store that fails would be asked without a pause. */
  async #pause(): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#deps.after(this.#deps.firstPauseMs, resolve);
      signal.addEventListener('abort', () => (cancel(), resolve()), { once: true });
    });
  }
}
