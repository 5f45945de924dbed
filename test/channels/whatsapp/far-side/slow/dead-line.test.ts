import { openStage, heard, until, type Stage } from '../../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

afterEach(() => void (stage.server.faults.mute = false));

test('the line goes dead: the client notices by its keep-alive only, with 408', async () => {
  const { bot } = await stage.open({ keepAliveIntervalMs: 300 });
  stage.server.faults.mute = true;
  await until(() => bot.closes.length > 0, 15_000);
  expect(bot.closes[0]!.code).toBe(408);
});

test('a new device whose phone sends no history hears live messages all the same', async () => {
  const { bot, ana, to } = stage.prepare();
  bot.creds.accountSyncCounter = 0;
  await bot.open();
  await ana.send('oi', to);
  await heard(bot, 'oi');
});
