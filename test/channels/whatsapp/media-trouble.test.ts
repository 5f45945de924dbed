import fc from 'fast-check';
import { addressOf, isMediaHost } from '../../../channels/whatsapp/media-download.js';
import { orderSeal, packOrder, unpackOrder } from '../../../channels/whatsapp/media-place.js';
import { nextAttempt } from '../../../channels/whatsapp/media-trouble.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;

test('a file that cannot be reached is tried again with growing pauses, for a day', () => {
  let now = NOW;
  const pauses: number[] = [];
  for (let earlier = 0; ; earlier++) {
    const next = nextAttempt({ reason: 'unreachable', isFinal: false }, earlier, now, 5000);
    if (!next) break;
    pauses.push(next.getTime() - now.getTime());
    now = next;
  }
  expect(pauses[0]).toBe(5000);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses.length).toBe(10);
  const whole = now.getTime() - NOW.getTime();
  expect(whole).toBeGreaterThan(20 * HOUR);
  expect(whole).toBeLessThan(26 * HOUR);
});

test('what was damaged three times lies there damaged; what is final is not tried again', () => {
  const damaged = (earlier: number) => nextAttempt({ reason: 'damaged', isFinal: false }, earlier, NOW, 1);
  expect([damaged(0), damaged(1), damaged(2)].map(Boolean)).toEqual([true, true, false]);
  expect(nextAttempt({ reason: 'too-large', isFinal: true }, 0, NOW, 1)).toBeUndefined();
});

test.each<[string, boolean, boolean]>([
  ['https://mmg.whatsapp.net/v/t62?x=1', false, true],
  ['https://media-gru1-1.cdn.whatsapp.net/v', false, true],
  ['http://mmg.whatsapp.net/v', false, false],
  ['https://mmg.whatsapp.net:8443/v', false, false],
  ['https://mmg.whatsapp.net.example.com/v', false, false],
  ['https://evilwhatsapp.net/v', false, false],
  ['https://user@mmg.whatsapp.net/v', false, false],
  ['https://169.254.169.254/latest', false, false],
  ['https://127.0.0.1:9000/v', false, false],
  ['https://127.0.0.1:9000/v', true, true],
  ['http://127.0.0.1:9000/v', true, false],
  ['https://example.com/v', true, false],
])('%s (test server: %s) may be asked: %s', (url, allowsLoopback, may) => {
  expect(isMediaHost(new URL(url), allowsLoopback)).toBe(may);
});

test('the path counts, at the host of the message; a path cannot lead to another host unseen', () => {
  const href = (place: Parameters<typeof addressOf>[0]) => addressOf(place)?.href;
  expect(href({ directPath: '/v/a?b=1' })).toBe('https://mmg.whatsapp.net/v/a?b=1');
  expect(href({ url: 'https://x.cdn.whatsapp.net/old', directPath: '/new' })).toBe(
    'https://x.cdn.whatsapp.net/new',
  );
  expect(href({ url: 'https://x.cdn.whatsapp.net/old' })).toBe('https://x.cdn.whatsapp.net/old');
  expect(href({ url: 'nonsense' })).toBeUndefined();
  const led = addressOf({ directPath: '//example.com/v' });
  expect(led && isMediaHost(led, false)).toBe(false);
});

test('an order comes out of its bytes as it went in', () => {
  const bytes = fc.uint8Array({ minLength: 1 }).map((array): Uint8Array => Buffer.from(array));
  const place = fc.record(
    {
      kind: fc.constantFrom('image', 'video', 'audio', 'document', 'sticker'),
      mediaKey: bytes,
      url: fc.string(),
      directPath: fc.string(),
      fileSha256: bytes,
      fileEncSha256: bytes,
      fileLength: fc.nat(),
      fileName: fc.string(),
    },
    { requiredKeys: ['kind', 'mediaKey'], noNullPrototype: true },
  );
  const message = { id: '3EB0', jid: '1@lid', fromMe: false };
  fc.assert(
    fc.property(place, (one) => {
      const order = { place: one, message } as Parameters<typeof packOrder>[0];
      expect(unpackOrder(packOrder(order))).toEqual(order);
    }),
  );
  const plainArray = { place: { kind: 'image' as const, mediaKey: Uint8Array.of(1, 2, 3) }, message };
  expect([...unpackOrder(packOrder(plainArray)).place.mediaKey]).toEqual([1, 2, 3]);
  expect(() => unpackOrder(Buffer.from('{}'))).toThrow();
  expect(orderSeal('main', 'f1')).not.toBe(orderSeal('other', 'f1'));
});
