import { sniff, watchForType } from '../../files/sniff.js';

const ascii = (text: string) => Buffer.from(text, 'latin1');

function box(type: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length + 8);
  return Buffer.concat([size, ascii(type), content]);
}
const handler = (kind: string) =>
  box('trak', box('mdia', box('hdlr', Buffer.concat([Buffer.alloc(8), ascii(kind), Buffer.alloc(12)]))));
const brand = (name: string) => box('ftyp', ascii(`${name}\0\0\0\0${name}`));
/** As some phones write it: the data first, what they are at the end. */
const film = (name: string, ...kinds: string[]) =>
  Buffer.concat([
    brand(name),
    box('mdat', Buffer.concat([Buffer.alloc(9000, 7), ascii('hdlr12345678vide')])),
    box('moov', Buffer.concat(kinds.map(handler))),
  ]);

const typeOf = (bytes: Buffer, step = bytes.length) => {
  const watch = watchForType();
  for (let at = 0; at < bytes.length; at += step) watch.feed(bytes.subarray(at, at + step));
  return watch.type();
};

test.each<[string, Buffer, string]>([
  ['a voice message', ascii(`OggS${'\0'.repeat(24)}OpusHead`), 'audio/ogg; codecs=opus'],
  ['other sound in Ogg', ascii(`OggS${'\0'.repeat(24)}\x01vorbis`), 'audio/ogg'],
  ['a film in Ogg', ascii(`OggS${'\0'.repeat(24)}\x80theora`), 'video/ogg'],
  ['sound of an old phone', ascii('#!AMR\n123'), 'audio/amr'],
  ['wide-band AMR', ascii('#!AMR-WB\n123'), 'audio/amr-wb'],
  ['AAC without a box', Buffer.from('fff15080', 'hex'), 'audio/aac'],
  ['a sticker', ascii('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
  ['a wave', ascii('RIFF\x10\0\0\0WAVEfmt '), 'audio/wav'],
  ['some other RIFF', ascii('RIFF\x10\0\0\0AVI \0'), 'application/octet-stream'],
  ['a film', film('mp42', 'soun', 'vide'), 'video/mp4'],
  ['sound in MP4', film('mp42', 'soun'), 'audio/mp4'],
  ['sound of a music player', brand('M4A '), 'audio/mp4'],
  ['a film of an old phone', film('3gp5', 'vide', 'soun'), 'video/3gpp'],
  ['sound of an old phone in 3GP', film('3gp4', 'soun'), 'audio/3gpp'],
  ['QuickTime', brand('qt  '), 'video/quicktime'],
  ['a photograph of an iPhone', brand('heic'), 'image/heic'],
  ['WebM', Buffer.concat([Buffer.from('1a45dfa3', 'hex'), ascii('\x42\x82\x84webm')]), 'video/webm'],
  ['a visiting card', ascii('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD'), 'text/vcard'],
  ['a card in Latin-1', ascii('BEGIN:VCARD\nFN:Jo\xe3o'), 'application/octet-stream'],
  ['a page', ascii('<!doctype html><script>alert(1)</script>'), 'text/plain'],
])('%s is known by its bytes', (_name, bytes, type) => {
  expect(typeOf(bytes)).toBe(type);
});

test.each([1, 3, 7, 4096])('a film is told from sound in pieces of %i bytes too', (step) => {
  expect(typeOf(film('isom', 'soun'), step)).toBe('audio/mp4');
  expect(typeOf(film('isom', 'soun', 'vide'), step)).toBe('video/mp4');
});

test('boxes of impossible size end the search, not the program', () => {
  const zeroes = Buffer.concat([brand('mp42'), Buffer.alloc(64)]);
  expect(typeOf(zeroes)).toBe('video/mp4');
  const countless = Buffer.concat([
    brand('mp42'),
    ...Array.from({ length: 3000 }, () => box('free', Buffer.alloc(0))),
  ]);
  expect(typeOf(Buffer.concat([countless, box('moov', handler('soun'))]))).toBe('video/mp4');
});

test('nothing at all is of no type', () => {
  expect(sniff(Buffer.alloc(0))).toBeUndefined();
  expect(typeOf(Buffer.alloc(0))).toBe('application/octet-stream');
});
