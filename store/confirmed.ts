import type { BotStore } from '../bot/store.js';
import { placeholders } from './connection.js';
import type { StoreTx } from './tx.js';

/** So long confirmations are gathered. */
const GATHER_MS = 100;

/**
 * Messages that the network has confirmed, kept together a moment later. Only for networks whose far side recognises a
 * repeat by its id: what a crash forgets is written once more, and nobody sees it twice.
 */
export class Confirmed {
  readonly #commit: BotStore['commit'];
  #ids = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(commit: BotStore['commit']) {
    this.#commit = commit;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.add(id);
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), GATHER_MS);
  }

  /** Resolves when all that was confirmed is kept. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#keeping = this.#keeping.catch(() => undefined).then(() => this.#keep());
    return this.#keeping;
  }

  async #keep(): Promise<void> {
    const ids = [...this.#ids];
    if (ids.length === 0) return;
    await this.#commit('sent', async (tx) => {
      const { connection, marked } = tx as StoreTx;
      const moved = await connection.all<{ conversation_id: string }>(
        `update message set state = 'sent', receipt = null where id in ${placeholders(1, ids.length)}
           and state = 'queued' returning conversation_id`,
        ids,
      );
      marked.push(...moved.map((row) => row.conversation_id));
    });
    // Until here they must not be taken for waiting; if they could not be kept they are written once more.
    for (const id of ids) this.#ids.delete(id);
  }
}
