import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What is sealed does not open: another key, another place, or not what was written. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';

  constructor() {
    super(
      'What is kept of WhatsApp does not open: WHATSAPP_KEY is not the key it was sealed with, or the data were altered. ' +
        'Start with the key of before. If it is lost, run `npm run whatsapp:forget` and link the number anew: ' +
        'conversations stay.',
    );
  }
}

/** Encrypts what may not be read on the disk. A sealed value opens only in the place it was sealed for. */
export interface Seal {
  seal(place: string, plain: Uint8Array): Uint8Array;
  /** Throws {@link SealBroken}. */
  open(place: string, sealed: Uint8Array): Uint8Array;
}

const VERSION = 1;
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** The place is authenticated and not kept: version, nonce, tag, ciphertext. */
export function openSeal(key: Buffer, nonceOf: (bytes: number) => Buffer = randomBytes): Seal {
  if (key.length !== KEY_BYTES) throw new TypeError(`A key has ${KEY_BYTES} bytes.`);
  return {
    seal: (place, plain) => {
      const nonce = nonceOf(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]);
    },
    open: (place, sealed) => {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== VERSION || bytes.length < HEAD_BYTES + TAG_BYTES) throw new SealBroken();
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(1, HEAD_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(HEAD_BYTES, HEAD_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES + TAG_BYTES)), decipher.final()]);
      } catch {
        throw new SealBroken();
      }
    },
  };
}

/** The key a setting holds, 32 bytes in base64 or hex. Throws with a sentence on how to make one; never shows what was given. */
export function sealKeyFrom(text: string): Buffer {
  const written = text.trim();
  if (/^[0-9a-f]{64}$/i.test(written)) return Buffer.from(written, 'hex');
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(written);
  const key = Buffer.from(isBase64 ? written : '', 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new Error(
    'WHATSAPP_KEY must be exactly 32 bytes in base64 or hex. Make one with: openssl rand -base64 32',
  );
}
