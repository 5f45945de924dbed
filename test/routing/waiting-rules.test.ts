import { decide } from '../../routing/decide.js';
import type { Ladder } from '../../routing/ticket.js';
import * as the from './tickets.js';
import { after, at, given, LAPSE, NEW, offering, refuse, wait } from './tickets.js';

const { FULL, RETRY, SAME_DAY } = the;
const SKILL: Ladder = { rung: 'skill', enteredAt: at(0) };
const SPECIALIST: Ladder = { rung: 'specialist', enteredAt: at(300) };

describe('waiting', () => {
  const hold = { ladder: SKILL, escalateAt: at(300) };

  test('is one decision, with its reasons and what it waits for', () => {
    expect(decide(NEW, wait(hold), at(0))).toEqual([{ type: 'waiting', reasons: FULL, since: at(0), hold }]);
    expect(given(wait(hold))).toEqual({ ...NEW, sought: true, ladder: SKILL, escalateAt: at(300) });
  });

  test('found again on the same rung is no decision', () => {
    expect(decide(given(wait(hold)), wait(hold), at(20))).toEqual([]);
  });

  test('on a higher rung is a climb: it goes on waiting since when it did', () => {
    const climbing = wait({ ladder: SPECIALIST, escalateAt: at(600) });
    const before = given(wait(hold));
    expect(decide(before, climbing, at(300))).toEqual([
      { type: 'climbed', reasons: FULL, hold: { ladder: SPECIALIST, escalateAt: at(600) } },
    ]);
    expect(after(before, climbing, 300)).toEqual({ ...before, ladder: SPECIALIST, escalateAt: at(600) });
  });

  test('on the last rung has no more escalation, but perhaps a time when refusals are forgotten', () => {
    const last = { ladder: { rung: 'supervisor', enteredAt: at(600) }, retryAt: at(720) } as const;
    const climbed = after(given(wait(hold)), wait(last), 600);
    expect(climbed).toMatchObject({ retryAt: at(720), sought: true, since: at(0) });
    expect(climbed).not.toHaveProperty('escalateAt');
  });

  test('after a refusal is a decision of its own: the status became waiting again', () => {
    const refused = given(offering('ana'), refuse('ana'));
    expect(decide(refused, wait(hold), at(20))).toMatchObject([{ type: 'waiting', since: at(20) }]);
  });

  test('ends in an offer that knows nothing of it any more', () => {
    expect(given(wait(hold), offering('ana'))).toEqual({ ...given(offering('ana')), ladder: SKILL });
  });
});

describe('a retry', () => {
  const waited = given(
    offering('ana'),
    LAPSE,
    wait({ ladder: { rung: 'supervisor', enteredAt: at(20) }, retryAt: at(140) }),
  );

  test('forgets who was passed over and starts from the level’s rung, and is no new waiting', () => {
    expect(decide(waited, RETRY, at(140))).toEqual([{ type: 'retried' }]);
    const again = after(waited, RETRY, 140);
    expect(again).toEqual({ ...NEW, sought: true, since: at(20), involved: ['ana'] });
    expect(decide(again, wait({ ladder: SKILL }), at(140))).toMatchObject([{ type: 'climbed' }]);
    expect(after(again, wait({ ladder: SKILL }), 140)).toMatchObject({ since: at(20), ladder: SKILL });
  });

  test('never forgets the refused same-day offer, nor who was ever asked', () => {
    const offered = after({ ...NEW, sameDay: SAME_DAY }, offering('ana', { rule: 'same-day' }), 0);
    const again = after(after(offered, LAPSE, 60), RETRY, 180);
    expect(again).toMatchObject({ passedOver: [], involved: ['ana'] });
    expect(again.sameDay.code).toBe('same-day.refused');
  });
});

describe('putting it off', () => {
  const { CALLBACK, RESUME, schedule } = the;
  const next = at(3600 * 12);

  test('keeps the ticket open until the next opening, with its reasons', () => {
    expect(decide(NEW, schedule(next), at(0))).toEqual([
      { type: 'scheduled', reasons: CALLBACK, callbackAt: next },
    ]);
    const put = after(
      given(wait({ ladder: SKILL, escalateAt: at(300), retryAt: at(9) })),
      schedule(next),
      10,
    );
    expect(put).toMatchObject({ status: 'scheduled', callbackAt: next });
    for (const gone of ['since', 'sought', 'retryAt', 'escalateAt']) expect(put).not.toHaveProperty(gone);
  });

  test('to the same moment again is no decision, to another it is', () => {
    const put = given(schedule(next));
    expect(decide(put, schedule(new Date(next)), at(10))).toEqual([]);
    expect(decide(put, schedule(at(7200)), at(10))).toMatchObject([
      { type: 'scheduled', callbackAt: at(7200) },
    ]);
  });

  test('ends with a search from the level’s rung', () => {
    const put = given(offering('ana'), LAPSE, wait({ ladder: SPECIALIST }), schedule(next));
    expect(decide(put, RESUME, next)).toEqual([{ type: 'resumed', since: next }]);
    const resumed = after(put, RESUME, 3600 * 12);
    expect(resumed).toMatchObject({ status: 'waiting', since: next, sought: false, involved: ['ana'] });
    expect(resumed).not.toHaveProperty('ladder');
    expect(resumed).not.toHaveProperty('callbackAt');
  });

  test('leaves it free for whoever comes before: a search may offer it or let it wait', () => {
    expect(given(schedule(next), offering('ana'))).toMatchObject({ status: 'offered' });
    expect(given(schedule(next), wait({ ladder: SKILL }))).toMatchObject({
      status: 'waiting',
      since: at(10),
    });
  });
});
