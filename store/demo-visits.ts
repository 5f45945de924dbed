import { ConcurrentChange, type CustomerChange } from '../bot/store.js';
import type { Slot } from '../dialogs/customers.js';
import type { Connection } from './connection.js';
import { isWorked, workedFrom } from './working-days.js';

/** So many technicians are out in a half day. */
const TECHNICIANS = 2;
/** Nobody books further ahead than this. */
const DAYS_AHEAD = 60;

type VisitChange = Extract<CustomerChange, { protocol: string }>;
type Booked = Extract<CustomerChange, { type: 'visit.booked' }>;
type Moved = Extract<CustomerChange, { type: 'visit.moved' }>;

/** Keeps a change of the visits. Throws ConcurrentChange, with nothing kept, if it is no longer possible. */
export async function changeVisit(db: Connection, change: VisitChange, now: Date): Promise<void> {
  const at = now.toISOString();
  switch (change.type) {
    case 'visit.booked':
      return book(db, change, at);
    case 'visit.moved':
      return move(db, change, at);
    case 'visit.cancelled': {
      const { protocol, customerId } = change;
      const gone = await db.all(
        `update demo_visit set cancelled_at = ?, changed_at = ?
         where protocol = ? and customer_id = ? and cancelled_at is null returning protocol`,
        [at, at, protocol, customerId],
      );
      if (gone.length === 0) throw new ConcurrentChange(`visit ${protocol}`);
    }
  }
}

async function book(db: Connection, visit: Booked, at: string): Promise<void> {
  await needRoom(db, visit);
  const { protocol, customerId, date, period, reason } = visit;
  const kept = await db.all(
    `insert into demo_visit (protocol, customer_id, date, period, reason, changed_at) values (?, ?, ?, ?, ?, ?)
     on conflict (protocol) do nothing returning protocol`,
    [protocol, customerId, date, period, reason, at],
  );
  if (kept.length === 0) throw new ConcurrentChange(`visit ${protocol}`);
}

async function move(
  db: Connection,
  { protocol, customerId, date, period }: Moved,
  at: string,
): Promise<void> {
  const [visit] = await db.all<Slot>(
    'select date, period from demo_visit where protocol = ? and customer_id = ? and cancelled_at is null',
    [protocol, customerId],
  );
  if (!visit) throw new ConcurrentChange(`visit ${protocol}`);
  if (visit.date === date && visit.period === period) return;
  await needRoom(db, { date, period });
  const sql = 'update demo_visit set date = ?, period = ?, changed_at = ? where protocol = ?';
  await db.all(sql, [date, period, at, protocol]);
}

async function needRoom(db: Connection, { date, period }: Slot): Promise<void> {
  const taken = await db.all(
    'select 1 as one from demo_visit where date = ? and period = ? and cancelled_at is null',
    [date, period],
  );
  if (!isWorked({ date, period }) || taken.length >= TECHNICIANS)
    throw new ConcurrentChange(`visits of ${date} ${period}`);
}

/** The earliest half days from this date on, it included, in which a technician is free. */
export async function openSlots(db: Connection, from: string, limit: number): Promise<Slot[]> {
  const rows = await db.all<Slot & { taken: number | string }>(
    `select date, period, count(*) as taken from demo_visit
     where date >= ? and cancelled_at is null group by date, period`,
    [from],
  );
  const taken = new Map(rows.map((row) => [`${row.date} ${row.period}`, Number(row.taken)]));
  const open: Slot[] = [];
  for (const slot of workedFrom(from, DAYS_AHEAD)) {
    if (open.length >= limit) break;
    if ((taken.get(`${slot.date} ${slot.period}`) ?? 0) < TECHNICIANS) open.push(slot);
  }
  return open;
}
