import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attachment } from '../../../channels/channel.js';
import { startConversation } from './calls.js';
import { type House, openHouse } from './door.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const ACTIVITY = 'application/vnd.microsoft.activity';

let house: House;
let started: Awaited<ReturnType<typeof startConversation>>;
beforeEach(async () => {
  house = await openHouse();
  started = await startConversation(house);
});
afterEach(() => house.close());

type Piece = readonly [bytes: Buffer, type: string, name: string];

async function upload(pieces: readonly Piece[], activity?: unknown) {
  const form = new FormData();
  if (activity !== undefined)
    form.append('activity', new Blob([JSON.stringify(activity)], { type: ACTIVITY }), 'blob');
  for (const [bytes, type, name] of pieces)
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const answer = await fetch(`${house.baseUrl}${started.path}/upload?userId=x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${started.token}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as { id?: string } };
}

function attachments(): readonly Attachment[] {
  const content = house.door.received.at(-1)?.content;
  return content?.kind === 'text' ? (content.attachments ?? []) : [];
}
const fetchFile = (attachment: Attachment | undefined) =>
  fetch(house.baseUrl + (attachment?.url ?? '/nowhere'));
const left = async () => (await readdir(house.filesFolder)).length;

test('a file comes with the activity, is kept, and is served as what its bytes are', async () => {
  const activity = { type: 'message', text: 'veja', channelData: { clientActivityID: 'u1' } };
  const answer = await upload([[PNG, 'text/html', '../../etc/ação.html']], activity);
  expect(answer).toEqual({ status: 200, body: { id: `${started.conversationId}|0000002` } });
  expect(house.door.received.at(-1)).toMatchObject({ id: 'u1', content: { text: 'veja' } });
  expect(attachments()).toMatchObject([{ contentType: 'image/png', name: 'ação.html' }]);
  const file = await fetchFile(attachments()[0]);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(file.headers.get('content-disposition')).toMatch(
    /^inline;.*filename\*=UTF-8''a%C3%A7%C3%A3o\.html$/,
  );
  expect(file.headers.get('content-security-policy')).toMatch(/sandbox/);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
});

const ZIP = (name: string) => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from(name)]);
test.each<[string, Buffer, string, string]>([
  ['page', Buffer.from('<script>alert(1)</script>'), 'text/plain', 'attachment'],
  ['drawing', Buffer.from('<svg xmlns="x"/>'), 'text/plain', 'attachment'],
  ['pdf', Buffer.from('%PDF-1.7'), 'application/pdf', 'attachment'],
  ['latin-1 text', Buffer.from('a\xe7\xe3o', 'latin1'), 'application/octet-stream', 'attachment'],
  ['text cut in a letter', Buffer.from('ação').subarray(0, 2), 'application/octet-stream', 'attachment'],
  ['zeros', Buffer.alloc(10), 'application/octet-stream', 'attachment'],
  ['nothing', Buffer.alloc(0), 'application/octet-stream', 'attachment'],
  ['jpeg', Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg', 'inline'],
  ['gif', Buffer.from('GIF89a....'), 'image/gif', 'inline'],
  ['webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 'image/webp', 'inline'],
  ['mp4', Buffer.from('\0\0\0\x18ftypmp42'), 'video/mp4', 'inline'],
  ['voice', Buffer.from('OggS\0'), 'audio/ogg', 'inline'],
  ['mp3', Buffer.from('ID3\x04'), 'audio/mpeg', 'inline'],
  ['zip', ZIP('a.txt'), 'application/zip', 'attachment'],
  [
    'docx',
    ZIP('word/x.xml'),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'attachment',
  ],
])('%s: what it says it is does not count', async (_name, bytes, type, disposition) => {
  expect((await upload([[bytes, 'image/svg+xml', 'x.svg']])).status).toBe(200);
  expect(attachments()[0]?.contentType).toBe(type);
  const file = await fetchFile(attachments()[0]);
  expect(file.headers.get('content-disposition')?.split(';')[0]).toBe(disposition);
});

test('five files of ten megabytes, no more; what is refused leaves nothing on the disk', async () => {
  const ten = Buffer.alloc(10 * 1024 * 1024, 1);
  expect(
    (
      await upload([
        [ten, 'x/y', 'ten'],
        [PNG, 'x/y', 'b'],
      ])
    ).status,
  ).toBe(200);
  expect((await readFile(join(house.filesFolder, idOf(attachments()[0])))).length).toBe(ten.length);
  const before = await left();
  const eleven = Buffer.concat([ten, Buffer.alloc(1)]);
  expect(
    (
      await upload([
        [PNG, 'x/y', 'a'],
        [eleven, 'x/y', 'eleven'],
      ])
    ).status,
  ).toBe(413);
  const six = Array.from({ length: 6 }, (_, at): Piece => [PNG, 'x/y', `f${at}`]);
  expect((await upload(six)).status).toBe(413);
  expect((await upload([...six, ...six], { type: 'message' })).status).toBe(413);
  expect((await upload([[PNG, 'x/y', 'a']], { type: 'message', text: 7 })).status).toBe(400);
  expect(await left()).toBe(before);
  expect(house.door.received).toHaveLength(2);
});
const idOf = (attachment: Attachment | undefined) => attachment?.url?.split('/')[3] ?? '';

test('a repeated upload keeps one file; one that the door could not keep leaves none', async () => {
  const activity = { type: 'message', channelData: { clientActivityID: 'u1' } };
  const first = await upload([[PNG, 'x/y', 'a']], activity);
  const again = await upload([[PNG, 'x/y', 'a']], activity);
  expect(again.body.id).toBe(first.body.id);
  expect(await left()).toBe(2);
  house.door.failNext = new Error('disk full');
  expect((await upload([[PNG, 'x/y', 'a']])).status).toBe(500);
  expect(await left()).toBe(2);
});

test('a broken or broken-off body is refused and leaves nothing', async () => {
  const send = (type: string, body: string) =>
    fetch(`${house.baseUrl}${started.path}/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${started.token}`, 'content-type': type },
      body,
    });
  const part = '--B\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf';
  expect((await send('application/json', '{}')).status).toBe(415);
  expect((await send('multipart/form-data', part)).status).toBe(400);
  expect((await send('multipart/form-data; boundary=B', part)).status).toBe(400);
  expect((await send('multipart/form-data; boundary=B', 'nonsense')).status).toBe(400);
  expect((await send('multipart/form-data; boundary=B', '--B--\r\n')).status).toBe(400);
  const line = request(`${house.baseUrl}${started.path}/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${started.token}`, 'content-type': 'multipart/form-data; boundary=B' },
  });
  line.on('error', () => undefined);
  line.write(part);
  await pause(100);
  line.destroy();
  await pause(200);
  expect(await left()).toBe(0);
  expect(house.door.received).toHaveLength(1);
});

test.each(['../../etc/passwd', '..%2f..%2fetc%2fpasswd', '00000000-0000-4000-8000-000000000000', 'x.json'])(
  'no file at %s',
  async (id) => {
    const answer = await fetch(`${house.baseUrl}/v3/attachments/${id}/views/original`);
    expect(answer.status).toBe(404);
  },
);
