import { addressOf, type Author, type Json, type LogEntry } from '../channels/channel.js';
import {
  ConcurrentChange,
  type AnsweredTurn,
  type BotTx,
  type CommitName,
  type Conversation,
  type ConversationChange,
  type CustomerChange,
  type Talk,
} from '../bot/store.js';
import type { RoutingTx, Saying } from '../routing/store.js';
import { placeholders, type Connection } from './connection.js';
import { keepFailure, refuseGuessed } from './demo-proofs.js';
import { changeVisit } from './demo-visits.js';
import { identify } from './identity.js';
import { bodyText, entryOf, type MessageRow } from './rows.js';
import { ChatTx } from './chat-tx.js';

/** What every transaction of the store is made with. */
export interface TxDeps {
  readonly newId: () => string;
  /** Channels whose far side reads the kept conversation: there the commit is the delivery. */
  readonly logChannels: ReadonlySet<string>;
  /** The id that a message of ours gets on a network where we may choose it. */
  readonly outgoingId?: (channel: string, rowId: string) => string | undefined;
  /** Whether a message may have left already, though its row still waits. */
  readonly isLeaving?: (id: string) => boolean;
}

export interface StoreDeps extends TxDeps {
  readonly now: () => Date;
  /** A network will never take this message of ours: what follows from that is kept with it. */
  readonly onRefused?: (tx: RoutingTx, messageId: string) => Promise<void>;
  /** Called with the names of the commits that were just flushed. */
  readonly afterCommit?: (names: readonly CommitName[]) => void;
}

/** One transaction: reads and writes, and remembers what to tell the listeners once it is on disk. */
export class StoreTx extends ChatTx implements BotTx {
  readonly entries: LogEntry[] = [];
  readonly toldBot: string[] = [];
  readonly #deps: TxDeps;

  constructor(connection: Connection, deps: TxDeps) {
    super(connection);
    this.#deps = deps;
    if (deps.isLeaving) this.isLeaving = deps.isLeaving;
  }

  async answered(
    conversation: Conversation,
    after: ConversationChange,
    positions: readonly number[],
  ): Promise<void> {
    const [won] = await this.#moveOn([{ conversation, after, positions }]);
    if (!won) throw new ConcurrentChange(`conversation ${conversation.id}`);
  }

  /** Keeps many turns by few statements; tells of each whether it was kept (false: its conversation had moved). */
  async answerAll(turns: readonly AnsweredTurn[], now: Date): Promise<boolean[]> {
    const won = await this.#moveOn(turns);
    await this.sayAll(
      turns.flatMap(({ sayings }, i) => (won[i] ? sayings : [])),
      now,
    );
    return won;
  }

