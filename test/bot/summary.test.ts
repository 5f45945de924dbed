import type { Line } from '../../bot/store.js';
import { briefOf } from '../../bot/summary.js';

const customer = (text: string): Line => ({ author: 'customer', text });
const bot = (text: string): Line => ({ author: 'bot', text });

test('the brief holds what the customer said, what the bot tried and the last words', () => {
  const lines = [bot('Oi!'), customer('caiu'), bot('Reinicie.'), customer('já fiz')];
  expect(briefOf(lines, 'quero uma pessoa', 'web')).toEqual({
    ...{ said: ['caiu', 'já fiz', 'quero uma pessoa'], tried: ['Reinicie.'] },
    ...{ lastWords: 'quero uma pessoa', channel: 'web', previous: [] },
  });
});

test('what the bot said before anybody asked is no attempt', () => {
  expect(briefOf([bot('Oi!')], 'caiu', 'web').tried).toEqual([]);
  expect(briefOf([bot('Oi!'), customer('caiu'), bot('Reinicie.')], 'e agora?', 'web').tried).toEqual([
    'Reinicie.',
  ]);
});

test('of much, the newest four sayings and two answers stay, oldest first', () => {
  const lines = [1, 2, 3, 4, 5].flatMap((n) => [customer(`pedido ${n}`), bot(`resposta ${n}`)]);
  const brief = briefOf(lines, 'último', 'web');
  expect(brief.said).toEqual(['pedido 3', 'pedido 4', 'pedido 5', 'último']);
  expect(brief.tried).toEqual(['resposta 4', 'resposta 5']);
});

test('what was said twice is said once, where it was first', () => {
  expect(briefOf([customer('caiu'), customer('oi'), customer(' caiu ')], 'caiu', 'web').said).toEqual([
    'caiu',
    'oi',
  ]);
});

test('silence, and the words of desk and agents, are left out', () => {
  const lines: Line[] = [
    customer('  '),
    bot(''),
    { author: 'desk', text: 'fila' },
    { author: 'agent', text: 'olá' },
  ];
  const brief = briefOf(lines, '', 'web');
  expect([brief.said, brief.tried, brief.lastWords]).toEqual([[], [], '']);
});

test.each([
  [200, 'a'.repeat(200)],
  [201, `${'a'.repeat(199)}…`],
  [5000, `${'a'.repeat(199)}…`],
])('of %i characters as many as fit are kept, unchanged', (length, expected) => {
  const long = 'a'.repeat(length);
  const brief = briefOf([customer('oi'), bot(long)], long, 'web');
  expect([brief.said[1], brief.tried, brief.lastWords]).toEqual([expected, [expected], expected]);
});
