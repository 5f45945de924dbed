import { addressKey, type Receipt } from '../channels/channel.js';
import type { WhatsAppStore } from '../channels/whatsapp/ports.js';
import { placeholders, type Connection } from './connection.js';
import type { GroupCommit } from './group-commit.js';
import { queuedOf, type QueuedRow } from './rows.js';
import type { StoreDeps, StoreTx } from './tx.js';
import { contactAt, conversationsOf } from './whatsapp-contacts.js';

type Messages = Pick<
  WhatsAppStore,
  'mark' | 'outgoing' | 'keepSent' | 'sent' | 'saidAt' | 'handledUnread' | 'confirmedRead'
>;

/** What each mark makes of a message of ours, and of which: nothing goes back to less. */
const MARKS: Readonly<Record<Receipt | 'sent', { set: string; where: string }>> = {
  written: { set: `receipt = 'written'`, where: `state = 'queued' and receipt is null` },
  sent: { set: `state = 'sent', receipt = null`, where: `state = 'queued'` },
  // What is on the person's device was sent, whatever was thought of it.
  delivered: {
    set: `state = 'sent', receipt = 'delivered'`,
    where: `state in ('queued', 'sent', 'failed', 'withdrawn') and (receipt is null or receipt = 'written')`,
  },
  read: {
    set: `state = 'sent', receipt = 'read'`,
    where: `state in ('queued', 'sent', 'failed', 'withdrawn') and (receipt is null or receipt <> 'read')`,
  },
};

/** A row of ours. Not told by its author: in an agent's chat our rows may be the words of a customer. */
const IS_OURS = `state not in ('unanswered', 'answered')`;

/** How far back a message may wait to be confirmed as read. */
const UNREAD_AMONG = 200;
/** Who wrote after it has not been answered yet, even if an agent has the words before them. */
const LAST_ANSWER = `select max(position) from newest
  where author = 'bot' and state = 'sent' or author = 'agent' and state in ('sent', 'answered')`;
/** An agent is answered by the desk and by customers, too. */
const LAST_TO_AGENT = `select max(position) from newest where state = 'sent'`;

/** How far messages have come, and what was sent. */
export const messagesOf = (group: GroupCommit<StoreTx>, db: Connection, deps: StoreDeps): Messages => ({
  ...sentBy(group, db, deps),
  ...readBy(group, db),
});

function sentBy(
  group: GroupCommit<StoreTx>,
  db: Connection,
  { now }: StoreDeps,
): Pick<Messages, 'mark' | 'outgoing' | 'keepSent' | 'sent' | 'saidAt'> {
  return {
    mark: (account, chat, marks) =>
      group.commit('mark', async (tx) => {
        if (marks.length === 0) return;
        const conversations = await conversationsOf(tx.connection, account, chat);
        if (conversations.length > 0) await mark(tx, conversations, marks);
      }),
    outgoing: async (account, chat, externalId) => {
      const ids = await conversationsOf(db, account, chat);
      if (ids.length === 0) return undefined;
      const [row] = await db.all<QueuedRow>(
        `select m.*, c.reference from message m join conversation c on c.id = m.conversation_id
         where m.conversation_id in ${placeholders(1, ids.length)} and m.external_id = ? and m.${IS_OURS}`,
        [...ids, externalId],
      );
      return row && queuedOf(row);
    },
    keepSent: (account, externalId, sealed, whole) =>
      group.commit('note', async (tx) => {
        await tx.connection.all(
          `insert into whatsapp_sent (account, external_id, content, at, whole) values (?, ?, ?, ?, ?)
           on conflict (account, external_id) do update set content = excluded.content, whole = excluded.whole`,
          [account, externalId, sealed, now().toISOString(), whole ?? null],
        );
      }),
    sent: async (account, externalId) => {
      const sql = 'select content from whatsapp_sent where account = ? and external_id = ?';
      return (await db.all<{ content: Uint8Array }>(sql, [account, externalId]))[0]?.content;
    },
    saidAt: async (messageId) => {
      const sql = `select sent_at from message where id = ? and ${IS_OURS} and state not in ('failed', 'withdrawn')`;
      const [row] = await db.all<{ sent_at: string }>(sql, [messageId]);
      return row && new Date(row.sent_at);
    },
  };
}

function readBy(
  group: GroupCommit<StoreTx>,
  db: Connection,
): Pick<Messages, 'handledUnread' | 'confirmedRead'> {
  return {
    handledUnread: async (address, isAgent = false) => {
      const ids = await everyConversationOf(db, addressKey(address));
      const rows = await db.all<{ external_id: string }>(
        `with newest as (select position, author, kind, state, receipt, external_id from message where conversation_id in ${placeholders(1, ids.length)}
           order by position desc limit ${UNREAD_AMONG})
         select external_id from newest
         where author = 'customer' and kind = 'text' and state = 'answered' and receipt is null
           and external_id is not null and position < (${isAgent ? LAST_TO_AGENT : LAST_ANSWER}) order by position`,
        ids,
      );
      return rows.map(({ external_id }) => external_id);
    },
    confirmedRead: (address, externalIds) =>
      group.commit('mark', async (tx) => {
        if (externalIds.length === 0) return;
        const ids = await everyConversationOf(tx.connection, addressKey(address));
        await tx.connection.all(
          `update message set receipt = 'read' where conversation_id in ${placeholders(1, ids.length)}
             and external_id in ${placeholders(1, externalIds.length)} and author = 'customer' and state = 'answered'`,
          [...ids, ...externalIds],
        );
      }),
  };
}

/** Also those of contacts that turned out to be the same person. */
async function everyConversationOf(connection: Connection, id: string): Promise<string[]> {
  const address = { channel: id.slice(0, id.indexOf(':')), id: id.slice(id.indexOf(':') + 1) };
  const contact = await contactAt(connection, address);
  const account = address.id.slice(0, address.id.lastIndexOf('/'));
  const all = contact ? await conversationsOf(connection, account, contact) : [];
  return all.includes(id) ? all : [id];
}

async function mark(
  tx: StoreTx,
  conversations: readonly string[],
  marks: Parameters<WhatsAppStore['mark']>[2],
): Promise<void> {
  for (const receipt of ['written', 'sent', 'delivered', 'read'] as const) {
    const ids = marks.flatMap((one) => (one.receipt === receipt ? one.externalId : []));
    if (ids.length === 0) continue;
    const { set, where } = MARKS[receipt];
    const marked = await tx.connection.all<{ conversation_id: string }>(
      `update message set ${set} where conversation_id in ${placeholders(1, conversations.length)}
         and external_id in ${placeholders(1, ids.length)} and ${IS_OURS} and ${where}
       returning conversation_id`,
      [...conversations, ...ids],
    );
    for (const { conversation_id: id } of marked) if (!tx.marked.includes(id)) tx.marked.push(id);
  }
}
