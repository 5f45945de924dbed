import type { RunTurn } from '../../bot/turn.js';
import { echo, JOANA, openHouse, PEDRO, words, type House } from '../support/house.js';

let house: House;
afterEach(() => house.ends());

test('what was kept before the program died is answered after it, once', async () => {
  house = await openHouse();
  await house.store.keep(words(JOANA, 'oi'));
  await house.store.keep(words(PEDRO, 'bom dia'));
  house = await house.dies();
  await house.door.resume();
  await house.door.idle();
  await house.door.resume();
  await house.door.idle();
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: eco: oi (sent)']);
  expect(await house.lines(PEDRO)).toEqual(['customer: bom dia (answered)', 'bot: eco: bom dia (queued)']);
});

test('a message answered before the program died is not answered again', async () => {
  house = await openHouse();
  await (
    await house.door.receive(words(JOANA, 'oi'))
  ).outcome;
  house = await house.dies();
  await house.door.resume();
  await house.door.idle();
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: eco: oi (sent)']);
});

test('the same network id again is the first message: its id, its position, and no second answer', async () => {
  house = await openHouse();
  const first = await house.door.receive(words(JOANA, 'oi', 'n1'));
  const again = await house.door.receive(words(JOANA, 'oi', 'n1'));
  await first.outcome;
  house = await house.dies();
  const later = await house.door.receive(words(JOANA, 'oi', 'n1'));
  await house.door.idle();
  expect(first.status).toBe('kept');
  for (const { status, id, position } of [again, later])
    expect({ status, id, position }).toEqual({ status: 'repeat', id: first.id, position: first.position });
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: eco: oi (sent)']);
});

test('three times at once is once, and the same id from somebody else is another message', async () => {
  house = await openHouse();
  const arrivals = [JOANA, JOANA, JOANA, PEDRO].map((from) => house.door.receive(words(from, 'oi', 'n1')));
  const all = await Promise.all(arrivals);
  await Promise.all(all.map(({ outcome }) => outcome));
  expect(all.map(({ status }) => status)).toEqual(['kept', 'repeat', 'repeat', 'kept']);
  expect(new Set(all.slice(0, 3).map(({ position }) => position)).size).toBe(1);
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: eco: oi (sent)']);
  expect(await house.lines(PEDRO)).toEqual(['customer: oi (answered)', 'bot: eco: oi (queued)']);
});

/** A bot that, while it thinks, loses the race so many times. */
const overtaken = (times: number): RunTurn => {
  let left = times;
  return async (conversation, said, ...rest) => {
    if (left-- > 0) await house.store.commit('command', (tx) => tx.passTheFloor(conversation.id));
    const { replies, ...more } = await echo(conversation, said, ...rest);
    return {
      ...more,
      replies: replies.map(({ text }) => ({ text: `${text} v${conversation.version}` })),
    };
  };
};

test('a turn that was overtaken is computed again from what is true now, and only that is said', async () => {
  house = await openHouse({ runTurn: overtaken(2) });
  await (
    await house.door.receive(words(JOANA, 'oi'))
  ).outcome;
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: eco: oi v2 (sent)']);
  expect(house.bugs).toEqual([]);
});

test('a turn that is overtaken for ever ends in an apology, and only in that', async () => {
  house = await openHouse({ runTurn: overtaken(Infinity) });
  const { outcome } = await house.door.receive(words(JOANA, 'oi'));
  expect((await outcome).status).toBe('refused');
  const [asked, apology, ...more] = await house.lines(JOANA);
  expect(asked).toBe('customer: oi (answered)');
  expect(apology).toMatch(/^bot: Desculpe, tive um problema aqui/);
  expect(more).toEqual([]);
  expect(String(house.bugs)).toContain('ConcurrentChange');
});

test('what is said while the bot thinks is answered after it, in order', async () => {
  let isThinking: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const thinking = new Promise<void>((resolve) => (isThinking = resolve));
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const slowly: RunTurn = async (...turn) => {
    isThinking();
    await gate;
    return echo(...turn);
  };
  house = await openHouse({ runTurn: slowly });
  await house.door.receive(words(JOANA, 'um'));
  await thinking;
  await house.door.receive(words(JOANA, 'dois'));
  await house.door.receive(words(JOANA, 'três'));
  goOn();
  await house.door.idle();
  expect(await house.lines(JOANA)).toEqual([
    ...['customer: um (answered)', 'customer: dois (answered)', 'customer: três (answered)'],
    ...['bot: eco: um (sent)', 'bot: eco: dois\ntrês (sent)'],
  ]);
});

test('an answer that cannot be kept leaves its question unanswered: both or neither', async () => {
  const ids = ['m1', 'm1', 'm1'];
  house = await openHouse({ newId: () => ids.shift() ?? 'm1' });
  const { outcome } = await house.door.receive(words(JOANA, 'oi'));
  await outcome;
  expect(house.bugs).toHaveLength(2);
  expect(await house.lines(JOANA)).toEqual(['customer: oi (unanswered)']);
});

test('what could not be answered is taken up when the network brings it again', async () => {
  let broken = true;
  house = await openHouse({
    runTurn: (...turn) => {
      // The database is gone for this turn and for the apology after it.
      if (broken) Object.assign(house.store, { commit: gone, answer: gone });
      return echo(...turn);
    },
  });
  const whole = { ...house.store };
  await house.door.receive(words(JOANA, 'oi', 'n1'));
  await house.door.idle();
  expect(await house.lines(JOANA)).toEqual(['customer: oi (unanswered)']);
  broken = false;
  Object.assign(house.store, whole);
  const again = await house.door.receive(words(JOANA, 'oi', 'n1'));
  await again.outcome;
  expect(again.status).toBe('repeat');
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: eco: oi (sent)']);
});

const gone = () => Promise.reject(new Error('database or disk is full'));

test('of two turns of one conversation, computed from the same state and ready together, one is kept', async () => {
  house = await openHouse();
  await house.store.keep(words(JOANA, 'oi'));
  const situation = await house.store.situation('web:joana');
  if (!situation) throw new Error('nothing waits');
  const { conversation, unanswered } = situation;
  const positions = unanswered.map(({ position }) => position);
  const say = (text: string) =>
    house.store.answer({
      conversation,
      after: {},
      positions,
      sayings: [{ conversationId: conversation.id, author: { kind: 'bot' }, text }],
    });
  const outcomes = await Promise.allSettled([say('primeira'), say('segunda')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await house.lines(JOANA)).toEqual(['customer: oi (answered)', 'bot: primeira (sent)']);
});
