import type { Database } from './database.js';
import { ConcurrentChange, type AnsweredTurn, type BotStore, type CommitName } from '../bot/store.js';
import { type Address, addressOf, type ConversationLog, type LogEntry } from '../channels/channel.js';
import type { Outbox } from '../channels/delivery.js';
import type { WhatsAppStore } from '../channels/whatsapp/ports.js';
import type { Ticket } from '../routing/ticket.js';
import { Confirmed } from './confirmed.js';
import type { Connection } from './connection.js';
import { GroupCommit, type Batch } from './group-commit.js';
import { InHand } from './in-hand.js';
import { keeper } from './keep.js';
import { messageReads } from './message-reads.js';
import { StoreTx, type StoreDeps } from './tx.js';
import { openWhatsAppStore } from './whatsapp-store.js';

/** Everything kept: implements what bot, channels and desk ask for. */
export interface Store extends BotStore {
  readonly log: ConversationLog;
  readonly outbox: Outbox;
  readonly whatsapp: WhatsAppStore;
  /** The ticket with exactly this protocol, whosever it is: who may hear of it is for the caller to decide. */
  ticketByProtocol(protocol: string): Promise<Ticket | undefined>;
  /** When the person at this address wrote last. */
  lastHeardAt(address: Address): Promise<Date | undefined>;
  /** Called after each commit that concerns the desk. */
  onDeskChanged(listener: (change: DeskCommit) => void): () => void;
  /** True if the database answers. */
  ping(): Promise<boolean>;
}

/** What a commit changed of the desk: tickets, conversations written to, who is there. */
export interface DeskCommit {
  readonly tickets: readonly Ticket[];
  readonly entries: readonly LogEntry[];
  readonly presence: boolean;
  /** Conversations in which a message of ours has come further. */
  readonly marked: readonly string[];
}

export function openStore(db: Database, deps: StoreDeps): Store {
  const onEntries = listeners<readonly LogEntry[]>();
  const onTold = listeners<string>();
  const onWaiting = listeners<Address>();
  const onDesk = listeners<DeskCommit>();

  const announce = (tx: StoreTx, names: readonly string[]): void => {
    deps.afterCommit?.(names as CommitName[]);
    const { entries, tickets, presenceChanged: presence, marked } = tx;
    if (entries.length > 0) onEntries.tell(entries);
    for (const { conversation, incoming } of entries)
      if (!incoming && !deps.logChannels.has(conversation.channel)) onWaiting.tell(conversation);
    for (const conversationId of tx.toldBot) onTold.tell(conversationId);
    if (entries.length + tickets.length + marked.length > 0 || presence)
      onDesk.tell({ tickets, entries, presence, marked });
  };

  const inHand = new InHand();
  const isLeaving = (id: string): boolean => inHand.has(id) || confirmed.has(id);
  const begin = (connection: Connection) => new StoreTx(connection, { ...deps, isLeaving });
  const group = new GroupCommit<StoreTx>(db.writer, { begin, committed: announce });
  const commit: BotStore['commit'] = (name, work) => group.commit(name, work);
  const confirmed = new Confirmed(commit);
  const reads = messageReads(db.reader);

  return {
    keep: keeper(group, deps),
    answer: answerer(group, deps),
    commit,
    ...reads,
    onToldBot: onTold.add,
    onDeskChanged: onDesk.add,
    whatsapp: openWhatsAppStore(group, db.reader, deps),
    log: { after: reads.after, onCommitted: onEntries.add },
    outbox: outboxOf(db.reader, commit, {
      ...{ waiting: reads.waiting, onWaiting: onWaiting.add, confirmed, inHand },
    }),
    ping: async () => (await db.reader.all('select 1 as one')).length === 1,
  };
}

/** Turns that are ready together are kept by three statements, however many they are. */
function answerer(group: GroupCommit<StoreTx>, { now }: StoreDeps): BotStore['answer'] {
  const batch: Batch<StoreTx, AnsweredTurn> = {
    run: async (tx, turns) => {
      const won = await tx.answerAll(turns, now());
      return turns.map(({ conversation }, i) =>
        won[i] ? { value: undefined } : { error: new ConcurrentChange(`conversation ${conversation.id}`) },
      );
    },
  };
  return (turn) => group.commitIn('answer', batch, turn);
}

/** The id by which the network knows a message of ours, unless it knows another one of the conversation by it. */
const GIVEN_ID = `external_id = coalesce(external_id, (select ? where not exists
  (select 1 from message other where other.conversation_id = message.conversation_id and other.external_id = ?)))`;
const givenId = (id: string | undefined) => [id ?? null, id ?? null];

function outboxOf(
  db: Connection,
  commit: BotStore['commit'],
  {
    confirmed,
    inHand,
    ...more
  }: Pick<Outbox, 'waiting' | 'onWaiting'> & { readonly confirmed: Confirmed; readonly inHand: InHand },
): Outbox {
  const set = (name: CommitName, id: string, sql: string, values: readonly (string | null)[]) =>
    commit(name, async (tx) => {
      const { connection, marked } = tx as StoreTx;
      const moved = await connection.all<{ conversation_id: string }>(
        `update message set ${sql} where id = ? and state = 'queued' returning conversation_id`,
        [...values, id],
      );
      if (name === 'sent') marked.push(...moved.map((row) => row.conversation_id));
    });
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
      if (delivery.status === 'sent' && externalId !== undefined) confirmed.add(id);
      else if (delivery.status === 'sent')
        await set('sent', id, `state = 'sent', receipt = null, ${GIVEN_ID}`, givenId(delivery.externalId));
      else await set('sent', id, `state = 'failed', failure = ?`, [delivery.reason]);
      inHand.done(id);
    },
    postpone: async (id, reason) => {
      await set('retry', id, 'attempts = attempts + 1, failure = ?', [reason]);
      inHand.putBack(id);
    },
  };
}

const isQueued = async (db: Connection, id: string): Promise<boolean> =>
  (await db.all(`select 1 as one from message where id = ? and state = 'queued'`, [id])).length > 0;

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
