import { withoutWords } from '../../routing/brief/forgetting.js';
import { hearing } from '../../routing/brief/digest.js';
import type { Brief } from '../../routing/request.js';

const after = (...said: readonly string[]): Brief => ({
  ...{ channel: 'web', previous: [] },
  ...hearing(
    { said: [], tried: [], lastWords: '' },
    said.map((text) => ({ text })),
  ),
});
const all = (brief: Brief): string => JSON.stringify(brief);

test('what was deleted is gone from all of the brief, and nothing else is', () => {
  const brief = after('minha internet caiu ontem', 'moro na Rua das Flores 10, CPF 529.982.247-25');
  expect(all(brief)).toMatch(/Flores.*725|725.*Flores/);
  const left = withoutWords(brief, 'moro na Rua das Flores 10, CPF 529.982.247-25');
  expect(all(left)).not.toMatch(/Flores|725/);
  expect(left.said).toEqual(['minha internet caiu ontem']);
  expect(left.lastWords).toBe('');
});

test('words that only begin alike stay', () => {
  const brief = after('minha internet caiu ontem', 'e a televisão não liga');
  expect(withoutWords(brief, 'minha internet')).toEqual({ ...brief, facts: brief.facts ?? [] });
});

test('long words that the brief shortened are known all the same', () => {
  const long = `meu segredo é girassol ${'e mais uma coisa comprida '.repeat(60)}`;
  expect(all(withoutWords(after('minha internet caiu', long), long))).not.toMatch(/girassol/);
});
