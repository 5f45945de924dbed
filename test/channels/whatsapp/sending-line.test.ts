import { DeliveryLoop } from '../../../channels/delivery.js';
import { messageIdOf } from '../../../channels/whatsapp/message-id.js';
import { messageForRetry } from '../../../channels/whatsapp/writing.js';
import { memoryOutbox } from '../delivering.js';
import { after, composing, openWhatsApp, seal, until } from './sending-scene.js';

let forRetry: typeof messageForRetry | undefined;
let asked = 0;
let known: Parameters<typeof messageForRetry>[0];
let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(
  async () =>
    void (whatsapp = await openWhatsApp({
      // Without it nothing but our own answer can help whoever could not decrypt.
      enableRecentMessageCache: false,
      getMessage: async (key) => {
        asked++;
        return forRetry?.(known, key);
      },
    })),
);
afterEach(() => whatsapp.calm());
afterAll(() => whatsapp.ends());

test('without a line the message waits at once; with a line that dies it does not wait for the time-out', async () => {
  const { server, ana, sending, saying, state, heard } = await whatsapp.scene();
  state.isOpen = false;
  const message = saying('espere');
  expect(await sending.send(message)).toEqual({ status: 'retry', reason: 'not-connected' });
  state.isOpen = true;
  ana.autoReceipt = false;
  server.faults.dropAcks = 1;
  const sent = sending.send(message);
  await ana.nextMessage();
  server.dropConnection();
  expect(await sent).toEqual({ status: 'retry', reason: 'closed' });
  expect(heard.timedOut).toBe(0);
  await until(() => state.isOpen, 'the new line');
  expect(await sending.send(message)).toMatchObject({ status: 'sent' });
});

test('a line that is a black hole: the message is tried again with its id', async () => {
  const { server, ana, sending, saying, unanswered, state } = await whatsapp.scene();
  await sending.send(saying('antes'));
  server.faults.mute = true;
  const message = saying('no escuro');
  expect(await unanswered(message, 0)).toEqual({ status: 'retry', reason: 'no-ack' });
  server.faults.mute = false;
  server.dropConnection();
  await until(() => !state.isOpen, 'the end of the line');
  await until(() => state.isOpen, 'the new line');
  const delivery = await sending.send(message);
  expect(delivery).toMatchObject({ status: 'sent' });
  const copies = ana.inbox.all.filter(({ text }) => text === 'no escuro');
  expect(new Set(copies.map(({ id }) => id))).toEqual(new Set([message.externalId]));
});

test('what was queued over a dead line arrives in order and under one id each', async () => {
  const { server, ana, to, sending, state, line } = await whatsapp.scene();
  const box = memoryOutbox();
  const loop = new DeliveryLoop({
    ...{ outbox: box.outbox, channels: new Map([['whatsapp', sending]]), after },
    onResult: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
  line.on('connection.update', ({ connection }) => {
    if (connection === 'open') loop.nudge('whatsapp');
  });
  await loop.start();
  server.faults.ackDelayMs = 30;
  const said = Array.from({ length: 8 }, (_, i) => `${ana.phone} linha ${i}`);
  box.put(to, ...said);
  await until(() => ana.inbox.all.length >= 2, 'the first messages');
  server.dropConnection();
  await until(() => !state.isOpen, 'the end of the line');
  await until(() => box.left().length === 0, 'the rest', 10_000);
  const texts = ana.inbox.all.map(({ text }) => text);
  expect([...new Set(texts)]).toEqual(said);
  for (const { id, text } of ana.inbox.all) expect(id).toBe(messageIdOf(text ?? ''));
  await loop.stop();
});

describe('a customer who could not decrypt a message', () => {
  test('gets it again: composed as it was, under its id', async () => {
    const { account, ana, sending, saying, store } = await whatsapp.scene();
    const agent = { kind: 'agent', id: 'rosa', name: 'Rosa' } as const;
    const message = saying('leia isto', { author: agent });
    forRetry = messageForRetry;
    known = {
      ...{ account: account.phone, seal },
      compose: composing(),
      store: {
        ...store,
        outgoing: async (_, chat, id) => {
          expect(chat).toMatchObject({ lid: ana.lid.split('@')[0] });
          return id === message.externalId ? message : undefined;
        },
      },
    };
    ana.failDecrypts = 1;
    const before = asked;
    expect(await sending.send(message)).toMatchObject({ status: 'sent' });
    const got = await ana.nextMessage(8000);
    expect([got.id, got.text]).toEqual([message.externalId, '*Rosa:* leia isto']);
    expect(asked).toBeGreaterThan(before);
  });

  test('never gets an empty one: what is not known is not sent', async () => {
    const { ana, account, store } = await whatsapp.scene();
    const deps = {
      ...{ account: account.phone, seal },
      compose: composing(),
      store: { ...store, outgoing: async () => undefined },
    };
    expect(await messageForRetry(deps, { remoteJid: ana.lid, id: '3EB0AA' })).toBeUndefined();
    expect(await messageForRetry(deps, { remoteJid: '5@lid', id: '3EB0AA' })).toBeUndefined();
    expect(await messageForRetry(deps, { remoteJid: ana.lid })).toBeUndefined();
  });
});
