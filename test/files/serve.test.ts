import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pino from 'pino';
import { announceFile, giveUpFile, keepFile, urlOfFile } from '../../files/kept-file.js';
import type { GoneReason } from '../../files/notes.js';
import { serveFile } from '../../files/serve.js';
import { createHttpServer } from '../../http/server.js';

const ID = '11111111-2222-4333-8444-555555555555';
const VOICE = Buffer.concat([Buffer.from(`OggS${'\0'.repeat(24)}OpusHead`, 'latin1'), randomBytes(70_000)]);

let folder: string;
let base: string;
const server = createHttpServer(pino({ level: 'silent' }));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bastao-serve-'));
  server.on('get', '/v3/attachments/:id/views/original', (req, res) => serveFile(folder)(req, res));
  base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => server.close(100));

const keep = (bytes: Buffer, name = 'voz.ogg') =>
  keepFile(Readable.from([bytes]), { id: ID, name }, { folder, mostBytes: 1e6 });
const ask = (headers: Record<string, string> = {}) => fetch(urlOfFile(base, ID), { headers });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test('a player may jump: it gets the part it asks for', async () => {
  await keep(VOICE);
  const whole = await ask();
  expect(whole.status).toBe(200);
  expect(whole.headers.get('accept-ranges')).toBe('bytes');
  expect(whole.headers.get('content-type')).toBe('audio/ogg; codecs=opus');
  expect(whole.headers.get('content-disposition')).toMatch(/^inline;/);
  expect(await bytesOf(whole)).toEqual(VOICE);
  const part = await ask({ range: 'bytes=1000-1999' });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${VOICE.length}`);
  expect(await bytesOf(part)).toEqual(VOICE.subarray(1000, 2000));
  expect(await bytesOf(await ask({ range: 'bytes=-5' }))).toEqual(VOICE.subarray(-5));
  const outside = await ask({ range: `bytes=${VOICE.length}-` });
  expect(outside.status).toBe(416);
  expect(outside.headers.get('content-range')).toBe(`bytes */${VOICE.length}`);
});

test('a part counts only for the file the reader knows', async () => {
  await keep(VOICE);
  const etag = (await ask()).headers.get('etag') ?? '';
  expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
  expect((await ask({ range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200);
});

test('a page that calls itself a picture is saved, never shown, whole or in part', async () => {
  await keep(Buffer.from('<script>alert(1)</script>'), 'foto.jpg');
  for (const range of ['', 'bytes=0-5']) {
    const answer = await ask({ range });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('content-security-policy')).toMatch(/sandbox/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('a file that is still being fetched asks to be tried again, and then is there', async () => {
  expect((await ask()).status).toBe(404);
  expect((await ask()).headers.get('retry-after')).toBeNull();
  await announceFile(folder, { id: ID, name: 'voz.ogg' });
  const early = await ask();
  expect(early.status).toBe(404);
  expect(early.headers.get('retry-after')).toBe('3');
  expect(await early.json()).toMatchObject({ error: { code: 'FileNotYetHere' } });
  await keep(VOICE);
  expect((await ask()).status).toBe(200);
});

test.each<[GoneReason, string]>([
  ['expired', 'FileExpired'],
  ['too-large', 'FileTooLarge'],
  ['damaged', 'FileDamaged'],
  ['unreachable', 'FileUnreachable'],
])('a file that was given up says so for good: %s', async (reason, code) => {
  await giveUpFile(folder, ID, reason);
  const answer = await ask();
  expect(answer.status).toBe(410);
  expect(await answer.json()).toMatchObject({ error: { code } });
});
