import fc from 'fast-check';
import {
  afterClosing,
  closingOf,
  NO_TRIES,
  stateAfter,
  type Closing,
  type Tries,
} from '../../../channels/whatsapp/closing.js';
import { USUAL_PACE } from '../../../channels/whatsapp/pace.js';

const line = (code?: number, isLinked = true): Closing => ({
  cause: 'line',
  isLinked,
  ...(code !== undefined && { code }),
});
const judge = (closing: Closing, tries: Partial<Tries> = {}, random = 0) =>
  afterClosing(closing, { ...NO_TRIES, ...tries }, random);

describe('the table of codes', () => {
  it.each([428, 408, 500, 503, 599, undefined])('%s is the line: again, for ever', (code) => {
    expect(judge(line(code))).toMatchObject({ next: 'reconnect', reason: 'line', afterMs: 500 });
    expect(judge(line(code), { line: 1000 })).toMatchObject({ next: 'reconnect', afterMs: 30_000 });
    expect(judge(line(code), { line: 1000 })).not.toHaveProperty('isAlarming');
  });

  it('515 restarts at once, but a server that does nothing else is a line like any other', () => {
    const first = judge(line(515));
    expect(first).toMatchObject({ next: 'reconnect', afterMs: 0 });
    expect(afterClosing(line(515), first.tries, 0).afterMs).toBe(1000);
  });

  it('440 gives way for 30 to 60 s, at most three times, then tells a person', () => {
    let tries = NO_TRIES;
    for (let n = 0; n < 3; n++) {
      const verdict = afterClosing(line(440), tries, 0.5);
      expect(verdict).toMatchObject({ next: 'reconnect', reason: 'replaced', afterMs: 45_000 });
      tries = verdict.tries;
    }
    expect(afterClosing(line(440), tries, 0.5)).toMatchObject({ next: 'stop', isAlarming: true });
  });

  it('401 wipes and asks for a QR code, unless there was nothing to unlink', () => {
    const verdict = judge(line(401));
    expect(verdict).toMatchObject({ next: 'link', reason: 'unlinked', wipe: true, isAlarming: true });
    expect(judge(line(401, false))).toMatchObject({ next: 'ask', wipe: true });
  });

  it.each([402, 403, 406])('%i is a ban: stops and tells a person', (code) => {
    expect(judge(line(code))).toMatchObject({ next: 'stop', reason: 'banned', isAlarming: true });
  });

  it('405 asks for the version, then waits for minutes, and tells a person when it comes again', () => {
    expect(judge(line(405))).toMatchObject({ reason: 'outdated', refreshVersion: true, afterMs: 30_000 });
    expect(judge(line(405))).not.toHaveProperty('isAlarming');
    expect(judge(line(405), { outdated: 1 })).toMatchObject({ afterMs: 60_000, isAlarming: true });
    expect(judge(line(405), { outdated: 99 }, 0.999).afterMs).toBeLessThanOrEqual(30 * 60_000);
  });

  it('411 stops and says why', () => {
    expect(judge(line(411))).toMatchObject({ next: 'stop', reason: 'multi-device', isAlarming: true });
  });

  it('nobody scanned a QR code: the next one only when somebody asks', () => {
    expect(judge({ cause: 'qr-ended', isLinked: false })).toMatchObject({ next: 'ask', reason: 'qr-ended' });
  });

  it('nothing could be kept: again, with the pauses of the line', () => {
    expect(judge({ cause: 'storage', isLinked: true })).toMatchObject({ next: 'reconnect', afterMs: 500 });
  });
});

describe('whatever comes', () => {
  const closings = fc.record({
    cause: fc.constantFrom('line' as const, 'qr-ended' as const, 'storage' as const),
    code: fc.oneof(fc.constantFrom(401, 402, 403, 405, 408, 411, 428, 440, 500, 503, 515), fc.nat(999)),
    isLinked: fc.boolean(),
  });
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const counts = fc.record({
    ...{ line: fc.nat(5000), restarts: fc.nat(5000), replaced: fc.nat(5000), outdated: fc.nat(5000) },
  });

  it('a pause is a number within its bounds', () => {
    fc.assert(
      fc.property(closings, counts, chance, (closing, tries, random) => {
        const { afterMs, next } = afterClosing(closing, tries, random);
        expect(Number.isFinite(afterMs)).toBe(true);
        expect(afterMs).toBeGreaterThanOrEqual(0);
        expect(afterMs).toBeLessThanOrEqual(USUAL_PACE.longestOutdatedMs);
        if (next !== 'reconnect') expect(afterMs).toBe(0);
      }),
    );
  });

  it('the pauses of a line grow up to their limit, give or take the jitter', () => {
    fc.assert(
      fc.property(fc.nat(200), chance, (n, random) => {
        const whole = Math.min(60_000, 1000 * 2 ** n);
        const { afterMs } = judge(line(503), { line: n }, random);
        expect(afterMs).toBeGreaterThanOrEqual(whole / 2);
        expect(afterMs).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('keys are wiped on 401 and never else', () => {
    fc.assert(
      fc.property(closings, counts, chance, (closing, tries, random) => {
        const is401 = closing.cause === 'line' && closing.code === 401;
        expect(afterClosing(closing, tries, random).wipe === true).toBe(is401);
      }),
    );
  });

  it('another client is fought at most three times', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 10, maxLength: 10 }), (chances) => {
        let tries = NO_TRIES;
        const nexts = chances.map((random) => {
          const verdict = afterClosing(line(440), tries, random);
          tries = verdict.tries;
          return verdict.next;
        });
        expect(nexts.filter((next) => next === 'reconnect')).toHaveLength(3);
      }),
    );
  });
});

describe('what Baileys says', () => {
  const boom = (message: string, statusCode?: number) => ({ message, output: { statusCode } });

  it('is read from its error', () => {
    expect(closingOf(boom('Stream Errored (conflict)', 440), true)).toEqual(line(440));
    expect(closingOf(boom('QR refs attempts ended', 408), false)).toEqual({
      ...{ cause: 'qr-ended', isLinked: false },
    });
    expect(closingOf(undefined, true)).toEqual(line());
    expect(closingOf(new Error('cannot decode'), true)).toEqual(line());
  });

  it('does not let a proxy speak for WhatsApp', () => {
    const error = boom('WebSocket Error (Unexpected server response: 401)', 401);
    expect(judge(closingOf(error, true))).toMatchObject({ next: 'reconnect', reason: 'line' });
  });

  it('becomes a state of the line', () => {
    expect(stateAfter(judge(line(503)))).toBe('waiting');
    expect(stateAfter(judge(line(515)))).toBe('connecting');
    expect(stateAfter(judge(line(401)))).toBe('linking');
    expect(stateAfter(judge(line(403)))).toBe('stopped');
  });
});
