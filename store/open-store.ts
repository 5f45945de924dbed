import type { Knex } from 'knex';
import type { BotStore, CommitName } from '../bot/store.js';
import { addressOf, type Address, type ConversationLog, type LogEntry } from '../channels/channel.js';
import type { Outbox } from '../channels/delivery.js';
import type { Ticket } from '../routing/ticket.js';
import { GroupCommit } from './group-commit.js';
import { keeper } from './keep.js';
import { messageReads } from './message-reads.js';
import { query } from './rows.js';
import { StoreTx, type StoreDeps } from './tx.js';

/** Everything kept: implements what bot, channels and desk ask for. */
export interface Store extends BotStore {
  readonly log: ConversationLog;
  readonly outbox: Outbox;
  /** Called after each commit with the tickets it changed and the conversations it wrote to. */
  onDeskChanged(
    listener: (change: { tickets: readonly Ticket[]; entries: readonly LogEntry[] }) => void,
  ): () => void;
  /** True if the database answers. */
  ping(): Promise<boolean>;
}

export function openStore(db: Knex, deps: StoreDeps): Store {
  const onEntries = listeners<readonly LogEntry[]>();
  const onTold = listeners<string>();
  const onWaiting = listeners<Address>();
  const onDesk = listeners<{ tickets: readonly Ticket[]; entries: readonly LogEntry[] }>();

  const announce = (txs: readonly StoreTx[], names: readonly string[]): void => {
    deps.afterCommit?.(names as CommitName[]);
    const entries = txs.flatMap((tx) => tx.entries);
    const tickets = txs.flatMap((tx) => tx.tickets);
    if (entries.length > 0) onEntries.tell(entries);
    for (const { conversation, incoming } of entries)
      if (!incoming && !deps.logChannels.has(conversation.channel)) onWaiting.tell(conversation);
    for (const conversationId of txs.flatMap((tx) => tx.toldBot)) onTold.tell(conversationId);
    if (entries.length > 0 || tickets.length > 0) onDesk.tell({ tickets, entries });
  };

  const group = new GroupCommit<StoreTx>(db, { begin: (trx) => new StoreTx(trx, deps), committed: announce });
  const commit: BotStore['commit'] = (name, work) => group.commit(name, work);
  const reads = messageReads(db);
  const keep = keeper({ commit: (name, work) => group.commit(name, work), ...deps });

  return {
    keep,
    commit,
    ...reads,
    onToldBot: onTold.add,
    onDeskChanged: onDesk.add,
    log: { after: reads.after, onCommitted: onEntries.add },
    outbox: outboxOf(db, commit, { waiting: reads.waiting, onWaiting: onWaiting.add }),
    ping: async () => (await query(db, 'select 1 as one')).length === 1,
  };
}

function outboxOf(db: Knex, commit: BotStore['commit'], more: Pick<Outbox, 'waiting' | 'onWaiting'>): Outbox {
  const set = (name: CommitName, id: string, sql: string, values: readonly string[]) =>
    commit(name, async (tx) => {
      await query((tx as StoreTx).connection, `update message set ${sql} where id = ? and state = 'queued'`, [
        ...values,
        id,
      ]);
    });
  return {
    ...more,
    waitingAddresses: async () => {
      const sql = `select distinct conversation_id from message where state = 'queued'`;
      const rows = await query<{ conversation_id: string }>(db, sql);
      return rows.map((row) => addressOf(row.conversation_id));
    },
    settle: (id, delivery) =>
      delivery.status === 'sent'
        ? set('sent', id, `state = 'sent'`, [])
        : set('sent', id, `state = 'failed', failure = ?`, [delivery.reason]),
    postpone: (id, reason) => set('retry', id, 'attempts = attempts + 1, failure = ?', [reason]),
  };
}

/** A list of those who want to know; telling is synchronous and in the order they came. */
function listeners<T>() {
  const all = new Set<(value: T) => void>();
  return {
    add: (listener: (value: T) => void) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: (value: T) => {
      for (const listener of all) listener(value);
    },
  };
}
