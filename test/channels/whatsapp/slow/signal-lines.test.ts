import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WhatsAppStore } from '../../../../channels/whatsapp/ports.js';
import { ACCOUNT, openWhatsAppWorld, type WhatsAppWorld } from '../../../store/whatsapp-world.js';
import type { BaileysRunner } from '../../../support/fake-whatsapp/client.js';
import { FakeWhatsApp } from '../../../support/fake-whatsapp/index.js';
import { link, openSignals, runner, slow, until, type Signals } from '../signal-world.js';

let server: FakeWhatsApp;
let world: WhatsAppWorld;
let last = 0;
const running: BaileysRunner[] = [];
const restore: (() => void)[] = [];

beforeAll(async () => {
  server = await FakeWhatsApp.start();
  // What libsignal prints holds private keys; here it would only be in the way.
  for (const name of ['info', 'warn', 'error'] as const) jest.spyOn(console, name).mockReturnValue(undefined);
  restore.push(server.trustInThisProcess(), () => jest.restoreAllMocks());
});
afterAll(async () => {
  for (const undo of restore) undo();
  await server.stop();
});
beforeEach(async () => {
  world = await openWhatsAppWorld();
});
afterEach(async () => {
  for (const bot of running.splice(0)) await bot.stop();
  await world.gone();
});

async function company() {
  const n = ++last;
  const account = server.account(`55113200${1000 + n}`, 'ACME');
  const signals = await openSignals(world.store.whatsapp);
  await link(signals.signal, account);
  await signals.signal.idle();
  const device = [...account.devices.values()][0];
  const ana = server.customer(`55119200${1000 + n}`, 'Ana');
  return { account, ana, to: { to: account }, isQuiet: () => device?.pending.length === 0 };
}

/** Our program on what the disk holds. */
async function starts(
  store: WhatsAppStore = world.store.whatsapp,
): Promise<Signals & { bot: BaileysRunner }> {
  const signals = await openSignals(store, { onBroken: () => void bot.stop() });
  const bot = runner(server, signals.signal);
  running.push(bot);
  await bot.open();
  return { ...signals, bot };
}

const texts = async (): Promise<string[]> => {
  const sql = `select text from message where author = 'customer' order by position`;
  return (await world.db.reader.all<{ text: string }>(sql)).map(({ text }) => text);
};

test('finding 1: customers write in bursts while we answer, on a slow disk: nobody has to ask again', async () => {
  const { to } = await company();
  const { bot } = await starts(slow(world.store.whatsapp, 2));
  bot.on('messages.upsert', ({ messages }) => {
    for (const { key, message } of messages)
      if (!key.fromMe && message) void bot.sock.sendMessage(key.remoteJid ?? '', { text: 'eco' });
  });
  let retries = 0;
  const hear = (direction: string, { tag, attrs }: { tag: string; attrs: Record<string, string> }) => {
    if (tag === 'receipt' && attrs.type === 'retry' && ['in', 'out'].includes(direction)) retries++;
  };
  server.on('stanza', hear);
  const people = [1, 2, 3, 4].map((i) => server.customer(`5521${80000000 + last * 10 + i}`));
  for (const person of people) {
    await person.send('olá', to);
    await person.nextMessage();
  }
  await Promise.all(
    people.map(async (person) => {
      for (let i = 0; i < 20; i++) await person.send(`${i}`, to);
    }),
  );
  await until(
    () => people.every((person) => new Set(person.inbox.all.map(({ id }) => id)).size === 21),
    25_000,
  );
  server.off('stanza', hear);
  expect(retries).toBe(0);
  expect((await texts()).length).toBe(84);
});

test('finding 2: the line drops in the middle of the catch-up: every message is kept, once and in order', async () => {
  const { ana, to, isQuiet } = await company();
  const { bot, kept } = await starts();
  await ana.send('oi', to);
  await until(isQuiet);
  const closed = bot.waitUpdate(({ connection }) => connection === 'close');
  server.dropConnection();
  await closed;
  const sent = Array.from({ length: 30 }, (_, i) => `m${i}`);
  for (const text of sent) await ana.send(text, to);
  let confirmed = 0;
  const hear = () => {
    if (++confirmed === 10) server.dropConnection();
  };
  server.on('settled', hear);
  await until(async () => isQuiet() && (await texts()).length === 31);
  server.off('settled', hear);
  expect(await texts()).toEqual(['oi', ...sent]);
  expect(kept.filter(({ repeat }) => !repeat)).toHaveLength(31);
});

