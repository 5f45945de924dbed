import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announceFile, giveUpFile, keepFile, urlOfFile } from '../../../files/kept-file.js';
import { openComposer } from '../../../channels/whatsapp/gathering.js';
import { orderSeal, packOrder, type MediaPlace } from '../../../channels/whatsapp/media-place.js';
import { NOW, openWhatsApp, seal } from './sending-scene.js';

const DAY = 24 * 60 * 60_000;
const PICTURE = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(60_000, 5)]);
const rosa = { kind: 'agent', id: 'rosa', name: 'Rosa Lima' } as const;

let folder: string;
let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastao-forwards-'));
  whatsapp = await openWhatsApp();
});
afterEach(() => whatsapp.calm());
afterAll(async () => {
  await whatsapp.ends();
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody whose file lies at WhatsApp, and the phone to which it is to go. */
async function relay() {
  const account = whatsapp.account.phone;
  const clock = { now: NOW };
  const orders = new Map<string, Uint8Array>();
  const compose = openComposer({
    ...{ account, seal, folder, allowsLoopback: true, us: () => ({}), now: () => clock.now },
    store: {
      sent: async () => undefined,
      saidAt: async () => undefined,
      mediaOrder: async (_, fileId) => orders.get(fileId),
    },
  });
  const scene = await whatsapp.scene({ compose, now: () => clock.now });
  /** A file that came `ago` milliseconds ago. */
  const came = async (data: Buffer, more: Partial<MediaPlace> & { kind: MediaPlace['kind'] }, ago = 0) => {
    const lies = await scene.server.media.encrypt(data, more.kind);
    const fileId = randomUUID();
    const message = { id: '3A', jid: '1@lid', fromMe: false };
    const packed = packOrder({ place: { ...lies, ...more }, message, at: new Date(NOW.getTime() - ago) });
    orders.set(fileId, seal.seal(orderSeal(account, fileId), packed));
    return { fileId, attachments: [{ contentType: 'x/y', name: 'arquivo', url: urlOfFile('', fileId) }] };
  };
  const keep = (id: string, name: string, data: Buffer) =>
    keepFile(onePiece(data), { id, name }, { folder, mostBytes: 1e6 });
  const hasUploaded = () => scene.server.media.uploads;
  return { ...scene, clock, came, keep, hasUploaded, orders };
}

async function* onePiece(data: Buffer) {
  yield data;
}

test('a picture goes on byte for byte before it was fetched, and the media host sees no upload', async () => {
  const { ana, sending, saying, came, hasUploaded, server } = await relay();
  const { attachments } = await came(PICTURE, { kind: 'image', mimetype: 'image/jpeg' });
  const before = [hasUploaded(), server.media.downloads];
  expect(await sending.send(saying('Veja', { author: rosa, attachments }))).toMatchObject({ status: 'sent' });
  const got = await ana.nextMessage();
  expect(got.text).toBe('*Rosa:* Veja');
  expect((await got.media('image')).equals(PICTURE)).toBe(true);
  expect([hasUploaded(), server.media.downloads]).toEqual(before);
});

test.each(['video', 'document', 'sticker'] as const)('so does a %s that is here', async (kind) => {
  const { ana, sending, saying, came, keep, hasUploaded } = await relay();
  const data = Buffer.from(`a ${kind}`);
  const { fileId, attachments } = await came(data, { kind, fileName: 'a.bin' });
  await keep(fileId, 'a.bin', data);
  const before = hasUploaded();
  await sending.send(saying('', { attachments }));
  const got = await ana.nextMessage();
  expect((await got.media(kind)).equals(data)).toBe(true);
  expect(hasUploaded()).toBe(before);
});

test('and one that is too large for us', async () => {
  const { ana, sending, saying, came } = await relay();
  const { fileId, attachments } = await came(PICTURE, { kind: 'image' });
  await giveUpFile(folder, fileId, 'too-large');
  await sending.send(saying('', { attachments }));
  expect((await (await ana.nextMessage()).media('image')).equals(PICTURE)).toBe(true);
});

test('a file that lies there broken is not handed on: it is named', async () => {
  const { ana, sending, saying, came } = await relay();
  const { fileId, attachments } = await came(PICTURE, { kind: 'image' });
  await giveUpFile(folder, fileId, 'damaged');
  await sending.send(saying('Veja', { attachments }));
  expect(await ana.nextMessage()).toMatchObject({ text: 'Veja\n\narquivo' });
});

test('after a week our own copy is uploaded, and a voice message stays one', async () => {
  const { ana, sending, saying, came, keep, hasUploaded } = await relay();
  const voice = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(500, 3)]);
  const { fileId, attachments } = await came(voice, { kind: 'audio', voiceSeconds: 4 }, 8 * DAY);
  await keep(fileId, 'voz.ogg', voice);
  const before = hasUploaded();
  await sending.send(saying('', { attachments }));
  const got = await ana.nextMessage();
  expect(got.message.audioMessage).toMatchObject({ ptt: true, seconds: 4 });
  expect((await got.media('audio')).equals(voice)).toBe(true);
  expect(hasUploaded()).toBe(before + 1);
});

test('what another key has sealed is nothing to hand on', async () => {
  const { ana, sending, saying, came, keep, hasUploaded, orders } = await relay();
  const { fileId, attachments } = await came(PICTURE, { kind: 'image' });
  orders.set(fileId, Buffer.alloc(80, 1));
  await keep(fileId, 'luz.jpg', PICTURE);
  const before = hasUploaded();
  await sending.send(saying('', { attachments }));
  expect((await (await ana.nextMessage()).media('image')).equals(PICTURE)).toBe(true);
  expect(hasUploaded()).toBe(before + 1);
});

describe('a file that is still being fetched and cannot be handed on', () => {
  test('is waited for, and goes when it is here', async () => {
    const { ana, sending, saying, came, keep } = await relay();
    const { fileId, attachments } = await came(PICTURE, { kind: 'image' }, 8 * DAY);
    await announceFile(folder, { id: fileId, name: 'luz.jpg' });
    const message = saying('Veja', { attachments });
    expect(await sending.send(message)).toEqual({ status: 'retry', reason: 'file-not-here' });
    await keep(fileId, 'luz.jpg', PICTURE);
    expect(await sending.send(message)).toMatchObject({ status: 'sent' });
    expect((await (await ana.nextMessage()).media('image')).equals(PICTURE)).toBe(true);
  });

  test('but not for longer than a quarter of a minute: then it is named', async () => {
    const { ana, sending, saying, came, clock } = await relay();
    const { fileId, attachments } = await came(PICTURE, { kind: 'image' }, 8 * DAY);
    await announceFile(folder, { id: fileId, name: 'luz.jpg' });
    const message = saying('Veja', { attachments });
    const notYet = { status: 'retry', reason: 'file-not-here' };
    expect(await sending.send(message)).toEqual(notYet);
    clock.now = new Date(NOW.getTime() + 14_999);
    expect(await sending.send(message)).toEqual(notYet);
    clock.now = new Date(NOW.getTime() + 15_000);
    expect(await sending.send(message)).toMatchObject({ status: 'sent' });
    expect(await ana.nextMessage()).toMatchObject({ text: 'Veja\n\narquivo' });
  });
});
