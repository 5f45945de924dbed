import { addressKey, type Incoming } from '../channels/channel.js';
import type { BotStore, Kept } from '../bot/store.js';
import { bodyText, entryOf, query, type MessageRow } from './rows.js';
import type { StoreDeps, StoreTx } from './tx.js';

interface KeepDeps extends StoreDeps {
  readonly commit: <T>(name: 'keep', work: (tx: StoreTx) => Promise<T>) => Promise<T>;
}

/** Conversations whose row is known to be up to date; beyond this many the oldest are looked up again. */
const REMEMBERED = 10_000;

/**
 * Keeps what a network brings, as unanswered, and the conversation it belongs to. The same network id again changes
 * nothing and gives the first one's id and position.
 */
export function keeper(deps: KeepDeps): BotStore['keep'] {
  const known = new Map<string, string>();
  return async (incoming) => {
    const conversationId = addressKey(incoming.from);
    const fingerprint = JSON.stringify([incoming.person, incoming.reference]);
    // Where a person can be on several networks, the one heard last is where we answer: its time must be kept.
    const current = deps.logChannels.has(incoming.from.channel) && known.get(conversationId) === fingerprint;
    const kept = await deps.commit('keep', async (tx) => {
      if (!current) await keepConversation(tx, incoming, { conversationId, deps });
      return keepMessage(tx, incoming, { conversationId, deps });
    });
    known.delete(conversationId);
    known.set(conversationId, fingerprint);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '');
    return kept;
  };
}

interface Keeping {
  readonly conversationId: string;
  readonly deps: KeepDeps;
}

async function keepConversation(
  tx: StoreTx,
  { from, person, reference }: Incoming,
  keeping: Keeping,
): Promise<void> {
  const { conversationId, deps } = keeping;
  const customerId = await customerOf(tx, { channel: from.channel, person: person.id, newId: deps.newId });
  const at = deps.now().toISOString();
  await query(
    tx.connection,
    `insert into conversation
       (id, channel, person, customer_id, name, locale, reference, version, misses, failures, dialog_state, heard_at)
     values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '{}', ?)
     on conflict (id) do update set name = coalesce(excluded.name, conversation.name),
       locale = coalesce(excluded.locale, conversation.locale),
       reference = coalesce(excluded.reference, conversation.reference), heard_at = excluded.heard_at`,
    [
      ...[conversationId, from.channel, person.id, customerId, person.name ?? null, person.locale ?? null],
      ...[reference === undefined ? null : JSON.stringify(reference), at],
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
  await query(tx.connection, sql, [...key, who.newId()]);
  const found = 'select customer_id from customer where channel = ? and person = ?';
  const [row] = await query<{ customer_id: string }>(tx.connection, found, key);
  if (!row) throw new Error('A customer that was just kept is not there.');
  return row.customer_id;
}

async function keepMessage(
  tx: StoreTx,
  incoming: Incoming,
  { conversationId, deps }: Keeping,
): Promise<Kept> {
  const { content, extras } = incoming;
  const event = content.kind === 'event';
  const row: Omit<MessageRow, 'position'> = {
    id: deps.newId(),
    conversation_id: conversationId,
    author: 'customer',
    author_id: null,
    author_name: incoming.person.name ?? null,
    kind: content.kind,
    text: event ? content.name : content.text,
    body: bodyText({
      ...(!event &&
        content.attachments &&
        content.attachments.length > 0 && { attachments: content.attachments }),
      ...(content.value !== undefined && { value: content.value }),
      ...(extras && { extras }),
    }),
    external_id: incoming.id,
    state: 'unanswered',
    sent_at: incoming.sentAt.toISOString(),
    kept_at: deps.now().toISOString(),
  };
  const [inserted] = await query<{ position: number | string }>(
    tx.connection,
    `insert into message
       (id, conversation_id, author, author_name, kind, text, body, external_id, state, sent_at, kept_at)
     values (?, ?, 'customer', ?, ?, ?, ?, ?, 'unanswered', ?, ?)
     on conflict (conversation_id, external_id) do nothing returning position`,
    [
      ...[row.id, conversationId, row.author_name, row.kind, row.text],
      ...[row.body, row.external_id, row.sent_at, row.kept_at],
    ],
  );
  if (!inserted) return repeated(tx, conversationId, incoming.id);
  tx.entries.push(entryOf({ ...row, position: inserted.position }));
  return { conversationId, id: row.id, position: Number(inserted.position), repeat: false };
}

async function repeated(tx: StoreTx, conversationId: string, externalId: string): Promise<Kept> {
  const sql = 'select id, position from message where conversation_id = ? and external_id = ?';
  const [row] = await query<{ id: string; position: number | string }>(tx.connection, sql, [
    conversationId,
    externalId,
  ]);
  if (!row) throw new Error('A repeated message is not there.');
  return { conversationId, id: row.id, position: Number(row.position), repeat: true };
}
