import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** What scrypt costs; N is a power of two. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const SHAPE = /^scrypt\$N=(\d{1,7}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{16,})\$([\w-]{43})$/;

/** Checked in place of an account that does not exist, so that asking for one costs what a wrong password costs. */
export const NOBODYS_HASH = `scrypt$${costOf(COST)}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A salted scrypt hash that carries its own parameters, so that they can be raised without locking anyone out. */
export async function hashPassword(password: string, cost: PasswordCost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return `scrypt$${costOf(cost)}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Is this the password behind the hash? In constant time; false for a hash nobody here wrote. */
export async function checkPassword(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt, key] = SHAPE.exec(hash) ?? [];
  if (!salt || !key) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const found = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}

function costOf({ N, r, p }: PasswordCost): string {
  return `N=${N},r=${r},p=${p}`;
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  // Keyboards disagree on how to write an accent: without normalising, "ã" typed elsewhere is another password.
  const text = password.normalize('NFKC');
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) =>
    scrypt(text, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
