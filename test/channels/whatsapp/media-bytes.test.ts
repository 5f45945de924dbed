import { getMediaKeys } from '@whiskeysockets/baileys';
import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { decrypted } from '../../../channels/whatsapp/media-bytes.js';
import { keepFile } from '../../../files/kept-file.js';
import { filePath } from '../../../files/notes.js';

const MEGABYTE = 1024 * 1024;
const mediaKey = randomBytes(32);

/** As WhatsApp's host sends it, made while it is read. */
async function* encrypted(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, 'video');
  if (!macKey) throw new Error('no key');
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const mac = createHmac('sha256', macKey).update(iv);
  const signed = (bytes: Buffer) => (mac.update(bytes), bytes);
  for (const chunk of chunks) yield signed(cipher.update(chunk));
  yield signed(cipher.final());
  yield mac.digest().subarray(0, 10);
}

const gathered = async (source: AsyncIterable<Buffer>) => {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};
function* inPieces(bytes: Buffer, step: number) {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}
async function* from(pieces: Iterable<Buffer>) {
  yield* pieces;
}

test('however the bytes are cut on their way, the file is the same', async () => {
  const cases = fc.asyncProperty(
    fc.uint8Array({ maxLength: 300 }),
    fc.integer({ min: 1, max: 40 }),
    async (file, step) => {
      const plain = Buffer.from(file);
      const sealed = await gathered(encrypted([plain]));
      const opened = await gathered(decrypted(from(inPieces(sealed, step)), { kind: 'video', mediaKey }));
      expect(opened).toEqual(plain);
    },
  );
  await fc.assert(cases, { numRuns: 60 });
});

test('a single bit changed anywhere, or a byte missing, is found', async () => {
  const sealed = await gathered(encrypted([randomBytes(100)]));
  const cases = fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    const opening = gathered(decrypted(from([changed]), { kind: 'video', mediaKey }));
    await expect(opening).rejects.toMatchObject({ reason: 'damaged' });
  });
  await fc.assert(cases, { numRuns: 60 });
  const cut = gathered(decrypted(from([sealed.subarray(0, -1)]), { kind: 'video', mediaKey }));
  await expect(cut).rejects.toMatchObject({ reason: 'damaged' });
});

test('a film of 150 MB goes to the disk without staying in memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bastao-large-'));
  const chunk = randomBytes(64 * 1024);
  let most = 0;
  function* film() {
    for (let at = 0; at < 150 * 16; at++) {
      if (at % 16 === 0) most = Math.max(most, process.memoryUsage().rss);
      yield chunk;
    }
  }
  const before = process.memoryUsage().rss;
  const id = '11111111-2222-4333-8444-555555555555';
  const source = decrypted(encrypted(film()), { kind: 'video', mediaKey });
  await keepFile(source, { id, name: 'filme' }, { folder, mostBytes: 200 * MEGABYTE });
  expect((await stat(filePath(folder, id))).size).toBe(150 * MEGABYTE);
  expect(most - before).toBeLessThan(80 * MEGABYTE);
  await rm(folder, { recursive: true });
});
