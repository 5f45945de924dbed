/** Enough of the end of one chunk that a handler cut in two is still found. */
const OVERLAP = 15;
const HEADER = 8;
const LONG_HEADER = 16;
/** A film has a handful of outermost boxes, a stream of fragments some hundreds; more would only cost time. */
const MOST_BOXES = 2000;

/**
 * Watches an MP4 or 3GP file go by: does it hold a picture track, or sound only? Walks the outermost boxes and looks
 * for handlers in `moov` alone, wherever it lies, so that what happens to stand in the picture data does not count.
 */
export function watchForMovie(): { feed(chunk: Buffer): void; isSoundOnly(): boolean } {
  let header: Buffer = Buffer.alloc(0);
  let left = 0;
  let boxes = 0;
  let inMoov = false;
  let end = '';
  const seen = { sound: false, picture: false };

  const look = (piece: Buffer) => {
    const text = end + piece.toString('latin1');
    for (const [, handler] of text.matchAll(/hdlr[\s\S]{8}(soun|vide)/g))
      seen[handler === 'soun' ? 'sound' : 'picture'] = true;
    end = text.slice(-OVERLAP);
  };
  /** Takes what the current box still lacks; gives the rest. */
  const walk = (chunk: Buffer): Buffer => {
    if (left > 0) {
      const piece = chunk.subarray(0, Math.min(left, chunk.length));
      if (inMoov) look(piece);
      left -= piece.length;
      return chunk.subarray(piece.length);
    }
    const lacking = (isLong(header) ? LONG_HEADER : HEADER) - header.length;
    header = Buffer.concat([header, chunk.subarray(0, lacking)]);
    if (header.length >= (isLong(header) ? LONG_HEADER : HEADER)) {
      const type = header.toString('latin1', 4, 8);
      boxes += 1;
      left = (boxes === 1 && type !== 'ftyp') || boxes > MOST_BOXES ? Infinity : contentOf(header);
      inMoov = type === 'moov';
      end = '';
      header = Buffer.alloc(0);
    }
    return chunk.subarray(lacking);
  };
  return {
    feed(chunk) {
      for (let rest = chunk; rest.length > 0;) rest = walk(rest);
    },
    isSoundOnly: () => seen.sound && !seen.picture,
  };
}

const isLong = (header: Buffer): boolean => header.length >= HEADER && header.readUInt32BE(0) === 1;

/** How much follows a header. A size of 0, or one that cannot be, means: all the rest. */
function contentOf(header: Buffer): number {
  const long = isLong(header);
  const size = long ? Number(header.readBigUInt64BE(8)) : header.readUInt32BE(0);
  const own = long ? LONG_HEADER : HEADER;
  return size < own ? Infinity : size - own;
}
