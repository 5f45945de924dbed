import { randomBytes } from 'node:crypto';
import type { BinaryNode } from '@whiskeysockets/baileys';

/** The server part of an address made of a phone number, and of one made of a hidden id. */
export const PN = 's.whatsapp.net';
export const LID = 'lid';

type Attributes = Record<string, string | undefined>;

/** A stanza or a part of one; attributes that are undefined are left out. */
export function el(tag: string, attributes: Attributes = {}, content?: BinaryNode['content']): BinaryNode {
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) attrs[name] = value;
  return content === undefined ? { tag, attrs } : { tag, attrs, content };
}

export const kids = (node: BinaryNode | undefined): BinaryNode[] =>
  node && Array.isArray(node.content) ? node.content : [];

export const kid = (node: BinaryNode | undefined, tag: string) =>
  kids(node).find((child) => child.tag === tag);

/** The encrypted parts of a message stanza, in order. */
export const encs = (node: BinaryNode) => kids(node).filter(({ tag }) => tag === 'enc');

export function bytes(node: BinaryNode | undefined): Buffer {
  const content = node?.content;
  if (content instanceof Uint8Array || typeof content === 'string') return Buffer.from(content);
  throw new Error(`node <${node?.tag}> has no byte content`);
}

export function uint(node: BinaryNode | undefined): number {
  const number = bytes(node);
  return number.length ? number.readUIntBE(0, number.length) : 0;
}

export function be(value: number, length: number): Buffer {
  const number = Buffer.alloc(length);
  number.writeUIntBE(value, 0, length);
  return number;
}

/** Seconds since 1970, as stanzas write them. */
export const now = () => Math.floor(Date.now() / 1000).toString();

export const at = (user: string, server: string, device = 0) =>
  `${user}${device ? `:${device}` : ''}@${server}`;

export const newId = (prefix = '3A') => prefix + randomBytes(9).toString('hex').toUpperCase();
