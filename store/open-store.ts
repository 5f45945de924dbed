import type { Database } from './database.js';
import { ConcurrentChange, type AnsweredTurn, type BotStore, type CommitName } from '../bot/store.js';
import { type Address, type ConversationLog, type LogEntry } from '../channels/channel.js';
import type { Outbox } from '../channels/delivery.js';
import type { WhatsAppStore } from '../channels/whatsapp/ports.js';
import type { Ticket } from '../routing/ticket.js';
import { Confirmed } from './confirmed.js';
import type { Connection } from './connection.js';
import { GroupCommit, type Batch } from './group-commit.js';
import { InHand } from './in-hand.js';
import { keeper } from './keep.js';
import { messageReads } from './message-reads.js';
import { outboxOf } from './outbox.js';
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
    outbox: outboxOf(
      { db: db.reader, commit, confirmed, inHand, onRefused: deps.onRefused },
      { waiting: reads.waiting, onWaiting: onWaiting.add },
    ),
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
