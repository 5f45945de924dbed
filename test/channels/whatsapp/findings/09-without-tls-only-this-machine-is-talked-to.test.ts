import { Curve } from '@whiskeysockets/baileys';
import { readConfig } from '../../../../config.js';
import { BaileysRunner } from '../../../support/fake-whatsapp/client.js';
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

/** An address in the clear that is not this machine's by its looks, with a server behind whose root key nobody knows. */
const elsewhere = () => stage.server.url.replace('127.0.0.1', '0.0.0.0');

/** Whether a client lets itself be served there. `settled` resolves once it has tried. */
async function isTalkedTo(start: () => void, settled: () => Promise<unknown>): Promise<boolean> {
  let isServed = false;
  const served = () => void (isServed = true);
  stage.server.on('connected', served);
  start();
  await settled();
  stage.server.off('connected', served);
  return isServed;
}

test('finding 9: only TLS proves who WhatsApp is, so nobody else is talked to without it', async () => {
  const { line, becomes } = scene(stage.server, { url: elsewhere() });
  const failed = () => becomes('waiting', 'storage');
  expect(await isTalkedTo(() => line.start(), failed)).toBe(false);
  const settings = { WHATSAPP: 'on', WHATSAPP_KEY: Buffer.alloc(32, 7).toString('base64') };
  expect(() => readConfig({ ...settings, WHATSAPP_WS_URL: elsewhere() })).toThrow(/WHATSAPP_WS_URL/);
  expect(() => readConfig({ ...settings, WHATSAPP_WS_URL: stage.server.url })).not.toThrow();
});

test('stock Baileys does not mind: it logs in at an address in the clear, to a server nobody vouches for', async () => {
  const { bot } = stage.prepare({ waWebSocketUrl: elsewhere() });
  const opened = bot.waitUpdate(({ connection }) => connection === 'open');
  expect(
    await isTalkedTo(
      () => bot.start(),
      () => opened,
    ),
  ).toBe(true);
});

test('stock Baileys does not verify the signature of an account either, so TLS is all there is', async () => {
  const account = stage.server.account('551140000009', 'Forged');
  Object.assign(account.handset.creds.signedIdentityKey, { private: Curve.generateKeyPair().private });
  const bot = new BaileysRunner(stage.server);
  bot.on('connection.update', ({ qr }) => qr && account.scanQr(qr));
  await bot.open(25_000);
  await until(() => bot.creds.account !== undefined);
  await bot.stop();
}, 40_000);
