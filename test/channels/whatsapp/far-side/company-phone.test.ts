import { openStage, cutOff, heard, until, words, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

const arrived = (bot: Awaited<ReturnType<Stage['open']>>['bot'], id: string) =>
  bot.upserts.find(({ message }) => message.key.id === id);

test('the owner writes on the company phone: the bot sees it as news of its own chat', async () => {
  const { bot, ana, account, to } = await stage.open();
  await ana.send('tem alguém aí?', to);
  await heard(bot, 'tem alguém aí?');
  const id = await account.typeOnHandset(ana, 'Oi Ana, aqui é o João');
  expect((await ana.nextMessage()).text).toBe('Oi Ana, aqui é o João');
  await until(() => arrived(bot, id) !== undefined);
  expect(arrived(bot, id)).toMatchObject({
    type: 'notify',
    message: { key: { fromMe: true, remoteJid: ana.lid } },
  });
});

test('what the bot itself says comes back as an echo, which is no news', async () => {
  const { bot, ana } = await stage.open();
  await bot.sock.sendMessage(ana.lid, { text: 'do bot' });
  const echo = await heard(bot, 'do bot');
  expect(echo).toMatchObject({ type: 'append', message: { key: { fromMe: true } } });
});

test('the owner writes while the bot is away: afterwards it looks like an echo', async () => {
  const { bot, ana, account, to } = await stage.open();
  await ana.send('oi', to);
  await heard(bot, 'oi');
  await cutOff(stage, bot);
  const id = await account.typeOnHandset(ana, 'já te atendo');
  await bot.open();
  await until(() => arrived(bot, id) !== undefined);
  const { type, message } = arrived(bot, id)!;
  expect([type, message.key.fromMe, words(message)]).toEqual(['append', true, 'já te atendo']);
});
