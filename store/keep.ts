import { addressKey, type Incoming } from '../channels/channel.js';
import type { BotStore, Kept } from '../bot/store.js';
import { placeholders } from './connection.js';
import type { Batch, GroupCommit } from './group-commit.js';
import { bodyText, entryOf, type MessageRow } from './rows.js';
import type { StoreDeps, StoreTx } from './tx.js';

/** Of a burst of lines the first one's time will do. */
const SAME_TIME_MS = 1000;
/** Conversations whose row is known to be up to date; beyond this many the oldest are looked up again. */
const REMEMBERED = 10_000;

/** A message to keep. */
export interface Arrival {
  readonly incoming: Incoming;
  readonly conversationId: string;
  /** What of its conversation's row may be out of date: all of it, when somebody was last heard there, nothing. */
  readonly stale: 'row' | 'time' | 'nothing';
}

/** Which conversations have a row that says what the network says by now. */
export class KnownConversations {
  readonly #known = new Map<string, { readonly fingerprint: string; readonly timedAt: number }>();
  readonly #deps: Pick<StoreDeps, 'logChannels' | 'now'>;

  constructor(deps: Pick<StoreDeps, 'logChannels' | 'now'>) {
    this.#deps = deps;
  }

  arrivalOf(incoming: Incoming): Arrival {
    const conversationId = addressKey(incoming.from);
    const known = this.#known.get(conversationId);
    if (known?.fingerprint !== fingerprintOf(incoming)) return { incoming, conversationId, stale: 'row' };
    // Where a person can be on several networks, the one heard last is where we answer: its time must be kept.
    const isHeard = !this.#deps.logChannels.has(incoming.from.channel) && !incoming.author;
    const isStale = Math.abs(this.#deps.now().getTime() - known.timedAt) >= SAME_TIME_MS;
    return { incoming, conversationId, stale: isHeard && isStale ? 'time' : 'nothing' };
  }

  /** To be called once it is on the disk. */
  kept({ incoming, conversationId, stale }: Arrival): void {
    const timedAt = this.#known.get(conversationId)?.timedAt ?? 0;
    this.#known.delete(conversationId);
    this.#known.set(conversationId, {
      fingerprint: fingerprintOf(incoming),
      timedAt: stale === 'nothing' ? timedAt : this.#deps.now().getTime(),
    });
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value ?? '');
  }
}

const fingerprintOf = ({ person, reference }: Incoming): string => JSON.stringify([person, reference]);

/**
 * Keeps what a network brings, as unanswered, and the conversation it belongs to. The same network id again changes
 * nothing and gives the first one's id and position.
 */
export function keeper(group: GroupCommit<StoreTx>, deps: StoreDeps): BotStore['keep'] {
  const known = new KnownConversations(deps);
  const batch: Batch<StoreTx, Arrival> = {
    run: async (tx, arrivals) => (await keepAll(tx, arrivals, deps)).map((value) => ({ value })),
  };
  return async (incoming) => {
    const arrival = known.arrivalOf(incoming);
    const kept = await group.commitIn<Arrival, Kept>('keep', batch, arrival);
    known.kept(arrival);
    return kept;
  };
}

/** Keeps them in a transaction that may hold more. Gives what became of each, in their order. */
export async function keepAll(
  tx: StoreTx,
  arrivals: readonly Arrival[],
  deps: Pick<StoreDeps, 'newId' | 'now'>,
): Promise<Kept[]> {
  if (arrivals.length === 0) return [];
  for (const arrival of arrivals) if (arrival.stale === 'row') await keepConversation(tx, arrival, deps);
  await keepTimes(tx, arrivals, deps);
  const rows = arrivals.map((arrival) => messageRow(arrival, deps));
  const inserted = await tx.connection.all<{ id: string; position: number | string }>(
    `insert into message
       (id, conversation_id, author, author_id, author_name, kind, text, body, external_id, state, sent_at, kept_at)
     values ${placeholders(rows.length, 12)}
     on conflict (conversation_id, external_id) do nothing returning id, position`,
    rows.flatMap((row) => [
      ...[row.id, row.conversation_id, row.author, row.author_id, row.author_name, row.kind, row.text],
      ...[row.body, row.external_id, row.state, row.sent_at, row.kept_at],
    ]),
  );
  const positions = new Map(inserted.map(({ id, position }) => [id, Number(position)]));
  const kept: Kept[] = [];
  for (const row of rows) {
    const position = positions.get(row.id);
    if (position !== undefined) tx.entries.push(entryOf({ ...row, position }));
    kept.push(
      position === undefined
        ? await repeated(tx, row)
        : { conversationId: row.conversation_id, id: row.id, position, repeat: false },
    );
  }
  return kept;
}

