import { readFileSync } from 'node:fs';
import { ConcurrentChange } from '../../bot/store.js';
import type { Customers, Told } from '../../dialogs/customers.js';
import { demoCustomers } from '../../store/demo-customers.js';
import { parseDemoFile } from '../../store/demo-file.js';
import { importDemoCustomers } from '../../store/demo-import.js';
import { NOW, openKept, type KeptWorld } from './kept.js';

const FILE = 'dialogs/demo-customers.yaml';

let world: KeptWorld;
let customers: Customers;
let now = NOW;
beforeAll(async () => {
  world = await openKept();
  const file = parseDemoFile(readFileSync(FILE, 'utf8'), FILE);
  await importDemoCustomers(world.db.knex, file, NOW, 'America/Sao_Paulo');
  customers = demoCustomers(world.db.reader, () => now);
});
afterAll(() => world.gone());

const MARIANA = 'c-1001';
const document = '11144477735';
const contract = '70410233';
const phone = '+5519995550101';
const birthDate = '1985-03-12';

test.each<[string, Told]>([
  ['document and birth date', { document, birthDate }],
  ['document and contract', { document, contract }],
  ['contract and birth date', { contract, birthDate }],
  ['phone and birth date', { phone, birthDate }],
  ['phone and contract', { phone, contract }],
  ['all of it', { document, contract, phone, birthDate }],
  ['a phone we do not know them by', { document, birthDate, phone: '+5511988776655' }],
  ['a contract, a birth date and such a phone', { contract, birthDate, phone: '+5511988776655' }],
])('is verified by %s', async (_, told) => {
  expect(await customers.find(told)).toEqual({ status: 'verified', customerId: MARIANA });
});

test.each<[string, Told, string]>([
  ['nothing', {}, 'identifier'],
  ['a birth date', { birthDate }, 'identifier'],
  ['a document', { document }, 'proof'],
  ['a contract', { contract }, 'proof'],
  ['a phone', { phone }, 'proof'],
  ['document and phone', { document, phone }, 'proof'],
  ['a document nobody has', { document: '16899535009' }, 'proof'],
])('has not told enough with %s', async (_, told, missing) => {
  expect(await customers.find(told)).toEqual({ status: 'incomplete', missing });
});

test.each<[string, Told]>([
  ['a document nobody has', { document: '16899535009', birthDate }],
  ['another’s birth date', { document, birthDate: '1978-11-05' }],
  ['another’s contract', { document, contract: '70528817' }],
  ['another’s contract and their own birth date', { document, contract: '70528817', birthDate }],
  ['another’s document and their own contract', { document: '52998224725', contract, birthDate }],
  ['a wrong birth date beside what would do', { document, contract, birthDate: '1985-03-13' }],
  ['a phone nobody has', { phone: '+5511988776655', birthDate }],
  ['a phone nobody has, to a contract', { phone: '+5511988776655', contract }],
  ['a birth date to a company that has none', { document: '11222333000181', birthDate }],
])('is not told what was wrong with %s', async (_, told) => {
  expect(await customers.find(told)).toEqual({ status: 'mismatch' });
});

test('two whom the same things name are not told apart', async () => {
  const who = { phone: '+5519981550102', birth_date: '1978-11-05' };
  expect(await customers.find({ phone: who.phone, birthDate: who.birth_date })).toMatchObject({
    customerId: 'c-1002',
  });
  await world.db.knex('demo_customer').where({ id: 'c-1003' }).update(who);
  expect(await customers.find({ phone: who.phone, birthDate: who.birth_date })).toEqual({
    status: 'mismatch',
  });
});

test('wrong and unknown ask the database the same', async () => {
  const seen: string[] = [];
  const watched = demoCustomers(
    {
      ...world.db.reader,
      all: (sql, bindings) => {
        seen.push(sql);
        return world.db.reader.all(sql, bindings);
      },
    },
    () => NOW,
  );
  await watched.find({ document, birthDate: '1985-03-13' });
  await watched.find({ document: '16899535009', birthDate });
  expect(seen).toHaveLength(2);
  expect(seen[0]).toBe(seen[1]);
});

test('a company proves it by document and contract', async () => {
  const told = { document: '11222333000181', contract: '92160038' };
  expect(await customers.find(told)).toMatchObject({ customerId: 'c-1006' });
});

describe('where proof failed ten times within a day', () => {
  test('a guess that was right is refused in the commit, if it was made beside the others', async () => {
    const identifiers = ['86288366757'];
    const tell = (type: 'proof.failed' | 'proof.succeeded') =>
      world.store.commit('answer', (tx) => tx.changeCustomer({ type, identifiers }, NOW));
    await tell('proof.succeeded');
    for (let i = 0; i < 10; i++) await tell('proof.failed');
    await expect(tell('proof.succeeded')).rejects.toThrow(ConcurrentChange);
  });

  const fails = (identifiers: string[]) =>
    world.store.commit('answer', (tx) => tx.changeCustomer({ type: 'proof.failed', identifiers }, now));
  const right = { document, birthDate };
  const after = (hours: number, seconds = 0) =>
    (now = new Date(NOW.getTime() + hours * 3_600_000 + seconds * 1000));
  afterEach(async () => {
    now = NOW;
    await world.db.knex('demo_failed_proof').delete();
  });

  test('by whichever identifier of one record, it opens to nobody, until the day is over', async () => {
    const named = [[document], [contract, '16899535009'], [phone]];
    for (let i = 0; i < 9; i++) {
      after(0, i);
      await fails(named[i % 3] ?? []);
    }
    expect(await customers.find(right)).toMatchObject({ status: 'verified' });
    after(1);
    await fails([document, contract]);
    expect(await customers.find(right)).toEqual({ status: 'mismatch' });
    expect(await customers.find({ phone, birthDate })).toEqual({ status: 'mismatch' });
    expect(await customers.find({ document })).toEqual({ status: 'incomplete', missing: 'proof' });
    after(24, 1);
    expect(await customers.find(right)).toMatchObject({ status: 'verified' });
  });

  test('all others are open still', async () => {
    for (let i = 0; i < 10; i++) {
      after(0, i);
      await fails([document]);
    }
    expect(await customers.find(right)).toEqual({ status: 'mismatch' });
    const carlos = { document: '52998224725', birthDate: '1978-11-05', contract: '70528817' };
    expect(await customers.find(carlos)).toMatchObject({ customerId: 'c-1002' });
  });

  test('each counts once, whatever it names and however close they come', async () => {
    for (let i = 0; i < 9; i++) await fails([document, contract, phone]);
    expect(await customers.find(right)).toMatchObject({ status: 'verified' });
    await fails([document]);
    expect(await customers.find(right)).toEqual({ status: 'mismatch' });
  });

  test('nothing of it is kept longer', async () => {
    await fails([document]);
    after(24);
    await fails(['16899535009']);
    expect(await world.db.knex('demo_failed_proof').select('identifier')).toEqual([
      { identifier: '16899535009' },
    ]);
  });
});
