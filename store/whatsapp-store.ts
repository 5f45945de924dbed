import { addressOf } from '../channels/channel.js';
import type { WhatsAppStore } from '../channels/whatsapp/ports.js';
import { placeholders, type Connection } from './connection.js';
import type { GroupCommit } from './group-commit.js';
import type { StoreDeps, StoreTx } from './tx.js';
import { contactAt, conversationsOf, WhatsAppContacts } from './whatsapp-contacts.js';
import { mediaJobsOf } from './whatsapp-media.js';
import { messagesOf } from './whatsapp-messages.js';
import { PLAIN, unitsOf } from './whatsapp-units.js';

const DAY_MS = 86_400_000;
/** WhatsApp keeps what it could not deliver for a month; a ciphertext cannot come again after that. */
const PLAIN_TEXTS_DAYS = 35;
/** How long somebody may ask for a message again that they could not decrypt. */
const SENT_DAYS = 14;

/** Everything WhatsApp keeps, in the transactions of the house: what the steps of one tick change shares a flush. */
export function openWhatsAppStore(
  group: GroupCommit<StoreTx>,
  db: Connection,
  deps: StoreDeps,
): WhatsAppStore {
  const units = unitsOf(group, new WhatsAppContacts(), deps);
  const run = (sql: string, values: readonly string[]) =>
    group.commit('note', async (tx) => void (await tx.connection.all(sql, values)));
  const prune = (account: string, table: string, days: number) =>
    // Nothing depends on it: what is too old now is pruned at the next start.
    run(`delete from ${table} where account = ? and at < ?`, [account, daysBefore(deps.now(), days)]).catch(
      () => undefined,
    );
  return {
    ...signalReads(db),
    ...messagesOf(group, db, deps),
    ...mediaJobsOf(group, db),
    ...leases(group, db, deps),
    commit: (account, unit) => units.commit(account, unit),
    reopened: (account) => {
      units.reopened(account);
      void prune(account, 'whatsapp_key', PLAIN_TEXTS_DAYS);
      void prune(account, 'whatsapp_sent', SENT_DAYS);
    },
    wipe: (account) => group.commit('note', (tx) => wipe(tx, account)),
    forget: (account) =>
      group.commit('note', async (tx) => {
        await wipe(tx, account);
        const sql = `update whatsapp_media set due_at = null, failure = 'sealed' where account = ? and due_at is not null`;
        await tx.connection.all(sql, [account]);
      }),
    conversationOf: async (account, chat) => {
      const [id] = await conversationsOf(db, account, chat);
      if (id === undefined) return undefined;
      const found = await db.all('select 1 as one from conversation where id = ?', [id]);
      return found.length > 0 ? addressOf(id) : undefined;
    },
    contact: (address) => contactAt(db, address),
    note: async (account, name) => {
      const sql = 'select value from whatsapp_note where account = ? and name = ?';
      return (await db.all<{ value: string }>(sql, [account, name]))[0]?.value;
    },
    remember: (account, name, value) =>
      run(
        `insert into whatsapp_note (account, name, value) values (?, ?, ?)
         on conflict (account, name) do update set value = excluded.value`,
        [account, name, value],
      ),
  };
}

async function wipe(tx: StoreTx, account: string): Promise<void> {
  for (const table of ['account', 'key', 'sent'])
    await tx.connection.all(`delete from whatsapp_${table} where account = ?`, [account]);
}

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();

function signalReads(db: Connection): Pick<WhatsAppStore, 'credentials' | 'keys' | 'decrypted'> {
  return {
    credentials: async (account) => {
      const sql = 'select credentials from whatsapp_account where account = ?';
      return (await db.all<{ credentials: Uint8Array }>(sql, [account]))[0]?.credentials;
    },
    keys: async (account, type, ids) => {
      const rows = await db.all<{ id: string; value: Uint8Array }>(
        `select id, value from whatsapp_key where account = ? and type = ? and id in ${placeholders(1, ids.length)}`,
        [account, type, ...ids],
      );
      return new Map(rows.map(({ id, value }) => [id, value]));
    },
    decrypted: async (account, fingerprint) => {
      const sql = 'select value from whatsapp_key where account = ? and type = ? and id = ?';
      return (await db.all<{ value: Uint8Array }>(sql, [account, PLAIN, fingerprint]))[0]?.value;
    },
  };
}

/** The right to be the only one: taken if it is free, over, or one's own already. */
function leases(
  group: GroupCommit<StoreTx>,
  db: Connection,
  { now }: StoreDeps,
): Pick<WhatsAppStore, 'lease' | 'leaseHolder' | 'release'> {
  const nameOf = (account: string) => `whatsapp:${account}`;
  return {
    lease: (account, holder, until) =>
      group.commit('note', async (tx) => {
        const taken = await tx.connection.all(
          `insert into lease (name, holder, until) values (?, ?, ?)
           on conflict (name) do update set holder = excluded.holder, until = excluded.until
             where lease.holder = excluded.holder or lease.until <= ? returning holder`,
          [nameOf(account), holder, until.toISOString(), now().toISOString()],
        );
        return taken.length > 0;
      }),
    leaseHolder: async (account) => {
      const sql = 'select holder, until from lease where name = ? and until > ?';
      const values = [nameOf(account), now().toISOString()];
      const [row] = await db.all<{ holder: string; until: string }>(sql, values);
      return row && { holder: row.holder, until: new Date(row.until) };
    },
    release: (account, holder) =>
      group.commit('note', async (tx) => {
        const sql = 'delete from lease where name = ? and holder = ?';
        await tx.connection.all(sql, [nameOf(account), holder]);
      }),
  };
}
