import {
  openStage,
  backAgain,
  cutOff,
  heard,
  until,
  words,
  type Stage,
} from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

test('the line drops: what was written meanwhile comes afterwards, in order, as APPEND', async () => {
  const { bot, ana, to } = await stage.open();
  await cutOff(stage, bot);
  for (const text of ['1', '2', '3']) await ana.send(text, to);
  await bot.open();
  await until(() => bot.upserts.length === 3);
  const told = bot.upserts.map(({ type, message }) => `${type} ${words(message)}`);
  expect(told).toEqual(['append 1', 'append 2', 'append 3']);
  expect(bot.closes[0]!.code).toBe(428);
});

test.each<[string, (server: Stage['server']) => void, number]>([
  ['a restart', (server) => server.restartRequired(), 515],
  ['another client in its place', (server) => server.replaced(), 440],
  ['a stream error', (server) => server.streamError(503), 503],
  ['a ban', (server) => server.failure(403), 403],
])('%s reaches the client with its code', async (_what, happens, code) => {
  const { bot } = await stage.open();
  const closed = bot.waitUpdate(({ connection }) => connection === 'close');
  happens(stage.server);
  await closed;
  expect(bot.closes[0]!.code).toBe(code);
});

test('the server goes down and comes back on its port: the client is refused meanwhile (408)', async () => {
  const { bot, ana, to } = await stage.open();
  const { url } = stage.server;
  await stage.server.goDown();
  await until(() => bot.closes.some(({ code }) => code === 408));
  const back = backAgain(bot);
  await stage.server.comeBack();
  expect(stage.server.url).toBe(url);
  await back;
  await ana.send('voltou?', to);
  await heard(bot, 'voltou?');
});

test('a send on a closed line fails at once', async () => {
  const { bot, ana } = await stage.open();
  bot.stopped = true;
  await cutOff(stage, bot);
  await expect(bot.sock.sendMessage(ana.lid, { text: 'x' })).rejects.toThrow();
});
