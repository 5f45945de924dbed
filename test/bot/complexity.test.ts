import { complexityOf, SIMPLE } from '../../bot/classifier/complexity.js';

const KNOWN: readonly [RegExp, string, boolean][] = [
  [/lenta|travando/, 'internet-lenta', true],
  [/fatura|boleto/, 'fatura', true],
  [/mudan|mudar/, 'mudanca', true],
  [/bom dia|obrigad/, 'saudacao', false],
];
const intentOf = (clause: string) => {
  const [, intent, isProblem] = KNOWN.find(([words]) => words.test(clause)) ?? [];
  return intent === undefined || isProblem === undefined ? undefined : { intent, isProblem };
};
const of = (text: string) => complexityOf(text, intentOf);

test('a short message is simple and is not taken apart', () => {
  const never = () => {
    throw new Error('taken apart');
  };
  expect(complexityOf('se cair de novo, R$ 50 dia 10?', never)).toEqual(SIMPLE);
});

test.each([
  'bom dia, minha internet está muito lenta desde ontem à noite aqui em casa',
  'oi tudo bem queria a segunda via do boleto desse mês por favor obrigado',
  'a internet está lenta e travando, a internet continua lenta no quarto e na sala',
])('one problem is not complex, however it is told: "%s"', (text) => {
  expect(of(text).score).toBeLessThan(0.3);
  expect(of(text).problems.length).toBeLessThanOrEqual(1);
});

test.each<[string, string[]]>([
  ['a minha internet está lenta e a minha fatura veio errada esse mês', ['internet-lenta', 'fatura']],
  [
    'the internet anda lenta but a fatura veio em dobro, quero mudar de endereço',
    ['internet-lenta', 'fatura', 'mudanca'],
  ],
])('the problems of its clauses are told apart: "%s"', (text, problems) => {
  expect(of(text).problems).toEqual(problems);
});

test.each<[string, number]>([
  ['só quero pagar se vocês arrumarem, desde que seja ainda nesta semana sem falta', 2],
  ['funciona no quarto mas só quando eu desligo o aparelho da sala aqui', 1],
  ['o celular não consegue se conectar de jeito nenhum na rede da minha casa', 0],
  ['i will pay it only if you send somebody here today or tomorrow morning', 1],
  ['voy a pagar pero solo si ustedes mandan un técnico a mi casa mañana', 1],
])('conditions are counted: "%s"', (text, count) => {
  expect(of(text).conditions).toBe(count);
});

test.each<[string, number]>([
  ['veio R$ 99,90 em vez de 79 reais no dia 10 e outra em 05/03 aqui', 4],
  ['cobraram R$ 99,90 e de novo R$ 99,90 na conta que eu recebi ontem', 1],
  ['em março e em abril veio certo mas agora veio tudo errado de novo', 2],
  ['pago 500 mega mas chega 50 no computador da sala e no meu quarto', 0],
])('amounts and dates are counted once each: "%s"', (text, figures) => {
  expect(of(text).figures).toBe(figures);
});

test('several problems with conditions, amounts and dates are complex', () => {
  const text =
    'minha internet está lenta desde o dia 10, a fatura veio R$ 149,90 em vez de R$ 99,90 e eu só vou pagar se vocês ' +
    'arrumarem, mas quero mudar de endereço em março desde que não cobrem a taxa';
  expect(of(text)).toMatchObject({ score: 1, problems: ['internet-lenta', 'fatura', 'mudanca'], figures: 4 });
});

test('much that no intent knows is complex by its length, and only to a degree', () => {
  const long = (words: number) => Array.from({ length: words }, (_, i) => `coisa${i}`).join(' ');
  expect([10, 30, 50, 500].map((words) => of(long(words)).score)).toEqual([0, 0.2, 0.4, 0.4]);
  expect(of(`${long(20)} lenta`).unexplained).toBe(0);
});

test('of a pasted contract only the first clauses are looked at', () => {
  let asked = 0;
  complexityOf('uma cláusula bem longa.'.repeat(400), () => void asked++);
  expect(asked).toBe(16);
});
