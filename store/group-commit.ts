import type { Connection } from './connection.js';

/** A change that waits for its commit. */
interface Job<Tx> {
  readonly name: string;
  readonly change: Change<Tx>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What a commit does. Either `work` of its own, or one of many of the same `batch`, which are done together by few
 * statements: `run` gets all of them and gives one outcome each, a value or an error, in their order. A change may be
 * run more than once (a neighbour failed): it must do nothing but read and write through the transaction.
 */
export type Change<Tx> =
  | { readonly work: (tx: Tx) => Promise<unknown> }
  | { readonly batch: Batch<Tx, never>; readonly item: unknown };

export interface Batch<Tx, Item> {
  /** What it does for this item alone is one statement, which is a transaction by itself. */
  readonly isOneStatement?: (item: Item) => boolean;
  readonly run: (
    tx: Tx,
    items: readonly Item[],
  ) => Promise<readonly ({ value: unknown } | { error: unknown })[]>;
}

export interface GroupDeps<Tx> {
  readonly begin: (connection: Connection) => Tx;
  /** Called after the flush, before anybody's commit resolves. Must not throw. */
  readonly committed: (tx: Tx, names: readonly string[]) => void;
}

const LARGEST_GROUP = 64;

/**
 * Changes that are ready in the same tick share one transaction and one flush to disk: batches first, then the rest,
 * one after the other. If one throws, the group is undone and each runs again in a transaction of its own, so that
 * nobody suffers for a neighbour.
 */
export class GroupCommit<Tx> {
  readonly #connection: Connection;
  readonly #deps: GroupDeps<Tx>;
  #waiting: Job<Tx>[] = [];
  #running: Promise<void> | undefined;

  constructor(connection: Connection, deps: GroupDeps<Tx>) {
    this.#connection = connection;
    this.#deps = deps;
  }

  commit<T>(name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#enqueue(name, { work }) as Promise<T>;
  }

  /** Commits the item together with whatever else waits for the same batch. */
  commitIn<Item, T>(name: string, batch: Batch<Tx, Item>, item: Item): Promise<T> {
    return this.#enqueue(name, { batch: batch, item }) as Promise<T>;
  }

  /** Resolves when nothing waits for a commit. */
  async idle(): Promise<void> {
    await this.#running;
  }

  #enqueue(name: string, change: Change<Tx>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, change, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, LARGEST_GROUP);
      const together = await this.#run(group);
      if (together === 'committed') continue;
      if (group.length === 1) group[0]?.reject(together.error);
      else for (const job of group) await this.#runAlone(job);
    }
    this.#running = undefined;
  }

  async #runAlone(job: Job<Tx>): Promise<void> {
    const result = await this.#run([job]);
    if (result !== 'committed') job.reject(result.error);
  }

  async #run(group: readonly Job<Tx>[]): Promise<'committed' | { error: unknown }> {
    const tx = this.#deps.begin(this.#connection);
    const settled: (() => void)[] = [];
    const isOne = isOneStatement(group);
    try {
      if (!isOne) await this.#connection.all('begin immediate');
      await runBatches(tx, group, settled);
      for (const { change, resolve } of group) {
        if (!('work' in change)) continue;
        const value = await change.work(tx);
        settled.push(() => resolve(value));
      }
      if (!isOne) await this.#connection.all('commit');
    } catch (error) {
      if (!isOne) await this.#connection.all('rollback').catch(() => undefined);
      return { error };
    }
    this.#deps.committed(
      tx,
      group.map(({ name }) => name),
    );
    for (const settle of settled) settle();
    return 'committed';
  }
}

function isOneStatement<Tx>(group: readonly Job<Tx>[]): boolean {
  const [job] = group;
  if (!job || group.length > 1 || 'work' in job.change) return false;
  const { batch, item } = job.change;
  return batch.isOneStatement?.(item as never) ?? false;
}

async function runBatches<Tx>(tx: Tx, group: readonly Job<Tx>[], settled: (() => void)[]): Promise<void> {
  const batches = new Map<Batch<Tx, never>, Job<Tx>[]>();
  for (const job of group) {
    if ('work' in job.change) continue;
    const { batch } = job.change;
    batches.set(batch, [...(batches.get(batch) ?? []), job]);
  }
  for (const [batch, jobs] of batches) {
    const items = jobs.map(({ change }) => ('item' in change ? change.item : undefined) as never);
    const outcomes = await batch.run(tx, items);
    jobs.forEach(({ resolve, reject }, i) => {
      const outcome = outcomes[i] ?? { error: new Error('A batch gave too few outcomes.') };
      settled.push(() => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value)));
    });
  }
}
