import fc from 'fast-check';
import { isLoop, LOOP_RULES, loopWatch, markOf, type Heard } from '../../channels/loop.js';

const START = new Date('2026-11-23T12:00:00Z').getTime();

/** A chat written down: who wrote, how many seconds after the message before, and what. */
type Said = readonly ['us', number] | readonly ['them', number, string];

function chat(...said: readonly Said[]): Heard[] {
  let at = START;
  return said.map((one) => {
    at += one[1] * 1000;
    return one[0] === 'us'
      ? { by: 'us', at: new Date(at) }
      : { by: 'them', at: new Date(at), mark: markOf(one[2]), length: one[2].length };
  });
}

/** We speak, they answer after so many seconds, again and again. */
const exchanges = (times: number, seconds: number, words: (i: number) => string): Said[] =>
  Array.from({ length: times }, (_, i): Said[] => [
    ['us', 1],
    ['them', seconds, words(i)],
  ]).flat();

const AWAY = 'Obrigado pelo contato! Nosso horário é das 8h às 18h.';
const long = (i: number) => `Seu pedido número ${i} foi recebido e está em análise.`;

describe('a machine', () => {
  test('that says the same again and again is known at the fourth time', () => {
    expect(isLoop(chat(...exchanges(3, 20, () => AWAY)))).toBe(false);
    expect(isLoop(chat(...exchanges(4, 20, () => AWAY)))).toBe(true);
  });

  test('that answers whole sentences at once is known at the fifth, whatever it says', () => {
    expect(isLoop(chat(...exchanges(4, 2, long)))).toBe(false);
    expect(isLoop(chat(...exchanges(5, 3, long)))).toBe(true);
  });

  test('that takes its time is known when we have written more than twenty times in ten minutes', () => {
    expect(isLoop(chat(...exchanges(20, 10, long)))).toBe(false);
    expect(isLoop(chat(...exchanges(21, 10, long)))).toBe(true);
  });

  test('that always says one short word is known a little later', () => {
    expect(isLoop(chat(...exchanges(7, 5, () => 'ok')))).toBe(false);
    expect(isLoop(chat(...exchanges(8, 5, () => 'ok')))).toBe(true);
  });

  test('that taps different things for ever is answered sixty times and no more', () => {
    const taps = (times: number) => chat(...exchanges(times, 2, (i) => String(i % 7)));
    expect(isLoop(taps(60))).toBe(false);
    expect(isLoop(taps(61))).toBe(true);
  });
});

describe('a person', () => {
  test('who taps through a menu is quick and no machine', () => {
    const menu = ['1', '2', 'sim', '3', '1', 'não', '4', 'voltar', '2', '1'];
    expect(isLoop(chat(...exchanges(10, 1, (i) => menu[i] ?? '')))).toBe(false);
  });

  test('who was slow only once is no machine', () => {
    const said = exchanges(8, 2, long);
    expect(isLoop(chat(...said))).toBe(true);
    expect(
      isLoop(chat(...said.slice(0, 6), ['us', 1], ['them', 9, 'deixa eu ver no aparelho'], ...said.slice(6))),
    ).toBe(false);
  });

  test('who writes the same four times without an answer only waits', () => {
    const alone = Array.from({ length: 6 }, (): Said => ['them', 2, 'tem alguém aí? preciso de ajuda']);
    expect(isLoop(chat(['us', 1], ...alone))).toBe(false);
  });

  test('who was in a hurry yesterday begins afresh today', () => {
    const said = chat(...exchanges(5, 2, long), ['us', 86_400], ['them', 2, long(9)]);
    expect(isLoop(said)).toBe(false);
  });

  test('is never a loop by what we wrote last', () => {
    expect(isLoop(chat(...exchanges(30, 2, () => AWAY), ['us', 1]))).toBe(false);
    expect(isLoop([])).toBe(false);
  });
});

const taps = fc.array(
  fc.record({ word: fc.string({ minLength: 1, maxLength: 20 }), seconds: fc.integer({ min: 1, max: 60 }) }),
  { maxLength: 20 },
);

test('whoever gives short answers, never one twice in a row, is never taken for a machine', () => {
  fc.assert(
    fc.property(taps, (given) => {
      const different = given.filter(({ word }, i) => markOf(word) !== markOf(given[i - 1]?.word ?? '\0'));
      const said = different.flatMap(({ word, seconds }): Said[] => [
        ['us', 1],
        ['them', seconds, word],
      ]);
      expect(isLoop(chat(...said))).toBe(false);
    }),
  );
});

test('whoever takes longer than a machine would and repeats nothing may go on for twenty answers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 4, max: 28 }), (times, seconds) => {
      expect(isLoop(chat(...exchanges(times, seconds, long)))).toBe(false);
    }),
  );
});

test('a machine is caught however long it takes, as long as it repeats itself within ten minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 140 }), fc.string({ minLength: 21 }), (seconds, words) => {
      expect(isLoop(chat(...exchanges(4, seconds, () => words)))).toBe(true);
    }),
  );
});

describe('the watch', () => {
  const at = (seconds: number) => new Date(START + seconds * 1000);

  test('knows the chats apart', () => {
    const watch = loopWatch();
    const verdicts = [1, 2, 3, 4].map((round) => {
      watch.said('joana', at(round * 10));
      watch.said('robot', at(round * 10));
      return [
        watch.heard('joana', long(round), at(round * 10 + 6)),
        watch.heard('robot', AWAY, at(round * 10 + 6)),
      ];
    });
    expect(verdicts).toEqual([
      [false, false],
      [false, false],
      [false, false],
      [false, true],
    ]);
  });

  test('takes other spaces and capitals for the same words, and lets the loop end when we are silent', () => {
    const watch = loopWatch();
    const say = (text: string, seconds: number) => {
      watch.said('robot', at(seconds));
      return watch.heard('robot', text, at(seconds + 5));
    };
    expect(
      [AWAY, AWAY.toUpperCase(), ` ${AWAY} `, AWAY.replace(' ', '  ')].map((one, i) => say(one, i * 10)),
    ).toEqual([false, false, false, true]);
    expect(watch.heard('robot', AWAY, at(3600))).toBe(false);
  });

  test('forgets the chats that were quiet longest', () => {
    const watch = loopWatch({ chats: 2 });
    for (const round of [0, 1, 2]) {
      watch.said('robot', at(round * 10));
      watch.heard('robot', AWAY, at(round * 10 + 5));
    }
    watch.said('joana', at(30));
    watch.said('pedro', at(31));
    watch.said('robot', at(32));
    expect(watch.heard('robot', AWAY, at(35))).toBe(false);
  });

  test('counts as the rules say after any number of messages', () => {
    const watch = loopWatch();
    let isCaught = false;
    for (let i = 0; i <= LOOP_RULES.mostOurs; i++) {
      watch.said('robot', at(i * 20));
      for (let more = 0; more < 3; more++)
        isCaught = watch.heard('robot', long(i * 3 + more), at(i * 20 + 9));
    }
    expect(isCaught).toBe(true);
  });
});
