import { openStage, words, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

test('a technician on WhatsApp answers two customers by quoting; each gets their own answer', async () => {
  const { bot, ana, to } = await stage.open();
  const bia = stage.person('Bia');
  const technician = stage.person('Técnico');
  const relayed = new Map<string, string>();
  bot.on('messages.upsert', async ({ messages, type }) => {
    for (const message of messages) {
      if (message.key.fromMe || type !== 'notify') continue;
      if (message.key.remoteJid === technician.lid) {
        const quoted = message.message?.extendedTextMessage?.contextInfo?.stanzaId ?? '';
        await bot.sock.sendMessage(relayed.get(quoted)!, { text: words(message)! });
      } else {
        const text = `[${message.pushName}] ${words(message)}`;
        const sent = await bot.sock.sendMessage(technician.lid, { text });
        relayed.set(sent!.key.id!, message.key.remoteJid!);
      }
    }
  });
  await ana.send('minha internet caiu', to);
  const one = await technician.nextMessage();
  await bia.send('quero trocar de plano', to);
  const two = await technician.nextMessage();
  expect([one.text, two.text]).toEqual(['[Ana] minha internet caiu', '[Bia] quero trocar de plano']);
  await technician.send('qual plano?', { ...to, quote: two });
  await technician.send('reinicie o modem', { ...to, quote: one });
  expect((await bia.nextMessage()).text).toBe('qual plano?');
  expect((await ana.nextMessage()).text).toBe('reinicie o modem');
});
