import { readFileSync } from 'node:fs';
import { DemoFileError, parseDemoFile } from '../../store/demo-file.js';

const FILE = 'dialogs/demo-customers.yaml';
const TEXT = readFileSync(FILE, 'utf8');

test('has no two customers with the same person, plan and debts', async () => {
  const { customers: all } = parseDemoFile(TEXT, FILE);
  const looks = all.map(({ name, phone, address }) => [name, phone, address]).flat();
  expect(new Set(looks).size).toBe(3 * all.length);
  const state = all.map(({ plan, dueDay, invoices }) => JSON.stringify([plan.name, dueDay, invoices]));
  expect(new Set(state).size).toBe(all.length);
});

test.each([
  ['a wrong check digit', '111.444.777-35', '111.444.777-36', /customers\[0\]\.document/],
  ['a CPF of one digit only', '111.444.777-35', '111.111.111-11', /customers\[0\]\.document/],
  ['a short phone number', '(19) 99555-0101', '(19) 995', /is no phone number\s+→ at customers\[0\]\.phone/],
  ['a day that is none', '1985-03-12', '1985-02-30', /customers\[0\]\.birthDate/],
  ['a person without a birth date', 'birthDate: 1985-03-12', 'visits: []', /only a company has none/],
  ['a contract as a number', `'70410233'`, '70410233', /customers\[0\]\.contract/],
  ['somebody else’s document', '111.444.777-35', '529.982.247-25', /customers\[1\]\.document/],
  ['somebody else’s id', 'id: c-1002', 'id: c-1001', /customers\[1\]\.id/],
  ['a misspelt field', 'dueDay: 10', 'dueday: 10', /dueday/],
  ['two invoices of a month', 'monthsAgo: 1', 'monthsAgo: 0', /a month has one invoice/],
  ['half a cent', 'priceCents: 10990', 'priceCents: 10990.5', /customers\[0\]\.plan\.priceCents/],
  ['broken YAML', 'customers:', 'customers: [', /demo-customers\.yaml: /],
])('with %s is refused; the message names file and field', (_, right, wrong, message) => {
  expect(TEXT).toContain(right);
  const read = () => parseDemoFile(TEXT.replace(right, wrong), FILE);
  expect(read).toThrow(DemoFileError);
  expect(read).toThrow(/demo-customers\.yaml/);
  expect(read).toThrow(message);
});
