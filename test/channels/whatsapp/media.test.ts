import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fetchOverTls, type FetchStream } from '../../../channels/whatsapp/media-download.js';
import { type MediaHouse, openMediaHouse, soon } from './media-customer.js';

const bytesOf = (start: string, more = 5000) =>
  Buffer.concat([Buffer.from(start, 'latin1'), randomBytes(more)]);
const JPEG = bytesOf('\xff\xd8\xff\xe0');
const WEBP = bytesOf('RIFF\x10\0\0\0WEBPVP8 ');
const VOICE = bytesOf(`OggS${'\0'.repeat(24)}OpusHead`);
const VIDEO = bytesOf('\0\0\0\x14ftypisom\0\0\0\0isom');

let house: MediaHouse;
beforeAll(async () => void (house = await openMediaHouse()));
afterEach(async () => {
  await house.endLives();
  house.far.faults.ignoreReuploads = false;
  house.far.media.failDownloads = [];
});
afterAll(() => house.close());

const nothingOf = async (fileId: string) =>
  expect((await readdir(house.folder)).filter((name) => name.startsWith(fileId))).toEqual([`${fileId}.json`]);
const codeOf = async (fileId: string) => {
  const answer = await house.get(fileId);
  const { error } = (await answer.json()) as { error: { code: string } };
  return [answer.status, error.code];
};
/** The host's copy is another one from now on. */
const replace = (path: string, change: (bytes: Buffer) => Buffer) =>
  house.far.media.files.set(path, change(Buffer.from(house.far.media.files.get(path) ?? '')));

test('picture, document, voice, video and sticker arrive byte for byte, as what their bytes are', async () => {
  const { ana } = house;
  const pdf = bytesOf('%PDF-1.7');
  const sent: [string, Buffer, string][] = [
    [(await ana.sendImage(JPEG, 'veja')).id, JPEG, 'image/jpeg'],
    [(await ana.sendDocument(pdf, 'conta de março.pdf')).id, pdf, 'application/pdf'],
    [(await ana.sendVoice(VOICE)).id, VOICE, 'audio/ogg; codecs=opus'],
    [(await ana.sendVideo(VIDEO)).id, VIDEO, 'video/mp4'],
    [(await ana.sendSticker(WEBP)).id, WEBP, 'image/webp'],
  ];
  const files: string[] = [];
  for (const [id] of sent) files.push(await house.arrived(id));
  house.begin();
  for (const [index, [, bytes, type]] of sent.entries()) {
    const fileId = files[index] ?? '';
    expect((await house.settled(fileId)).reason).toBeUndefined();
    expect(await house.bytes(fileId)).toEqual(bytes);
    const answer = await house.get(fileId);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  }
  expect((await house.get(files[1] ?? '')).headers.get('content-disposition')).toMatch(
    /conta%20de%20mar%C3%A7o\.pdf$/,
  );
});

test.each([0, 1, 15, 16, 17, 4096])('a file of %i bytes', async (size) => {
  const bytes = randomBytes(size);
  const fileId = await house.arrived((await house.ana.sendDocument(bytes, 'a.bin')).id);
  house.begin();
  await house.settled(fileId);
  expect(await house.bytes(fileId)).toEqual(bytes);
});

test('what was altered on the way is never shown, and given up after three attempts', async () => {
  const altered = await house.ana.sendImage(JPEG);
  replace(altered.media.directPath, (bytes) => (bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40), bytes));
  const cut = await house.ana.sendImage(JPEG);
  replace(cut.media.directPath, (bytes) => bytes.subarray(0, -32));
  const short = await house.ana.sendImage(JPEG);
  replace(short.media.directPath, () => Buffer.from('none'));
  for (const { id } of [altered, cut, short]) {
    const fileId = await house.arrived(id);
    house.begin();
    expect(await house.settled(fileId)).toMatchObject({ reason: 'damaged', attempts: 3 });
    await nothingOf(fileId);
    expect(await codeOf(fileId)).toEqual([410, 'FileDamaged']);
  }
});

