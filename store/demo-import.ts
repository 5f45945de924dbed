import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import type { Slot } from '../dialogs/customers.js';
import { boletoLine } from './boleto.js';
import { brCode } from './br-code.js';
import type { DemoCustomer, DemoFile } from './demo-file.js';
import { workedFrom } from './working-days.js';

/** How far ahead a visit of the file can come to lie. */
const DAYS_AHEAD = 90;

/**
 * Fills the demo customer system, once: nothing happens where it has customers already. Every date counts from this
 * day in this time zone. Tells whether it was filled.
 */
export async function importDemoCustomers(
  db: Knex,
  { payment, customers }: DemoFile,
  now: Date,
  timeZone: string,
): Promise<boolean> {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  return db.transaction(async (trx) => {
    if (await trx('demo_customer').first('id')) return false;
    const ahead = [...workedFrom(dateOf(today.plus({ days: 1 })), DAYS_AHEAD)];
    for (const customer of customers) {
      await trx('demo_customer').insert(customerRow(customer));
      const rows = {
        demo_invoice: invoiceRows(customer, payment, today),
        demo_visit: visitRows(customer, ahead, now),
        demo_contact: contactRows(customer, today),
      };
      for (const [table, those] of Object.entries(rows)) if (those.length > 0) await trx(table).insert(those);
    }
    return true;
  });
}

const customerRow = ({ plan, ...customer }: DemoCustomer) => ({
  id: customer.id,
  name: customer.name,
  document: customer.document,
  contract: customer.contract,
  phone: customer.phone,
  birth_date: customer.birthDate ?? null,
  address: customer.address,
  plan: plan.name,
  down_mbps: plan.downMbps,
  up_mbps: plan.upMbps,
  price_cents: plan.priceCents,
});

function invoiceRows(customer: DemoCustomer, payment: DemoFile['payment'], today: DateTime) {
  return customer.invoices.map(({ monthsAgo, paid, amountCents = customer.plan.priceCents }) => {
    const due = today.minus({ months: monthsAgo }).set({ day: customer.dueDay });
    const month = due.toFormat('yyyyMM');
    const id = `f-${numberOf(customer)}-${month}`;
    return {
      ...{ id, customer_id: customer.id, month: due.toFormat('yyyy-MM'), due_date: dateOf(due) },
      amount_cents: amountCents,
      paid_on: paid ? dateOf(DateTime.min(due, today)) : null,
      boleto: boletoLine({
        ...{ bank: payment.bank, amountCents, dueDate: dateOf(due) },
        // Our own way to fill it: branch 0001, contract, month.
        free: `0001${customer.contract}${month}`.padEnd(25, '0'),
      }),
      pix: brCode({
        ...{ key: payment.pixKey, receiver: payment.receiver, city: payment.city },
        ...{ amountCents, reference: id.replaceAll('-', '') },
      }),
    };
  });
}

function visitRows(customer: DemoCustomer, ahead: readonly Slot[], now: Date) {
  return customer.visits.map(({ inWorkingDays, period, reason }, i) => ({
    protocol: `V-${numberOf(customer)}${String(i + 1).padStart(2, '0')}`,
    customer_id: customer.id,
    date: ahead.filter((slot) => slot.period === period)[inWorkingDays - 1]?.date,
    ...{ period, reason, cancelled_at: null, changed_at: now.toISOString() },
  }));
}

const contactRows = (customer: DemoCustomer, today: DateTime) =>
  customer.contacts.map(({ daysAgo, subject, outcome }) => ({
    customer_id: customer.id,
    date: dateOf(today.minus({ days: daysAgo })),
    ...{ subject, outcome },
  }));

const numberOf = ({ id }: DemoCustomer): string => id.replace(/\D/g, '');

const dateOf = (day: DateTime): string => day.toFormat('yyyy-MM-dd');
