import { generateMessageIDV2, proto, type WAMessage } from '@whiskeysockets/baileys';
import { openStage, silence, until, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

test('a send resolves before the server has acknowledged it; the ack can be heard', async () => {
  const { bot, ana } = await stage.open();
  await bot.sock.sendMessage(ana.lid, { text: 'aquece' });
  await ana.nextMessage();
  stage.server.delayAcks(300);
  const id = generateMessageIDV2(bot.sock.user?.id);
  const order: string[] = [];
  const acked = new Promise<void>((resolve) => {
    bot.sock.ws.on('CB:ack,class:message', ({ attrs }: { attrs: { id: string } }) => {
      if (attrs.id !== id) return;
      order.push('acked');
      resolve();
    });
  });
  await bot.sock.sendMessage(ana.lid, { text: 'x' }, { messageId: id });
  order.push('resolved');
  await acked;
  stage.server.delayAcks(0);
  expect(order).toEqual(['resolved', 'acked']);
  expect((await ana.nextMessage()).id).toBe(id);
});

test('a refused message: the send resolves, the refusal comes later as a status', async () => {
  const { bot, ana } = await stage.open();
  const refusals: string[] = [];
  const look = ({ status, messageStubParameters }: Partial<WAMessage>) => {
    if (status === proto.WebMessageInfo.Status.ERROR) refusals.push(String(messageStubParameters));
  };
  bot.on('messages.update', (updates) => updates.forEach(({ update }) => look(update)));
  bot.on('messages.upsert', ({ messages }) => messages.forEach(look));
  stage.server.faults.nack.push(463);
  await bot.sock.sendMessage(ana.lid, { text: 'x' });
  await until(() => refusals.length === 1);
  expect(refusals[0]).toMatch(/^463/);
  expect(ana.inbox.size).toBe(0);
});

test('an ack that gets lost does not keep the message from the customer', async () => {
  const { bot, ana } = await stage.open();
  stage.server.faults.dropAcks = 1;
  await bot.sock.sendMessage(ana.lid, { text: 'chegou?' });
  expect((await ana.nextMessage()).text).toBe('chegou?');
});

test('the same id sent twice reaches the customer twice', async () => {
  const { bot, ana } = await stage.open();
  const messageId = generateMessageIDV2(bot.sock.user?.id);
  await bot.sock.sendMessage(ana.lid, { text: 'uma vez' }, { messageId });
  await bot.sock.sendMessage(ana.lid, { text: 'uma vez' }, { messageId });
  expect((await ana.nextMessage()).id).toBe(messageId);
  expect((await ana.nextMessage()).id).toBe(messageId);
});

test('a customer who cannot read a message asks for it again and gets it', async () => {
  const { bot, ana } = await stage.open();
  const { lift } = silence();
  ana.failDecrypts = 1;
  const sent = await bot.sock.sendMessage(ana.lid, { text: 'leia isto' });
  const read = await ana.nextMessage(8000);
  lift();
  expect([read.text, read.id]).toEqual(['leia isto', sent!.key.id]);
});
