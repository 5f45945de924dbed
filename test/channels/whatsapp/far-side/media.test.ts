import { downloadMediaMessage, type WAMessage } from '@whiskeysockets/baileys';
import type { BaileysRunner } from '../../../support/fake-whatsapp/client.js';
import { quiet } from '../../../support/fake-whatsapp/device.js';
import { openStage, until, type Stage } from '../../../support/fake-whatsapp/scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.ends());

const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(50_000, 7)]);

async function firstOf(bot: BaileysRunner): Promise<WAMessage> {
  await until(() => bot.upserts.length === 1);
  return bot.upserts[0]!.message;
}

const download = (bot: BaileysRunner, message: WAMessage) =>
  downloadMediaMessage(
    message,
    'buffer',
    {},
    { logger: quiet, reuploadRequest: bot.sock.updateMediaMessage },
  );

test('a photo of the customer arrives byte for byte', async () => {
  const { bot, ana, to } = await stage.open();
  await ana.sendImage(JPEG, 'olha a foto', to);
  const message = await firstOf(bot);
  expect(message.message!.imageMessage!.caption).toBe('olha a foto');
  expect((await download(bot, message)).equals(JPEG)).toBe(true);
});

test('a document of the bot arrives byte for byte', async () => {
  const { bot, ana } = await stage.open();
  const document = Buffer.from('%PDF-1.4 boleto');
  await bot.sock.sendMessage(ana.lid, { document, mimetype: 'application/pdf', fileName: 'boleto.pdf' });
  const got = await ana.nextMessage();
  expect(got.message.documentMessage!.fileName).toBe('boleto.pdf');
  expect((await got.media('document')).equals(document)).toBe(true);
});

test('videos, stickers, places and cards of the customer arrive as what they are', async () => {
  const { bot, ana, to } = await stage.open();
  await ana.sendVideo(Buffer.from('video'), 'o roteador', to);
  await ana.sendSticker(Buffer.from('sticker'), to);
  await ana.sendDocument(Buffer.from('doc'), 'conta.pdf', 'application/pdf', to);
  await ana.sendLocation({ latitude: -23.5, longitude: -46.6, name: 'Sé' }, to);
  await ana.sendContact({ name: 'Bia', phone: '+55 11 98888-0000' }, to);
  await until(() => bot.upserts.length === 5);
  const [video, sticker, document, place, card] = bot.upserts.map(({ message }) => message);
  expect((await download(bot, video!)).toString()).toBe('video');
  expect((await download(bot, sticker!)).toString()).toBe('sticker');
  expect(document!.message!.documentMessage!.fileName).toBe('conta.pdf');
  expect(place!.message!.locationMessage).toMatchObject({ degreesLatitude: -23.5, name: 'Sé' });
  expect(card!.message!.contactMessage!.vcard).toContain('waid=5511988880000');
});

test('a voice message is forwarded without being downloaded or uploaded', async () => {
  const { bot, ana, to } = await stage.open();
  const technician = stage.person('Técnico');
  const voice = Buffer.alloc(3000, 9);
  await ana.sendVoice(voice, 4, to);
  const message = await firstOf(bot);
  const { uploads, downloads } = stage.server.media;
  await bot.sock.sendMessage(technician.lid, { forward: message });
  const got = await technician.nextMessage();
  expect(got.message.audioMessage!.ptt).toBe(true);
  expect((await got.media('audio')).equals(voice)).toBe(true);
  expect(stage.server.media).toMatchObject({ uploads, downloads });
});

test('an expired file is uploaded again by the company phone when it is asked to', async () => {
  const { bot, ana, to } = await stage.open();
  await bot.sock.refreshMediaConn();
  const { media } = await ana.sendImage(JPEG, 'x', to);
  const message = await firstOf(bot);
  stage.server.expireMedia(media.directPath);
  await expect(download(bot, message)).rejects.toMatchObject({ output: { statusCode: 410 } });
  const renewed = await bot.sock.updateMediaMessage(message);
  expect(renewed.message!.imageMessage!.directPath).not.toBe(media.directPath);
  expect((await download(bot, renewed)).equals(JPEG)).toBe(true);
});

test('a file that is gone from the phone too is not found', async () => {
  const { bot, ana, to } = await stage.open();
  const { media } = await ana.sendImage(JPEG, 'x', to);
  const message = await firstOf(bot);
  stage.server.media.forget(media.directPath);
  await expect(download(bot, message)).rejects.toMatchObject({ output: { statusCode: 404 } });
  await expect(bot.sock.updateMediaMessage(message)).rejects.toMatchObject({ output: { statusCode: 404 } });
});

test('whoever does not know the key of a file cannot have it uploaded again', async () => {
  const { bot, ana, to } = await stage.open();
  await ana.sendImage(JPEG, 'x', to);
  const message = await firstOf(bot);
  message.message!.imageMessage!.mediaKey = Buffer.alloc(32, 1);
  await expect(bot.sock.updateMediaMessage(message)).rejects.toMatchObject({ output: { statusCode: 412 } });
});
