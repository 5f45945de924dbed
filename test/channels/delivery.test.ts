import { pauseMs } from '../../channels/delivery.js';
import { JOANA, later, PEDRO, retry, settled, world } from './delivering.js';

test('what waited before the start and what comes after it is sent, in order per person', async () => {
  const w = world();
  w.put(JOANA, 'j1', 'j2');
  await settled();
  expect(w.sent).toEqual([]);
  await w.loop.start();
  await settled();
  w.put(JOANA, 'j3');
  await settled();
  expect(w.sent).toEqual(['j1', 'j2', 'j3']);
  expect(w.left()).toEqual([]);
});

test('one message is in flight per person; another person does not wait', async () => {
  const w = world();
  const slow = later();
  w.answers(({ id }) => (id === 'j1' ? slow.answer : { status: 'sent' }));
  await w.loop.start();
  w.put(JOANA, 'j1', 'j2');
  w.put(PEDRO, 'p1');
  await settled();
  expect(w.sent).toEqual(['j1', 'p1']);
  w.put(JOANA, 'j3');
  slow.give({ status: 'sent' });
  await settled();
  expect(w.sent).toEqual(['j1', 'p1', 'j2', 'j3']);
});

test('much that waits is sent in portions until nothing is left', async () => {
  const w = world(2);
  w.put(JOANA, 'j1', 'j2', 'j3', 'j4', 'j5');
  await w.loop.start();
  await settled();
  expect(w.sent).toEqual(['j1', 'j2', 'j3', 'j4', 'j5']);
});

test('a message that must be tried again holds back that person only, and comes first afterwards', async () => {
  const w = world();
  w.answers(({ id }) => (id === 'j1' ? retry() : { status: 'sent' }));
  await w.loop.start();
  w.put(JOANA, 'j1', 'j2');
  w.put(PEDRO, 'p1');
  await settled();
  w.put(JOANA, 'j3');
  w.put(PEDRO, 'p2');
  await settled();
  expect([w.sent, w.left()]).toEqual([
    ['j1', 'p1', 'p2'],
    ['j1', 'j2', 'j3'],
  ]);
  w.answers(() => ({ status: 'sent' }));
  w.timers[0]?.run();
  await settled();
  expect(w.sent.slice(3)).toEqual(['j1', 'j2', 'j3']);
});

test('the pause grows with the attempts, and is never shorter than the network asks', async () => {
  const w = world();
  const asked = [undefined, undefined, 30_000, undefined];
  w.answers(() => retry(asked[w.timers.length]));
  await w.loop.start();
  w.put(JOANA, 'j1');
  for (let i = 0; i < 3; i++) {
    await settled();
    w.timers.at(-1)?.run();
  }
  await settled();
  expect(w.timers.map(({ ms }) => ms)).toEqual([1000, 2000, 30_000, 8000]);
});

test('a refused message is settled as such and the next one is sent', async () => {
  const w = world();
  w.answers(({ id }) => (id === 'j1' ? { status: 'refused', reason: 'blocked' } : { status: 'sent' }));
  await w.loop.start();
  w.put(JOANA, 'j1', 'j2');
  await settled();
  expect(w.outcomes).toEqual(['j1 refused', 'j2 sent']);
  expect(w.results).toEqual(['push refused blocked', 'push sent']);
});

test('what is for a channel that is not ours is left alone', async () => {
  const w = world();
  w.put({ channel: 'pigeon', id: '1' }, 'x');
  await w.loop.start();
  await settled();
  expect([w.sent, w.left()]).toEqual([[], ['x']]);
});

test('a channel that breaks its promise and throws is a bug that stops nobody else', async () => {
  const w = world();
  w.answers(({ id }) => {
    if (id === 'j1') throw new Error('a bug');
    return { status: 'sent' };
  });
  await w.loop.start();
  w.put(JOANA, 'j1');
  w.put(PEDRO, 'p1');
  await settled();
  expect(w.bugs).toEqual([new Error('a bug')]);
  expect(w.outcomes).toEqual(['p1 sent']);
  w.answers(() => ({ status: 'sent' }));
  w.put(JOANA, 'j2');
  await settled();
  expect(w.outcomes).toEqual(['p1 sent']);
  w.timers.at(-1)?.run();
  await settled();
  expect(w.left()).toEqual([]);
});

describe('stopping', () => {
  test('waits until what is in flight is settled, and begins nothing new', async () => {
    const w = world();
    const slow = later();
    w.answers(() => slow.answer);
    await w.loop.start();
    w.put(JOANA, 'j1', 'j2');
    await settled();
    let stopped = false;
    const stopping = w.loop.stop().then(() => (stopped = true));
    await settled();
    expect(stopped).toBe(false);
    slow.give({ status: 'sent' });
    await stopping;
    w.put(PEDRO, 'p1');
    await settled();
    expect([w.sent, w.outcomes, w.left()]).toEqual([['j1'], ['j1 sent'], ['j2', 'p1']]);
    expect(w.listening()).toBe(0);
  });

  test('cancels every pause, and begins none for what comes back unsent', async () => {
    const w = world();
    const slow = later();
    w.answers(({ id }) => (id === 'j1' ? retry() : slow.answer));
    await w.loop.start();
    w.put(JOANA, 'j1');
    w.put(PEDRO, 'p1');
    await settled();
    const stopping = w.loop.stop();
    slow.give(retry());
    await stopping;
    expect(w.timers.map(({ cancelled }) => cancelled)).toEqual([true]);
    expect(w.outcomes).toEqual(['j1 postponed', 'p1 postponed']);
    w.timers[0]?.run();
    await settled();
    expect(w.sent).toEqual(['j1', 'p1']);
  });
});

test.each([
  [0, undefined, 1000],
  [1, undefined, 2000],
  [2, undefined, 4000],
  [5, undefined, 32_000],
  [6, undefined, 60_000],
  [7, undefined, 60_000],
  [5000, undefined, 60_000],
  [0, 500, 1000],
  [0, 5000, 5000],
  [6, 61_000, 61_000],
  [3, 0, 8000],
])('after %i attempts and a network that asks for %s ms the pause is %i ms', (attempts, asked, expected) => {
  expect(pauseMs(attempts, asked)).toBe(expected);
});
