import { asksForPerson } from '../../bot/classifier/person.js';
import { classifyDemo, demoKnowledge } from '../support/trained.js';
import { DICTATED } from './knowledge-dictated.js';
import { DICTATED_ELSEWHERE } from './knowledge-elsewhere.js';
import { ANGRY, ANSWERS, INTERRUPTIONS } from './knowledge-situations.js';

const { samples } = demoKnowledge();
const classify = classifyDemo;
/** The demo desk's threshold. */
const SURE = 0.5;
const understood = (text: string) => {
  const { intent, confidence, wantsPerson } = classify(text);
  return wantsPerson ? 'pessoa' : confidence >= SURE ? intent : undefined;
};
const dictated = Object.entries(DICTATED).flatMap(([intent, texts]) =>
  texts.map((text) => ({ text, intent })),
);

test('nothing of all this is an example of the knowledge', () => {
  const known = new Set(samples.map(({ text }) => text.toLowerCase()));
  const said = [...ANSWERS, ...INTERRUPTIONS, ...ANGRY].map(([text]) => text);
  const all = [...said, ...dictated.map(({ text }) => text), ...DICTATED_ELSEWHERE];
  const allowed = ['isso', 'luz vermelha', 'sexta'];
  expect(all.filter((text) => known.has(text.toLowerCase()) && !allowed.includes(text))).toEqual([]);
});

describe('an answer to a question of a dialog', () => {
  test.each(ANSWERS)('%j is not surely another matter', (text, ...allowed) => {
    const { intent, confidence } = classify(text);
    if (!allowed.includes(intent ?? ''))
      expect({ intent, sure: confidence > 0.7 }).toEqual({ intent, sure: false });
    expect(asksForPerson(text)).toBe(false);
  });

  test('is plenty', () => expect(ANSWERS.length).toBeGreaterThanOrEqual(60));
});

describe('a question put in between', () => {
  test.each(INTERRUPTIONS)('%j is understood', (text, intent) => expect(understood(text)).toBe(intent));

  test('is plenty', () => expect(INTERRUPTIONS.length).toBeGreaterThanOrEqual(40));

  test.each([
    ['ah', 'outra coisa', 'voltando', 'olha', 'na verdade'],
    ['by the way', 'por cierto'],
  ])('the words that lead to it say nothing alone: %s', (...leads) => {
    expect(leads.filter((lead) => understood(lead) !== undefined)).toEqual([]);
  });
});

describe('anger', () => {
  test('about a concrete problem is that problem; without one it is a complaint', () => {
    const wrong = ANGRY.filter(([text, intent]) => understood(text) !== intent);
    expect(wrong.length <= 2 ? [] : wrong).toEqual([]);
  });
});

describe('a long dictated message', () => {
  test('is understood nine times of ten, and hardly ever wrongly', () => {
    const taken = dictated.map((one) => ({ ...one, as: understood(one.text) }));
    const right = taken.filter(({ intent, as }) => as === intent);
    const wrong = taken.filter(({ intent, as }) => as !== undefined && as !== intent);
    expect(dictated.length).toBeGreaterThanOrEqual(90);
    expect(right.length / dictated.length).toBeGreaterThanOrEqual(0.9);
    expect(wrong.length / dictated.length <= 0.03 ? [] : wrong).toEqual([]);
  });

  test('about something else is hardly ever taken for a matter of the desk', () => {
    const taken = DICTATED_ELSEWHERE.filter((text) => understood(text) !== undefined);
    expect(taken.length <= 1 ? [] : taken).toEqual([]);
  });
});

describe('somebody is named, but not asked for', () => {
  test.each([
    'quem fala? é uma pessoa ou uma máquina?',
    'tô falando com uma pessoa?',
    'manda um técnico aqui em casa',
    'preciso de um técnico',
    'preciso que alguém venha olhar o modem',
    'envia alguém pra vir consertar',
  ])('%j asks for nobody to talk to', (text) => expect(asksForPerson(text)).toBe(false));

  test.each([
    'quem fala? quero falar com uma pessoa',
    'preciso de alguém aqui pra me atender',
    'manda alguém me ligar',
    'quero falar com um técnico',
    'manda um técnico aqui e quero falar com o gerente',
  ])('%j does', (text) => expect(asksForPerson(text)).toBe(true));
});
