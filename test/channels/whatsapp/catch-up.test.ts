import { catchUps } from '../../../channels/whatsapp/catch-up.js';

/** Timers that run when the test says so. */
function clock() {
  let now = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    after: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass: (ms: number) => {
      now += ms;
      for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.run();
    },
  };
}

function waiting() {
  const { after, pass } = clock();
  const held = catchUps(after);
  held.begins();
  return { held, pass, isHeld: () => held.held() !== undefined };
}

test('answers wait for the last message that was handed out, not only for the word that there is no more', () => {
  const { held, isHeld } = waiting();
  for (const id of ['A', 'B']) held.comes(id);
  held.came('A');
  held.hasAll();
  expect(isHeld()).toBe(true);
  held.came('B');
  expect(isHeld()).toBe(false);
});

test('what all were kept before that word holds nothing up, nor does what comes after it', () => {
  const { held, isHeld } = waiting();
  held.comes('A');
  held.came('A');
  held.hasAll();
  held.comes('C');
  expect(isHeld()).toBe(false);
});

test('whoever waits since before the login goes on waiting after it', async () => {
  const { held } = waiting();
  let isOver = false;
  void held.held()?.then(() => (isOver = true));
  held.begins();
  await Promise.resolve();
  expect(isOver).toBe(false);
  held.hasAll();
  await Promise.resolve();
  expect(isOver).toBe(true);
});

test('what was on its way over a line that is gone is not waited for', () => {
  const { held, isHeld } = waiting();
  held.comes('A');
  held.lineBegins();
  held.begins();
  held.hasAll();
  expect(isHeld()).toBe(false);
});

test('a message of which nothing is heard again holds the others up for a second only', () => {
  const { held, pass, isHeld } = waiting();
  for (const id of ['A', 'B']) held.comes(id);
  held.hasAll();
  pass(900);
  held.came('A');
  pass(900);
  expect(isHeld()).toBe(true);
  pass(100);
  expect(isHeld()).toBe(false);
});

test('nobody waits for more than half a minute', () => {
  const { pass, isHeld } = waiting();
  pass(29_999);
  expect(isHeld()).toBe(true);
  pass(1);
  expect(isHeld()).toBe(false);
});
