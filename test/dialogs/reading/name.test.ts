import { readName } from '../../../dialogs/reading/name.js';

describe('whoever introduces themselves is understood unasked', () => {
  test.each([
    ['meu nome é Rosângela', 'Rosângela'],
    ['meu nome e joão da silva', 'João da Silva'],
    ['me chamo ana paula', 'Ana Paula'],
    ['oi, me chamo ANA PAULA e to sem net', 'Ana Paula'],
    ['sou o Bruno', 'Bruno'],
    ['sou a dona maria', 'Maria'],
    ['oi aqui é o bruno, amigo dele. o negocio é o seguinte', 'Bruno'],
    ['alô bom dia aqui quem tá falando é o seu Geraldo da rua do posto eu tô ligando', 'Geraldo'],
    ['quem fala é a Lúcia', 'Lúcia'],
    ['meu nome? Wellington', 'Wellington'],
    ['nome: maria dos santos', 'Maria dos Santos'],
    ['my name is Michael Turner', 'Michael Turner'],
    ["hi, I'm Michael", 'Michael'],
    ['me llamo Lucía', 'Lucía'],
    ['mi nombre es josé pérez', 'José Pérez'],
    ["meu nome é joana d'arc", "Joana D'Arc"],
  ])('%s: %s', (text, name) => {
    expect(readName(text, false)).toBe(name);
  });
});

describe('a bare name is read when it was asked for', () => {
  test.each([
    ['ana paula ferreira', 'Ana Paula Ferreira'],
    ['Rosângela', 'Rosângela'],
    ['WELLINGTON', 'Wellington'],
    ['é joão', 'João'],
    ['oi, é o bruno', 'Bruno'],
    ['claro, maria das dores', 'Maria das Dores'],
    ['Maria Silva, 529.982.247-25', 'Maria Silva'],
    ['Maria Silva 529.982.247-25', 'Maria Silva'],
    ['Maria Silva, cpf 529.982.247-25', 'Maria Silva'],
    ['Fernando', 'Fernando'],
    ['jose carlos dos santos filho', 'Jose Carlos dos Santos Filho'],
    ['Michael Turner', 'Michael Turner'],
    ['a conta ta no nome de maria aparecida', 'Maria Aparecida'],
  ])('%s: %s', (text, name) => {
    expect(readName(text, true)).toBe(name);
  });

  test.each(['ana paula ferreira', 'Rosângela', 'Maria Silva, 529.982.247-25'])(
    'and not otherwise: %s',
    (text) => {
      expect(readName(text, false)).toBeUndefined();
    },
  );
});

describe('no name, asked or not, is', () => {
  test.each([
    'sim',
    'não',
    'não sei',
    'sei la',
    'quero falar com atendente',
    'atendente',
    'minha internet caiu',
    'internet nao funcionar',
    'merda',
    'seu idiota',
    'EU PAGUEI ESSA MERDA',
    'oi',
    'bom dia',
    'boa tarde',
    'espera',
    'ja volto',
    'prefiro nao dizer',
    'pra que?',
    'por que vc quer saber?',
    'terça',
    'de manha',
    'sou cliente',
    'sou o titular',
    'sou a dona da conta',
    "i'm still learning portuguese",
    'yo soy nuevo aqui en el barrio',
    '529.982.247-25',
    'rua das palmeiras 310',
    'cancela',
    'ok',
    'obrigada',
    'tem desconto?',
    'sem sinal',
    'y la instalación se paga?',
    'e camera de segurança?',
    'hasta luego',
    'recebi',
    'grato',
    'meu filho',
    'meu nome saiu errado na fatura',
    'aqui é ruim',
    'meu nome ta errado na fatura',
    '👍',
    '',
  ])('%s', (text) => {
    expect(readName(text, true)).toBeUndefined();
    expect(readName(text, false)).toBeUndefined();
  });
});
