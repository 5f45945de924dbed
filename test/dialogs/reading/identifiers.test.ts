import { misread, readTold } from '../../../dialogs/reading/identifiers.js';

const told = (text: string) => readTold(text, { birthDate: false });
const toldWhenAskedForBirth = (text: string) => readTold(text, { birthDate: true });

describe('who one is, told in one message', () => {
  test.each([
    ['529.982.247-25', { document: '52998224725' }],
    ['meu cpf é 11144477735', { document: '11144477735' }],
    ['cpf 390 533 447 05', { document: '39053344705' }],
    ['n precisa de cpf? ele tem, 86288366757', { document: '86288366757' }],
    ['pera, esse é o do meu marido. a conta ta no meu, 529.982.247-25', { document: '52998224725' }],
    ['111.444.777-35 não espera 529.982.247-25', { document: '52998224725' }],
    ['é zero zero zero não espera é 123 456 789 09', { document: '12345678909' }],
    ['cinco dois nove, nove oito dois, dois quatro sete, dois cinco', {}],
    ['cinco dois nove nove oito dois dois quatro sete dois cinco', { document: '52998224725' }],
    ['52 99 82 24 725', { document: '52998224725' }],
    ['11.222.333/0001-81', { document: '11222333000181' }],
    ['cnpj 11222333000181', { document: '11222333000181' }],
    ['contrato 48201133', { contract: '48201133' }],
    ['meu contrato é o 4820-1133', { contract: '48201133' }],
    ['48201133', { contract: '48201133' }],
    ['contrato 12031980', { contract: '12031980' }],
    ['(11) 98877-6655', { phone: '+5511988776655' }],
    ['11 98877 6655', { phone: '+5511988776655' }],
    ['11988776655', { phone: '+5511988776655' }],
    ['+55 11 98877-6655', { phone: '+5511988776655' }],
    ['1133445566', { phone: '+551133445566' }],
    ['+1 415 555 2671', { phone: '+14155552671' }],
    ['12/03/1980', { birthDate: '1980-03-12' }],
    ['12 de março de 1980', { birthDate: '1980-03-12' }],
    ['doze de março de mil novecentos e oitenta', { birthDate: '1980-03-12' }],
    ['nasci em 12/03/80', { birthDate: '1980-03-12' }],
    ['March 12, 1980', { birthDate: '1980-03-12' }],
    ['12 de marzo de 1980', { birthDate: '1980-03-12' }],
    ['Maria Silva, 529.982.247-25, 12/03/1980', { document: '52998224725', birthDate: '1980-03-12' }],
    ['52998224725 12/03/1980', { document: '52998224725', birthDate: '1980-03-12' }],
    [
      'cpf 52998224725 contrato 48201133 tel 11 98877-6655 nascimento 12/03/1980',
      {
        document: '52998224725',
        contract: '48201133',
        phone: '+5511988776655',
        birthDate: '1980-03-12',
      },
    ],
  ])('%s', (text, known) => {
    expect(told(text)).toEqual(known);
  });
});

describe('a day of birth in a short form is read when it was asked for', () => {
  test.each([
    ['120380', '1980-03-12'],
    ['12-3-80', '1980-03-12'],
    ['12/03/80', '1980-03-12'],
    ['12 03 1980', '1980-03-12'],
    ['12 3 80', '1980-03-12'],
    ['12031980', '1980-03-12'],
    ['01/02/05', '2005-02-01'],
    ['é 13/03, não, 12/03/1980', '1980-03-12'],
  ])('%s', (text, birthDate) => {
    expect(toldWhenAskedForBirth(text)).toEqual({ birthDate });
  });

  test.each(['120380', '12-3-80', '12 3 80'])('and left out otherwise: %s', (text) => {
    expect(told(text)).toEqual({});
  });

  test.each(['31/02/1980', '12/03/2020', '12/03/1890', '99', 'não sei'])('%s is no day of birth', (text) => {
    expect(toldWhenAskedForBirth(text)).toEqual({});
  });
});

describe('nothing is told by', () => {
  test.each([
    '20261123-0007',
    '202611230007',
    'protocolo 20261123-7',
    'V-482913',
    '20251104',
    '98877-6655',
    '000.000.000-00',
    '529.982.247-24',
    '13010-000',
    'cep 13010000',
    'veio 149 e o meu plano é 99,90',
    'R$ 1.234,56',
    'rua das palmeiras 310 apto 14',
    'tem 6 pessoas em casa',
    'depois das 14',
    'quero q fique familiasouza2024',
    'contrato 123',
    'segunda ou terça',
  ])('%s', (text) => {
    expect(told(text)).toEqual({});
  });
});

describe('a document that does not check is noticed', () => {
  test.each([
    '529.982.247-24',
    '119.887.766-54',
    '52998224724',
    'meu cpf é 5299822472',
    'cpf 123 456 789',
    '11.222.333/0001-82',
  ])('%s', (text) => {
    expect(misread(text)).toBe('document');
  });

  test.each([
    '529.982.247-25',
    '52998224724, não, 52998224725',
    '(11) 98877-6655',
    '11988776655',
    '20261123-0007',
    'o cpf eu não sei de cabeça vou pegar',
    '12/03/1980',
    '48201133',
    'meu cpf ta com vcs ja, veio 149',
  ])('but not in %s', (text) => {
    expect(misread(text)).toBeUndefined();
  });
});
