import { readDay } from '../../../dialogs/reading/day.js';

/** A Monday. */
const TODAY = '2026-11-23';

describe('on Monday, 23 November 2026, the day meant is', () => {
  test.each([
    ['hoje', '2026-11-23'],
    ['hj', '2026-11-23'],
    ['hoje, segunda', '2026-11-23'],
    ['amanhã', '2026-11-24'],
    ['amn', '2026-11-24'],
    ['amanha de manha', '2026-11-24'],
    ['depois de amanhã', '2026-11-25'],
    ['dps de amanha', '2026-11-25'],
    ['segunda', '2026-11-30'],
    ['segunda-feira', '2026-11-30'],
    ['terça msm', '2026-11-24'],
    ['terca feira', '2026-11-24'],
    ['quarta', '2026-11-25'],
    ['qnt feira', '2026-11-26'],
    ['qui', '2026-11-26'],
    ['5a feira', '2026-11-26'],
    ['5ª', '2026-11-26'],
    ['5ª-feira', '2026-11-26'],
    ['sexta', '2026-11-27'],
    ['sexta que vem', '2026-11-27'],
    ['sex', '2026-11-27'],
    ['sábado de manhã', '2026-11-28'],
    ['domingo', '2026-11-29'],
    ['dia 28', '2026-11-28'],
    ['dia 5', '2026-12-05'],
    ['dia 31', '2026-12-31'],
    ['dia 23', '2026-11-23'],
    ['28/11', '2026-11-28'],
    ['28-11', '2026-11-28'],
    ['05/01', '2027-01-05'],
    ['28/11/2026', '2026-11-28'],
    ['28/11/26', '2026-11-28'],
    ['2026-11-28', '2026-11-28'],
    ['28 de novembro', '2026-11-28'],
    ['dia 1 de dezembro', '2026-12-01'],
    ['dia primeiro', '2026-12-01'],
    ['dia 2 do 12', '2026-12-02'],
    ['joga pra quinta entao por garantia', '2026-11-26'],
    ['tomorrow', '2026-11-24'],
    ['next Friday', '2026-11-27'],
    ['on Thursday please', '2026-11-26'],
    ['November 28th', '2026-11-28'],
    ['mañana', '2026-11-24'],
    ['el jueves', '2026-11-26'],
    ['pasado mañana', '2026-11-25'],
    ['mañana por la mañana', '2026-11-24'],
    ['el 28 de noviembre', '2026-11-28'],
    ['quinta da semana que vem', '2026-12-03'],
    ['terça dia 24', '2026-11-24'],
  ])('%s: %s', (text, day) => {
    expect(readDay(text, TODAY)).toEqual({ value: day, whole: true });
  });
});

describe('of several days the last that is not denied counts', () => {
  test.each([
    ['segunda... n pera, terça', '2026-11-24'],
    ['n pera, terça', '2026-11-24'],
    ['nao dia 28, dia 29', '2026-11-29'],
    ['amanha nao, quinta', '2026-11-26'],
    ['quinta, amanha nao', '2026-11-26'],
    ['sexta, não sábado', '2026-11-27'],
    ['mañana no, el jueves', '2026-11-26'],
    ['só q dia 28 é domingo né? põe dia 29 então', '2026-11-29'],
    ['não, terça', '2026-11-24'],
    ['ah foi dia 9 e nao 8, agora q vi', '2026-12-09'],
    ['aquele agendamento q eu fiz pra dia 12, troca pra 14', '2026-12-14'],
    ['sexta em vez de quinta', '2026-11-27'],
    ['quinta eu nao posso, pode ser sexta', '2026-11-27'],
  ])('%s: %s', (text, day) => {
    expect(readDay(text, TODAY)?.value).toBe(day);
    expect(readDay(text, TODAY)).not.toHaveProperty('alternatives');
  });

  test('a day that is only denied is no answer', () => {
    expect(readDay('amanha nao', TODAY)).toBeUndefined();
    expect(readDay('nao posso na terça', TODAY)).toBeUndefined();
  });
});

describe('the choice stays open', () => {
  test.each([
    ['terça ou quinta', ['2026-11-24', '2026-11-26']],
    ['segunda, terça ou quarta', ['2026-11-30', '2026-11-24', '2026-11-25']],
    ['ou quarta, qual tem vaga?', ['2026-11-25']],
    ['tuesday or thursday', ['2026-11-24', '2026-11-26']],
    ['el martes o el jueves', ['2026-11-24', '2026-11-26']],
    ['posso quinta e sexta', ['2026-11-26', '2026-11-27']],
  ])('%s', (text, alternatives) => {
    expect(readDay(text, TODAY)).toMatchObject({ value: alternatives[0], alternatives });
  });
});

describe('there is more in the message than the day', () => {
  test.each([
    ['semana que vem', '2026-11-30'],
    ['next week', '2026-11-30'],
    ['opa boa tarde, vou mudar de casa dia 28 e queria levar a internet', '2026-11-28'],
    ['ah e que horas vcs fecham hj?', '2026-11-23'],
    ['amanha é feriado aqui, vcs vem msm assim?', '2026-11-24'],
    ['ou quarta, qual tem vaga?', '2026-11-25'],
  ])('%s', (text, day) => {
    expect(readDay(text, TODAY)).toMatchObject({ value: day, whole: false });
  });
});

describe('no day is meant by', () => {
  test.each([
    'rua sete de setembro 120',
    'rua sete de setembro 120 casa 2 bairro sao jose',
    'rua 15 de novembro 300',
    'depois das 14',
    'desde ontem',
    'desde ontem a noite',
    'desde segunda',
    'faz 2 dias',
    'desde 3 dia',
    'tem 6 pessoas em casa mas sempre teve',
    '529.982.247-25',
    '11144477735',
    '(11) 98877-6655',
    '20261123-0007',
    'segunda via',
    '2 via',
    '2a via do boleto',
    'por la mañana',
    'de manhã',
    'a de novembro',
    '149 e o meu plano é 99,90',
    'vou ter que sair',
    '12/03/1980',
    '31/02',
    'sexta passada',
    'toda sexta cai',
    'vocês abrem de segunda a sexta?',
    'dia 8,50',
    'oi',
  ])('%s', (text) => {
    expect(readDay(text, TODAY)).toBeUndefined();
  });
});

test('in December a day of January is next year, and a Friday has its next Friday', () => {
  expect(readDay('dia 3', '2026-12-30')?.value).toBe('2027-01-03');
  expect(readDay('sexta', '2026-11-27')?.value).toBe('2026-12-04');
});
