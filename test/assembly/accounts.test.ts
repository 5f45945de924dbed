import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { formOfAccount } from '../../assembly/accounts.js';
import { DeskFileError, parseDeskFile } from '../../routing/desk-file.js';

const DEMO = readFileSync('desk.yaml', 'utf8');
interface Account {
  readonly channel: string;
  readonly person: unknown;
}

/** The demo desk, with these accounts for its first agents. */
function deskWith(accounts: readonly Account[], timeZone = 'America/Sao_Paulo') {
  const desk = parse(DEMO) as { timeZone: string; agents: Record<string, unknown>[] };
  desk.timeZone = timeZone;
  accounts.forEach((one, i) => Object.assign(desk.agents[i] ?? {}, { accounts: [one] }));
  return stringify(desk);
}
const read = (text: string) => parseDeskFile(text, 'desk.yaml', formOfAccount);
const problemOf = (text: string): string => {
  try {
    read(text);
    return '';
  } catch (error) {
    if (error instanceof DeskFileError) return error.message;
    throw error;
  }
};
const onWhatsApp = (person: unknown) => ({ channel: 'whatsapp', person });
const personOf = (person: unknown, timeZone?: string) =>
  read(deskWith([onWhatsApp(person)], timeZone)).agents[0]?.accounts[0]?.person;

test.each([
  '+5511990001001',
  '+55 11 99000-1001',
  '+55 (11) 99000.1001',
  '0055 11 99000 1001',
  '5511990001001',
  '551190001001',
  '+55 11 9000-1001',
  '(11) 99000-1001',
  '011 99000-1001',
  '11990001001',
  ' +5511990001001 ',
])('a number in any usual writing is one number: %s', (written) => {
  expect(personOf(written)).toBe('+5511990001001');
});

test.each([
  ['+54 11 2345-6789', '+5491123456789'],
  ['+52 1 55 1234 5678', '+525512345678'],
  ['+34 612 345 678', '+34612345678'],
])('the number of another country has one form too: %s', (written, person) => {
  expect(personOf(written)).toBe(person);
});

test.each(['lid:123456789', 'lid: 123456789', 'LID:123456789', '123456789@lid'])(
  'the hidden id: %s',
  (lid) => {
    expect(personOf(lid)).toBe('lid:123456789');
  },
);

test('a contact as the database names it', () => {
  expect(personOf('main/l123')).toBe('main/l123');
});

test.each(['ana', '+55 11 1234', '12345', 'lid:abc', '+', 'ana 11990001001', 'ana@x.example'])(
  'what is no number is told with its line: %s',
  (written) => {
    expect(problemOf(deskWith([onWhatsApp(written)]))).toMatch(
      /^desk\.yaml:\d+: agents\[0\]\.accounts\[0\]\.person: ".*" is no number: write a number with its country/,
    );
  },
);

test('a number without its country is nobody’s where the desk is not in Brazil', () => {
  expect(problemOf(deskWith([onWhatsApp('55 1234 5678')], 'America/Mexico_City'))).toMatch(/is no number/);
  expect(problemOf(deskWith([onWhatsApp('(11) 99000-1001')], 'Europe/Lisbon'))).toMatch(/is no number/);
  expect(personOf('+52 55 1234 5678', 'America/Mexico_City')).toBe('+525512345678');
});

test('a number without quotes, whose plus YAML drops, is refused', () => {
  const text = deskWith([onWhatsApp('+34612345678')]).replace(/"?\+34612345678"?/, '+34612345678');
  expect(problemOf(text)).toMatch(/accounts\[0\]\.person: write it in quotes/);
});

test.each([
  ['+55 11 99000-1001', '(11) 9000-1001'],
  ['lid:123456789', '123456789@lid'],
])('two agents cannot share an account, however it is written: %s and %s', (one, other) => {
  expect(problemOf(deskWith([onWhatsApp(one), onWhatsApp(other)]))).toMatch(
    /^desk\.yaml:\d+: agents\[1\]\.accounts\[0\]: the account whatsapp .* is used twice \(ana\)/,
  );
});

test.each([
  [
    'where people choose their own id',
    { channel: 'botframework', person: 'directline/ana' },
    /could pass for/,
  ],
  ['likewise', { channel: 'botframework', person: 'webchat/ana' }, /could pass for/],
  [
    'that is written in capitals',
    { channel: 'WhatsApp', person: '+5511990001001' },
    /"WhatsApp" is no channel/,
  ],
  ['that is none', { channel: 'zap', person: '+5511990001001' }, /there are: whatsapp, botframework, web/],
  ['without saying on which', { channel: 'botframework', person: 'ana' }, /write the channel and the id/],
  ['which knows agents by themselves', { channel: 'console', person: 'bia' }, /needs no account/],
])('no account on a channel %s', (_why, account, problem) => {
  expect(problemOf(deskWith([account]))).toMatch(problem);
});
