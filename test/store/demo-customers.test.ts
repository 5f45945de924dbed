import { readFileSync } from 'node:fs';
import { ConcurrentChange, type CustomerChange } from '../../bot/store.js';
import type { Customers, Period, Slot } from '../../dialogs/customers.js';
import { demoCustomers } from '../../store/demo-customers.js';
import { parseDemoFile } from '../../store/demo-file.js';
import { importDemoCustomers } from '../../store/demo-import.js';
import { NOW, openKept, type KeptWorld } from './kept.js';
import { ticketsOf } from './kept-tickets.js';

const FILE = 'dialogs/demo-customers.yaml';
const TEXT = readFileSync(FILE, 'utf8');
/** A Monday. */
const TODAY = '2026-11-23';
const MARIANA = 'c-1001';
const CARLOS = 'c-1002';
const JULIANA = 'c-1003';

let world: KeptWorld;
let customers: Customers;
const fills = (now = NOW) =>
  importDemoCustomers(world.db.knex, parseDemoFile(TEXT, FILE), now, 'America/Sao_Paulo');
beforeEach(async () => {
  world = await openKept();
  await fills();
  customers = demoCustomers(world.db.reader, () => NOW);
});
afterEach(() => world.gone());

const { inTx } = ticketsOf(() => world);
const changes = (change: CustomerChange) => inTx((tx) => tx.changeCustomer(change, NOW));
interface When {
  readonly customerId?: string;
  readonly date?: string;
  readonly period?: Period;
}
const books = (
  protocol: string,
  { customerId = MARIANA, date = '2026-12-01', period = 'morning' }: When = {},
) => changes({ type: 'visit.booked', protocol, customerId, date, period, reason: 'Sem sinal' });
const moves = (protocol: string, date: string, { customerId = MARIANA, period = 'morning' }: When = {}) =>
  changes({ type: 'visit.moved', protocol, customerId, date, period });
const cancels = (protocol: string, customerId = MARIANA) =>
  changes({ type: 'visit.cancelled', protocol, customerId });
const visits = (customerId = MARIANA, today = TODAY) => customers.visits(customerId, today);
const named = (slots: readonly Slot[]) => slots.map(({ date, period }) => `${date.slice(5)} ${period}`);

