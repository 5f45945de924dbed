import { isIndifferent, readPeriod } from '../../../dialogs/reading/period.js';

describe('half a day, and nothing else', () => {
  test.each([
    ['de manhã', 'morning'],
    ['de manha', 'morning'],
    ['manha', 'morning'],
    ['cedo', 'morning'],
    ['antes do almoço', 'morning'],
    ['9 da manha', 'morning'],
    ['as 9', 'morning'],
    ['10h', 'morning'],
    ['8:30h', 'morning'],
    ['antes das 10', 'morning'],
    ['por la mañana', 'morning'],
    ['in the morning please', 'morning'],
    ['de manha ou cedo', 'morning'],
    ['das 8 as 12', 'morning'],
    ['à tarde', 'afternoon'],
    ['tarde', 'afternoon'],
    ['de tarde tb', 'afternoon'],
    ['depois das 14', 'afternoon'],
    ['14h', 'afternoon'],
    ['14h30', 'afternoon'],
    ['às 15', 'afternoon'],
    ['as 3', 'afternoon'],
    ['2 da tarde', 'afternoon'],
    ['depois do almoço', 'afternoon'],
    ['after 2pm', 'afternoon'],
    ['por la tarde', 'afternoon'],
    ['mañana por la tarde', 'afternoon'],
    ['amanha de manha', 'morning'],
    ['quinta de tarde', 'afternoon'],
    ['ta, de manha então', 'morning'],
    ['de manha não, de tarde', 'afternoon'],
    ['manha, quer dizer, tarde', 'afternoon'],
  ])('%s: %s', (text, period) => {
    expect(readPeriod(text)).toEqual({ value: period, whole: true });
  });
});

describe('half a day, and more', () => {
  test.each([
    ['pode ser de tarde em vez de manha a visita?', 'afternoon'],
    ['n, de manha n, eu trabalho. de tarde', 'afternoon'],
    ['de tarde, a luz los ta piscando', 'afternoon'],
    ['amanha de manha tem alguem na loja?', 'morning'],
  ])('%s: %s', (text, period) => {
    expect(readPeriod(text)).toEqual({ value: period, whole: false });
  });
});

describe('no half of a day is told by', () => {
  test.each([
    'tanto faz',
    'de manhã ou de tarde',
    'manha ou tarde, tanto faz',
    'de manha n',
    'mañana',
    'amanhã',
    'boa tarde',
    'buenas tardes',
    'mais tarde',
    'desde ontem a noite',
    'só n pode ser antes das 9',
    'depois das 9',
    'à noite',
    'dia 14',
    'as 3 luzes',
    'desde 3 dia',
    '14',
    '149',
    'tem 6 pessoas em casa mas sempre teve',
    'rua sete de setembro 120',
    '(11) 98877-6655',
    '529.982.247-25',
    'veio 149 e o meu plano é 99,90',
    'na vdd n precisa mais, voltou agora cedo',
  ])('%s', (text) => {
    expect(readPeriod(text)).toBeUndefined();
  });
});

describe('the customer leaves it to us', () => {
  test.each(
    'tanto faz|qualquer|qquer um|vc escolhe|o primeiro que tiver|any|cualquiera|qualquer dia|pra mim tanto faz|o mais rápido possível|me da igual|whenever|de manha ou de tarde tanto faz'.split(
      '|',
    ),
  )('%s', (text) => {
    expect(isIndifferent(text)).toBe(true);
  });

  test.each(
    'de manhã|hmm sabe oq|que horas vcs fecham|qualquer coisa eu ligo|de qualquer forma obrigado|primeiro a internet|sim|many things'.split(
      '|',
    ),
  )('but not with: %s', (text) => {
    expect(isIndifferent(text)).toBe(false);
  });
});
