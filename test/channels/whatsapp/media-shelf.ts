import type { MediaJob } from '../../../channels/whatsapp/ports.js';

interface Row extends MediaJob {
  readonly dueAt?: Date;
  readonly reason?: string;
}

/** What the store keeps of files to fetch, in memory: it outlives the loops that a test opens over it. */
export class MediaShelf {
  readonly rows = new Map<string, Row>();
  failNext: Error | undefined;

  add(fileId: string, sealed: Uint8Array, dueAt: Date): void {
    this.rows.set(fileId, { fileId, sealed, attempts: 0, dueAt });
  }

  dueMedia = async (_account: string, now: Date, limit: number): Promise<readonly MediaJob[]> =>
    [...this.rows.values()].filter(({ dueAt }) => dueAt && dueAt <= now).slice(0, limit);

  nextMediaAt = async (): Promise<Date | undefined> =>
    [...this.rows.values()].flatMap(({ dueAt }) => dueAt ?? []).sort((a, b) => a.getTime() - b.getTime())[0];

  mediaFetched = async (fileId: string): Promise<void> => {
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure) throw failure;
    const { attempts, sealed } = this.#row(fileId);
    this.rows.set(fileId, { fileId, sealed, attempts });
  };

  mediaFailed = async (
    fileId: string,
    { reason, retryAt, sealed }: { reason: string; retryAt?: Date; sealed?: Uint8Array },
  ): Promise<void> => {
    const row = this.#row(fileId);
    const attempts = row.attempts + 1;
    this.rows.set(fileId, {
      ...{ fileId, reason, attempts, sealed: sealed ?? row.sealed },
      ...(retryAt && { dueAt: retryAt }),
    });
  };

  #row(fileId: string): Row {
    const row = this.rows.get(fileId);
    if (!row) throw new Error(`There is no file ${fileId} to fetch.`);
    return row;
  }
}
