import { addressKey, type Address } from '../channels/channel.js';
import { meet, type Meeting } from '../channels/whatsapp/contacts.js';
import { phoneOf } from '../channels/whatsapp/phone.js';
import type { Contact, Seen } from '../channels/whatsapp/ports.js';
import { placeholders, type Connection } from './connection.js';
import { unite } from './identity.js';
import type { StoreTx } from './tx.js';

export const CHANNEL = 'whatsapp';

/** Where a contact is reached; the person has the same id. */
export const addressOfContact = (account: string, contactId: string): Address => ({
  channel: CHANNEL,
  id: `${account}/${contactId}`,
});

export const conversationIdOf = (account: string, contactId: string): string =>
  addressKey(addressOfContact(account, contactId));

/** How the hidden id of a contact is written outside of WhatsApp. */
export const aliasOf = (lid: string): string => `lid:${lid}`;

/** A chat is this contact's; so were the chats of the contacts that it absorbed. */
export interface Met {
  readonly contact: Contact;
  readonly absorbed: readonly string[];
}

interface ContactRow {
  readonly id: string;
  readonly lid: string | null;
  readonly phone: string | null;
}

/** Chats whose contact is known to be up to date; beyond this many all are looked up again. */
const REMEMBERED = 10_000;

/** So many are looked up by one statement. */
const PORTION = 200;

/** Who is who, inside a transaction. What was found there counts for later ones only once it is on the disk. */
export class WhatsAppContacts {
  readonly #known = new Map<string, Met>();

  /** The contact of a chat, made, completed or merged as this sight of it demands. */
  async meet(tx: StoreTx, account: string, chat: Seen): Promise<Met> {
    const seen = oneForm(chat);
    const known = this.#known.get(keyOf(account, seen));
    if (known) return known;
    const meeting = meet(await contactsOf(tx.connection, account, [seen]), seen);
    await this.#keep(tx, account, meeting);
    const { contact } = meeting;
    return { contact, absorbed: await absorbedBy(tx.connection, account, contact.id) };
  }

  /** To be called once the transaction in which they met is on the disk. */
  remember(account: string, chat: Seen, met: Met): void {
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(keyOf(account, oneForm(chat)), met);
  }

  async learn(tx: StoreTx, account: string, pairs: readonly Required<Seen>[]): Promise<void> {
    for (let i = 0; i < pairs.length; i += PORTION) {
      const portion = pairs.slice(i, i + PORTION).map(oneForm);
      const all = await contactsOf(tx.connection, account, portion);
      const isNews = (seen: Seen) => !all.some(({ lid, phone }) => lid === seen.lid && phone === seen.phone);
      for (const seen of portion.filter(isNews)) {
        const meeting = meet(await contactsOf(tx.connection, account, [seen]), seen);
        await this.#keep(tx, account, meeting);
      }
    }
  }

  async #keep(
    tx: StoreTx,
    account: string,
    { contact, changed, absorbed, released }: Meeting,
  ): Promise<void> {
    if (!changed) return;
    // Even if this transaction comes to nothing: looking up again is never wrong.
    this.#known.clear();
    if (released) await releaseNumber(tx.connection, account, released);
    if (absorbed) await absorb(tx, account, { contact, absorbed });
    await keepContact(tx.connection, account, contact);
    await keepNames(tx.connection, account, contact);
  }
}

const keyOf = (account: string, { lid, phone }: Seen): string => `${account}|${lid ?? ''}|${phone ?? ''}`;

export const oneForm = ({ lid, phone }: Seen): Seen => ({
  ...(lid !== undefined && { lid }),
  ...(phone !== undefined && { phone: phoneOf(phone) }),
});

/** Those that may be meant. Of two that turn out to be one the first stays: with an open ticket, else heard last. */
async function contactsOf(db: Connection, account: string, chats: readonly Seen[]): Promise<Contact[]> {
  const lids = chats.flatMap(({ lid }) => lid ?? []);
  const phones = chats.flatMap(({ phone }) => phone ?? []);
  const among = (column: string, { length }: readonly string[]) =>
    length > 0 ? [`${column} in ${placeholders(1, length)}`] : [];
  const either = [...among('lid', lids), ...among('phone', phones)].join(' or ');
  const rows = await db.all<ContactRow>(
    `select id, lid, phone from whatsapp_contact where account = ? and (${either})`,
    [account, ...lids, ...phones],
  );
  const contacts = rows.map(contactOf);
  return chats.length === 1 && contacts.length > 1 ? inOrderOfStaying(db, account, contacts) : contacts;
}

