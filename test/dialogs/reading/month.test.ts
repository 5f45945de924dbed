import { readMonth } from '../../../dialogs/reading/month.js';

const TODAY = '2026-11-23';

describe('on 23 November 2026 the month is', () => {
  test.each([
    ['a de novembro', '2026-11'],
    ['outubro', '2026-10'],
    ['a fatura de outubro', '2026-10'],
    ['out', '2026-10'],
    ['out/2026', '2026-10'],
    ['out/25', '2025-10'],
    ['outubro de 2025', '2025-10'],
    ['dezembro', '2026-12'],
    ['janeiro', '2026-01'],
    ['deste mês', '2026-11'],
    ['desse mes', '2026-11'],
    ['desse mês agora', '2026-11'],
    ['mês passado', '2026-10'],
    ['a do mes passado', '2026-10'],
    ['mes que vem', '2026-12'],
    ['11/2026', '2026-11'],
    ['10/26', '2026-10'],
    ['na verdade é a fatura de outubro, não a de novembro', '2026-10'],
    ['não é novembro, é outubro', '2026-10'],
    ['october', '2026-10'],
    ["last month's bill", '2026-10'],
    ['la factura de octubre', '2026-10'],
    ['el mes pasado', '2026-10'],
    ['março', '2026-03'],
  ])('%s: %s', (text, month) => {
    expect(readMonth(text, TODAY)).toEqual({ value: month, whole: true });
  });

  test.each([
    ['a de novembro ainda nem chegou', '2026-11'],
    ['minha conta veio mais cara esse mes', '2026-11'],
    ['manda o boleto desse mes', '2026-11'],
    ['a de outubro veio 149', '2026-10'],
  ])('and more is said: %s', (text, month) => {
    expect(readMonth(text, TODAY)).toMatchObject({ value: month, whole: month === '' });
  });
});

test('a month may lie in the year before or after', () => {
  expect(readMonth('dezembro', '2027-01-10')?.value).toBe('2026-12');
  expect(readMonth('fevereiro', '2027-01-10')?.value).toBe('2027-02');
  expect(readMonth('janeiro', '2026-12-10')?.value).toBe('2027-01');
});

describe('no month is told by', () => {
  test.each([
    'rua sete de setembro 120',
    '28/11',
    '12/03/1980',
    'não é novembro',
    'to fora de casa',
    'vou sair, set de fotos',
    '149',
    'dez reais a mais do que era',
    'may i ask something',
    'não sei',
  ])('%s', (text) => {
    expect(readMonth(text, TODAY)).toBeUndefined();
  });
});
