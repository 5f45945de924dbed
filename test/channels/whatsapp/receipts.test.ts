import { setTimeout as sleep } from 'node:timers/promises';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { heardIn, openReceipts } from '../../../channels/whatsapp/receipts.js';
import { after, logger, openWhatsApp, until } from './sending-scene.js';

const US = { lid: '99', phone: '551130000001' };
const receipt = (attrs: Record<string, string>, content?: BinaryNode[]): BinaryNode => ({
  ...{ tag: 'receipt', attrs: { id: 'A', from: '7@lid', t: '1', ...attrs } },
  ...(content && { content }),
});
const item = (id: string): BinaryNode => ({ tag: 'item', attrs: { id } });

describe('what a receipt says', () => {
  test.each([
    ['nothing more', {}, 'delivered'],
    ['read', { type: 'read' }, 'read'],
    ['played', { type: 'played' }, 'read'],
  ])('of type %s', (_, attrs, expected) => {
    expect(heardIn(receipt(attrs), US)).toEqual({ chat: { lid: '7' }, ids: ['A'], receipt: expected });
  });

  test('of several messages at once', () => {
    const list = receipt({ sender_pn: '5511999990000:3@s.whatsapp.net', type: 'read' }, [
      { tag: 'list', attrs: {}, content: [item('B'), item('C')] },
    ]);
    expect(heardIn(list, US)).toEqual({
      ...{ chat: { lid: '7', phone: '5511999990000' }, ids: ['A', 'B', 'C'], receipt: 'read' },
    });
  });

  test.each([
    ["the company's own phone", { type: 'sender', recipient: '7@lid', from: '99@lid' }],
    ["the company's own reading", { type: 'read-self' }],
    ["another device of the company's", { from: '99:4@lid' }],
    ["another device of the company's, by its number", { from: '551130000001:4@s.whatsapp.net' }],
    ['about what somebody else wrote', { recipient: '8@lid' }],
    ['a request to send again', { type: 'retry' }],
    ['a group', { from: '1203630@g.us', participant: '7@lid' }],
    ['a kind not known', { type: 'server-error' }],
  ])('nothing of ours: %s', (_, attrs) => {
    expect(heardIn(receipt(attrs), US)).toBeUndefined();
  });
});

describe('on a line', () => {
  let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
  beforeAll(async () => void (whatsapp = await openWhatsApp()));
  afterEach(() => whatsapp.calm());
  afterAll(() => whatsapp.ends());

  test("the customer's device and the customer's eyes are two ticks", async () => {
    const { ana, sending, saying, marks } = await whatsapp.scene();
    const message = saying('olha');
    await sending.send(message);
    await until(() => marks.includes(`${message.externalId} delivered`), 'the first tick');
    ana.read(await ana.nextMessage());
    await until(() => marks.includes(`${message.externalId} read`), 'the second tick');
  });

  test('ticks that came while we were away are not missed', async () => {
    const { server, ana, sending, saying, marks, state, line } = await whatsapp.scene();
    ana.autoReceipt = false;
    const message = saying('olha');
    await sending.send(message);
    const got = await ana.nextMessage();
    line.stopped = true;
    server.dropConnection();
    await until(() => !state.isOpen, 'the end of the line');
    ana.read(got);
    line.stopped = false;
    line.start();
    await until(() => marks.includes(`${message.externalId} read`), 'the tick');
  });

  test('the telling is batched, a failing store is asked again, and stopping keeps what was gathered', async () => {
    const kept: string[][] = [];
    const failures = { left: 1 };
    const waits: number[] = [];
    const receipts = openReceipts({
      account: 'a',
      store: {
        mark: async (_, __, marks) => {
          if (failures.left-- > 0) throw new Error('busy');
          kept.push(marks.map(({ externalId, receipt: how }) => `${externalId} ${how}`));
        },
      },
      after: (ms, run) => {
        waits.push(ms);
        return after(Math.min(ms, 30), run);
      },
      ...{ logger },
    });
    receipts.attach(whatsapp.line.sock);
    const tell = (attrs: Record<string, string>) => whatsapp.line.sock.ws.emit('CB:receipt', receipt(attrs));
    tell({ id: 'X' });
    tell({ id: 'Y' });
    tell({ id: 'X', type: 'read' });
    tell({ id: 'X' });
    await until(() => kept.length === 1, 'the second try');
    expect(kept).toEqual([['X read', 'Y delivered']]);
    expect(waits).toEqual([250, 5000]);
    tell({ id: 'Z' });
    await receipts.stop();
    expect(kept).toEqual([['X read', 'Y delivered'], ['Z delivered']]);
    await sleep(40);
    expect(kept).toHaveLength(2);
  });
});
