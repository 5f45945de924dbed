/** More than any WhatsApp client lets a person type; what is longer was made by hand. */
const LONGEST = 65_536;

/** The words in a field of a message, empty where there are none. Whatever the field holds, this does not throw. */
export const words = (field: unknown): string =>
  typeof field === 'string' ? field.slice(0, LONGEST).replaceAll('\0', '') : '';

/** One line of words: for names, where a line end or a mark that turns the writing round could pretend to be more. */
export const line = (field: unknown, longest = 200): string =>
  words(field)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(0, longest);

/** The number in a field, which protobuf may hold as a Long. */
export function numberIn(field: unknown): number | undefined {
  const value = isLong(field) ? (field.high >>> 0) * 2 ** 32 + (field.low >>> 0) : field;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

interface Long {
  readonly low: number;
  readonly high: number;
}

const isLong = (field: unknown): field is Long =>
  typeof field === 'object' &&
  field !== null &&
  'low' in field &&
  'high' in field &&
  typeof field.low === 'number' &&
  typeof field.high === 'number';

/** A number above zero: lengths and durations. */
export function positive(field: unknown): number | undefined {
  const value = numberIn(field);
  return value !== undefined && value > 0 && value <= Number.MAX_SAFE_INTEGER ? Math.round(value) : undefined;
}

/**
 * The moment that a field tells in seconds since 1970. What is no moment, or has not come yet, is `now`: nothing that
 * is brought to us may have a time that cannot be written down.
 */
export function momentIn(field: unknown, now: Date): Date {
  const seconds = Number(field);
  const isPast = seconds > 0 && seconds * 1000 <= now.getTime();
  return isPast ? new Date(seconds * 1000) : now;
}

/** The bytes in a field, if there are any. */
export const bytesIn = (field: unknown): Uint8Array | undefined =>
  field instanceof Uint8Array && field.length > 0 ? field : undefined;

/** The things in a list, holes left out. */
export const listIn = <T>(field: readonly (T | null | undefined)[] | null | undefined): readonly T[] =>
  Array.isArray(field) ? field.filter((one): one is T => one !== null && one !== undefined) : [];
