import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  announceFile,
  forgetFiles,
  giveUpFile,
  keepFile,
  outgoingFile,
  TooLarge,
  urlOfFile,
} from '../../files/kept-file.js';
import { filePath, notesPath, partialPath, readNotes } from '../../files/notes.js';

const ID = '11111111-2222-4333-8444-555555555555';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'bastao-files-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const keep = (source: Iterable<Buffer> | AsyncIterable<Buffer>, mostBytes = 1000, name = 'foto.png') =>
  keepFile(Readable.from(source), { id: ID, name }, { folder, mostBytes });

test('a stream becomes a file with its type and a clean name', async () => {
  const kept = await keep([PNG.subarray(0, 3), PNG.subarray(3)], 1000, 'C:\\temp\\fo\u0000to.png');
  expect(kept).toEqual({ id: ID, name: 'foto.png', contentType: 'image/png' });
  expect(await readFile(filePath(folder, ID))).toEqual(PNG);
  expect(await readNotes(folder, ID)).toEqual({ ...kept, state: 'kept' });
  expect((await readdir(folder)).length).toBe(2);
});

test('a file of exactly the limit is kept, one byte more leaves nothing', async () => {
  await expect(keep([Buffer.alloc(8), Buffer.alloc(9)], 16)).rejects.toThrow(TooLarge);
  expect(await readdir(folder)).toEqual([]);
  await keep([Buffer.alloc(8), Buffer.alloc(8)], 16);
});

test('a source that fails at its very end leaves nothing', async () => {
  async function* wrong() {
    yield PNG;
    throw new Error('the proof was wrong');
  }
  await expect(keep(wrong())).rejects.toThrow('the proof was wrong');
  expect(await readdir(folder)).toEqual([]);
});

test('an announced file is being fetched, then here; what a crash left half-written is no hindrance', async () => {
  await announceFile(folder, { id: ID, name: '../foto.png' });
  expect(await readNotes(folder, ID)).toEqual({ id: ID, name: 'foto.png', state: 'fetching' });
  await writeFile(partialPath(folder, ID), 'half of it, from the life before');
  await keep([PNG]);
  await announceFile(folder, { id: ID, name: 'again' });
  await giveUpFile(folder, ID, 'expired');
  expect(await readNotes(folder, ID)).toMatchObject({ state: 'kept', name: 'foto.png' });
});

test('a file given up says why and keeps its name', async () => {
  await announceFile(folder, { id: ID, name: 'foto.png' });
  await giveUpFile(folder, ID, 'too-large');
  expect(await readNotes(folder, ID)).toEqual({
    id: ID,
    name: 'foto.png',
    state: 'gone',
    reason: 'too-large',
  });
  await forgetFiles(folder, [ID]);
  expect(await readdir(folder)).toEqual([]);
});

test('notes of the time before states are of a file that is here', async () => {
  await writeFile(notesPath(folder, ID), JSON.stringify({ id: ID, contentType: 'image/png', name: 'a.png' }));
  expect(await readNotes(folder, ID)).toMatchObject({ state: 'kept', contentType: 'image/png' });
});

test('only our own addresses of files that are here can be sent elsewhere', async () => {
  const url = urlOfFile('https://atende.example.com', ID);
  expect(outgoingFile(folder, url)).toBeUndefined();
  await announceFile(folder, { id: ID, name: 'foto.png' });
  expect(outgoingFile(folder, url)).toBeUndefined();
  await keep([PNG]);
  const file = { path: filePath(folder, ID), contentType: 'image/png', name: 'foto.png' };
  expect(outgoingFile(folder, url)).toEqual(file);
  expect(outgoingFile(folder, urlOfFile('', ID))).toEqual(file);
  for (const other of [
    'https://elsewhere.example.com/foto.png',
    `https://elsewhere.example.com/?${urlOfFile('', ID)}`,
    '/v3/attachments/../../../etc/passwd/views/original',
    `file://${filePath(folder, ID)}`,
  ])
    expect(outgoingFile(folder, other)).toBeUndefined();
});
