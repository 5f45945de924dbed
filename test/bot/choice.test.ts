import fc from 'fast-check';
import { chosen } from '../../bot/choice.js';

const MENU = ['Boleto', 'PIX', 'Falar com atendente'];

/** Which of the menu somebody means, by its place from 1; 0: none. */
const place = (text: string, choices: readonly string[] = MENU, language?: string): number => {
  const found = chosen(text, choices, language);
  return found === undefined ? 0 : choices.indexOf(found) + 1;
};

test.each([
  ['1', 1],
  ['2', 2],
  [' 3 ', 3],
  ['1)', 1],
  ['(2)', 2],
  ['2.', 2],
  ['02', 2],
  ['*2*', 2],
  ['2?', 2],
  ['2 👍', 2],
  ['2️⃣', 2],
  ['1ª', 1],
  ['2a opção', 2],
  ['nº 2', 2],
  ['n. 3', 3],
  ['um', 1],
  ['Uma', 1],
  ['dois', 2],
  ['TRÊS', 3],
  ['tres', 3],
  ['opção 2', 2],
  ['opcao dois', 2],
  ['opçao 2 por favor', 2],
  ['número 3', 3],
  ['numero três', 3],
  ['a primeira', 1],
  ['a segunda', 2],
  ['o segundo', 2],
  ['a terceira', 3],
  ['a última', 3],
  ['ultimo', 3],
  ['última opção', 3],
  ['segunda opção', 2],
  ['a premeira', 1],
  ['a primera opçao', 1],
  ['pode ser a 2', 2],
  ['quero a segunda', 2],
  ['quero 2', 2],
  ['fico com a primeira, obrigada', 1],
  ['sim, a primeira', 1],
  ['a 2\npor favor', 2],
  ['vou na 2', 2],
])('in Portuguese: "%s" is number %i', (text, expected) => {
  expect(place(text)).toBe(expected);
});

test.each([
  ['one', 1],
  ['the first', 1],
  ['the first one', 1],
  ['the second option, please', 2],
  ['number two', 2],
  ['option 3', 3],
  ['the last one', 3],
  ["i'll take the second", 2],
  ['uno', 1],
  ['el primero', 1],
  ['la 2', 2],
  ['la segunda', 2],
  ['la segunda opción', 2],
  ['opcion dos', 2],
  ['el último, gracias', 3],
])('in English and Spanish: "%s" is number %i', (text, expected) => {
  expect(place(text)).toBe(expected);
});

test.each([
  ['0'],
  ['4'],
  ['10'],
  ['opção 4'],
  ['a quarta'],
  ['1 mega'],
  ['dia 1'],
  ['às 2 da tarde'],
  ['quero 2 roteadores'],
  ['quero um'],
  ['1 2'],
  ['1 e 2'],
  ['1,5'],
  ['1/2'],
  ['12/03'],
  ['2:30'],
  ['R$ 2'],
  ['2%'],
  ['-1'],
  ['um segundo'],
  ['um momento'],
  ['one second'],
  ['as duas'],
  ['os dois'],
  ['the two'],
  ['las dos'],
  ['duas luzes vermelhas'],
  ['no quarto'],
  ['primeiro me diga o preço'],
  ['a primeira fatura'],
  ['nenhuma'],
  ['12031980'],
  ['529.982.247-25'],
  [''],
  ['👍'],
])('"%s" chooses nothing', (text) => {
  expect(place(text)).toBe(0);
});

test('the words of a suggestion choose it, however they are written', () => {
  expect(chosen('falar com ATENDENTE.', MENU)).toBe('Falar com atendente');
  expect(chosen('pix', MENU)).toBe('PIX');
});

test('a suggestion that is itself a number means that number', () => {
  expect(chosen('1', ['3', '2', '1'])).toBe('1');
  expect(chosen('2', ['3', '2', '1'])).toBe('2');
  expect(chosen('a primeira', ['3', '2', '1'])).toBe('3');
});

test('"segunda" is Monday, unless something says that the list is meant', () => {
  const days = ['segunda-feira, 30/11, de manhã', 'terça-feira, 1/12, à tarde'];
  expect(place('segunda', days)).toBe(0);
  expect(place('na segunda', days)).toBe(0);
  expect(place('a segunda', days)).toBe(0);
  expect(place('a segunda', ['seg 30/11', 'ter 1/12'])).toBe(0);
  expect(place('a segunda opção', days)).toBe(2);
  expect(place('segunda')).toBe(0);
  expect(place('segunda', MENU, 'es')).toBe(2);
});

test('nothing was offered: nothing is chosen', () => {
  expect(chosen('1', [])).toBeUndefined();
});

test('what is chosen was always offered, and every number of the list chooses its place', () => {
  const menus = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8})?$/), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(menus, fc.string(), fc.nat(12), (choices, text, n) => {
      const found = chosen(text, choices);
      expect(found === undefined || choices.includes(found)).toBe(true);
      expect(chosen(String(n), choices)).toBe(n === 0 ? undefined : choices[n - 1]);
    }),
  );
});
