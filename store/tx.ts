import type { Knex } from 'knex';
import { addressOf, type Json, type LogEntry } from '../channels/channel.js';
import {
  ConcurrentChange,
  type BotTx,
  type CommitName,
  type Conversation,
  type ConversationChange,
} from '../bot/store.js';
import type { Saying } from '../routing/store.js';
import { bodyText, entryOf, query, type MessageRow } from './rows.js';
import { TicketTx } from './ticket-tx.js';

/** What every transaction of the store is made with. */
export interface TxDeps {
  readonly newId: () => string;
  /** Channels whose far side reads the kept conversation: there the commit is the delivery. */
  readonly logChannels: ReadonlySet<string>;
}

export interface StoreDeps extends TxDeps {
  readonly now: () => Date;
  /** Called with the names of the commits that were just flushed. */
  readonly afterCommit?: (names: readonly CommitName[]) => void;
}

/** One transaction: reads and writes, and remembers what to tell the listeners once it is on disk. */
export class StoreTx extends TicketTx implements BotTx {
  readonly entries: LogEntry[] = [];
  readonly toldBot: string[] = [];
  readonly #deps: TxDeps;

  constructor(trx: Knex.Transaction, deps: TxDeps) {
    super(trx);
    this.#deps = deps;
  }

  async answered(
    conversation: Conversation,
    after: ConversationChange,
    positions: readonly number[],
  ): Promise<void> {
    const { id, version } = conversation;
    const { misses = conversation.misses, failures = conversation.failures, dialogState } = after;
    const topic = after.topic ?? conversation.topic ?? null;
    const state = dialogState === undefined ? null : JSON.stringify(dialogState);
    const moved = await query(
      this.connection,
      `update conversation set version = version + 1, misses = ?, failures = ?, language = ?, topic = ?,
       dialog_state = coalesce(?, dialog_state) where id = ? and version = ? returning id`,
      [misses, failures, after.language ?? conversation.language ?? null, topic, state, id, version],
    );
    if (moved.length === 0) throw new ConcurrentChange(`conversation ${id}`);
    const marks = positions.map(() => '?').join(',');
    await query(this.connection, `update message set state = 'answered' where position in (${marks})`, [
      ...positions,
    ]);
  }

  async passTheFloor(conversationId: string): Promise<void> {
    await query(this.connection, 'update conversation set version = version + 1 where id = ?', [
      conversationId,
    ]);
  }

  say(saying: Saying, now: Date): Promise<void> {
    return this.sayAll([saying], now);
  }

  async sayAll(sayings: readonly Saying[], now: Date): Promise<void> {
    if (sayings.length === 0) return;
    const rows = sayings.map((saying) => this.#row(saying, now.toISOString()));
    const values = rows.map(() => `(?, ?, ?, ?, ?, 'text', ?, ?, ?, ?, ?)`).join(', ');
    const kept = await query<{ id: string; position: number }>(
      this.connection,
      `insert into message (id, conversation_id, author, author_id, author_name, kind, text, body, state, sent_at, kept_at)
       values ${values} returning id, position`,
      rows.flatMap((row) => [
        ...[row.id, row.conversation_id, row.author, row.author_id, row.author_name],
        ...[row.text, row.body, row.state, row.sent_at, row.kept_at],
      ]),
    );
    const positions = new Map(kept.map(({ id, position }) => [id, position]));
    for (const row of rows) this.entries.push(entryOf({ ...row, position: positions.get(row.id) ?? 0 }));
  }

  #row(
    { conversationId, author, text, attachments, suggestions }: Saying,
    at: string,
  ): Omit<MessageRow, 'position'> {
    const waits = !this.#deps.logChannels.has(addressOf(conversationId).channel);
    return {
      id: this.#deps.newId(),
      conversation_id: conversationId,
      author: author.kind,
      author_id: author.kind === 'agent' ? author.id : null,
      author_name: author.kind === 'agent' || author.kind === 'customer' ? (author.name ?? null) : null,
      kind: 'text',
      text,
      body: bodyText({
        ...(attachments && attachments.length > 0 && { attachments }),
        ...(suggestions && suggestions.length > 0 && { suggestions }),
      }),
      external_id: null,
      state: waits ? 'queued' : 'sent',
      sent_at: at,
      kept_at: at,
    };
  }

  async tellBot(conversationId: string, name: string, value: Json, now: Date): Promise<void> {
    const at = now.toISOString();
    await query(
      this.connection,
      `insert into message (id, conversation_id, author, kind, text, body, state, sent_at, kept_at)
       values (?, ?, 'desk', 'event', ?, ?, 'unanswered', ?, ?)`,
      [this.#deps.newId(), conversationId, name, bodyText({ value }), at, at],
    );
    this.toldBot.push(conversationId);
  }
}
