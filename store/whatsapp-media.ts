import type { MediaJob, WhatsAppStore } from '../channels/whatsapp/ports.js';
import type { Connection } from './connection.js';
import type { GroupCommit } from './group-commit.js';
import type { StoreTx } from './tx.js';

type MediaJobs = Pick<
  WhatsAppStore,
  'dueMedia' | 'nextMediaAt' | 'mediaOrder' | 'mediaFetched' | 'mediaFailed'
>;

interface MediaRow {
  readonly file_id: string;
  readonly sealed: Uint8Array;
  readonly attempts: number;
}

/** The files that messages brought: those to be fetched, and where all of them lie. */
export function mediaJobsOf(group: GroupCommit<StoreTx>, db: Connection): MediaJobs {
  return {
    dueMedia: async (account, now, limit): Promise<MediaJob[]> => {
      const rows = await db.all<MediaRow>(
        `select file_id, sealed, attempts from whatsapp_media where account = ? and due_at <= ?
         order by due_at, file_id limit ?`,
        [account, now.toISOString(), limit],
      );
      return rows.map(({ file_id: fileId, sealed, attempts }) => ({ fileId, sealed, attempts }));
    },
    nextMediaAt: async (account) => {
      const sql = 'select min(due_at) as at from whatsapp_media where account = ? and due_at is not null';
      const [row] = await db.all<{ at: string | null }>(sql, [account]);
      return row?.at ? new Date(row.at) : undefined;
    },
    mediaOrder: async (account, fileId) => {
      const sql = 'select sealed from whatsapp_media where file_id = ? and account = ?';
      return (await db.all<{ sealed: Uint8Array }>(sql, [fileId, account]))[0]?.sealed;
    },
    mediaFetched: (fileId) =>
      group.commit('note', async (tx) => {
        const sql = 'update whatsapp_media set due_at = null, failure = null where file_id = ?';
        await tx.connection.all(sql, [fileId]);
      }),
    mediaFailed: (fileId, { reason, retryAt, sealed }) =>
      group.commit('note', async (tx) => {
        await tx.connection.all(
          `update whatsapp_media set attempts = attempts + 1, failure = ?, due_at = ?, sealed = coalesce(?, sealed)
           where file_id = ?`,
          [reason, retryAt?.toISOString() ?? null, sealed ?? null, fileId],
        );
      }),
  };
}
