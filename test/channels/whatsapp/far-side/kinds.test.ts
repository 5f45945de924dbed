import { openStage, heard, until, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

interface Update {
  key: { id?: string | null };
  update: { message?: unknown };
}

test('quotes, both ways', async () => {
  const { bot, ana, to } = await stage.open();
  await ana.send('qual o preço?', to);
  const { message: original } = await heard(bot, 'qual o preço?');
  await bot.sock.sendMessage(ana.lid, { text: 'R$ 10' }, { quoted: original });
  const reply = await ana.nextMessage();
  expect(reply.quoted).toEqual({ id: original.key.id, participant: ana.lid, text: 'qual o preço?' });
  await ana.send('fechado', { ...to, quote: { id: reply.id, message: reply.message } });
  const { message } = await heard(bot, 'fechado');
  expect(message.message!.extendedTextMessage!.contextInfo!.stanzaId).toBe(reply.id);
});

test('a customer corrects a message and then deletes it', async () => {
  const { bot, ana, to } = await stage.open();
  const updates: Update[] = [];
  bot.on('messages.update', (told) => updates.push(...told));
  const { id } = await ana.send('quero 2', to);
  await ana.edit(id, 'quero 3', to);
  await ana.revoke(id, to);
  await until(() => updates.some(({ update }) => update.message === null));
  const ofIt = updates.filter(({ key }) => key.id === id);
  expect(JSON.stringify(ofIt[0]!.update.message)).toContain('quero 3');
  expect(ofIt.at(-1)!.update.message).toBeNull();
});

test('reactions, both ways', async () => {
  const { bot, ana, to } = await stage.open();
  const reactions: (string | null | undefined)[] = [];
  bot.on('messages.reaction', (told) => reactions.push(...told.map(({ reaction }) => reaction.text)));
  await ana.send('oi', to);
  const { message } = await heard(bot, 'oi');
  await bot.sock.sendMessage(ana.lid, { text: 'ok' });
  await ana.react({ id: (await ana.nextMessage()).id, mine: true }, '👍', to);
  await until(() => reactions.length === 1);
  expect(reactions).toEqual(['👍']);
  await bot.sock.sendMessage(ana.lid, { react: { text: '❤️', key: message.key } });
  expect((await ana.nextMessage()).message.reactionMessage!.text).toBe('❤️');
});

test('what disappears and what is seen once keeps its wrapper', async () => {
  const { bot, ana, to } = await stage.open();
  const contextInfo = { expiration: 86_400 };
  const some = { extendedTextMessage: { text: 'some', contextInfo } };
  await ana.send({ ephemeralMessage: { message: some } }, to);
  await ana.send({ viewOnceMessageV2: { message: { imageMessage: { caption: 'uma vez' } } } }, to);
  await until(() => bot.upserts.length === 2);
  const [disappearing, once] = bot.upserts.map(({ message }) => message.message!);
  expect(disappearing!.ephemeralMessage!.message!.extendedTextMessage!.text).toBe('some');
  expect(once!.viewOnceMessageV2!.message!.imageMessage!.caption).toBe('uma vez');
});

test('groups and status posts are told apart from chats', async () => {
  const { bot, ana, to, account } = await stage.open();
  const family = stage.server.group('Família', [account, ana]);
  await ana.sendToGroup(family, 'oi grupo', to);
  await ana.postStatus('bom dia', account);
  const inGroup = await heard(bot, 'oi grupo');
  const status = await heard(bot, 'bom dia');
  expect(inGroup.message.key).toMatchObject({ remoteJid: family.jid, participant: ana.lid });
  expect(status.message.key.remoteJid).toBe('status@broadcast');
  expect((await bot.sock.groupMetadata(family.jid)).subject).toBe('Família');
});
