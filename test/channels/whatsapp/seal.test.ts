import { randomBytes } from 'node:crypto';
import { openSeal, SealBroken, sealKeyFrom } from '../../../channels/whatsapp/seal.js';

const key = randomBytes(32);
const box = openSeal(key);
const seal = (place: string, plain: Uint8Array) => box.seal(place, plain);
const open = (place: string, sealed: Uint8Array) => box.open(place, sealed);
const PLACE = 'main|session|1.0';
const secret = Buffer.from('a chave da sessão');

test('what is sealed opens in its place, and cannot be read on the disk', () => {
  const sealed = seal(PLACE, secret);
  expect(Buffer.from(open(PLACE, sealed))).toEqual(secret);
  expect(Buffer.from(sealed).includes(secret)).toBe(false);
});

test('the same words never look the same twice', () => {
  expect(seal(PLACE, secret)).not.toEqual(seal(PLACE, secret));
});

test('nothing at all can be sealed too', () => {
  expect(open(PLACE, seal(PLACE, new Uint8Array()))).toHaveLength(0);
});

test('a row that was moved elsewhere does not open', () => {
  const sealed = seal(PLACE, secret);
  for (const place of ['main|session|2.0', 'main|identity-key|1.0', 'other|session|1.0', ''])
    expect(() => open(place, sealed)).toThrow(SealBroken);
});

test('another key does not open it, and the error says what to do', () => {
  const other = openSeal(randomBytes(32));
  expect(() => other.open(PLACE, seal(PLACE, secret))).toThrow(/WHATSAPP_KEY is not the key/);
});

test('every single byte counts', () => {
  const sealed = seal(PLACE, secret);
  for (let i = 0; i < sealed.length; i++) {
    const bent = Uint8Array.from(sealed);
    bent[i] = (bent[i] ?? 0) ^ 1;
    expect(() => open(PLACE, bent)).toThrow(SealBroken);
  }
});

test('a piece of it is nothing', () => {
  const sealed = seal(PLACE, secret);
  for (let length = 0; length < sealed.length; length++)
    expect(() => open(PLACE, sealed.subarray(0, length))).toThrow(SealBroken);
});

test.each(['hex', 'base64', 'base64url'] as const)('the key may be written in %s', (form) => {
  expect(sealKeyFrom(` ${key.toString(form)}\n`)).toEqual(key);
});

test.each([
  '',
  'senha',
  'a'.repeat(64).replace('a', 'g'),
  randomBytes(31).toString('base64'),
  'x'.repeat(45),
])('anything else is refused without being repeated: %#', (text) => {
  expect(() => sealKeyFrom(text)).toThrow(/32 bytes.*openssl rand -base64 32/);
  if (text) expect(() => sealKeyFrom(text)).not.toThrow(text);
});
