/** The part of a file that a reader asks for: the first and the last byte, counted from 0. */
export interface Part {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a Range header. Undefined: send the whole file, as for several parts at once or what cannot be understood.
 * `outside`: nothing of the file lies there.
 */
export function partAsked(range: string | undefined, size: number): Part | 'outside' | undefined {
  const asked = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/.exec(range?.trim() ?? '');
  if (!asked) return undefined;
  const [, from, to, fromEnd] = asked;
  const part =
    from === undefined
      ? { first: Math.max(size - Number(fromEnd), 0), last: size - 1 }
      : { first: Number(from), last: to ? Number(to) : Infinity };
  // The standard calls a range that ends before it begins no range at all.
  if (part.last < part.first && to) return undefined;
  const last = Math.min(part.last, size - 1);
  return part.first > last ? 'outside' : { first: part.first, last };
}
