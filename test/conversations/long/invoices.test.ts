import { briefOffered, goes } from '../../support/lines.js';
import { openWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.ends());

const OPENING_HOURS = /segunda a sexta das 8h às 20h e aos sábados das 8h às 14h/;

test('a bill that is too high, its month and the document corrected on the way', async () => {
  world = await openWorld({ asksWho: true });
  const bia = await world.agent('bia');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['boa tarde', /Como posso ajudar/],
    ['a fatura chegou bem mais alta do que devia', /De que mês é a fatura/],
    ['é a de outubro', /Quanto veio nela, e quanto deveria/],
    ['cobraram 149,90 e eu pago 99,90 todo mes', /do que é a diferença/],
    ['me enganei, é a de novembro, não a de outubro', /^Anotado\. .*do que é a diferença/],
    ['a de outubro veio direitinho', /do que é a diferença/],
    [
      'falando nisso, até que horas vocês atendem sábado?',
      OPENING_HOURS,
      /^Voltando à sua fatura: .*diferença/,
    ],
    ['hum ok', /^Você sabe do que é a diferença/],
    ['não faço ideia do motivo', /me diga o CPF do titular/],
    ['o cpf é 111.444.777-35', /^E a data de nascimento/],
    ['opa, esse é da minha esposa. o meu é 529.982.247-25', /^E a data de nascimento/],
    [
      '5 de novembro de 1978',
      /a de novembro foi de R\$ 149,90 e o seu plano é R\$ 99,90\. .*novembro, veio R\$ 149,90, deveria ser R\$ 99,90\. Está certo/,
    ],
    ['em quantos dias vocês me respondem?', /^Disso eu não sei por aqui.*novembro.*Está certo/],
    ['e até lá, pago ela ou deixo?', /só uma pessoa do financeiro pode dizer.*Está certo/],
    [
      'sim, pode mandar assim',
      /Anotei tudo para o financeiro/,
      /vou chamar uma pessoa/,
      /^Chamei Bia.*Protocolo \d{8}-\d{4}/,
    ],
    ['valeu mesmo', /^Por nada/],
    ['tchau tchau', /^Até mais/],
  ]);
  const { customer: name, problem, facts } = await briefOffered(bia);
  expect(name).toBe('Carlos Eduardo Nogueira');
  expect(problem).toBe('fatura-contestada');
  expect(facts).toContain('Identidade: conferida');
  expect(facts).toContain('novembro de 2026: R$ 149,90, plano R$ 99,90');
  expect(facts).toContain('quer saber se paga enquanto isso');
  expect(facts).not.toContain('outubro');
});

test('a payment nobody has seen: the day is corrected, and anger costs nothing that was told', async () => {
  world = await openWorld({ asksWho: true });
  const bia = await world.agent('bia');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['EU JÁ PAGUEI ESSA CONTA', /^Entendo a sua irritação.*Em que dia você pagou, e como/],
    ['e mesmo pago vocês cortaram meu sinal', /Em que dia você pagou, e como/],
    ['paguei dia 7, foi pix', /Qual foi o valor/],
    ['89,90', /Você tem o comprovante/],
    ['não tô achando o comprovante agora', /No app do banco.*seguimos sem ele/],
    ['olhando bem foi dia 8, não dia 7', /seguimos sem ele/],
    ['achei o comprovante aqui', /pode mandar a foto ou o PDF/],
    ['prefiro seguir sem ele', /me diga o CPF do titular/],
    ['123.456.789-09', /^E a data de nascimento/],
    [
      '30/01/1969',
      /outubro \(R\$ 89,90\) ainda aparece em aberto\. .*R\$ 89,90, em 08\/11, por Pix\. Está certo/,
    ],
    ['vocês são uns ladrões', /^Sinto muito por tudo isso\. Já vou chamar uma pessoa/, /^Chamei Bia/],
    ['e se não voltar ainda hoje?', /equipe/],
    ['tá, eu espero. desculpa a grosseria', /.+/],
    ['obrigado, boa noite', /.+/],
  ]);
  const { customer: name, problem, facts } = await briefOffered(bia);
  expect(name).toBe('José Roberto da Silva');
  expect(problem).toBe('pagamento-nao-reconhecido');
  expect(facts).toContain('R$ 89,90, em 08/11, por Pix');
  expect(facts).toContain('dia 8 (paguei)');
  expect(facts).not.toMatch(/dia 7|07\/11/);
});
