import { JOANA, later, PEDRO, retry, settled, world } from './delivering.js';

describe('a message that was withdrawn', () => {
  test('while an earlier one of its portion was on its way is not sent any more', async () => {
    const w = world();
    const slow = later();
    w.answers(({ id }) => (id === 'j1' ? slow.answer : { status: 'sent' }));
    w.put(JOANA, 'j1', 'j2', 'j3');
    await w.loop.start();
    await settled();
    w.withdraw('j2');
    slow.give({ status: 'sent' });
    await settled();
    expect(w.sent).toEqual(['j1', 'j3']);
    expect(w.left()).toEqual([]);
  });

  test('while the channel pauses before it writes is known to the channel if it asks', async () => {
    const w = world();
    const pausing = later();
    const wanted: boolean[] = [];
    w.answers(async (_, isWanted) => {
      wanted.push(await isWanted());
      await pausing.answer;
      wanted.push(await isWanted());
      return { status: 'refused', reason: 'withdrawn' };
    });
    await w.loop.start();
    w.put(JOANA, 'j1');
    await settled();
    w.withdraw('j1');
    pausing.give({ status: 'sent' });
    await settled();
    expect(wanted).toEqual([true, false]);
  });
});

describe('when the line is back', () => {
  test('whoever was left alone on that channel is written to at once, and nobody twice', async () => {
    const w = world();
    w.answers(() => retry(60_000));
    await w.loop.start();
    w.put(JOANA, 'j1', 'j2');
    w.put(PEDRO, 'p1');
    await settled();
    expect(w.sent).toEqual(['j1', 'p1']);
    w.answers(() => ({ status: 'sent' }));
    w.loop.nudge('pigeon');
    await settled();
    expect(w.sent).toEqual(['j1', 'p1']);
    w.loop.nudge('push');
    await settled();
    expect(w.sent).toEqual(['j1', 'p1', 'j1', 'p1', 'j2']);
    expect(w.timers.map(({ cancelled }) => cancelled)).toEqual([true, true]);
  });

  test('a message that was still failing on the old line does not begin a long pause', async () => {
    const w = world();
    const dying = later();
    w.answers(() => dying.answer);
    await w.loop.start();
    w.put(JOANA, 'j1');
    await settled();
    w.loop.nudge('push');
    dying.give(retry(60_000));
    await settled();
    expect(w.timers.map(({ ms }) => ms)).toEqual([0]);
    w.answers(() => retry());
    w.timers[0]?.run();
    await settled();
    expect(w.timers.map(({ ms }) => ms)).toEqual([0, 2000]);
  });
});
