import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressKey } from '../../../channels/channel.js';
import { composing, openWhatsApp, until } from './sending-scene.js';

const ROSA = { kind: 'agent', id: 'rosa', name: 'Rosa' } as const;
const settings = { typingMs: 0, gapMs: 0, accountPerMinute: 0 };
let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(async () => void (whatsapp = await openWhatsApp()));
afterEach(() => whatsapp.calm());
afterAll(() => whatsapp.ends());

describe('a typing pause', () => {
  const typing = { ...settings, typingMs: 400 };

  test('comes before what the bot says, not before what people say', async () => {
    const { ana, sending, saying } = await whatsapp.scene({ settings: typing });
    await sending.send(saying('sou a Rosa', { author: ROSA }));
    await sending.send(saying('você é o próximo', { author: { kind: 'desk' } }));
    expect(ana.states.all).toEqual([]);
    const sent = sending.send(saying('bom dia'));
    expect(await ana.nextState()).toMatchObject({ state: 'composing' });
    expect(ana.inbox.all).toHaveLength(2);
    expect(await sent).toMatchObject({ status: 'sent' });
  });

  test('in which a person takes over: nothing is written', async () => {
    const { ana, sending, saying, written } = await whatsapp.scene({ settings: typing });
    let isWanted = true;
    const sent = sending.send(saying('eu ia dizer'), async () => isWanted);
    await ana.nextState();
    isWanted = false;
    expect(await sent).toEqual({ status: 'refused', reason: 'withdrawn' });
    expect(await ana.nextState()).toMatchObject({ state: 'paused' });
    expect(written()).toEqual([]);
  });

  test('does not hold up the shutdown, and the message stays where it is', async () => {
    const { ana, sending, saying, written } = await whatsapp.scene({
      settings: { ...settings, typingMs: 20_000 },
    });
    const sent = sending.send(saying('devagar'));
    await ana.nextState();
    await sending.stop();
    expect(await sent).toEqual({ status: 'retry', reason: 'not-connected' });
    expect(await sending.send(saying('depois'))).toEqual({ status: 'retry', reason: 'not-connected' });
    expect(written()).toEqual([]);
  });

  test('is made once: a message that is tried again is written at once', async () => {
    const { server, ana, sending, saying } = await whatsapp.scene({ settings: typing });
    server.faults.nack.push(500);
    const message = saying('de novo');
    expect(await sending.send(message)).toEqual({ status: 'retry', reason: '500' });
    expect(await sending.send(message)).toMatchObject({ status: 'sent' });
    expect(ana.states.all.filter(({ state }) => state === 'composing')).toHaveLength(1);
  });
});

test('stopping waits for the word on what is written', async () => {
  const { server, ana, sending, saying } = await whatsapp.scene({ settings });
  ana.autoReceipt = false;
  server.faults.ackDelayMs = 300;
  let status = '';
  void sending.send(saying('última')).then((delivery) => (status = delivery.status));
  await ana.nextMessage();
  await sending.stop();
  expect(status).toBe('sent');
});

test('a chat is left alone for a while after each message, another chat is not', async () => {
  const clock = { at: Date.parse('2026-11-23T13:00:00Z') };
  const waits: number[] = [];
  const { to, sending, saying, meets } = await whatsapp.scene({
    settings: { ...settings, gapMs: 1000 },
    now: () => new Date(clock.at),
    after: (ms, run) => {
      waits.push(ms);
      const timer = setTimeout(run, Math.min(ms, 2000));
      return () => clearTimeout(timer);
    },
  });
  const gaps = () => waits.filter((ms) => ms <= 1000 && ms !== 500);
  await sending.send(saying('um'));
  await sending.send(saying('dois', { to: meets(whatsapp.customer()) }));
  expect(gaps().filter((ms) => ms < 1000)).toEqual([]);
  clock.at += 900;
  await sending.send(saying('três', { to }));
  expect(gaps()).toContain(100);
});

