import { readFileSync } from 'node:fs';
import { saysItGoesOn } from '../../bot/classifier/again.js';
import { keywordsIn } from '../../bot/classifier/keywords.js';
import { parseDeskFile } from '../../routing/desk-file.js';

const { keywords } = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml').thresholds;

test.each([
  ['vou no PROCON hj', 'procon', 'supervisor'],
  ['ja abri no reclame aqui', 'reclame aqui', 'supervisor'],
  ['tem um fio caido na rua', 'fio caído', undefined],
  ['vou PROCESSAR VCS', 'vou processar', 'supervisor'],
  ['vou entrar na justica', 'na justiça', 'supervisor'],
  ['I will sue you', 'sue you', 'supervisor'],
])('the demo desk hears "%s"', (text, word, level) => {
  expect(keywordsIn(text, keywords)).toEqual([{ word, urgent: true, ...(level && { level }) }]);
});

test.each(['proconsul', 'oi', '', 'quero o processo de instalacao', 'o fio do modem caiu da mesa'])(
  'it hears nothing in "%s"',
  (text) => {
    expect(keywordsIn(text, keywords)).toEqual([]);
  },
);

test('of a group the first that is said, of several groups each', () => {
  const two = [
    { words: ['anatel', 'procon'], urgent: true },
    { words: ['advogado'], urgent: false, level: 'specialist' as const },
  ];
  expect(keywordsIn('procon, anatel e advogado', two).map(({ word }) => word)).toEqual([
    'anatel',
    'advogado',
  ]);
  expect(keywordsIn('procon', [])).toEqual([]);
});

test.each([
  ...[
    'continua lenta',
    'continua na mesma',
    'ainda sem net',
    'ainda n funcionou',
    'nao resolveu',
    'n adiantou nada',
  ],
  ...['caiu de novo', 'to sem net outra vez', 'já tentei isso', 'nada ainda', 'segue caindo', 'ja fiz tudo'],
  ...[
    'still no internet',
    'it did not work',
    'the same problem',
    'sigue sin internet',
    'no funcionó',
    'otra vez',
  ],
])('"%s" says that it goes on', (text) => {
  expect(saysItGoesOn(text)).toBe(true);
});

test.each([
  'minha internet está lenta',
  'obrigado, resolveu',
  'ainda bem',
  'oi',
  'agora funcionou',
  'quero continuar',
])('"%s" does not say that it goes on', (text) => {
  expect(saysItGoesOn(text)).toBe(false);
});
