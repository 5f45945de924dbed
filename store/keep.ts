import { addressKey, type Incoming } from '../channels/channel.js';
import type { BotStore, Kept } from '../bot/store.js';
import { placeholders } from './connection.js';
import type { Batch, GroupCommit } from './group-commit.js';
import { bodyText, entryOf, type MessageRow } from './rows.js';
import type { StoreDeps, StoreTx } from './tx.js';

/** Conversations whose row is known to be up to date; beyond this many the oldest are looked up again. */
const REMEMBERED = 10_000;

interface Arrival {
  readonly incoming: Incoming;
  readonly conversationId: string;
  /** Its conversation's row is not known to be up to date. */
  readonly isNews: boolean;
}

/**
 * Keeps what a network brings, as unanswered, and the conversation it belongs to. The same network id again changes
 * nothing and gives the first one's id and position.
 */
export function keeper(group: GroupCommit<StoreTx>, deps: StoreDeps): BotStore['keep'] {
  const known = new Map<string, string>();
  const batch: Batch<StoreTx, Arrival> = {
    run: async (tx, arrivals) => (await keepAll(tx, arrivals, deps)).map((value) => ({ value })),
  };
  return async (incoming) => {
    const conversationId = addressKey(incoming.from);
    const fingerprint = JSON.stringify([incoming.person, incoming.reference]);
    // Where a person can be on several networks, the one heard last is where we answer: its time must be kept.
    const isCurrent =
      deps.logChannels.has(incoming.from.channel) && known.get(conversationId) === fingerprint;
    const arrival = { incoming, conversationId, isNews: !isCurrent };
    const kept = await group.commitIn<Arrival, Kept>('keep', batch, arrival);
    known.delete(conversationId);
    known.set(conversationId, fingerprint);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '');
    return kept;
  };
}

async function keepAll(tx: StoreTx, arrivals: readonly Arrival[], deps: StoreDeps): Promise<Kept[]> {
  for (const arrival of arrivals) if (arrival.isNews) await keepConversation(tx, arrival, deps);
  const rows = arrivals.map((arrival) => messageRow(arrival, deps));
  const inserted = await tx.connection.all<{ id: string; position: number | string }>(
    `insert into message
       (id, conversation_id, author, author_name, kind, text, body, external_id, state, sent_at, kept_at)
     values ${placeholders(rows.length, 11)}
     on conflict (conversation_id, external_id) do nothing returning id, position`,
    rows.flatMap((row) => [
      ...[row.id, row.conversation_id, row.author, row.author_name, row.kind, row.text],
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

async function keepConversation(tx: StoreTx, arrival: Arrival, deps: StoreDeps): Promise<void> {
  const { conversationId } = arrival;
  const { from, person, reference } = arrival.incoming;
  const customerId = await customerOf(tx, { channel: from.channel, person: person.id, newId: deps.newId });
  await tx.connection.all(
    `insert into conversation
       (id, channel, person, customer_id, name, locale, reference, version, misses, failures, dialog_state, heard_at)
     values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '{}', ?)
     on conflict (id) do update set name = coalesce(excluded.name, conversation.name),
       locale = coalesce(excluded.locale, conversation.locale),
       reference = coalesce(excluded.reference, conversation.reference), heard_at = excluded.heard_at`,
    [
      ...[conversationId, from.channel, person.id, customerId, person.name ?? null, person.locale ?? null],
      ...[reference === undefined ? null : JSON.stringify(reference), deps.now().toISOString()],
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

function messageRow({ incoming, conversationId }: Arrival, deps: StoreDeps): Omit<MessageRow, 'position'> {
  const { content, extras } = incoming;
  const event = content.kind === 'event';
  const attachments = event ? undefined : content.attachments;
  return {
    id: deps.newId(),
    conversation_id: conversationId,
    author: 'customer',
    author_id: null,
    author_name: incoming.person.name ?? null,
    kind: content.kind,
    text: event ? content.name : content.text,
    body: bodyText({
      ...(attachments && attachments.length > 0 && { attachments }),
      ...(content.value !== undefined && { value: content.value }),
      ...(extras && { extras }),
    }),
    external_id: incoming.id,
    state: 'unanswered',
    sent_at: incoming.sentAt.toISOString(),
    kept_at: deps.now().toISOString(),
  };
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
