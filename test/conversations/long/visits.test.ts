import { goes } from '../../support/lines.js';
import type { WebCustomer } from '../../support/web-customer.js';
import { openWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.ends());

const protocolSaid = (customer: WebCustomer): string =>
  /V-\d{6}/.exec(customer.transcript().join('\n'))?.[0] ?? 'no protocol';

test('a red light becomes a visit, and the visit another day', async () => {
  world = await openWorld({ asksWho: true });
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['MINHA INTERNET CAIU', /Como estão as luzes do modem/],
    ['foi hoje de madrugada', /luz vermelha/],
    ['reiniciei duas vezes e nada', /luzes do modem/],
    ['a luz do LOS ta acesa vermelha', /isso reiniciar não resolve\. Posso marcar a visita/],
    ['então manda um técnico aqui', /As próximas vagas são hoje/],
    ['pode ser amanhã cedo', /me diga o CPF do titular/],
    ['não, cedo não dá, trabalho. à tarde', /^Anotado\. Preciso do CPF/],
    ['meu nome é Mariana', /^Obrigado, Mariana\. Preciso do CPF/],
    ['rua quinze de novembro 210 casa 3', /Preciso do CPF/],
    [
      '111.444.777-35, nascida em 12 de março de 1985',
      /endereço do cadastro.*Terça, 24\/11, à tarde \(13h às 18h\)\. Posso marcar/,
    ],
    ['isso, confirma por favor', /o técnico vai terça, 24\/11, à tarde.*V-\d{6}/],
    ['eita, espera aí', /Sem pressa/],
    ['amanhã é feriado na cidade, o técnico vem do mesmo jeito?', /os da sua cidade eu não conheço/],
    ['melhor passar pra quinta então, pra garantir', /passa para quinta, 26\/11, à tarde.*Posso mudar/],
    ['à tarde também', /passa para quinta, 26\/11, à tarde.*Posso mudar/],
    ['tá certo', /a visita mudou para quinta, 26\/11, à tarde.*O protocolo continua V-\d{6}/],
    ['obrigada viu', /^Por nada/],
    ['quando o técnico vem mesmo?', /O técnico vai quinta, 26\/11, à tarde.*V-\d{6}/],
  ]);
  const protocols = customer.transcript().flatMap((line) => line.match(/V-\d{6}/g) ?? []);
  expect(new Set(protocols).size).toBe(1);
});

test('a booking with every change of mind, dropped and taken up again', async () => {
  world = await openWorld({ asksWho: true });
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['e aí', /Como posso ajudar/],
    ['quero agendar um técnico', /As próximas vagas/],
    ['quinta', /^Quinta, 26\/11, tem vaga de manhã e à tarde/],
    ['não, espera, sexta', /^Sexta, 27\/11, tem vaga de manhã e à tarde/],
    ['ou segunda, qual dia tem?', /^Tem vaga: sexta, 27\/11.*segunda, 30\/11.*Qual você prefere/],
    ['sexta mesmo', /^Sexta, 27\/11, tem vaga/],
    ['vocês arrumam geladeira também?', /Disso eu não sei por aqui.*Sexta, 27\/11/],
    ['e portão eletrônico?', /^Disso eu não sei por aqui.*Sexta, 27\/11/],
    ['tá bom, de manhã então', /^Sexta, 27\/11, de manhã.*o que está acontecendo/],
    ['o fio da rua tá caído na calçada, quase derrubou um motoboy kkk', /me diga o CPF do titular/],
    ['hmm quer saber, cancela', /deixei isso de lado/],
    ['não não, volta, quero sim', /me diga o CPF do titular/],
    ['meu nome é Mariana', /^Obrigado, Mariana\. Preciso do CPF/],
    ['(19) 99555-0101', /^E a data de nascimento/],
    ['12/03/1985', /^Sexta, 27\/11, de manhã \(8h às 12h\)\. Posso marcar/],
    [
      'só não pode ser antes das 9',
      /A hora exata eu não consigo garantir.*Sexta, 27\/11, de manhã.*Posso marcar/,
    ],
    ['fechado', /o técnico vai sexta, 27\/11, de manhã.*V-\d{6}/],
  ]);
  const protocol = protocolSaid(customer);
  await goes(customer, [
    [
      'repete o protocolo por favor, apaguei a mensagem',
      new RegExp(`A visita ${protocol} está marcada para sexta, 27/11, de manhã`),
    ],
    ['show, valeu', /^Combinado/],
    ['quando ele vem mesmo?', new RegExp(`O técnico vai sexta, 27/11, de manhã.*${protocol}`)],
    ['fica assim', /continua marcada/],
    ['falou', /^Até mais/],
  ]);
});
