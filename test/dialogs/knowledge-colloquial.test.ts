import { nearestExamples } from '../../bot/classifier/nearest.js';
import { readKnowledge } from '../../dialogs/knowledge.js';
import { COLLOQUIAL, OUT_OF_SCOPE } from './colloquial.js';

const knowledge = readKnowledge('dialogs/knowledge');
const classify = nearestExamples(knowledge.samples);
/** The demo desk's threshold. */
const SURE = 0.5;

type Outcome = 'right' | 'due handoff' | 'asked again' | 'wrong answer' | 'wrong handoff';

const needsPerson = (intent: string | undefined) =>
  intent !== undefined && (knowledge.routeOf(intent)?.needsPerson ?? false);

/** What the bot makes of a message whose intent is known; without one it had better ask again. */
function outcomeOf(text: string, intent: string | undefined): Outcome {
  const understanding = classify(text);
  const understood = understanding.confidence >= SURE ? understanding.intent : undefined;
  if (understood === intent) return 'right';
  if (understanding.wantsPerson || needsPerson(understood))
    return needsPerson(intent) ? 'due handoff' : 'wrong handoff';
  return understood === undefined ? 'asked again' : 'wrong answer';
}

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

  test('is understood in less than a millisecond each', () => {
    const before = performance.now();
    for (const [text] of MESSAGES) classify(text);
    expect((performance.now() - before) / MESSAGES.length).toBeLessThan(1);
  });
});
