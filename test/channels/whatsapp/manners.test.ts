import fc from 'fast-check';
import type { Author, Outgoing } from '../../../channels/channel.js';
import { gapLeft, isAwaited, openRate, typingPause } from '../../../channels/whatsapp/manners.js';

const MINUTE = 60_000;
const ROSA = { kind: 'agent', id: 'rosa', name: 'Rosa' } as const;
const said = (author: Author): Outgoing => ({
  ...{ id: 'm', to: { channel: 'whatsapp', id: 'a/l1' }, author, text: 'oi' },
});

describe('how long the bot types', () => {
  test('is between half and one and a half times the setting, the longer the text the longer', () => {
    expect(typingPause('oi', 2000, 0.5)).toBe(1013);
    expect(typingPause('a'.repeat(150), 2000, 0.5)).toBe(2000);
    expect(typingPause('a'.repeat(2000), 2000, 1)).toBe(3000);
    expect(typingPause('', 2000, 0)).toBe(1000);
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.integer({ min: 1, max: 10_000 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (length, ms, chance) => {
          const pause = typingPause('x'.repeat(length), ms, chance);
          expect(pause).toBeGreaterThanOrEqual(Math.floor(ms / 2));
          expect(pause).toBeLessThanOrEqual(Math.ceil(ms * 1.5));
        },
      ),
    );
  });

  test('is never longer than WhatsApp shows it, and can be switched off', () => {
    expect(typingPause('a'.repeat(2000), 60_000, 1)).toBe(25_000);
    expect(typingPause('a'.repeat(2000), 0, 1)).toBe(0);
  });
});

test.each([
  [undefined, 0],
  [0, 1000],
  [-400, 600],
  [-1000, 0],
  [-5000, 0],
  [70_000, 1000],
])('a chat written to at %s is left alone for %i ms', (lastAt, expected) => {
  expect(gapLeft(lastAt, 1000, 0)).toBe(expected);
});

test('somebody waits while an agent speaks, or for ten minutes after they wrote', () => {
  const now = new Date('2026-11-23T13:00:00Z');
  const ago = (ms: number) => new Date(now.getTime() - ms);
  expect(isAwaited(said(ROSA), undefined, now)).toBe(true);
  expect(isAwaited(said({ kind: 'bot' }), undefined, now)).toBe(false);
  expect(isAwaited(said({ kind: 'desk' }), ago(10 * MINUTE), now)).toBe(true);
  expect(isAwaited(said({ kind: 'desk' }), ago(10 * MINUTE + 1), now)).toBe(false);
});

describe('what nobody is waiting for', () => {
  test('leaves in the order of asking, and a place that was given is kept', () => {
    const rate = openRate(2);
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => rate.placeIn(id, 0))).toEqual([
      ...[0, 0],
      ...[MINUTE, MINUTE, 2 * MINUTE],
    ]);
    expect(rate.placeIn('e', 30_000)).toBe(1.5 * MINUTE);
    expect(rate.placeIn('c', MINUTE)).toBe(0);
    expect(rate.placeIn('f', MINUTE)).toBe(MINUTE);
  });

  test('never leaves faster than the account may, whatever is asked when', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(20_000), { minLength: 1, maxLength: 60 }),
        (perMinute, pauses) => {
          const rate = openRate(perMinute);
          let now = 0;
          const leaves = pauses.map((pause, i) => (now += pause) + rate.placeIn(`m${i}`, now));
          for (const at of leaves)
            expect(leaves.filter((one) => one >= at && one < at + MINUTE).length).toBeLessThanOrEqual(
              perMinute,
            );
        },
      ),
    );
  });

  test('may leave at any rate where the limit is 0', () => {
    const rate = openRate(0);
    expect(Array.from({ length: 50 }, (_, i) => rate.placeIn(`m${i}`, 0))).toEqual(Array(50).fill(0));
  });
});
