import { readProtocol } from '../../../dialogs/reading/protocol.js';

describe('the protocol named is', () => {
  test.each([
    ['20261123-0007', '20261123-0007'],
    ['20261123 0007', '20261123-0007'],
    ['202611230007', '20261123-0007'],
    ['20261123 - 0007', '20261123-0007'],
    ['protocolo 20261123-7', '20261123-0007'],
    ['meu protocolo é 20261123-0007', '20261123-0007'],
    ['é o 20261123-12345', '20261123-12345'],
    ['V-482913', 'V-482913'],
    ['v482913', 'V-482913'],
    ['V 482913 por favor', 'V-482913'],
    ['protocolo V-482913', 'V-482913'],
    ['20251140', '20251140'],
    ['protocolo 20251140', '20251140'],
    ['protocolo 558710', '558710'],
    ['errei, é 20251104', '20251104'],
    ['errei, é 20251104-0003', '20251104-0003'],
    ['20251140-0003, quer dizer, 20251104-0003', '20251104-0003'],
  ])('%s: %s', (text, protocol) => {
    expect(readProtocol(text)).toEqual({ value: protocol, whole: true });
  });

  test.each([
    ['protocolo 20240815332 alguma novidade?', '20240815332'],
    ['KD A RESPOSTA DO MEU PROTOCOLO 88120', '88120'],
    ['oi quero cancelar a visita V-482913, n precisa mais', 'V-482913'],
  ])('and more is said: %s', (text, protocol) => {
    expect(readProtocol(text)).toEqual({ value: protocol, whole: false });
  });
});

describe('no protocol is', () => {
  test.each([
    '529.982.247-25',
    '52998224725',
    '20000000884',
    '(11) 98877-6655',
    '11988776655',
    '21 98877-6655',
    '2133445566',
    '12',
    '4471',
    '2024',
    'quero q fique familiasouza2024',
    'oi queria saber do meu protocolo',
    '12/03/1980',
    '48201133',
    'repete o protocolo pfv, apaguei sem querer',
  ])('%s', (text) => {
    expect(readProtocol(text)).toBeUndefined();
  });
});