test.each(['fileSha256', 'fileEncSha256'] as const)('a file with another %s is never shown', async (hash) => {
  const { id } = await house.ana.sendImage(JPEG);
  const fileId = await house.arrived(id, (place) => ({ ...place, [hash]: randomBytes(32) }));
  house.begin();
  expect((await house.settled(fileId)).reason).toBe('damaged');
  await nothingOf(fileId);
});

test('a file that is too large is not fetched, nor kept if it lied about its size', async () => {
  const big = randomBytes(6000);
  const { id } = await house.ana.sendDocument(big, 'grande.bin');
  const before = house.far.media.downloads;
  const honest = await house.arrived(id);
  const lied = await house.arrived(id, (place) => ({ ...place, fileLength: 10 }));
  const endless: FetchStream = async (url, signal) => {
    const { length: _untold, ...rest } = await fetchOverTls(house.agent)(url, signal);
    return rest;
  };
  house.begin({ mostBytes: 5000 });
  expect(await house.settled(honest)).toMatchObject({ reason: 'too-large', attempts: 1 });
  expect(await house.settled(lied)).toMatchObject({ reason: 'too-large', attempts: 1 });
  await house.endLives();
  const untold = await house.arrived(id, ({ fileLength: _length, ...place }) => place);
  house.begin({ mostBytes: 5000, fetchStream: endless });
  expect(await house.settled(untold)).toMatchObject({ reason: 'too-large', attempts: 1 });
  expect(house.far.media.downloads - before).toBe(2);
  for (const fileId of [honest, lied, untold]) await nothingOf(fileId);
  expect(await codeOf(honest)).toEqual([410, 'FileTooLarge']);
});

test('a page that calls itself a picture is only ever saved', async () => {
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  const fileId = await house.arrived((await house.ana.sendImage(page)).id);
  house.begin();
  await house.settled(fileId);
  const answer = await house.get(fileId);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
});

test('nobody but WhatsApp is asked for a file, wherever a sender says it lies', async () => {
  const asked: string[] = [];
  const spy: FetchStream = async (url) => {
    asked.push(url.host);
    return { status: 302, location: 'https://internal.example.com/x', body: Readable.from([]) };
  };
  const { id } = await house.ana.sendImage(JPEG);
  const elsewhere = await house.arrived(id, ({ directPath: _path, ...place }) => ({
    ...place,
    url: 'https://192.168.0.1/router',
  }));
  const here = await house.arrived(id);
  const sentOn = await house.arrived(id, (place) => ({ ...place, url: 'https://mmg.whatsapp.net/x' }));
  house.begin({ fetchStream: spy, allowsLoopback: false });
  for (const fileId of [elsewhere, here, sentOn])
    expect(await house.settled(fileId)).toMatchObject({ reason: 'unreachable', attempts: 1 });
  expect(asked).toEqual(['mmg.whatsapp.net']);
});

test('while it is fetched it says so; a host in trouble is asked again later', async () => {
  house.far.media.failDownloads = [503, 500];
  const fileId = await house.arrived((await house.ana.sendImage(JPEG)).id);
  let go = () => undefined as void;
  const gate = new Promise<void>((resolve) => (go = resolve));
  house.begin({ fetchStream: (url, signal) => gate.then(() => fetchOverTls(house.agent)(url, signal)) });
  await soon(async () => (await house.get(fileId)).headers.get('retry-after') ?? undefined);
  expect(await codeOf(fileId)).toEqual([404, 'FileNotYetHere']);
  go();
  expect((await house.settled(fileId)).attempts).toBe(2);
  expect(await house.bytes(fileId)).toEqual(JPEG);
});

test('at most three files are fetched at a time, and all of them come', async () => {
  const { id } = await house.ana.sendImage(JPEG);
  const files: string[] = [];
  for (let count = 0; count < 10; count++) files.push(await house.arrived(id));
  let now = 0;
  let most = 0;
  house.begin({
    fetchStream: async (url, signal) => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      const answer = await fetchOverTls(house.agent)(url, signal);
      answer.body.once('close', () => (now -= 1));
      return answer;
    },
  });
  for (const fileId of files) await house.settled(fileId);
  expect(most).toBe(3);
});
