import { AsyncLocalStorage } from 'node:async_hooks';
import type { SignalDataSet, SignalDataTypeMap, SignalKeyStore } from '@whiskeysockets/baileys';
import type { Arrival, Decrypted, KeptMessage, Seen, Unit, WhatsAppStore } from './ports.js';
import type { Seal } from './seal.js';
import { SignalMemory } from './signal-memory.js';
import { withoutSpentChains } from './signal-sessions.js';
import { bytesOf, lent, valueFrom, type KeyType } from './signal-values.js';

export interface LedgerDeps {
  readonly account: string;
  readonly store: WhatsAppStore;
  readonly seal: Seal;
  /** Told after the flush, before whoever waits for the step goes on. Must not throw. */
  readonly onKept: (kept: readonly KeptMessage[], arrivals: readonly Arrival[]) => void;
  /** Told once, synchronously, when a commit has failed: nothing may be confirmed from now on. Must not throw. */
  readonly onBroken: (error: unknown) => void;
}

/** What one step has changed so far. Nobody else sees it before the step is done. */
export class Step {
  readonly writes = new Map<string, { type: KeyType; id: string; value: unknown }>();
  readonly decrypted: Decrypted[] = [];
  readonly arrivals: Arrival[] = [];
  isOver = false;

  write(data: SignalDataSet): void {
    for (const [type, entries] of Object.entries(data))
      for (const [id, value] of Object.entries(entries ?? {}))
        this.writes.set(`${type}|${id}`, { type: type as KeyType, id, value: leanValue(type, value) });
  }

  /** As if nothing had been done. */
  undo(): void {
    this.writes.clear();
    this.decrypted.length = 0;
    this.arrivals.length = 0;
  }
}

const leanValue = (type: string, value: unknown): unknown =>
  type === 'session' ? withoutSpentChains(value ?? null) : (value ?? null);

type Rows<T extends KeyType> = { [id: string]: SignalDataTypeMap[T] };

/**
 * The keys and sessions of one account: memory is what counts, the disk follows in order. One step at a time computes;
 * its changes are kept as a whole or not at all. Its commit is queued before the next step begins, and awaited outside, so
 * that steps share a flush; whoever ran the step goes on only when it is on the disk.
 */
export class SignalLedger {
  readonly #deps: LedgerDeps;
  readonly #memory = new SignalMemory();
  readonly #steps = new AsyncLocalStorage<Step>();
  #turn: Promise<unknown> = Promise.resolve();
  #lastCommit: Promise<unknown> = Promise.resolve();
  /** Grows whenever what is in memory ceases to be true. */
  #life = 0;
  #broken: { readonly error: unknown } | undefined;

  constructor(deps: LedgerDeps) {
    this.#deps = deps;
  }

  /** What Baileys may read and write from outside a step. */
  readonly keys: SignalKeyStore = {
    get: (type, ids) => this.#get(type, ids),
    set: (data) => this.step(async (step) => step.write(data)),
  };

  get isInStep(): boolean {
    return this.#current !== undefined;
  }

