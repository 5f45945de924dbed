import type { Json } from '../channel.js';

/** No database keeps half a surrogate pair, and PostgreSQL keeps no NUL. */
export const storable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\uFFFD');

/** A copy that is JSON and nothing else. */
export const plain = (value: unknown): Json =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' ? storable(inner) : inner,
  ) as Json;
