import type { BinaryNode } from '@whiskeysockets/baileys';
import { openWhatsApp, until } from './sending-scene.js';

let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(async () => void (whatsapp = await openWhatsApp()));
afterEach(() => whatsapp.calm());
afterAll(() => whatsapp.ends());

test('a message is sent once WhatsApp has acknowledged it, not when its bytes are written', async () => {
  const { server, ana, sending, saying, heard } = await whatsapp.scene();
  server.faults.ackDelayMs = 300;
  const message = saying('bom dia');
  ana.autoReceipt = false;
  let delivery: unknown;
  const sent = sending.send(message).then((it) => (delivery = it));
  expect(await ana.nextMessage()).toMatchObject({ text: 'bom dia', id: message.externalId });
  expect(delivery).toBeUndefined();
  await sent;
  expect(delivery).toEqual({ status: 'sent', externalId: message.externalId });
  expect(heard).toEqual({ timedOut: 0, confirmed: 1, refused: [] });
});

test('an acknowledgement that got lost: the same id again, so the customer sees one message', async () => {
  const { server, ana, sending, saying, unanswered, heard } = await whatsapp.scene();
  server.faults.dropAcks = 1;
  ana.autoReceipt = false;
  const message = saying('uma vez');
  expect(await unanswered(message)).toEqual({ status: 'retry', reason: 'no-ack' });
  expect(heard.timedOut).toBe(1);
  expect(await sending.send(message)).toMatchObject({ status: 'sent' });
  const copies = [await ana.nextMessage(), await ana.nextMessage()];
  expect(new Set(copies.map(({ id }) => id))).toEqual(new Set([message.externalId]));
});

test("the customer's device proves it as well as an acknowledgement does", async () => {
  const { server, sending, saying, written } = await whatsapp.scene();
  server.faults.dropAcks = 1;
  const message = saying('chegou?');
  expect(await sending.send(message)).toMatchObject({ status: 'sent' });
  expect(written().filter(({ id }) => id === message.externalId)).toHaveLength(1);
});

test('a message that WhatsApp swallowed is not taken for sent', async () => {
  const { server, ana, sending, saying, unanswered } = await whatsapp.scene();
  server.faults.loseMessages = 1;
  const message = saying('perdida?');
  expect(await unanswered(message)).toEqual({ status: 'retry', reason: 'no-ack' });
  expect(await sending.send(message)).toMatchObject({ status: 'sent' });
  expect(await ana.nextMessage()).toMatchObject({ text: 'perdida?', id: message.externalId });
});

test('an acknowledgement that comes after the wait for it takes the message out of the outbox', async () => {
  const { server, ana, saying, unanswered, marks } = await whatsapp.scene();
  server.faults.ackDelayMs = 800;
  ana.autoReceipt = false;
  const message = saying('devagar');
  expect(await unanswered(message)).toEqual({ status: 'retry', reason: 'no-ack' });
  await until(() => marks.includes(`${message.externalId} sent`), 'the late mark');
});

test('only a message that waits long for its acknowledgement is kept as written', async () => {
  const settings = { typingMs: 0, gapMs: 0, accountPerMinute: 0, writtenAfterMs: 500 };
  const { server, ana, sending, saying, marks } = await whatsapp.scene({ settings });
  ana.autoReceipt = false;
  await sending.send(saying('rápida'));
  expect(marks).toEqual([]);
  server.faults.ackDelayMs = 1200;
  const slow = saying('lenta');
  await sending.send(slow);
  expect(marks).toEqual([`${slow.externalId} written`]);
});

test('a query that gets no answer does not hold a message for ever (finding 7)', async () => {
  const { server, sending, saying, unanswered, heard } = await whatsapp.scene();
  server.faults.iqSilent.add('usync');
  const message = saying('e agora?');
  expect(await unanswered(message, 0)).toEqual({ status: 'retry', reason: 'no-ack' });
  expect(heard.timedOut).toBe(1);
  whatsapp.calm();
  expect(await sending.send(message)).toEqual({ status: 'sent', externalId: message.externalId });
});

