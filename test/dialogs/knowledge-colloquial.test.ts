import { judge, type Outcome } from '../../bench/outcome.js';
import { classifyDemo, demoKnowledge } from '../support/trained.js';
import { COLLOQUIAL } from './colloquial.js';
import { OUT_OF_SCOPE } from './knowledge-elsewhere.js';

const knowledge = demoKnowledge();
const classify = classifyDemo;
/** By the demo desk's threshold. */
const outcomeOf = judge(knowledge, classify, 0.5);

const MESSAGES: readonly (readonly [text: string, intent: string | undefined])[] = [
  ...Object.entries(COLLOQUIAL).flatMap(([intent, texts]) => texts.map((text) => [text, intent] as const)),
  ...OUT_OF_SCOPE.map((text) => [text, undefined] as const),
];

describe('what people write on their phones', () => {
  const outcomes = MESSAGES.map(([text, intent]) => ({ text, intent, outcome: outcomeOf(text, intent) }));
  const shareOf = (...counted: Outcome[]) =>
    outcomes.filter(({ outcome }) => counted.includes(outcome)).length / outcomes.length;
  const those = (kind: Outcome) =>
    outcomes.filter(({ outcome }) => outcome === kind).map(({ text, intent }) => `${intent}: ${text}`);

  test('is plenty, of every intent, and none of it an example', () => {
    const known = new Set(knowledge.samples.map(({ text }) => text));
    expect(MESSAGES.filter(([text]) => known.has(text))).toEqual([]);
    expect(MESSAGES.length).toBeGreaterThanOrEqual(170);
    expect(Object.keys(COLLOQUIAL).sort()).toEqual([...knowledge.intents()].sort());
  });

  test('is understood, or handed to a person, nine times of ten', () => {
    expect(shareOf('right', 'due handoff')).toBeGreaterThanOrEqual(0.9);
  });

  test('is hardly ever answered wrongly, or handed to a person for nothing', () => {
    const wrong = [...those('wrong answer'), ...those('wrong handoff')];
    expect(wrong.length / outcomes.length <= 0.05 ? [] : wrong).toEqual([]);
  });

  test('is nearly always taken for Portuguese, and never for another language', () => {
    const languages = MESSAGES.map(([text]) => classify(text).language);
    expect(languages.filter((language) => language !== undefined && language !== 'pt-BR')).toEqual([]);
    expect(languages.filter((language) => language === 'pt-BR').length / languages.length).toBeGreaterThan(
      0.9,
    );
  });
});
