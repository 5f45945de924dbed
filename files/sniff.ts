import { watchForMovie } from './movie.js';

/** How many of the first bytes {@link sniff} looks at. */
export const SNIFF_BYTES = 4096;

export const UNKNOWN_TYPE = 'application/octet-stream';

const ascii = (head: Buffer, from: number, to: number) => head.toString('latin1', from, to);
const begins = (head: Buffer, ...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);

const OFFICE = 'application/vnd.openxmlformats-officedocument';

function zipKind(head: Buffer): string {
  const names = head.toString('latin1');
  if (names.includes('word/')) return `${OFFICE}.wordprocessingml.document`;
  if (names.includes('xl/')) return `${OFFICE}.spreadsheetml.sheet`;
  if (names.includes('ppt/')) return `${OFFICE}.presentationml.presentation`;
  return 'application/zip';
}

/** The family of formats that begin with an `ftyp` box, told apart by their brand. */
function isoKind(head: Buffer): string {
  const brand = ascii(head, 8, 12);
  if (/^M4[AB]/.test(brand)) return 'audio/mp4';
  if (/^3g[a-z0-9]/.test(brand)) return 'video/3gpp';
  if (brand === 'qt  ') return 'video/quicktime';
  if (/^(hei[a-z]|hev[a-z]|mif1|msf1)$/.test(brand)) return 'image/heic';
  if (/^avi[fs]$/.test(brand)) return 'image/avif';
  return 'video/mp4';
}

/** An Ogg file says in its first page what it carries. */
function oggKind(head: Buffer): string {
  const page = ascii(head, 0, 128);
  if (page.includes('theora')) return 'video/ogg';
  return page.includes('OpusHead') ? 'audio/ogg; codecs=opus' : 'audio/ogg';
}

function riffKind(head: Buffer): string | undefined {
  const form = ascii(head, 8, 12);
  if (form === 'WEBP') return 'image/webp';
  return form === 'WAVE' ? 'audio/wav' : undefined;
}

type Kind = string | ((head: Buffer) => string | undefined);

const KINDS: readonly (readonly [(head: Buffer) => boolean, Kind])[] = [
  [(head) => begins(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'image/png'],
  [(head) => begins(head, 0xff, 0xd8, 0xff), 'image/jpeg'],
  [(head) => /^GIF8[79]a/.test(ascii(head, 0, 6)), 'image/gif'],
  [(head) => ascii(head, 0, 4) === 'RIFF', riffKind],
  [(head) => ascii(head, 0, 5) === '%PDF-', 'application/pdf'],
  [(head) => ascii(head, 4, 8) === 'ftyp', isoKind],
  [(head) => ascii(head, 0, 4) === 'OggS', oggKind],
  [(head) => ascii(head, 0, 6) === '#!AMR\n', 'audio/amr'],
  [(head) => ascii(head, 0, 9) === '#!AMR-WB\n', 'audio/amr-wb'],
  [
    (head) => ascii(head, 0, 3) === 'ID3' || (head[0] === 0xff && [0xfb, 0xf3, 0xf2].includes(head[1] ?? 0)),
    'audio/mpeg',
  ],
  [(head) => head[0] === 0xff && [0xf1, 0xf9].includes(head[1] ?? 0), 'audio/aac'],
  [(head) => begins(head, 0x1a, 0x45, 0xdf, 0xa3) && head.includes('webm'), 'video/webm'],
  [(head) => begins(head, 0x50, 0x4b, 0x03, 0x04), zipKind],
];

/** The type that the first bytes show; undefined if they show none. What a sender claims is never asked. */
export function sniff(head: Buffer): string | undefined {
  const kind = KINDS.find(([fits]) => fits(head))?.[1];
  return typeof kind === 'function' ? kind(head) : kind;
}

/** Watches a file go by: is all of it UTF-8 text? Feed every chunk, then ask once. */
export function watchForText(): { feed(chunk: Buffer): void; isText(): boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = true;
  const decode = (chunk?: Buffer) => {
    try {
      if (decoder.decode(chunk, { stream: chunk !== undefined }).includes('\0')) text = false;
    } catch {
      text = false;
    }
  };
  return {
    feed: (chunk) => {
      if (text) decode(chunk);
    },
    isText: () => {
      if (text) decode();
      return text;
    },
  };
}

/** Finds a file's type while it goes by, keeping none of it. Feed every chunk, then ask once. */
export function watchForType(): { feed(chunk: Buffer): void; type(): string } {
  const text = watchForText();
  const movie = watchForMovie();
  let head: Buffer = Buffer.alloc(0);
  return {
    feed(chunk) {
      if (head.length < SNIFF_BYTES)
        head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES - head.length)]);
      text.feed(chunk);
      movie.feed(chunk);
    },
    type() {
      const shown = sniff(head);
      if (shown === 'video/mp4' && movie.isSoundOnly()) return 'audio/mp4';
      if (shown === 'video/3gpp' && movie.isSoundOnly()) return 'audio/3gpp';
      if (shown !== undefined) return shown;
      if (head.length === 0 || !text.isText()) return UNKNOWN_TYPE;
      return /^\s*BEGIN:VCARD\r?\n/i.test(ascii(head, 0, 64).replace(/^\xef\xbb\xbf/, ''))
        ? 'text/vcard'
        : 'text/plain';
    },
  };
}
