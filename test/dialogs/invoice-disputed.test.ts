import { readAnyCause, readCause, readFigures } from '../../dialogs/invoice/figures.js';
import { openTalk } from '../support/talk.js';

const fact = (talk: ReturnType<typeof openTalk>, kind: string) =>
  talk.handoff?.facts?.filter((one) => one.kind === kind).map(({ value }) => value);
const maria = () => openTalk({ verified: 'c-1' });

describe('a disputed invoice', () => {
  test('is told bit by bit, corrected, looked up, confirmed, and given to a person', async () => {
    const talk = openTalk();
    expect(await talk.says('minha conta veio mais cara')).toContain('De que mês');
    expect(talk.suggestions).toEqual(['novembro', 'outubro', 'setembro', 'Não sei']);
    expect(await talk.says('a de novembro')).toContain('Quanto veio nela');
    expect(await talk.says('veio 149 e o meu plano é 99,90')).toContain('do que é a diferença');
    expect(await talk.says('na verdade é a fatura de outubro, não a de novembro')).toContain('diferença');
    await talk.says('a de novembro ainda nem chegou');
    expect(await talk.says('ah e que horas vcs fecham hj?')).toMatch(
      /20h[\s\S]*Voltando à sua fatura: Você sabe/,
    );
    expect(await talk.says('ta')).toBe('Você sabe do que é a diferença?');
    await talk.says('meu cpf é 11144477735');
    await talk.says('pera, esse é o do meu marido. a conta ta no meu, 529.982.247-25');
    const summary = await talk.says('12/03/1980');
    expect(summary).toContain('Vi aqui: a de outubro foi de R$ 149,00 e o seu plano é R$ 109,90.');
    expect(summary).toContain('fatura de outubro, veio R$ 149,00, deveria ser R$ 99,90. Está certo?');
    await talk.says('isso');
    expect(talk.handoff).toMatchObject({
      ...{ problem: 'fatura-contestada', department: 'financeiro' },
      decision: { reasons: [{ code: 'intent-needs-person', facts: { problem: 'fatura-contestada' } }] },
    });
    expect(fact(talk, 'invoice')).toEqual([
      'outubro de 2026: R$ 149,00, plano R$ 109,90, deveria ser R$ 99,90, vencimento 10/10',
    ]);
  });

  test('told in one message needs no question but who is calling', async () => {
    const talk = openTalk();
    await talk.says(
      'oi, cobraram uma taxa de visita tecnica na fatura de outubro, veio 149 e era pra ser 99,90, cpf 529.982.247-25',
    );
    const summary = await talk.says('12/03/80');
    expect(summary).toContain('fatura de outubro, veio R$ 149,00, deveria ser R$ 99,90');
    expect(summary).toContain('motivo: "cobraram uma taxa de visita tecnica na fatura de outubro"');
  });

  test('is not asked for the amount if the account tells it', async () => {
    const talk = maria();
    expect(await talk.says('minha fatura veio errada')).toContain('De que mês');
    expect(await talk.says('outubro')).toContain('do que é a diferença');
    expect(await talk.says('uma taxa q nao reconheço')).toMatch(
      /foi de R\$ 149,00 e o seu plano é R\$ 109,90\..*motivo: "uma taxa q nao reconheço"/,
    );
  });

  test('that is for the plan’s price is told as that, and goes to a person all the same', async () => {
    const talk = maria();
    await talk.says('a fatura de novembro veio com valor errado');
    expect(await talk.says('nao sei')).toContain('R$ 109,90, que é o preço do seu plano');
    await talk.says('sim');
    expect(fact(talk, 'invoice')).toEqual(['novembro de 2026: R$ 109,90, plano R$ 109,90, vencimento 10/11']);
  });

  test('can be told by who does not say whose account it is', async () => {
    const talk = openTalk();
    await talk.says('veio cobrança errada na fatura de outubro, 132 e o meu é 99');
    await talk.says('juros');
    expect(await talk.says('nao sei o cpf de cabeça')).toMatch(
      /seguimos sem abrir o cadastro.*fatura de outubro, veio R\$ 132,00, deveria ser R\$ 99,00, motivo: "Juros"/,
    );
    await talk.says('certo');
    expect(fact(talk, 'invoice')).toEqual(['outubro de 2026: R$ 132,00, deveria ser R$ 99,00']);
    expect(fact(talk, 'verified')).toEqual([]);
  });

  test('is corrected before it is confirmed', async () => {
    const talk = maria();
    await talk.says('cobraram juros na fatura de outubro, veio 149');
    expect(await talk.says('nao, veio 159')).toContain('veio R$ 159,00');
    expect(await talk.says('corrigir')).toContain('O que devo corrigir');
    expect(await talk.says('o mês é setembro')).toContain('fatura de setembro, veio R$ 159,00');
    await talk.says('agora sim, isso mesmo');
    expect(talk.handoff?.problem).toBe('fatura-contestada');
  });

  test('whether to pay meanwhile is for a person to say', async () => {
    const talk = maria();
    await talk.says('cobraram juros na fatura de outubro');
    const said = await talk.says('e enquanto isso eu pago ou n pago?');
    expect(said).toMatch(/só uma pessoa do financeiro pode dizer.*Está certo\?/);
    await talk.says('sim');
    expect(fact(talk, 'invoice')).toContain('quer saber se paga enquanto isso');
  });

  test('in Spanish', async () => {
    const talk = openTalk({ verified: 'c-1', conversation: { language: 'es' } });
    expect(await talk.says('me cobraron de más en la factura de octubre')).toContain('¿Sabe a qué se debe');
    expect(await talk.says('no sé, pero mi factura de octubre está mal')).toMatch(
      /octubre fue de R\$ 149,00/,
    );
  });
});