test('while WhatsApp does not say which devices a customer has, nothing is written and nothing taken for sent', async () => {
  const { server, ana, sending, saying, written } = await whatsapp.scene();
  server.faults.iqSilent.add('usync');
  const message = saying('está aí?');
  expect(await sending.send(message)).toEqual({ status: 'retry', reason: 'no-devices' });
  expect(written()).toEqual([]);
  whatsapp.calm();
  expect(await sending.send(message)).toMatchObject({ status: 'sent' });
  expect(await ana.nextMessage()).toMatchObject({ id: message.externalId, text: 'está aí?' });
});

describe('who is written to', () => {
  test('nobody who never wrote to us', async () => {
    const { sending, saying, written } = await whatsapp.scene();
    const to = { channel: 'whatsapp', id: 'nobody/l5' };
    expect(await sending.send(saying('oi', { to }))).toEqual({ status: 'refused', reason: 'stranger' });
    const reference = { jid: '120363000000000001@g.us' };
    expect(await sending.send(saying('oi', { reference }))).toEqual({
      ...{ status: 'refused', reason: 'stranger' },
    });
    expect(written()).toHaveLength(0);
  });

  test('a contact whose JID is not at hand, by the hidden id', async () => {
    const { ana, to, sending, saying } = await whatsapp.scene();
    expect(await sending.send(saying('oi', { to }))).toMatchObject({ status: 'sent' });
    expect(await ana.nextMessage()).toMatchObject({ text: 'oi' });
  });
});

describe('several parts', () => {
  const long = `${'a'.repeat(3900)}\n\n${'b'.repeat(3900)}`;

  test('a retry writes only what was not acknowledged, and the last part carries the id of the message', async () => {
    const { server, ana, sending, saying, unanswered, written } = await whatsapp.scene();
    ana.autoReceipt = false;
    const message = saying(long);
    let lost = 0;
    server.on('stanza', (dir: string, { tag, attrs }: BinaryNode) => {
      // The second part's acknowledgement gets lost.
      const isFirst = dir === 'out' && tag === 'ack' && attrs.class === 'message' && lost === 0;
      if (isFirst) lost = server.faults.dropAcks = 1;
    });
    expect(await unanswered(message, 2)).toEqual({ status: 'retry', reason: 'no-ack' });
    expect(await sending.send(message)).toMatchObject({ status: 'sent', externalId: message.externalId });
    server.removeAllListeners('stanza');
    const texts = [];
    for (let i = 0; i < 3; i++) texts.push((await ana.nextMessage()).text?.[0]);
    expect(texts).toEqual(['a', 'b', 'b']);
    const ids = written().slice(-3);
    expect(ids[0]?.id).not.toBe(message.externalId);
    expect(ids.slice(1).map(({ id }) => id)).toEqual([message.externalId, message.externalId]);
  });
});

describe('many at a time', () => {
  test('no more than eight messages are in flight', async () => {
    const { server, sending, saying, meets } = await whatsapp.scene();
    const people = Array.from({ length: 10 }, () => whatsapp.customer());
    server.faults.ackDelayMs = 1200;
    for (const one of people) one.autoReceipt = false;
    const acked = () => server.log.filter(({ dir, node }) => dir === 'out' && node.tag === 'ack').length;
    const got = () => server.log.filter(({ dir, node }) => dir === 'in' && node.tag === 'message').length;
    const before = got() - acked();
    let most = 0;
    server.on('stanza', () => (most = Math.max(most, got() - acked() - before)));
    const all = people.map((one) => sending.send(saying('oi', { to: meets(one) })));
    const results = await Promise.all(all);
    server.removeAllListeners('stanza');
    expect(results.filter(({ status }) => status === 'sent')).toHaveLength(10);
    expect(most).toBe(8);
  });
});
