import type { Talk } from '../../bot/store.js';
import { talkAfter, topicSoFar, type Mention } from '../../bot/topic.js';
import { deskSchema } from '../../routing/desk-definition.js';

const THRESHOLDS = deskSchema.shape.thresholds.parse(undefined);
const NOW = new Date('2026-11-23T13:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const DAYS = 24 * 60;

const LENTA = { topic: 'lenta', topicSince: ago(5), topicHeardAt: ago(1), topicTurns: 3, topicAsked: 1 };
const said: Mention = { aside: false, goesOn: false };
const about = (stated: string): Mention => ({ ...said, stated });
const soFar = (before: Talk & { topic?: string }, mention: Mention) =>
  topicSoFar(before, mention, THRESHOLDS, NOW);

test('a topic begins with its first statement', () => {
  const begun = { intent: 'lenta', since: NOW, turns: 1, asked: 1, goesOn: false };
  expect(soFar({}, about('lenta'))).toEqual(begun);
  expect(soFar({ ...LENTA, topic: 'fatura' }, about('lenta'))).toEqual(begun);
});

test.each<[string, Mention, number]>([
  ['stated again', about('lenta'), 2],
  ['not understood', said, 1],
  ['not understood, but it goes on', { ...said, goesOn: true }, 2],
])('%s, it goes on from where it was', (_, mention, asked) => {
  expect(soFar(LENTA, mention)).toEqual({
    ...{ intent: 'lenta', since: ago(5), turns: 4, asked, goesOn: mention.goesOn },
  });
});

test('a courtesy, and a message where nothing is the topic, are about nothing', () => {
  expect(soFar(LENTA, { ...said, aside: true })).toBeUndefined();
  expect(soFar({}, said)).toBeUndefined();
  expect(soFar({ ...LENTA, topicTurns: 0 }, { ...said, goesOn: true })).toBeUndefined();
});

test.each<[number, number, number]>([
  [59.9, 4, 2],
  [60, 1, 2],
  [7 * DAYS - 1, 1, 2],
  [7 * DAYS, 1, 1],
])('stated after %d minutes of rest it is in turn %d, for the %d. time', (rest, turns, asked) => {
  const found = soFar({ ...LENTA, topicHeardAt: ago(rest) }, about('lenta'));
  expect(found).toMatchObject({ turns, asked, since: turns === 1 ? NOW : ago(5) });
});

test('what is not understood after an hour is about nothing', () => {
  expect(soFar({ ...LENTA, topicHeardAt: ago(60) }, said)).toBeUndefined();
});

test('what is remembered is what the next turn goes on from; a courtesy leaves the topic as it is', () => {
  const first = talkAfter(soFar({}, about('lenta')), 0.3, NOW);
  expect(first).toEqual({ topicSince: NOW, topicHeardAt: NOW, topicTurns: 1, topicAsked: 1, upset: 0.3 });
  expect(soFar({ topic: 'lenta', ...first }, about('lenta'))).toMatchObject({ turns: 2, asked: 2 });
  expect(talkAfter(undefined, 0, NOW)).toEqual({ upset: 0 });
});
