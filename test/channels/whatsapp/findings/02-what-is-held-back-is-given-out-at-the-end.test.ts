import type { WASocket } from '@whiskeysockets/baileys';
import { openStage, type Stage } from '../../../support/fake-whatsapp/scene.js';
import { closeAll, scene } from '../connection-scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await closeAll();
  await stage.ends();
});

/** The line is ended while Baileys holds something back; whether it is told all the same. */
async function isTold(sock: WASocket, end: () => Promise<void>): Promise<boolean> {
  let isHeard = false;
  sock.ev.on('contacts.update', () => void (isHeard = true));
  sock.ev.buffer();
  sock.ev.emit('contacts.update', [{ id: 'x@lid' }]);
  expect(isHeard).toBe(false);
  await end();
  return isHeard;
}

test('finding 2: what is held back when we end the line is given out first', async () => {
  const { line, becomes, sockets } = scene(stage.server);
  line.start();
  await becomes('open');
  expect(await isTold(sockets[0]!, () => line.stop())).toBe(true);
});

test('stock Baileys does not: it is thrown away', async () => {
  const { bot } = await stage.open();
  expect(await isTold(bot.sock, () => bot.stop())).toBe(false);
});