describe('each customer has what is theirs', () => {
  test('name, address and plan', async () => {
    expect(await customers.profile(MARIANA)).toEqual({
      ...{ id: MARIANA, name: 'Mariana Alves Ferreira', document: '11144477735', contract: '70410233' },
      address: 'Rua dos Ipês, 48, apto 32, Cambuí, Campinas, SP',
    });
    expect(await customers.plan(MARIANA)).toEqual({
      ...{ name: '500 Mega', downMbps: 500, upMbps: 250, priceCents: 10990 },
    });
    expect(await customers.plan(JULIANA)).toMatchObject({ name: '1000 Mega', priceCents: 14990 });
    expect(await customers.profile('c-9999')).toBeUndefined();
    expect(await customers.plan('c-9999')).toBeUndefined();
  });

  test('invoices, newest first, as they stood on the day of the import', async () => {
    const [newest, ...older] = await customers.invoices(CARLOS);
    expect(newest).toMatchObject({
      ...{ id: 'f-1002-202611', month: '2026-11', dueDate: '2026-11-20', amountCents: 14990 },
      boleto: expect.stringMatching(/^9999\d{43}$/) as unknown,
      pix: expect.stringContaining('pix@conexaoclara.example') as unknown,
    });
    expect(newest).not.toHaveProperty('paidOn');
    expect(newest?.boleto.slice(-14)).toBe('16360000014990');
    expect(newest?.pix).toContain('5406149.90');
    expect(older.map(({ month }) => month)).toEqual(['2026-10', '2026-09', '2026-08', '2026-07']);
    expect(older[0]).toMatchObject({ amountCents: 9990, paidOn: '2026-10-20' });
  });

  test('no more than twelve invoices', async () => {
    const row = { ...{ due_date: TODAY, amount_cents: 1, boleto: '', pix: '' }, customer_id: MARIANA };
    for (let i = 1; i <= 12; i++)
      await world.db.knex('demo_invoice').insert({ ...row, id: `${i}`, month: `2025-${10 + i}` });
    const invoices = await customers.invoices(MARIANA);
    expect(invoices).toHaveLength(12);
    expect(invoices[0]?.month).toBe('2026-11');
  });

  test('nothing is paid in the days to come', async () => {
    await world.gone();
    world = await openKept();
    await fills(new Date('2026-11-02T12:00:00Z'));
    const [newest] = await demoCustomers(world.db.reader, () => NOW).invoices(MARIANA);
    expect(newest).toMatchObject({ dueDate: '2026-11-10', paidOn: '2026-11-02' });
  });

  test('visits to come, counted in days on which technicians work', async () => {
    expect(await visits(JULIANA)).toEqual([
      {
        ...{ protocol: 'V-100301', date: '2026-11-25', period: 'morning', reason: 'Sinal fraco na fibra' },
      },
    ]);
    expect(await visits('c-1005')).toMatchObject([{ date: '2026-11-27', period: 'afternoon' }]);
    expect(await visits(MARIANA)).toEqual([]);
    expect(await visits(JULIANA, '2026-11-25')).toHaveLength(1);
    expect(await visits(JULIANA, '2026-11-26')).toEqual([]);
  });

  test('earlier contacts, newest first, at most five', async () => {
    expect(await customers.history(JULIANA)).toMatchObject([
      { date: '2026-11-22', subject: 'Internet caindo à noite' },
      { date: '2026-11-11' },
    ]);
    const more = ['2026-11-23', '2026-11-01', '2026-11-02', '2026-11-03'];
    const rows = more.map((date) => ({ customer_id: JULIANA, date, subject: 's', outcome: 'o' }));
    await world.db.knex('demo_contact').insert(rows);
    const dates = (await customers.history(JULIANA)).map(({ date }) => date.slice(8));
    expect(dates).toEqual(['23', '22', '11', '03', '02']);
  });
});

