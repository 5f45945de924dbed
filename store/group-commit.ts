import type { Knex } from 'knex';

interface Job<Tx> {
  readonly name: string;
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What a group of commits is run with. */
export interface GroupDeps<Tx> {
  readonly begin: (trx: Knex.Transaction) => Tx;
  /** Called after the flush, in commit order, before anybody's commit resolves. */
  readonly committed: (txs: readonly Tx[], names: readonly string[]) => void;
}

const LARGEST_GROUP = 64;

/**
 * Short transactions that are ready in the same tick share one flush to disk. They run one after the other; if one
 * throws, the group is undone and each runs again in a transaction of its own, so that nobody suffers for a neighbour.
 */
export class GroupCommit<Tx> {
  readonly #db: Knex;
  readonly #deps: GroupDeps<Tx>;
  #waiting: Job<Tx>[] = [];
  #running = false;

  constructor(db: Knex, deps: GroupDeps<Tx>) {
    this.#db = db;
    this.#deps = deps;
  }

  commit<T>(name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ name, work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#drain());
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, LARGEST_GROUP);
      const together = await this.#run(group);
      if (together === 'committed') continue;
      if (group.length === 1) group[0]?.reject(together.error);
      else for (const job of group) await this.#runAlone(job);
    }
    this.#running = false;
  }

  async #runAlone(job: Job<Tx>): Promise<void> {
    const result = await this.#run([job]);
    if (result !== 'committed') job.reject(result.error);
  }

  async #run(group: readonly Job<Tx>[]): Promise<'committed' | { error: unknown }> {
    const txs: Tx[] = [];
    const values: unknown[] = [];
    try {
      await this.#db.transaction(async (trx) => {
        for (const job of group) {
          const tx = this.#deps.begin(trx);
          txs.push(tx);
          values.push(await job.work(tx));
        }
      });
    } catch (error) {
      return { error };
    }
    this.#deps.committed(
      txs,
      group.map(({ name }) => name),
    );
    group.forEach((job, i) => job.resolve(values[i]));
    return 'committed';
  }
}
