import { z } from 'zod';

/** What sort of message a file came in; its keys depend on it. */
export const MEDIA_KINDS = ['image', 'video', 'audio', 'document', 'sticker'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** Where WhatsApp keeps a file, and what it takes to read it. The key is a secret: a place is only ever kept sealed. */
export interface MediaPlace {
  readonly kind: MediaKind;
  readonly url?: string;
  readonly directPath?: string;
  readonly mediaKey: Uint8Array;
  /** SHA-256 of the file. */
  readonly fileSha256?: Uint8Array;
  /** SHA-256 of what the media host holds: the encrypted file and its ten bytes of proof. */
  readonly fileEncSha256?: Uint8Array;
  /** In bytes, as the sender says. */
  readonly fileLength?: number;
  /** As the sender says. */
  readonly mimetype?: string;
  readonly fileName?: string;
  /** Of a voice message, as the sender says. */
  readonly voiceSeconds?: number;
}

/** The message that brought a file: by it the phone is asked to upload the file again. */
export interface MediaMessage {
  readonly id: string;
  readonly jid: string;
  readonly fromMe: boolean;
}

/** A file to fetch: where it lies and which message brought it. */
export interface MediaOrder {
  readonly place: MediaPlace;
  readonly message: MediaMessage;
  /** When it was put there. Absent in orders of before this was noted. */
  readonly at?: Date;
}

const bytes = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));
const orderSchema = z.object({
  at: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
  message: z.object({ id: z.string(), jid: z.string(), fromMe: z.boolean() }),
  place: z.object({
    kind: z.enum(MEDIA_KINDS),
    url: z.string().optional(),
    directPath: z.string().optional(),
    mediaKey: bytes,
    fileSha256: bytes.optional(),
    fileEncSha256: bytes.optional(),
    fileLength: z.number().optional(),
    mimetype: z.string().optional(),
    fileName: z.string().optional(),
    voiceSeconds: z.number().optional(),
  }),
});

/** The bytes of an order, to be sealed. */
export const packOrder = (order: MediaOrder): Uint8Array =>
  Buffer.from(JSON.stringify(order, (_name, value: unknown) => (isBytes(value) ? base64(value) : value)));

/** Undoes {@link packOrder}; throws if the bytes are no order. */
export const unpackOrder = (packed: Uint8Array): MediaOrder =>
  orderSchema.parse(JSON.parse(Buffer.from(packed).toString('utf8')));

/** A Buffer has become its JSON form before a replacer sees it. */
const isBytes = (value: unknown): value is Uint8Array | { readonly data: readonly number[] } =>
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer');
const base64 = (value: Uint8Array | { readonly data: readonly number[] }): string =>
  Buffer.from(value instanceof Uint8Array ? value : value.data).toString('base64');

/** The binding of a sealed order: it opens only for this file of this account. */
export const orderSeal = (account: string, fileId: string): string => `${account}|media|${fileId}`;
