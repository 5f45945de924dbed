import fc from 'fast-check';
import { partAsked } from '../../files/range.js';

test.each<[string, number, ReturnType<typeof partAsked>]>([
  ['bytes=0-', 10, { first: 0, last: 9 }],
  ['bytes=0-1', 10, { first: 0, last: 1 }],
  ['bytes=4-400', 10, { first: 4, last: 9 }],
  ['bytes=-3', 10, { first: 7, last: 9 }],
  ['bytes=-30', 10, { first: 0, last: 9 }],
  ['bytes=-0', 10, 'outside'],
  ['bytes=10-', 10, 'outside'],
  ['bytes=0-', 0, 'outside'],
  ['bytes=5-4', 10, undefined],
  ['bytes=-', 10, undefined],
  ['bytes=0-1,3-4', 10, undefined],
  ['lines=0-1', 10, undefined],
])('%s of %i bytes', (range, size, part) => {
  expect(partAsked(range, size)).toEqual(part);
});

test('no part ever lies outside its file', () => {
  const header = fc.oneof(
    fc.string(),
    fc.tuple(fc.nat(), fc.nat()).map(([from, to]) => `bytes=${from}-${to}`),
    fc.nat().map((last) => `bytes=-${last}`),
  );
  fc.assert(
    fc.property(header, fc.nat(), (range, size) => {
      const part = partAsked(range, size);
      if (part === undefined || part === 'outside') return;
      expect(part.first).toBeGreaterThanOrEqual(0);
      expect(part.last).toBeGreaterThanOrEqual(part.first);
      expect(part.last).toBeLessThan(size);
    }),
  );
});
