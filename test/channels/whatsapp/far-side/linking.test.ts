import type { proto } from '@whiskeysockets/baileys';
import { BaileysRunner } from '../../../support/fake-whatsapp/client.js';
import { openStage, heard, until, words, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

test('a QR code is scanned: restart, login, and the past comes as history, not as news', async () => {
  const account = stage.server.account('551140000001', 'QR');
  const ana = stage.person('Ana');
  const yesterday = Math.floor(Date.now() / 1000) - 86_400;
  account.history = [
    {
      key: { remoteJid: ana.lid, fromMe: false, id: 'OLD1' },
      message: { conversation: 'mensagem de ontem' },
      messageTimestamp: yesterday,
    },
  ];
  const bot = new BaileysRunner(stage.server);
  const history: proto.IWebMessageInfo[] = [];
  bot.on('messaging-history.set', ({ messages }) => history.push(...messages));
  bot.on('connection.update', ({ qr }) => qr && account.scanQr(qr));
  await bot.open(25_000);
  expect(bot.closes.map(({ code }) => code)).toEqual([515]);
  expect(bot.creds.me!.id).toMatch(new RegExp(`^${account.phone}:\\d+@s.whatsapp.net$`));
  await until(() => history.length === 1);
  await ana.send('agora', { to: account });
  await heard(bot, 'agora');
  expect(bot.upserts.map(({ message }) => words(message))).not.toContain('mensagem de ontem');
  await bot.stop();
});

test('a pairing code is typed into the phone', async () => {
  const account = stage.server.account('551140000002', 'Code');
  const bot = new BaileysRunner(stage.server);
  let code: string | undefined;
  bot.on('connection.update', async ({ qr }) => {
    if (!qr || code) return;
    code = await bot.sock.requestPairingCode(account.phone);
    await account.enterPairingCode(code);
  });
  await bot.open(25_000);
  expect(code).toHaveLength(8);
  expect(bot.creds.account).toBeDefined();
  await bot.stop();
});

test('the owner removes the device: 401', async () => {
  const { bot, account } = await stage.open();
  const closed = bot.waitUpdate(({ connection }) => connection === 'close');
  account.unlink();
  await closed;
  expect(bot.closes.at(-1)!.code).toBe(401);
});

test('the bot unlinks itself: the phone no longer knows the device', async () => {
  const { bot, account } = await stage.open();
  await bot.sock.logout();
  await until(() => account.devices.size === 0);
});

test('who logs in as somebody else, with a key of their own, is turned away: 401', async () => {
  const { bot, account } = await stage.open();
  const creds = { ...account.preLink(), me: bot.creds.me };
  const thief = new BaileysRunner(stage.server, { creds, reconnect: false });
  thief.start();
  await until(() => thief.closes.length > 0);
  expect(thief.closes[0]!.code).toBe(401);
  await thief.stop();
});

test('a client that is too old is told so at every login, until the server takes it again: 405', async () => {
  const { bot } = stage.prepare();
  stage.server.handOutVersionTooOld();
  bot.start();
  await until(() => bot.closes.length >= 2);
  expect(new Set(bot.closes.map(({ code }) => code))).toEqual(new Set([405]));
  const opened = bot.waitUpdate(({ connection }) => connection === 'open');
  stage.server.handOutVersionTooOld(false);
  await opened;
});
