import { openStage, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

test('a phone sees what Baileys does to earlier messages, and the server that it does something', async () => {
  const { bot, ana } = await stage.open();
  const { key } = (await bot.sock.sendMessage(ana.lid, { text: 'às 9h' }))!;
  expect(await ana.nextMessage()).toMatchObject({ id: key.id, text: 'às 9h', attrs: { type: 'text' } });
  await bot.sock.sendMessage(ana.lid, { text: 'às 10h', edit: key });
  const edited = await ana.nextMessage();
  expect([edited.edits, edited.attrs.edit]).toEqual([{ id: key.id, text: 'às 10h' }, '1']);
  await bot.sock.sendMessage(ana.lid, { delete: key });
  const deleted = await ana.nextMessage();
  expect([deleted.revokes, deleted.attrs.edit]).toEqual([key.id, '7']);
});

test('a reaction says whether it is to a message of whoever reacts', async () => {
  const { bot, ana } = await stage.open();
  const { key } = (await bot.sock.sendMessage(ana.lid, { text: 'oi' }))!;
  await ana.nextMessage();
  await bot.sock.sendMessage(ana.lid, { react: { text: '👍', key } });
  expect((await ana.nextMessage()).reacts).toEqual({ id: key.id, emoji: '👍', mine: true });
  const theirs = { remoteJid: ana.lid, fromMe: false, id: '3A01' };
  await bot.sock.sendMessage(ana.lid, { react: { text: '', key: theirs } });
  const taken = await ana.nextMessage();
  expect([taken.reacts, taken.attrs.type]).toEqual([{ id: '3A01', emoji: '', mine: false }, 'reaction']);
});