describe('in between', () => {
  test('it can be dropped and taken up with all that was told', async () => {
    const talk = openTalk();
    await talk.says('minha conta de outubro veio mais cara');
    expect(await talk.says('deixa pra la')).toContain('continuar');
    expect(await talk.says('continuar')).toContain('Quanto veio nela');
    await talk.says('149, era 99');
    await talk.says('não sei');
    expect(await talk.says('nao tenho o cpf aqui')).toContain('fatura de outubro, veio R$ 149,00');
  });

  test('what is out of scope ends nothing', async () => {
    const talk = openTalk();
    await talk.says('minha conta de outubro veio mais cara');
    expect(await talk.says('vcs consertam camera de segurança?')).toContain('Quanto veio nela');
  });
});

describe('the amounts of a complaint', () => {
  test.each([
    ['veio 149 e o meu plano é 99,90', { charged: 14_900, expected: 9990 }],
    ['meu plano é 89 e veio 130', { charged: 13_000, expected: 8900 }],
    ['meu boleto era 99 agora ta vindo 140', { charged: 14_000, expected: 9900 }],
    ['veio cento e trinta e dois reais e o meu é noventa e nove', { charged: 13_200, expected: 9900 }],
    ['149 e 99,90', { charged: 14_900, expected: 9990 }],
    ['99,90 e 149', { charged: 14_900, expected: 9990 }],
    ['cobraram 149 em vez de 99,90', { charged: 14_900, expected: 9990 }],
    ['subiu de 99 pra 149', { charged: 14_900, expected: 9900 }],
    ['veio 200 reais a mais no boleto', { surplus: 20_000 }],
    ['I was charged 149 but it should be 99.90', { charged: 14_900, expected: 9990 }],
    ['me cobraron 149 y mi plan es de 99,90', { charged: 14_900, expected: 9990 }],
    ['foi 159', { loose: 15_900 }],
    ['pago 500 mega', {}],
    ['minha fatura de outubro de 2026', {}],
    ['meu cpf é 529.982.247-25', {}],
  ])('%s', (text, figures) => expect(readFigures(text)).toEqual(figures));
});

describe('what a charge is for', () => {
  test.each([
    ['veio uma taxa estranha na conta', 'veio uma taxa estranha na conta'],
    ['Oi, bom dia! Cobraram multa e eu nao devo nada.', 'Cobraram multa e eu nao devo nada'],
    ['minha fatura veio errada', undefined],
    ['que taxa é essa?', undefined],
  ])('%s', (text, cause) => expect(readCause(text)).toBe(cause));

  test.each([
    ['um negocio de antivirus', 'um negocio de antivirus'],
    ['ta', undefined],
    ['não sei', undefined],
    ['sim', undefined],
    ['meu cpf é 529.982.247-25', undefined],
    ['quanto tempo demora?', undefined],
  ])('asked: %s', (text, cause) => expect(readAnyCause(text)).toBe(cause));
});
