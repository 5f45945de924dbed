import type { WASocket } from '@whiskeysockets/baileys';
import pino from 'pino';
import { openReceipts } from '../../../../channels/whatsapp/receipts.js';
import { openStage, type Scene, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

/** A message leaves and is confirmed by Ana's phone while Baileys holds events back; whether the listener is told. */
async function isConfirmationTold(
  { bot, ana }: Scene,
  listen: (sock: WASocket, told: (id: string) => void) => () => unknown,
): Promise<boolean> {
  const told: string[] = [];
  const stop = listen(bot.sock, (id) => told.push(id));
  const confirmed = stage.server.waitFor(
    ({ tag, attrs }, direction) => direction === 'in' && tag === 'ack' && attrs.class === 'receipt',
  );
  bot.sock.ev.buffer();
  const sent = await bot.sock.sendMessage(ana.lid, { text: 'oi' });
  await confirmed;
  bot.sock.ev.flush();
  await stop();
  return told.includes(sent?.key.id ?? '?');
}

const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

test('finding 6: that a message was delivered is heard whatever is held back at that moment', async () => {
  const isTold = await isConfirmationTold(await stage.open(), (sock, told) => {
    const mark = async (_account: string, _chat: object, marks: readonly { externalId: string }[]) =>
      marks.forEach(({ externalId }) => told(externalId));
    const logger = pino({ level: 'silent' });
    const receipts = openReceipts({ account: 'main', store: { mark }, after, logger });
    receipts.attach(sock);
    return () => receipts.stop();
  });
  expect(isTold).toBe(true);
});

test('stock Baileys does not tell: it folds the update into the message that it still holds back', async () => {
  const scene = await stage.open();
  const isTold = await isConfirmationTold(scene, (sock, told) => {
    sock.ev.on('messages.update', (updates) => updates.forEach(({ key }) => told(key.id ?? '')));
    return () => undefined;
  });
  expect(isTold).toBe(false);
  expect(scene.bot.upserts.map(({ message }) => message.status)).toEqual([3]);
});
