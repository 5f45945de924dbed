import { proto } from '@whiskeysockets/baileys';
import { BaileysRunner } from '../../../support/fake-whatsapp/client.js';
import {
  openStage,
  backAgain,
  heard,
  silence,
  until,
  words,
  type Stage,
} from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

const read = (bot: BaileysRunner, id: string) =>
  bot.upserts.filter(({ message }) => message.key.id === id && message.message);

let talk: ReturnType<typeof silence>;
beforeAll(() => void (talk = silence()));
afterAll(() => talk.lift());

test('the same ciphertext twice is one message', async () => {
  const { bot, ana, to } = await stage.open();
  const sent = await ana.send('um', to);
  await sent.settled;
  stage.server.duplicateLast();
  await ana.send('dois', to);
  await heard(bot, 'dois');
  expect(read(bot, sent.id)).toHaveLength(1);
});

test('the same id encrypted anew is two', async () => {
  const { bot, ana, to } = await stage.open();
  const { id } = await ana.send('um', to);
  await ana.resend(id);
  await until(() => read(bot, id).length === 2);
});

test('a receipt gets lost: the message comes again after a reconnect and is not told twice', async () => {
  const { bot, ana, to } = await stage.open();
  stage.server.faults.ignoreClientAcks = 1;
  const sent = await ana.send('um', to);
  await heard(bot, 'um');
  await until(() => stage.server.faults.ignoreClientAcks === 0);
  const back = backAgain(bot);
  stage.server.dropConnection();
  await back;
  await sent.settled;
  await ana.send('dois', to);
  await heard(bot, 'dois');
  expect(read(bot, sent.id)).toHaveLength(1);
});

test('the bot has lost its sessions: a stub first, then the words, asked for from the customer', async () => {
  const { bot, ana, to } = await stage.open();
  await (
    await ana.send('um', to)
  ).settled;
  await heard(bot, 'um');
  await bot.stop();
  for (const key of bot.store.data.keys()) if (key.startsWith('session/')) bot.store.data.delete(key);
  const again = new BaileysRunner(stage.server, { creds: bot.creds, store: bot.store });
  await again.open();
  const { id } = await ana.send('dois', to);
  await heard(again, 'dois');
  const told = again.upserts.filter(({ message }) => message.key.id === id);
  expect(told[0]!.message.messageStubType).toBe(proto.WebMessageInfo.StubType.CIPHERTEXT);
  expect(words(told.at(-1)!.message)).toBe('dois');
  await again.stop();
});

test('a customer with a new phone goes on talking', async () => {
  const { bot, ana, to } = await stage.open();
  await ana.send('um', to);
  await heard(bot, 'um');
  await bot.sock.sendMessage(ana.lid, { text: 'a' });
  await ana.nextMessage();
  ana.reinstall();
  await ana.send('dois', to);
  await heard(bot, 'dois');
  await bot.sock.sendMessage(ana.lid, { text: 'b' });
  expect((await ana.nextMessage()).text).toBe('b');
});

test('a customer types, the bot types; the bot has read the message', async () => {
  const { bot, ana, to, account } = await stage.open();
  const seen: string[] = [];
  bot.on('presence.update', ({ presences }) =>
    seen.push(...Object.values(presences).map(({ lastKnownPresence }) => lastKnownPresence)),
  );
  await ana.send('oi', to);
  const { message } = await heard(bot, 'oi');
  ana.typing(true, account);
  await until(() => seen.includes('composing'));
  await bot.sock.sendPresenceUpdate('composing', ana.lid);
  expect((await ana.nextState()).state).toBe('composing');
  await bot.sock.readMessages([message.key]);
  expect((await ana.nextReceipt('read')).ids).toEqual([message.key.id]);
});