test('the account rate is for messages nobody is waiting for; those who wait are not counted', async () => {
  const clock = { at: Date.parse('2026-11-23T13:00:00Z') };
  const { sending, saying, written } = await whatsapp.scene({
    settings: { ...settings, accountPerMinute: 2 },
    now: () => new Date(clock.at),
    lastHeardAt: () => undefined,
  });
  for (const text of ['1', '2']) await sending.send(saying(text));
  const third = saying('3');
  expect(await sending.send(third)).toEqual({ status: 'retry', reason: 'account-rate', afterMs: 60_000 });
  expect(await sending.send(saying('sou eu', { author: ROSA }))).toMatchObject({ status: 'sent' });
  expect(written()).toHaveLength(3);
  clock.at += 60_000;
  expect(await sending.send(third)).toMatchObject({ status: 'sent' });
});

describe('messages are confirmed as read', () => {
  test('once they were dealt with and answered, all at once', async () => {
    const { ana, to, sending, saying, handled, confirmed } = await whatsapp.scene();
    const ids = [];
    for (const text of ['oi', 'tudo bem?', 'ainda não tratada'])
      ids.push((await ana.send(text, { to: whatsapp.account })).id);
    await sending.send(saying('Você está na fila', { author: { kind: 'desk' } }));
    handled.set(addressKey(to), ids.slice(0, 2));
    await sleep(700);
    expect(ana.receipts.all.filter(({ type }) => type === 'read')).toEqual([]);
    await sending.send(saying('bom dia'));
    expect((await ana.nextReceipt('read')).ids).toEqual(ids.slice(0, 2));
    await until(() => confirmed.length === 2, 'the note that they are');
    await sending.send(saying('mais uma coisa'));
    await sleep(700);
    expect(ana.receipts.all.filter(({ type }) => type === 'read')).toHaveLength(1);
  });

  test('and an answer does not fail where that fails', async () => {
    const { ana, sending, saying, store } = await whatsapp.scene();
    store.handledUnread = async () => {
      throw new Error('busy');
    };
    expect(await sending.send(saying('bom dia'))).toMatchObject({ status: 'sent' });
    await sleep(600);
    expect(ana.receipts.all.filter(({ type }) => type === 'read')).toEqual([]);
  });
});

describe('a file', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'bastao-sending-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is uploaded once, however often it is sent, and after a restart too', async () => {
    const path = join(folder, 'fatura.pdf');
    writeFileSync(path, 'the bill');
    const attachments = [{ contentType: 'application/pdf', url: '/files/1' }];
    const file = { path, name: 'fatura.pdf', contentType: 'application/pdf' };
    const { server, ana, saying, unanswered, make, line, sent } = await whatsapp.scene({
      compose: composing({ fileOf: () => file }),
    });
    ana.autoReceipt = false;
    const message = saying('aqui está', { attachments });
    const first = make();
    first.attach(line.sock);
    server.faults.dropAcks = 1;
    expect(await unanswered(message, 1, first)).toEqual({ status: 'retry', reason: 'no-ack' });
    expect(server.media.files.size).toBe(1);
    expect(Buffer.from(sent.get(message.externalId ?? '') ?? []).includes('fatura.pdf')).toBe(false);

    const restarted = make();
    restarted.attach(line.sock);
    expect(await restarted.send(message)).toMatchObject({ status: 'sent' });
    expect(server.media.files.size).toBe(1);
    const copies = [await ana.nextMessage(), await ana.nextMessage()];
    expect(copies.map(({ id }) => id)).toEqual([message.externalId, message.externalId]);
    expect((await copies[1]!.media('document')).toString()).toBe('the bill');
  });

  test('that is gone is refused: it would be gone the next time as well', async () => {
    const file = { path: join(folder, 'nowhere.pdf'), name: 'x.pdf', contentType: 'application/pdf' };
    const attachments = [{ contentType: 'application/pdf', url: '/files/1' }];
    const { sending, saying, written } = await whatsapp.scene({
      compose: composing({ fileOf: () => file }),
    });
    expect(await sending.send(saying('', { attachments }))).toEqual({
      ...{ status: 'refused', reason: 'file-gone' },
    });
    expect(written()).toEqual([]);
  });
});