test('nobody overtakes: not the first words of a new contact, not what is written while the catch-up runs', async () => {
  const { ana, to, isQuiet } = await company();
  const { bot } = await starts(slow(world.store.whatsapp, 3));
  const sent = Array.from({ length: 12 }, (_, i) => `m${i}`);
  for (const text of sent.slice(0, 4)) await ana.send(text, to);
  await until(isQuiet);
  const closed = bot.waitUpdate(({ connection }) => connection === 'close');
  server.dropConnection();
  await closed;
  const opened = bot.waitUpdate(({ connection }) => connection === 'open');
  for (const text of sent.slice(4, 8)) await ana.send(text, to);
  await opened;
  for (const text of sent.slice(8)) await ana.send(text, to);
  await until(async () => (await texts()).length === sent.length);
  expect(await texts()).toEqual(sent);
});

test('finding 2: dying inside the commit leaves the old session; what comes again is read', async () => {
  const { ana, to } = await company();
  let asked = 0;
  const dying: WhatsAppStore = {
    ...world.store.whatsapp,
    commit: (account, unit) =>
      unit.arrivals?.length && ++asked
        ? new Promise(() => undefined)
        : world.store.whatsapp.commit(account, unit),
  };
  const { bot } = await starts(dying);
  await ana.send('não me perca', to);
  await until(() => asked > 0);
  bot.stopped = true;
  server.dropConnection();
  expect(await texts()).toEqual([]);
  world = await world.reborn();
  await starts();
  await until(async () => (await texts()).length > 0);
  expect(await texts()).toEqual(['não me perca']);
});

test('finding 2: a commit that fails confirms nothing, and after starting again all of it is read', async () => {
  const { ana, to, isQuiet } = await company();
  let asked = 0;
  const full: WhatsAppStore = {
    ...world.store.whatsapp,
    commit: (account, unit) =>
      world.store.whatsapp.commit(
        account,
        unit.arrivals?.length && ++asked === 3
          ? { ...unit, arrivals: [{ ...unit.arrivals[0], chat: {} } as never] }
          : unit,
      ),
  };
  const { broken, signal } = await starts(full);
  const sent = Array.from({ length: 8 }, (_, i) => `m${i}`);
  for (const text of sent) await ana.send(text, to);
  await until(() => broken.length > 0);
  expect(await texts()).toEqual(['m0', 'm1']);
  await signal.reopen();
  const again = runner(server, signal);
  running.push(again);
  await again.open();
  await until(async () => isQuiet() && (await texts()).length >= 8);
  expect(await texts()).toEqual(sent);
});

test.each([
  ['the first message of a session', true],
  ['a later message', false],
])(
  'finding 2: %s whose receipt got lost is answered from what is kept; nobody is asked',
  async (_, isFirst) => {
    const { ana, to, isQuiet } = await company();
    const { bot, kept } = await starts();
    if (!isFirst) {
      await (
        await ana.send('oi', to)
      ).settled;
      await bot.sock.sendMessage(ana.lid, { text: 'olá' });
      await ana.nextMessage();
      await (
        await ana.send('tudo bem?', to)
      ).settled;
    }
    let asked = 0;
    const hear = () => asked++;
    server.on('retry-asked', hear);
    server.faults.ignoreClientAcks = 1;
    await ana.send('importante', to);
    await until(async () => (await texts()).includes('importante'));
    await sleep(50);
    await bot.stop();
    world = await world.reborn();
    const reborn = await starts();
    await until(isQuiet);
    await sleep(300);
    server.off('retry-asked', hear);
    expect(asked).toBe(0);
    expect((await texts()).filter((text) => text === 'importante')).toHaveLength(1);
    expect([kept.length > 0, reborn.kept]).toEqual([true, []]);
  },
);

test('the mapping of a number to its hidden id makes the contact whole', async () => {
  const { ana, to } = await company();
  await starts();
  await ana.send('oi', to);
  await until(async () => (await texts()).length === 1);
  const lid = ana.lid.split('@')[0] ?? '';
  const address = await world.store.whatsapp.conversationOf(ACCOUNT, { lid });
  expect(address).toEqual({ channel: 'whatsapp', id: `main/l${lid}` });
  expect(address && (await world.store.whatsapp.contact(address))?.phone).toMatch(/^55\d{11}$/);
});
