/** How many of the first bytes {@link sniff} looks at. */
export const SNIFF_BYTES = 4096;

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

const KINDS: readonly (readonly [(head: Buffer) => boolean, string | ((head: Buffer) => string)])[] = [
  [(head) => begins(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'image/png'],
  [(head) => begins(head, 0xff, 0xd8, 0xff), 'image/jpeg'],
  [(head) => /^GIF8[79]a/.test(ascii(head, 0, 6)), 'image/gif'],
  [(head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP', 'image/webp'],
  [(head) => ascii(head, 0, 5) === '%PDF-', 'application/pdf'],
  [
    (head) => ascii(head, 4, 8) === 'ftyp',
    (head) => (ascii(head, 8, 11) === 'M4A' ? 'audio/mp4' : 'video/mp4'),
  ],
  [(head) => ascii(head, 0, 4) === 'OggS', 'audio/ogg'],
  [
    (head) => ascii(head, 0, 3) === 'ID3' || (head[0] === 0xff && [0xfb, 0xf3, 0xf2].includes(head[1] ?? 0)),
    'audio/mpeg',
  ],
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