  async #moveOn(all: readonly Omit<AnsweredTurn, 'sayings'>[]): Promise<boolean[]> {
    // Of two turns of one conversation only the first can have been computed from what is there.
    const first = new Map(all.map((turn) => [turn.conversation.id, turn] as const).reverse());
    const turns = [...first.values()];
    const moved = await this.connection.all<{ id: string }>(
      `with turn (id, version, misses, failures, language, topic, dialog_state,
           topic_since, topic_heard_at, topic_turns, topic_asked, upset, caller, choices, wake_at) as
         (values ${placeholders(turns.length, 15)})
       update conversation set version = conversation.version + 1, misses = turn.misses, failures = turn.failures,
         language = turn.language, topic = turn.topic, topic_since = turn.topic_since,
         topic_heard_at = turn.topic_heard_at, topic_turns = turn.topic_turns, topic_asked = turn.topic_asked,
         upset = turn.upset, caller = coalesce(turn.caller, conversation.caller),
         choices = turn.choices, wake_at = turn.wake_at,
         dialog_state = coalesce(turn.dialog_state, conversation.dialog_state)
       from turn where conversation.id = turn.id and conversation.version = turn.version returning conversation.id`,
      turns.flatMap(turnColumns),
    );
    const ids = new Set(moved.map(({ id }) => id));
    const won = all.map((turn) => ids.has(turn.conversation.id) && first.get(turn.conversation.id) === turn);
    const positions = all.flatMap((turn, i) => (won[i] ? turn.positions : []));
    if (positions.length > 0)
      await this.connection.all(
        `update message set state = 'answered' where position in ${placeholders(1, positions.length)}`,
        positions,
      );
    return won;
  }

  async passTheFloor(conversationId: string): Promise<void> {
    await this.connection.all('update conversation set version = version + 1 where id = ?', [conversationId]);
  }

  async say(saying: Saying, now: Date): Promise<string> {
    const [id = ''] = await this.sayAll([saying], now);
    const { author, suggestions = [], conversationId } = saying;
    // What the bot offers is kept with its turn; the desk speaks at other times, too.
    if (author.kind === 'desk' && suggestions.length > 0)
      await this.connection.all('update conversation set choices = ? where id = ?', [
        JSON.stringify(suggestions),
        conversationId,
      ]);
    return id;
  }

  async sayAll(sayings: readonly Saying[], now: Date): Promise<string[]> {
    if (sayings.length === 0) return [];
    const rows = sayings.map((saying) => this.#row(saying, now.toISOString()));
    const values = rows.map(() => `(?, ?, ?, ?, ?, 'text', ?, ?, ?, ?, ?, ?, ?, ?)`).join(', ');
    const kept = await this.connection.all<{ id: string; position: number }>(
      `insert into message (id, conversation_id, author, author_id, author_name, kind, text, body, external_id, state,
         sent_at, kept_at, ticket_id, copy_of)
       values ${values} returning id, position`,
      rows.flatMap((row) => [
        ...[row.id, row.conversation_id, row.author, row.author_id, row.author_name],
        ...[row.text, row.body, row.external_id, row.state, row.sent_at, row.kept_at],
        ...[row.ticket_id ?? null, row.copy_of ?? null],
      ]),
    );
    const positions = new Map(kept.map(({ id, position }) => [id, position]));
    for (const row of rows) this.entries.push(entryOf({ ...row, position: positions.get(row.id) ?? 0 }));
    return rows.map(({ id }) => id);
  }

  async takeBackWords(conversationId: string): Promise<void> {
    await this.connection.all(
      `update message set state = 'withdrawn' where conversation_id = ? and author = 'bot' and state = 'queued'
       and receipt is null`,
      [conversationId],
    );
  }

  #row(saying: Saying, at: string): Omit<MessageRow, 'position'> {
    const { conversationId, author, text, ticketId, copyOf } = saying;
    const { channel } = addressOf(conversationId);
    const waits = !this.#deps.logChannels.has(channel);
    const id = this.#deps.newId();
    return {
      id,
      conversation_id: conversationId,
      ...authorColumns(author),
      kind: 'text',
      text,
      body: bodyOfSaying(saying),
      external_id: this.#deps.outgoingId?.(channel, id) ?? null,
      state: waits ? 'queued' : 'sent',
      sent_at: at,
      kept_at: at,
      ticket_id: ticketId ?? null,
      copy_of: copyOf ?? null,
    };
  }

  async tellBot(conversationId: string, name: string, value: Json, now: Date): Promise<void> {
    const at = now.toISOString();
    await this.connection.all(
      `insert into message (id, conversation_id, author, kind, text, body, state, sent_at, kept_at)
       values (?, ?, 'desk', 'event', ?, ?, 'unanswered', ?, ?)`,
      [this.#deps.newId(), conversationId, name, bodyText({ value }), at, at],
    );
    this.toldBot.push(conversationId);
  }

  async wakeBot(now: Date): Promise<void> {
    const due = await this.connection.all<{ id: string; unanswered: number | string }>(
      `update conversation set wake_at = null where wake_at <= ? returning id,
         (select count(*) from message where conversation_id = conversation.id and state = 'unanswered') as unanswered`,
      [now.toISOString()],
    );
    // Who has written meanwhile is not silent: the turn that answers them says how long to wait from then on.
    for (const { id, unanswered } of due)
      if (Number(unanswered) === 0) await this.tellBot(id, 'silence', {}, now);
  }

  async identified(conversation: Conversation, customerId: string): Promise<void> {
    this.tickets.push(...(await identify(this.connection, conversation, customerId)));
  }

  changeCustomer(change: CustomerChange, now: Date): Promise<void> {
    if (change.type === 'proof.failed') return keepFailure(this.connection, change.identifiers, now);
    if (change.type === 'proof.succeeded') return refuseGuessed(this.connection, change.identifiers, now);
    return changeVisit(this.connection, change, now);
  }
}

const bodyOfSaying = ({ attachments = [], suggestions = [], floor, answers, deed }: Saying): string | null =>
  bodyText({
    ...(attachments.length > 0 && { attachments }),
    ...(suggestions.length > 0 && { suggestions }),
    ...(floor && { floor }),
    ...(answers && { answers }),
    ...(deed && { deed }),
  });

const authorColumns = (author: Author): Pick<MessageRow, 'author' | 'author_id' | 'author_name'> => ({
  author: author.kind,
  author_id: author.kind === 'agent' ? author.id : null,
  author_name: author.kind === 'agent' || author.kind === 'customer' ? (author.name ?? null) : null,
});

function turnColumns({
  conversation,
  after,
}: Pick<AnsweredTurn, 'conversation' | 'after'>): (string | number | null)[] {
  const { misses = conversation.misses, failures = conversation.failures, dialogState } = after;
  return [
    ...[conversation.id, conversation.version, misses, failures],
    ...[after.language ?? conversation.language ?? null, after.topic ?? conversation.topic ?? null],
    dialogState === undefined ? null : JSON.stringify(dialogState),
    ...talkColumns({ ...conversation, ...after }),
    ...[after.caller ? JSON.stringify(after.caller) : null, choicesColumn({ ...conversation, ...after })],
    after.wakeAt?.toISOString() ?? null,
  ];
}

const choicesColumn = ({ choices = [] }: ConversationChange): string | null =>
  choices.length > 0 ? JSON.stringify(choices) : null;

const talkColumns = (talk: Talk): (string | number | null)[] => [
  ...[talk.topicSince?.toISOString() ?? null, talk.topicHeardAt?.toISOString() ?? null],
  ...[talk.topicTurns ?? 0, talk.topicAsked ?? 0, talk.upset ?? 0],
];