describe('a visit', () => {
  test('that was booked is among the customer’s, earliest first', async () => {
    await books('V-1', { date: '2026-12-01', period: 'afternoon' });
    await books('V-2', { date: '2026-12-01' });
    await books('V-3', { date: '2026-11-30', period: 'afternoon' });
    expect((await visits()).map(({ protocol }) => protocol)).toEqual(['V-3', 'V-2', 'V-1']);
    expect((await visits())[0]).toEqual({
      ...{ protocol: 'V-3', date: '2026-11-30', period: 'afternoon', reason: 'Sem sinal' },
    });
    expect(await visits(CARLOS)).toEqual([]);
    world = await world.reopened();
    expect(await demoCustomers(world.db.reader, () => NOW).visits(MARIANA, TODAY)).toHaveLength(3);
  });

  test('is moved, and its half day is free again', async () => {
    await books('V-1');
    await books('V-2', { customerId: CARLOS });
    await moves('V-1', '2026-12-02', { period: 'afternoon' });
    expect(await visits()).toMatchObject([{ protocol: 'V-1', date: '2026-12-02', period: 'afternoon' }]);
    await books('V-3');
    expect(await visits()).toHaveLength(2);
  });

  test('is cancelled, and its half day is free again', async () => {
    await books('V-1');
    await books('V-2', { customerId: CARLOS });
    await cancels('V-1');
    expect(await visits()).toEqual([]);
    await books('V-3');
    expect(await visits()).toMatchObject([{ protocol: 'V-3' }]);
  });

  test('finds no place in a half day without a free technician, but in the next one', async () => {
    for (const protocol of ['V-1', 'V-2']) await books(protocol, { customerId: CARLOS });
    await expect(books('V-3')).rejects.toThrow(ConcurrentChange);
    expect(await visits()).toEqual([]);
    await books('V-3', { period: 'afternoon' });
    await expect(moves('V-3', '2026-12-01')).rejects.toThrow(ConcurrentChange);
    expect(await visits()).toMatchObject([{ period: 'afternoon' }]);
  });

  test('of the last free technician goes to one of two who want it at once', async () => {
    await books('V-1', { customerId: CARLOS });
    const both = await Promise.allSettled([books('V-2'), books('V-3', { customerId: JULIANA })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('may stay in its half day, though that is full', async () => {
    await books('V-1');
    await books('V-2', { customerId: CARLOS });
    await moves('V-1', '2026-12-01');
    expect(await visits()).toMatchObject([{ protocol: 'V-1', date: '2026-12-01', period: 'morning' }]);
  });

  test.each([
    ['a Sunday', '2026-11-29', 'morning'],
    ['a Saturday afternoon', '2026-11-28', 'afternoon'],
    ['Christmas', '2026-12-25', 'morning'],
  ] as const)('is never on %s', async (_, date, period) => {
    await expect(books('V-1', { date, period })).rejects.toThrow(ConcurrentChange);
    await books('V-1');
    await expect(moves('V-1', date, { period })).rejects.toThrow(ConcurrentChange);
  });

  test('with a protocol that was given is not booked again, even if that one was cancelled', async () => {
    await books('V-1', { customerId: CARLOS });
    await expect(books('V-1', { date: '2026-12-03' })).rejects.toThrow(ConcurrentChange);
    await cancels('V-1', CARLOS);
    await expect(books('V-1', { date: '2026-12-03' })).rejects.toThrow(ConcurrentChange);
  });

  test('of somebody else is neither moved nor cancelled', async () => {
    const before = await visits(JULIANA);
    await expect(moves('V-100301', '2026-12-02')).rejects.toThrow(ConcurrentChange);
    await expect(cancels('V-100301')).rejects.toThrow(ConcurrentChange);
    expect(await visits(JULIANA)).toEqual(before);
  });

  test('that is gone is neither moved nor cancelled again', async () => {
    await books('V-1');
    await cancels('V-1');
    await expect(cancels('V-1')).rejects.toThrow(ConcurrentChange);
    await expect(moves('V-1', '2026-12-02')).rejects.toThrow(ConcurrentChange);
    await expect(moves('V-unknown', '2026-12-02')).rejects.toThrow(ConcurrentChange);
  });
});

describe('half days in which a technician is free', () => {
  test('begin with the day asked for and leave out when nobody works', async () => {
    expect(named(await customers.openSlots('2026-11-27', 4))).toEqual([
      ...['11-27 morning', '11-27 afternoon', '11-28 morning', '11-30 morning'],
    ]);
    expect(named(await customers.openSlots('2026-12-24', 3))).toEqual([
      ...['12-24 morning', '12-24 afternoon', '12-26 morning'],
    ]);
  });

  test('leave out what is full', async () => {
    for (const protocol of ['V-1', 'V-2']) await books(protocol);
    await books('V-3', { period: 'afternoon' });
    expect(named(await customers.openSlots('2026-12-01', 2))).toEqual(['12-01 afternoon', '12-02 morning']);
    await cancels('V-1');
    expect(named(await customers.openSlots('2026-12-01', 1))).toEqual(['12-01 morning']);
  });
});

describe('the file', () => {
  test('is taken into the database once', async () => {
    await world.db.knex('demo_customer').where({ id: MARIANA }).update({ name: 'M.' });
    expect(await fills()).toBe(false);
    world = await world.reopened();
    expect(await fills()).toBe(false);
    expect(await demoCustomers(world.db.reader, () => NOW).profile(MARIANA)).toMatchObject({ name: 'M.' });
    expect(await world.db.knex('demo_customer').count('* as n')).toEqual([{ n: 8 }]);
  });

  test('counts its days where the desk is, not in Greenwich', async () => {
    await world.gone();
    world = await openKept();
    await fills(new Date('2026-12-01T01:00:00Z'));
    const [newest] = await demoCustomers(world.db.reader, () => NOW).invoices(CARLOS);
    expect(newest?.month).toBe('2026-11');
  });
});