  get #current(): Step | undefined {
    const step = this.#steps.getStore();
    return step?.isOver ? undefined : step;
  }

  /** Runs `work` alone, or as part of the step that it is called from. Resolves when what it changed is flushed. */
  async step<T>(work: (step: Step) => Promise<T>): Promise<T> {
    const current = this.#current;
    if (current) return work(current);
    const computed = this.#turn.then(() => this.#compute(work));
    this.#turn = computed.catch(() => undefined);
    const { result, flushed } = await computed;
    await flushed;
    return result;
  }

  /** Keeps the credentials as they are at this moment, after everything that was queued before. */
  async keepCredentials(plain: Uint8Array): Promise<void> {
    this.#mustBeSound();
    const credentials = this.#deps.seal.seal(`${this.#deps.account}|credentials|`, plain);
    await this.#commit({ keys: [], credentials }, []);
  }

  /** Forgets what is in memory; steps that are under way come to nothing. Resolves when the disk has come to rest. */
  async restart(): Promise<void> {
    this.#life++;
    await this.#turn;
    await this.#lastCommit.catch(() => undefined);
    this.#memory.clear();
    this.#broken = undefined;
    this.#deps.store.reopened(this.#deps.account);
  }

  /** Resolves when all that was queued is flushed, or has failed. */
  async idle(): Promise<void> {
    await this.#turn;
    await this.#lastCommit.catch(() => undefined);
  }

  async #compute<T>(work: (step: Step) => Promise<T>): Promise<{ result: T; flushed: Promise<unknown> }> {
    this.#mustBeSound();
    const life = this.#life;
    const step = new Step();
    try {
      const result = await this.#steps.run(step, () => work(step));
      this.#mustBeSound(life);
      return { result, flushed: this.#keep(step) };
    } finally {
      step.isOver = true;
    }
  }

  #mustBeSound(life = this.#life): void {
    if (this.#broken) throw new Error('The Signal store is broken.', { cause: this.#broken.error });
    if (life !== this.#life) throw new Error('The Signal store has started again.');
  }

  #keep(step: Step): Promise<unknown> {
    const { account, seal } = this.#deps;
    const writes = [...step.writes];
    // What it was computed from may itself be on its way to the disk.
    if (writes.length === 0 && step.decrypted.length === 0) return this.#lastCommit;
    const flushed = writes.map(([place, { value }]) => this.#memory.written(place, value));
    const keys = writes.map(([place, { type, id, value }]) => ({
      type,
      id,
      value: value === null ? null : seal.seal(`${account}|${place}`, bytesOf(type, value)),
    }));
    const { decrypted, arrivals } = step;
    return this.#commit({ keys, decrypted, arrivals, learned: learnedIn(step) }, flushed);
  }

  #commit(unit: Unit, flushed: readonly (() => void)[]): Promise<unknown> {
    const commit = this.#deps.store.commit(this.#deps.account, unit);
    this.#lastCommit = commit;
    // The first to hear of it: the line must be closed before anybody who waits can confirm anything.
    commit.then(
      (kept) => {
        for (const done of flushed) done();
        if (kept.length > 0) this.#deps.onKept(kept, unit.arrivals ?? []);
      },
      (error: unknown) => this.#break(error),
    );
    return commit;
  }

  #break(error: unknown): void {
    if (this.#broken) return;
    this.#broken = { error };
    this.#life++;
    this.#memory.clear();
    this.#deps.onBroken(error);
  }

  async #get<T extends KeyType>(type: T, ids: string[]): Promise<Rows<T>> {
    const writes = this.#current?.writes;
    const missing = ids.filter((id) => !writes?.has(`${type}|${id}`) && !this.#memory.has(`${type}|${id}`));
    const loaded = missing.length > 0 ? await this.#load(type, missing) : undefined;
    const found: Rows<T> = {};
    for (const id of ids) {
      const place = `${type}|${id}`;
      const written = writes?.get(place);
      const value = written
        ? written.value
        : this.#memory.has(place)
          ? this.#memory.get(place)
          : loaded?.get(id);
      if (value !== null && value !== undefined) found[id] = lent(value) as Rows<T>[string];
    }
    return found;
  }

  /** To go on without a session that is there would make another: a value that cannot be read stops everything. */
  async #load(type: KeyType, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    this.#mustBeSound();
    const { account, store, seal } = this.#deps;
    const life = this.#life;
    const values = new Map<string, unknown>();
    try {
      const rows = await store.keys(account, type, ids);
      for (const [id, sealed] of rows)
        values.set(id, valueFrom(type, seal.open(`${account}|${type}|${id}`, sealed)));
    } catch (error) {
      if (life === this.#life) this.#break(error);
    }
    this.#mustBeSound(life);
    for (const id of ids) this.#memory.loaded(`${type}|${id}`, values.get(id) ?? null);
    return values;
  }
}

/** The mapping is kept both ways; one is enough. */
function learnedIn({ writes }: Step): Required<Seen>[] {
  return [...writes.values()].flatMap(({ type, id, value }) =>
    type === 'lid-mapping' && typeof value === 'string' && !id.endsWith('_reverse')
      ? [{ phone: id, lid: value }]
      : [],
  );
}
