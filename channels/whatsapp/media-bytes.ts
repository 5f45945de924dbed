import { getMediaKeys } from '@whiskeysockets/baileys';
import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { MediaPlace } from './media-place.js';
import { MediaTrouble } from './media-trouble.js';

const BLOCK_BYTES = 16;
const PROOF_BYTES = 10;

/** How many bytes a media host may send for a file of so many. */
export const mostEncrypted = (mostBytes: number): number => mostBytes + BLOCK_BYTES + PROOF_BYTES;

type Sealed = Pick<MediaPlace, 'kind' | 'mediaKey' | 'fileSha256' | 'fileEncSha256'>;

/**
 * Decrypts a file while it goes by. Ends well only if all of it was right: the proof of its key, and both hashes if
 * the sender told them; otherwise it throws after the last byte, so nothing of it may be shown before the end.
 */
export async function* decrypted(
  source: AsyncIterable<Buffer>,
  { kind, mediaKey, fileSha256, fileEncSha256 }: Sealed,
): AsyncGenerator<Buffer> {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, kind);
  if (!cipherKey || !macKey) throw new MediaTrouble('damaged', true);
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const proof = createHmac('sha256', macKey).update(iv);
  const outer = createHash('sha256');
  const inner = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    outer.update(chunk);
    const all = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const body = all.subarray(0, Math.max(all.length - PROOF_BYTES, 0));
    held = Buffer.from(all.subarray(body.length));
    proof.update(body);
    const plain = decipher.update(body);
    inner.update(plain);
    yield plain;
  }
  demandSame(proof.digest().subarray(0, PROOF_BYTES), held);
  if (fileEncSha256) demandSame(outer.digest(), fileEncSha256);
  const last = lastOf(() => decipher.final());
  inner.update(last);
  if (fileSha256) demandSame(inner.digest(), fileSha256);
  yield last;
}

function demandSame(found: Uint8Array, expected: Uint8Array): void {
  if (found.length !== expected.length || !timingSafeEqual(found, expected))
    throw new MediaTrouble('damaged');
}

/** The last block says how much of it counts; one that says nonsense throws. */
function lastOf(final: () => Buffer): Buffer {
  try {
    return final();
  } catch (cause) {
    throw new MediaTrouble('damaged', false, { cause });
  }
}
