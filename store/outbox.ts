import { addressOf } from '../channels/channel.js';
import type { BotStore } from '../bot/store.js';
import type { Outbox } from '../channels/delivery.js';
import type { Confirmed } from './confirmed.js';
import type { Connection } from './connection.js';
import type { InHand } from './in-hand.js';
import type { StoreDeps, StoreTx } from './tx.js';

interface OutboxDeps {
  readonly db: Connection;
  readonly commit: BotStore['commit'];
  readonly confirmed: Confirmed;
  readonly inHand: InHand;
  readonly onRefused: StoreDeps['onRefused'];
}

/** The id by which the network knows a message of ours, unless it knows another one of the conversation by it. */
const GIVEN_ID = `external_id = coalesce(external_id, (select ? where not exists
  (select 1 from message other where other.conversation_id = message.conversation_id and other.external_id = ?)))`;

/** What is committed and has not reached its network yet. */
export function outboxOf(
  { db, commit, confirmed, inHand, onRefused }: OutboxDeps,
  more: Pick<Outbox, 'waiting' | 'onWaiting'>,
): Outbox {
  const { set, sent, refused } = outcomes(commit, onRefused);
  return {
    ...more,
    waiting: async (address) => {
      const portion = (await more.waiting(address)).filter(({ id }) => !confirmed.has(id));
      inHand.taken(portion.map(({ id }) => id));
      return portion;
    },
    waitingAddresses: async () => {
      const sql = `select distinct conversation_id from message where state = 'queued'`;
      const rows = await db.all<{ conversation_id: string }>(sql);
      return rows.map((row) => addressOf(row.conversation_id));
    },
    isWaiting: async (id) => {
      const isWaiting = !confirmed.has(id) && (await isQueued(db, id));
      if (!isWaiting) inHand.done(id);
      return isWaiting;
    },
    flush: () => confirmed.flush(),
    settle: async ({ id, externalId }, delivery) => {
      if (delivery.status === 'refused') await refused(id, delivery.reason);
      else if (externalId !== undefined) confirmed.add(id);
      else await sent(id, delivery.externalId);
      inHand.done(id);
    },
    postpone: async (id, reason) => {
      await commit('retry', async (tx) => {
        await set(tx as StoreTx, id, 'attempts = attempts + 1, failure = ?', [reason]);
      });
      inHand.putBack(id);
    },
  };
}

/** What becomes of a message that still waits. */
function outcomes(commit: BotStore['commit'], onRefused: StoreDeps['onRefused']) {
  const set = (tx: StoreTx, id: string, change: string, values: readonly (string | null)[]) =>
    tx.connection.all<{ conversation_id: string }>(
      `update message set ${change} where id = ? and state = 'queued' returning conversation_id`,
      [...values, id],
    );
  const end = (id: string, change: string, values: readonly (string | null)[], isRefused: boolean) =>
    commit('sent', async (tx) => {
      const moved = await set(tx as StoreTx, id, change, values);
      (tx as StoreTx).marked.push(...moved.map((row) => row.conversation_id));
      if (isRefused && moved.length > 0) await onRefused?.(tx, id);
    });
  return {
    set,
    sent: (id: string, givenId: string | undefined) => {
      const given = givenId ?? null;
      return end(id, `state = 'sent', receipt = null, ${GIVEN_ID}`, [given, given], false);
    },
    refused: (id: string, reason: string) => end(id, `state = 'failed', failure = ?`, [reason], true),
  };
}

const isQueued = async (db: Connection, id: string): Promise<boolean> =>
  (await db.all(`select 1 as one from message where id = ? and state = 'queued'`, [id])).length > 0;
