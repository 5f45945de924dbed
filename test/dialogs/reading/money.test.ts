import { readAmounts } from '../../../dialogs/reading/money.js';

describe('amounts, in cents', () => {
  test.each([
    ['149', [14900]],
    ['99,90', [9990]],
    ['119,90', [11990]],
    ['119.90', [11990]],
    ['R$ 1.234,56', [123456]],
    ['R$1234', [123400]],
    ['r$ 99', [9900]],
    ['5 reais', [500]],
    ['99 reais e 90 centavos', [9990]],
    ['veio 149 e o meu plano é 99,90', [14900, 9990]],
    ['cento e trinta e dois reais', [13200]],
    ['noventa e nove', [9900]],
    ['noventa e nove e noventa', [9990]],
    ['mil duzentos e cinquenta reais', [125000]],
    ['cem reais', [10000]],
    ['então agora a conta veio cento e trinta e dois reais e o meu é noventa e nove', [13200, 9900]],
    ['pq minha conta veio 150 se meu plano é 99??', [15000, 9900]],
    ['meu plano é 89,90 e o boleto ta 127 explica isso ai', [8990, 12700]],
    ['fechei por 79 e agora chegou 110', [7900, 11000]],
    ['pago 500 mega e veio 149', [14900]],
    ['dia 8, 119,90', [11990]],
    ['paguei 119,90 dia 8 no pix', [11990]],
  ])('%s', (text, cents) => {
    expect(readAmounts(text)).toEqual(cents);
  });
});

describe('no amounts', () => {
  test.each([
    'paguei dia 8 no pix',
    'ah foi dia 9 e nao 8, agora q vi',
    'depois das 14',
    '14h30',
    '28/11',
    '28 de novembro',
    'novembro de 2026',
    '11/2026',
    'pago 500 mega e chega 40 mega',
    'quero o plano de 300',
    '529.982.247-25',
    'cpf 39053344705',
    '123 456 789 09',
    '(11) 98877-6655',
    '20261123-0007',
    'V-482913',
    'tem 6 pessoas em casa mas sempre teve',
    'fiquei 10 dias sem net',
    'ja reiniciei umas 3x',
    'rua sete de setembro 120 casa 2 bairro sao jose',
    'apto 14 bloco b',
    'familiasouza2024',
    'a de novembro',
    'um momento',
    'contratei 400 mega e no teste da 30',
    'meu ping ta 300',
    'fiquei 10 dia sem net',
    'quero contratar o de 300 então',
  ])('%s', (text) => {
    expect(readAmounts(text)).toEqual([]);
  });
});
