import type { Line } from '../../bot/store.js';
import { briefOf } from '../../bot/summary.js';

const customer = (text: string): Line => ({ author: 'customer', text });
const bot = (text: string): Line => ({ author: 'bot', text });

test('the brief holds what the customer said, what the bot tried and the last words', () => {
  const lines = [bot('Oi!'), customer('caiu'), bot('Reinicie.'), customer('já fiz')];
  expect(briefOf(lines, 'quero uma pessoa', { channel: 'web' })).toEqual({
    ...{ said: ['caiu', 'já fiz'], tried: ['Reinicie.'], ended: 'asked-person' },
    facts: [{ kind: 'done', value: 'já fiz' }],
    ...{ lastWords: 'quero uma pessoa', channel: 'web', previous: [] },
  });
});

test('what the bot said before anybody asked is no attempt', () => {
  expect(briefOf([bot('Oi!')], 'caiu', { channel: 'web' }).tried).toEqual([]);
  expect(
    briefOf([bot('Oi!'), customer('caiu'), bot('Reinicie.')], 'e agora?', { channel: 'web' }).tried,
  ).toEqual(['Reinicie.']);
});

test('of much, what tells most of the problem stays, oldest first, and the newest two answers', () => {
  const chat = Array.from({ length: 30 }, (_, n) =>
    customer(`conversa comprida numero ${n} de outro assunto`),
  );
  const answers = [1, 2, 3].map((n) => bot(`resposta ${n}`));
  const lines = [
    customer('minha internet caiu'),
    ...answers,
    ...chat,
    customer('a luz do modem está vermelha'),
    ...chat,
  ];
  const brief = briefOf(lines, 'e agora?', { channel: 'web' });
  expect(brief.said[0]).toBe('minha internet caiu');
  expect(brief.said).toContain('a luz do modem está vermelha');
  expect(brief.tried).toEqual(['resposta 2', 'resposta 3']);
  expect([...brief.said, ...brief.tried, brief.lastWords].join(' · ').length).toBeLessThanOrEqual(606);
});

test('what was said twice is said once, where it was first, and a greeting never', () => {
  const lines = [customer('caiu'), customer('oi'), customer(' caiu ')];
  expect(briefOf(lines, 'caiu', { channel: 'web' }).said).toEqual(['caiu']);
});

test('silence, and the words of desk and agents, are left out', () => {
  const lines: Line[] = [
    customer('  '),
    bot(''),
    { author: 'desk', text: 'fila' },
    { author: 'agent', text: 'olá' },
  ];
  const brief = briefOf(lines, '', { channel: 'web' });
  expect([brief.said, brief.tried, brief.lastWords]).toEqual([[], [], '']);
});

test.each([
  [100, 100, 100],
  [120, 100, 120],
  [5000, 100, 120],
])('of %i characters as many as fit are kept, unchanged', (length, tried, last) => {
  const long = 'a'.repeat(length);
  const cut = (most: number) => (length <= most ? long : `${'a'.repeat(most - 1)}…`);
  const brief = briefOf([customer('caiu'), bot(long)], long, { channel: 'web' });
  expect([brief.tried, brief.lastWords]).toEqual([[cut(tried)], cut(last)]);
});

describe('who is calling', () => {
  const asks = bot('Para abrir o seu cadastro, me diga o CPF do titular e a data de nascimento.');

  test('is told as a fact and is no part of the matter; the birth date is not told at all', () => {
    const lines = [customer('minha conta veio errada'), asks];
    const brief = briefOf(lines, '529.982.247-25, nasci em 12/03/1980', { channel: 'web' });
    expect(brief.said).toEqual(['minha conta veio errada']);
    expect(brief.lastWords).toBe('minha conta veio errada');
    expect(brief.facts).toEqual([{ kind: 'document', value: '…725' }]);
    expect(JSON.stringify(brief)).not.toContain('1980');
    expect(brief.tried).toEqual([]);
  });

  test('does not hide that a person was asked for', () => {
    const lines = [customer('quero falar com uma pessoa'), asks];
    expect(briefOf(lines, 'ana, 52998224725 12/03/80', { channel: 'web' }).ended).toBe('asked-person');
  });

  test('what was answered instead stays', () => {
    const lines = [customer('oi'), asks];
    expect(briefOf(lines, 'é que minha internet caiu ontem', { channel: 'web' }).said).toEqual([
      'é que minha internet caiu ontem',
    ]);
  });
});
