import { BufferJSON, proto, type SignalDataTypeMap } from '@whiskeysockets/baileys';

export type KeyType = keyof SignalDataTypeMap;

/** How a value is written: its first byte says it. */
const [BYTES, TEXT, JSON_ONLY, JSON_WITH_BYTES] = [0, 1, 2, 3];

const tagged = (tag: number, bytes: Uint8Array): Buffer => Buffer.concat([Buffer.of(tag), bytes]);

/** A value of the Signal store as bytes. Undone by {@link valueFrom}. */
export function bytesOf(type: KeyType, value: unknown): Buffer {
  if (value instanceof Uint8Array) return tagged(BYTES, value);
  if (typeof value === 'string') return tagged(TEXT, Buffer.from(value));
  // A session record holds its bytes as base64 already: looking at every field again would cost more than sealing it.
  if (type === 'session') return tagged(JSON_ONLY, Buffer.from(JSON.stringify(value)));
  return tagged(JSON_WITH_BYTES, Buffer.from(JSON.stringify(value, BufferJSON.replacer)));
}

export function valueFrom(type: KeyType, bytes: Uint8Array): unknown {
  const rest = Buffer.from(bytes.subarray(1));
  if (bytes[0] === BYTES) return rest;
  if (bytes[0] === TEXT) return rest.toString();
  if (bytes[0] === JSON_ONLY) return JSON.parse(rest.toString());
  const value = JSON.parse(rest.toString(), BufferJSON.reviver) as object;
  // Baileys asks this one for its protobuf methods.
  return type === 'app-state-sync-key' ? proto.Message.AppStateSyncKeyData.fromObject(value) : value;
}

/** Baileys changes these in place before it sets them; what is kept must not change under it. */
export function lent(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[])];
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? { ...value } : value;
}
