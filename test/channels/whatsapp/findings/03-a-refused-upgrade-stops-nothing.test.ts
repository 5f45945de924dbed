import { openStage, until, type Stage } from '../../../support/fake-whatsapp/scene.js';
import { closeAll, scene } from '../connection-scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await closeAll();
  await stage.ends();
});

const CONNECT_MS = 300;

interface Client {
  start(): void;
  isOpen(): boolean;
}

/** Something between us and WhatsApp answers the upgrade with an error; whether the client comes online nevertheless. */
async function comesOnline(client: Client): Promise<boolean> {
  const { faults } = stage.server;
  faults.rejectUpgrades = { count: 1, status: 503 };
  client.start();
  await until(() => faults.rejectUpgrades.count === 0);
  return until(() => client.isOpen(), 10 * CONNECT_MS).then(
    () => true,
    () => false,
  );
}

test('finding 3: an HTTP error at the upgrade is a line that was lost: it is tried again', async () => {
  const { line } = scene(stage.server);
  const isOpen = () => line.state().state === 'open';
  expect(await comesOnline({ start: () => line.start(), isOpen })).toBe(true);
});

test('stock Baileys does not: it waits past its own timeout, without a word, until somebody ends it', async () => {
  const { bot } = stage.prepare({ connectTimeoutMs: CONNECT_MS });
  let isOpen = false;
  bot.on('connection.update', ({ connection }) => void (isOpen ||= connection === 'open'));
  expect(await comesOnline({ start: () => bot.start(), isOpen: () => isOpen })).toBe(false);
  expect(bot.closes).toEqual([]);
  await bot.sock.end(new Error('watchdog'));
  expect(bot.closes).toHaveLength(1);
});
