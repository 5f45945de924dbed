import { hasIdentifier } from '../bot/caller.js';
import type { Contact, Customers, Found, Invoice, Plan, Profile, Told, Visit } from '../dialogs/customers.js';
import type { Connection } from './connection.js';
import { countedSince, FAILURES, isTooOften } from './demo-proofs.js';
import { openSlots } from './demo-visits.js';

/** The customer system of the demonstration: invented customers in our own database. */
export function demoCustomers(db: Connection, now: () => Date): Customers {
  return {
    find: (told) => find(db, told, now()),
    profile: async (customerId) => {
      const sql = 'select id, name, document, contract, address from demo_customer where id = ?';
      return (await db.all<Profile>(sql, [customerId]))[0];
    },
    plan: async (customerId) => {
      const sql = 'select plan, down_mbps, up_mbps, price_cents from demo_customer where id = ?';
      const [row] = await db.all<PlanRow>(sql, [customerId]);
      return row && planOf(row);
    },
    invoices: async (customerId) => {
      const sql = `select id, month, due_date, amount_cents, paid_on, boleto, pix from demo_invoice
        where customer_id = ? order by month desc limit 12`;
      return (await db.all<InvoiceRow>(sql, [customerId])).map(invoiceOf);
    },
    // 'morning' sorts after 'afternoon'.
    visits: (customerId, today) =>
      db.all<Visit>(
        `select protocol, date, period, reason from demo_visit
         where customer_id = ? and date >= ? and cancelled_at is null order by date, period desc, protocol`,
        [customerId, today],
      ),
    openSlots: (from, limit) => openSlots(db, from, limit),
    history: (customerId) =>
      db.all<Contact>(
        `select date, subject, outcome from demo_contact
         where customer_id = ? order by date desc, position desc limit 5`,
        [customerId],
      ),
  };
}

/** One statement whatever comes of it: the time it takes tells nobody whether a record exists. */
async function find(db: Connection, told: Told, now: Date): Promise<Found> {
  const missing = missingIn(told);
  if (missing) return { status: 'incomplete', missing };
  const compared = comparedOf(told);
  const where = compared.map(([column]) => `${column} = ?`).join(' and ');
  const rows = await db.all<{ id: string; failures: number | string }>(
    `select id, ${FAILURES} as failures from demo_customer where ${where} limit 2`,
    [countedSince(now), ...compared.map(([, value]) => value)],
  );
  const [only] = rows;
  // Two of a family who share a phone and a birth date are not told apart by these.
  if (!only || rows.length > 1 || isTooOften(only.failures)) return { status: 'mismatch' };
  return { status: 'verified', customerId: only.id };
}

function missingIn(told: Told): 'identifier' | 'proof' | undefined {
  if (!hasIdentifier(told)) return 'identifier';
  const { document, contract, phone, birthDate } = told;
  const contractProves = contract !== undefined && (document !== undefined || phone !== undefined);
  return birthDate === undefined && !contractProves ? 'proof' : undefined;
}

/**
 * What must fit one record. A document, contract or birth date that was told must, all of them: a wrong one is no
 * smaller matter because others are right. A phone only where nothing else names the record, because people write
 * from many.
 */
function comparedOf({ document, contract, phone, birthDate }: Told): [column: string, value: string][] {
  const isNamed = document !== undefined || (contract !== undefined && birthDate !== undefined);
  const told = Object.entries({
    ...{ document, contract, birth_date: birthDate },
    ...(!isNamed && { phone }),
  });
  return told.flatMap(([column, value]) => (value === undefined ? [] : [[column, value]]));
}

interface PlanRow {
  readonly plan: string;
  readonly down_mbps: number;
  readonly up_mbps: number;
  readonly price_cents: number;
}

const planOf = (row: PlanRow): Plan => ({
  name: row.plan,
  downMbps: row.down_mbps,
  upMbps: row.up_mbps,
  priceCents: row.price_cents,
});

interface InvoiceRow {
  readonly id: string;
  readonly month: string;
  readonly due_date: string;
  readonly amount_cents: number;
  readonly paid_on: string | null;
  readonly boleto: string;
  readonly pix: string;
}

const invoiceOf = (row: InvoiceRow): Invoice => ({
  id: row.id,
  month: row.month,
  dueDate: row.due_date,
  amountCents: row.amount_cents,
  ...(row.paid_on !== null && { paidOn: row.paid_on }),
  ...{ boleto: row.boleto, pix: row.pix },
});
