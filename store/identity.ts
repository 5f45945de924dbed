import type { Conversation } from '../bot/store.js';
import type { Ticket } from '../routing/ticket.js';
import type { Connection } from './connection.js';
import { ticketOf } from './rows.js';

interface Known {
  readonly customer_id: string;
  readonly verified: boolean | number;
}

/**
 * From now on the person of this conversation is this customer, in all their conversations. Gives the tickets that came
 * along: those of a person nobody had identified before. Who was somebody else leaves their tickets with that customer.
 */
export async function identify(
  db: Connection,
  conversation: Pick<Conversation, 'id' | 'address' | 'person'>,
  customerId: string,
): Promise<Ticket[]> {
  const person = [conversation.address.channel, conversation.person];
  const [before] = await db.all<Known>(
    'select customer_id, verified from customer where channel = ? and person = ?',
    person,
  );
  if (!before) throw new Error('A person who was heard is no customer.');
  if (before.customer_id === customerId) return [];
  await db.all('update customer set customer_id = ?, verified = ? where channel = ? and person = ?', [
    ...[customerId, true],
    ...person,
  ]);
  // A turn of another conversation may be under way as the customer of before: it must be computed again.
  await db.all(
    `update conversation set customer_id = ?, version = version + case when id = ? then 0 else 1 end
     where channel = ? and person = ?`,
    [customerId, conversation.id, ...person],
  );
  if (before.verified) return [];
  return bringTickets(db, before.customer_id, customerId);
}

/**
 * Two persons of a channel turned out to be one: they are one customer from now on. Who had proved to be a customer is
 * right; if both had, or neither, the one who stays. The tickets of whoever nobody had identified come along.
 */
export async function unite(
  db: Connection,
  channel: string,
  { stays, goes }: { stays: string; goes: string },
): Promise<Ticket[]> {
  const rows = await db.all<Known & { person: string }>(
    'select person, customer_id, verified from customer where channel = ? and person in (?, ?)',
    [channel, stays, goes],
  );
  const one = rows.find(({ person }) => person === stays);
  const other = rows.find(({ person }) => person === goes);
  if (!one || !other || one.customer_id === other.customer_id) return [];
  const [right, wrong] = other.verified && !one.verified ? [other, one] : [one, other];
  const customerId = right.customer_id;
  const person = [channel, wrong.person];
  await db.all('update customer set customer_id = ?, verified = ? where channel = ? and person = ?', [
    ...[customerId, Boolean(right.verified)],
    ...person,
  ]);
  await db.all(
    'update conversation set customer_id = ?, version = version + 1 where channel = ? and person = ?',
    [customerId, ...person],
  );
  return wrong.verified ? [] : bringTickets(db, wrong.customer_id, customerId);
}

/** Unless somebody else goes by the old id as well. */
async function bringTickets(db: Connection, from: string, to: string): Promise<Ticket[]> {
  const others = await db.all('select 1 as one from customer where customer_id = ? limit 1', [from]);
  if (others.length > 0) return [];
  const rows = await db.all<{ id: string; body: string }>(
    'select id, body from ticket where customer_id = ? order by number',
    [from],
  );
  const brought: Ticket[] = [];
  for (const { id, body } of rows) {
    const kept = JSON.stringify({ ...(JSON.parse(body) as object), customerId: to });
    await db.all('update ticket set customer_id = ?, body = ? where id = ?', [to, kept, id]);
    brought.push(ticketOf(kept));
  }
  return brought;
}
