import { briefOffered, goes } from '../../support/lines.js';
import { openWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.ends());

test('a protocol mistyped twice turns out to be a visit, and the visit is called off: nothing else', async () => {
  world = await openWorld({ asksWho: true });
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['olá, queria ver o andamento do meu protocolo', /Qual é o número do protocolo/],
    ['20261120-0090', /me diga o CPF do titular/],
    ['digitei errado, é 20261120-0009', /Preciso do CPF/],
    ['na verdade é o da visita do técnico', /me diga o CPF do titular/],
    ['390.533.447-05 nascimento 28/07/1992', /O técnico vai quarta, 25\/11, de manhã.*V-\d{6}/],
    ['ele ainda vem hoje?', /^O técnico vai quarta, 25\/11, de manhã/],
    ['na verdade nem precisa mais, voltou sozinha', /Cancelo a visita de quarta, 25\/11.*Só a visita/],
    [
      'sim',
      /está cancelada\. A sua internet continua normal/,
      /^Voltando ao seu protocolo: Não encontrei esse protocolo/,
    ],
    ['só a visita hein, não é pra cancelar o plano', /o seu contrato não muda/, /^Voltando ao seu protocolo/],
    [
      'outra coisa: como eu mudo a senha do wifi?',
      /etiqueta embaixo dele.*Meu Wi-Fi > Alterar/,
      /^Voltando ao seu protocolo/,
    ],
    ['deixa pra lá', /deixei isso de lado/],
    ['consegui trocar, obrigada', /^Por nada/],
    ['quando o técnico vem?', /Não encontrei nenhuma visita marcada/],
    ['não, deixa', /^Tudo bem/],
    ['era só isso', /.+/],
  ]);
});

test('dictated by somebody who sees badly: the light first, then the bill', async () => {
  world = await openWorld({ asksWho: true });
  const bia = await world.agent('bia');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    [
      'bom dia minha filha aqui é o José da vila industrial eu tô sem internet desde ontem e também chegou uma conta que eu não tô entendendo e queria saber se amanhã vocês atendem',
      /Como estão as luzes do modem/,
    ],
    ['primeiro vamos ver a internet', /^Pode dar uma olhada no modem/],
    ['a caixinha tá aqui perto da tv com umas luzinhas verdes', /tire o modem da tomada/],
    ['tem uma apagada', /Qual das luzes está apagada/],
    [
      'como que eu sei qual é minha filha eu enxergo mal',
      /Não precisa ler nada\. Conte da esquerda para a direita/,
    ],
    ['é a terceira', /30 segundos fora da tomada/],
    ['espera um bocadinho que o interfone tocou', /Sem pressa/],
    ['desliguei da tomada e liguei e acendeu tudo', /a internet, voltou/],
    [
      'tá funcionando, graças a Deus',
      /Que bom que deu certo/,
      /^Você também falou de: Cobrança contestada/,
      /De que mês é a fatura/,
    ],
    ['veio cento e vinte reais e o meu é oitenta e nove e noventa', /De que mês é a fatura/],
    ['é a desse mês', /do que é a diferença/],
    ['não sei do que é não', /me diga o CPF do titular/],
    ['o cpf não sei de cor, vou buscar', /Sem pressa/],
    ['é 111 não espera é 123 456 789 09', /^E a data de nascimento/],
    [
      'trinta de janeiro de mil novecentos e sessenta e nove',
      /a de novembro foi de R\$ 89,90.*novembro, veio R\$ 120,00, deveria ser R\$ 89,90\. Está certo/,
    ],
    ['isso mesmo', /Anotei tudo para o financeiro/, /vou chamar uma pessoa/, /^Chamei Bia/],
    ['e amanhã vocês atendem?', /segunda a sexta das 8h às 20h/],
    ['quero ir aí falar pessoalmente, onde fica mesmo?', /Rua das Acácias, 120/],
    ['muito obrigado minha filha, deus abençoe', /^Por nada/],
  ]);
  const { customer: name, problem, facts } = await briefOffered(bia);
  expect(name).toBe('José Roberto da Silva');
  expect(problem).toBe('fatura-contestada');
  expect(facts).toContain('cento e vinte reais (veio)');
  expect(facts).toContain('novembro de 2026: R$ 89,90');
});