async function keepTimes(
  tx: StoreTx,
  arrivals: readonly Arrival[],
  { now }: Pick<StoreDeps, 'now'>,
): Promise<void> {
  const ids = new Set(
    arrivals.flatMap(({ conversationId, stale }) => (stale === 'time' ? conversationId : [])),
  );
  if (ids.size === 0) return;
  await tx.connection.all(`update conversation set heard_at = ? where id in ${placeholders(1, ids.size)}`, [
    now().toISOString(),
    ...ids,
  ]);
}

async function keepConversation(
  tx: StoreTx,
  arrival: Arrival,
  deps: Pick<StoreDeps, 'newId' | 'now'>,
): Promise<void> {
  const { conversationId } = arrival;
  const { from, person, reference } = arrival.incoming;
  const customerId = await customerOf(tx, { channel: from.channel, person: person.id, newId: deps.newId });
  await tx.connection.all(
    `insert into conversation
       (id, channel, person, customer_id, name, locale, phone, alias, reference, version, misses, failures,
        dialog_state, heard_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '{}', ?)
     on conflict (id) do update set name = coalesce(excluded.name, conversation.name),
       locale = coalesce(excluded.locale, conversation.locale), phone = coalesce(excluded.phone, conversation.phone),
       alias = coalesce(excluded.alias, conversation.alias),
       reference = coalesce(excluded.reference, conversation.reference), heard_at = excluded.heard_at`,
    [
      ...[conversationId, from.channel, person.id, customerId, person.name ?? null, person.locale ?? null],
      ...[person.phone?.replace('+', '') ?? null, person.alias ?? null],
      reference === undefined ? null : JSON.stringify(reference),
      deps.now().toISOString(),
    ],
  );
}

/** The customer this person is; the same person on another address is the same customer. */
async function customerOf(
  tx: StoreTx,
  who: { channel: string; person: string; newId: () => string },
): Promise<string> {
  const key = [who.channel, who.person];
  const sql = 'insert into customer (channel, person, customer_id) values (?, ?, ?) on conflict do nothing';
  await tx.connection.all(sql, [...key, who.newId()]);
  const found = 'select customer_id from customer where channel = ? and person = ?';
  const [row] = await tx.connection.all<{ customer_id: string }>(found, key);
  if (!row) throw new Error('A customer that was just kept is not there.');
  return row.customer_id;
}

function messageRow(
  { incoming, conversationId }: Arrival,
  deps: Pick<StoreDeps, 'newId' | 'now'>,
): Omit<MessageRow, 'position'> {
  const { content, author } = incoming;
  const event = content.kind === 'event';
  return {
    id: deps.newId(),
    conversation_id: conversationId,
    author: author ? 'agent' : 'customer',
    author_id: author?.id ?? null,
    author_name: author ? author.name : (incoming.person.name ?? null),
    kind: content.kind,
    text: event ? content.name : content.text,
    body: bodyOfIncoming(incoming),
    external_id: incoming.id,
    state: 'unanswered',
    sent_at: incoming.sentAt.toISOString(),
    kept_at: deps.now().toISOString(),
  };
}

function bodyOfIncoming({ content, extras, forPeople }: Incoming): string | null {
  const { attachments = [], edits, quotes } = content.kind === 'event' ? {} : content;
  return bodyText({
    ...(attachments.length > 0 && { attachments }),
    ...(content.value !== undefined && { value: content.value }),
    ...(edits !== undefined && { edits }),
    ...(quotes && { quotes }),
    ...(forPeople && { forPeople }),
    ...(extras && { extras }),
  });
}

async function repeated(tx: StoreTx, row: Omit<MessageRow, 'position'>): Promise<Kept> {
  const sql = 'select id, position from message where conversation_id = ? and external_id = ?';
  const [first] = await tx.connection.all<{ id: string; position: number | string }>(sql, [
    row.conversation_id,
    row.external_id,
  ]);
  if (!first) throw new Error('A repeated message is not there.');
  return {
    conversationId: row.conversation_id,
    id: first.id,
    position: Number(first.position),
    repeat: true,
  };
}
