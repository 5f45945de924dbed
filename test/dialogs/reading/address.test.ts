import { mergeAddress, readAddress, readNumberFix } from '../../../dialogs/reading/address.js';

describe('where somebody moves to', () => {
  test.each([
    ['é pra rua das palmeiras 310', { street: 'Rua das Palmeiras', number: '310' }],
    ['Rua das Palmeiras, 310', { street: 'Rua das Palmeiras', number: '310' }],
    ['rua das palmeiras nº 310', { street: 'Rua das Palmeiras', number: '310' }],
    ['rua das palmeiras numero 310 a', { street: 'Rua das Palmeiras', number: '310A' }],
    ['rua das palmeiras', { street: 'Rua das Palmeiras' }],
    ['av brasil 1500', { street: 'Av Brasil', number: '1500' }],
    ['Av. Getúlio Vargas, 22', { street: 'Av. Getúlio Vargas', number: '22' }],
    ['avenida são joão s/n', { street: 'Avenida São João', number: 's/n' }],
    ['travessa do carmo 7', { street: 'Travessa do Carmo', number: '7' }],
    ['rua 15 de novembro 300', { street: 'Rua 15 de Novembro', number: '300' }],
    [
      'rua sete de setembro 120 casa 2 bairro sao jose',
      { street: 'Rua Sete de Setembro', number: '120', complement: 'Casa 2', district: 'Sao Jose' },
    ],
    [
      'rua das palmeiras 310 apto 14 bloco b, bairro vila nova, cep 13010-000',
      {
        street: 'Rua das Palmeiras',
        number: '310',
        complement: 'Apto 14 Bloco B',
        district: 'Vila Nova',
        cep: '13010-000',
      },
    ],
    ['apto 14 bloco b', { complement: 'Apto 14 Bloco B' }],
    ['apto 52', { complement: 'Apto 52' }],
    ['casa 2 fundos', { complement: 'Casa 2 Fundos' }],
    ['bairro vila nova', { district: 'Vila Nova' }],
    ['o bairro é jardim das flores', { district: 'Jardim das Flores' }],
    ['cep 13010-000', { cep: '13010-000' }],
    ['13010-000', { cep: '13010-000' }],
    ['cep 13010000', { cep: '13010-000' }],
    ['o numero é 301', { number: '301' }],
  ])('%s', (text, address) => {
    expect(readAddress(text)).toEqual(address);
  });

  test.each([
    'vou mudar de casa dia 28',
    'a rua toda ta sem sinal',
    'o cep eu n sei',
    'em q bairro vcs tao',
    'dia 29',
    '529.982.247-25',
    'caro hein',
    'de manha',
    'quer dizer, 301',
    'mudei de casa',
    'tem visita em casa e eu nao lembro o codigo',
    'transferir meu ponto pra outro apto no mesmo predio',
    'vi um cartaz aqui na rua de 99 reais',
    'outra rua aqui no mesmo bairro e queria ver',
    '20261123-0007',
    'meu numero é (11) 98877-6655',
  ])('is not told by: %s', (text) => {
    expect(readAddress(text)).toBeUndefined();
  });
});

describe('a number alone is corrected', () => {
  test.each([
    ['quer dizer, 301', '301'],
    ['301', '301'],
    ['é 301', '301'],
    ['errei, é 301', '301'],
    ['não, 301', '301'],
    ['não é 310, é 301', '301'],
    ['na verdade 301b', '301B'],
    ['o numero é 301', '301'],
    ['i mean 301', '301'],
    ['301 na verdade', '301'],
  ])('%s', (text, number) => {
    expect(readNumberFix(text)).toBe(number);
  });

  test.each([
    'dia 29',
    'apto 14',
    '529.982.247-25',
    'depois das 14',
    '13010-000',
    '149,90',
    'sim',
    'tem 6 pessoas',
  ])('but not by: %s', (text) => {
    expect(readNumberFix(text)).toBeUndefined();
  });
});

test('parts told one after the other make one address, and a new street begins another', () => {
  const first = mergeAddress({}, readAddress('é pra rua das palmeiras 310') ?? {});
  const corrected = mergeAddress(first, { number: '301' });
  const whole = mergeAddress(corrected, readAddress('apto 14 bloco b') ?? {});
  expect(whole).toEqual({ street: 'Rua das Palmeiras', number: '301', complement: 'Apto 14 Bloco B' });
  expect(mergeAddress(whole, readAddress('Rua das Palmeiras 305') ?? {})).toEqual({
    ...whole,
    number: '305',
  });
  expect(mergeAddress(whole, readAddress('av brasil 10') ?? {})).toEqual({
    street: 'Av Brasil',
    number: '10',
  });
});