async function inOrderOfStaying(
  db: Connection,
  account: string,
  contacts: readonly Contact[],
): Promise<Contact[]> {
  const ids = contacts.map(({ id }) => conversationIdOf(account, id));
  const rows = await db.all<{ id: string }>(
    `select id from conversation where id in ${placeholders(1, ids.length)} order by
       exists (select 1 from ticket where conversation_id = conversation.id and status <> 'closed') desc, heard_at desc`,
    ids,
  );
  const order = rows.map(({ id }) => id);
  const rank = ({ id }: Contact) => {
    const at = order.indexOf(conversationIdOf(account, id));
    return at < 0 ? order.length : at;
  };
  return [...contacts].sort((one, other) => rank(one) - rank(other));
}

export const contactOf = ({ id, lid, phone }: ContactRow): Contact => ({
  id,
  ...(lid !== null && { lid }),
  ...(phone !== null && { phone }),
});

async function absorbedBy(db: Connection, account: string, id: string): Promise<string[]> {
  const sql = 'select id from whatsapp_contact where account = ? and merged_into = ?';
  return (await db.all<{ id: string }>(sql, [account, id])).map((row) => row.id);
}

async function keepContact(db: Connection, account: string, { id, lid, phone }: Contact): Promise<void> {
  await db.all(
    `insert into whatsapp_contact (account, id, lid, phone) values (?, ?, ?, ?)
     on conflict (account, id) do update set lid = excluded.lid, phone = excluded.phone`,
    [account, id, lid ?? null, phone ?? null],
  );
}

/** Whoever looks for this person by either name finds all their conversations, also before they write again. */
async function keepNames(db: Connection, account: string, { id, lid, phone }: Contact): Promise<void> {
  const names = [phone ?? null, lid === undefined ? null : aliasOf(lid)];
  const ids = [id, ...(await absorbedBy(db, account, id))];
  await db.all(
    `update conversation set phone = ?, alias = ?, version = version + 1
     where id in ${placeholders(1, ids.length)} and (phone is distinct from ? or alias is distinct from ?)`,
    [...names, ...ids.map((one) => conversationIdOf(account, one)), ...names],
  );
}

/** The number has gone to somebody else: nobody may pass for its former holder, or the other way round. */
async function releaseNumber(db: Connection, account: string, contact: Contact): Promise<void> {
  await keepContact(db, account, contact);
  const ids = [contact.id, ...(await absorbedBy(db, account, contact.id))];
  await db.all(
    `update conversation set phone = null, version = version + 1 where id in ${placeholders(1, ids.length)}`,
    ids.map((id) => conversationIdOf(account, id)),
  );
}

async function absorb(
  tx: StoreTx,
  account: string,
  { contact, absorbed }: { contact: Contact; absorbed: Contact },
): Promise<void> {
  await tx.connection.all(
    `update whatsapp_contact set merged_into = ?, lid = case when id = ? then null else lid end,
       phone = case when id = ? then null else phone end where account = ? and (id = ? or merged_into = ?)`,
    [contact.id, absorbed.id, absorbed.id, account, absorbed.id, absorbed.id],
  );
  const persons = { stays: `${account}/${contact.id}`, goes: `${account}/${absorbed.id}` };
  tx.tickets.push(...(await unite(tx.connection, CHANNEL, persons)));
}

/** The contact at an address: the one it was merged into, if it was. */
export async function contactAt(db: Connection, { channel, id }: Address): Promise<Contact | undefined> {
  const slash = id.lastIndexOf('/');
  if (channel !== CHANNEL || slash < 0) return undefined;
  const [row] = await db.all<ContactRow>(
    `select c.id, c.lid, c.phone from whatsapp_contact a
       join whatsapp_contact c on c.account = a.account and c.id = coalesce(a.merged_into, a.id)
     where a.account = ? and a.id = ?`,
    [id.slice(0, slash), id.slice(slash + 1)],
  );
  return row && contactOf(row);
}

/** The conversations of a chat, the one that messages go to first; none if the chat is unknown. */
export async function conversationsOf(db: Connection, account: string, chat: Seen): Promise<string[]> {
  const { lid, phone } = oneForm(chat);
  const rows = await db.all<{ id: string; merged: string | null }>(
    `select a.id, a.merged_into as merged from whatsapp_contact c
       join whatsapp_contact a on a.account = c.account and (a.id = c.id or a.merged_into = c.id)
     where c.account = ? and c.id = coalesce((select id from whatsapp_contact where account = ? and lid = ?),
       (select id from whatsapp_contact where account = ? and phone = ?))
     order by a.merged_into is not null, a.id`,
    [account, account, lid ?? null, account, phone ?? null],
  );
  return rows.map(({ id }) => conversationIdOf(account, id));
}
