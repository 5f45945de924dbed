import { proto } from '@whiskeysockets/baileys';
import { openStage, until, words, heard, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

test('a customer writes, the bot answers, the customer reads it: each step is told to the bot', async () => {
  const { ana, bot, to, account } = await stage.open();
  const statuses = new Set<number | null | undefined>();
  bot.on('messages.update', (updates) => updates.forEach(({ update }) => statuses.add(update.status)));
  bot.on('messages.upsert', async ({ messages, type }) => {
    for (const message of messages) {
      if (message.key.fromMe) statuses.add(message.status);
      else if (type === 'notify')
        await bot.sock.sendMessage(message.key.remoteJid!, { text: `eco: ${words(message)}` });
    }
  });
  const sent = await ana.send('oi', to);
  const reply = await ana.nextMessage();
  expect(reply.text).toBe('eco: oi');
  await sent.settled;
  await until(() => statuses.has(proto.WebMessageInfo.Status.DELIVERY_ACK));
  ana.read(reply);
  await until(() => statuses.has(proto.WebMessageInfo.Status.READ));
  await until(() => account.handsetInbox.all.length === 2);
  expect(account.handsetInbox.all.map(({ text }) => text)).toEqual(['oi', 'eco: oi']);
});

test('who writes by number is known by the hidden id beside it, and the other way round', async () => {
  const { ana, bot, to } = await stage.open();
  await ana.send('pelo número', { ...to, addressing: 'pn' });
  await ana.send('escondida', { ...to, addressing: 'lid' });
  const byNumber = await heard(bot, 'pelo número');
  const hidden = await heard(bot, 'escondida');
  expect(byNumber.message.key).toMatchObject({ remoteJid: ana.pn, remoteJidAlt: ana.lid });
  expect(hidden.message.key).toMatchObject({ remoteJid: ana.lid, remoteJidAlt: ana.pn });
});

test('the bot may speak first, to a number', async () => {
  const { ana, bot } = await stage.open();
  expect(await bot.sock.onWhatsApp(ana.phone)).toEqual([{ jid: ana.pn, exists: true }]);
  await bot.sock.sendMessage(ana.pn, { text: 'bom dia' });
  expect((await ana.nextMessage()).text).toBe('bom dia');
});

test('within a chat the order is kept, whatever happens in the others', async () => {
  const { bot, to } = await stage.open();
  const people = ['Ana', 'Bia', 'Caio', 'Davi', 'Eva'].map((name) => stage.person(name));
  const numbers = Array.from({ length: 12 }, (_, i) => String(i));
  await Promise.all(people.flatMap((person) => numbers.map((number) => person.send(number, to))));
  await until(() => bot.upserts.length === 60, 15_000);
  for (const { lid } of people) {
    const chat = bot.upserts.filter(({ message }) => message.key.remoteJid === lid);
    expect(chat.map(({ message }) => words(message))).toEqual(numbers);
  }
});
