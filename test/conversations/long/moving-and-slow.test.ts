import { briefOffered, goes } from '../../support/lines.js';
import { openWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.ends());

test('a move with its number and its day corrected, and a bill in the middle', async () => {
  world = await openWorld({ asksWho: true });
  const bia = await world.agent('bia');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['oi, boa tarde! dia 27 eu me mudo e quero levar a internet junto', /Qual é a rua e o número/],
    ['meu nome é fernanda lima castro', /^Obrigado, Fernanda\. Qual é a rua/],
    ['vou pra rua das laranjeiras 250', /^E o bairro/],
    ['digo, 205', /bairro/],
    ['apartamento 31 bloco C', /bairro/],
    ['bairro jardim europa', /Sabe o CEP/],
    [
      'cep eu não lembro',
      /Rua das Laranjeiras, 205, Apartamento 31 Bloco C, Jardim Europa; sexta, 27\/11\. Está certo/,
    ],
    ['antes que eu esqueça, me manda a fatura desse mês', /me diga o CPF do titular/],
    ['862.883.667-57 e nasci em 03/12/1999', /novembro é de R\$ 89,90 e vence em 25\/11.*Pix ou o boleto/],
    ['pode ser pelo pix', /Pix copia e cola da fatura de novembro/, /^00020126/],
    ['recebi', /^Por nada/, /^Voltando à mudança: .*205.*sexta, 27\/11/],
    ['voltando pra mudança, quanto custa?', /O valor depende da cobertura.*Está certo/],
    ['puxa, salgado', /27\/11\. Está certo/],
    ['tá, mas dia 27 não dá, põe dia 30', /205, Apartamento 31.*segunda, 30\/11\. Está certo/],
    ['de tarde', /segunda, 30\/11, à tarde\. Está certo/],
    ['isso, tá certo', /Anotei tudo/, /vou chamar uma pessoa/, /^Chamei Bia/],
    ['anotado, obrigadão!', /^Por nada/],
  ]);
  const { customer: name, problem, facts } = await briefOffered(bia);
  expect(name).toBe('Fernanda Lima Castro');
  expect(problem).toBe('mudanca-endereco');
  expect(facts).toContain('segunda, 30/11, à tarde');
  expect(facts).toContain('Rua das Laranjeiras, 205, Apartamento 31 Bloco C, Jardim Europa');
  expect(facts).not.toMatch(/27\/11|dia 27|\b250\b/);
});

test('who threatens to leave because it is slow ends with a technician, and the contract is left alone', async () => {
  world = await openWorld({ asksWho: true });
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await goes(customer, [
    ['essa internet tá uma lesma, assim eu cancelo', /só no Wi-Fi, ou no cabo também/],
    ['pago 500 mega e não passa de 30', /Wi-Fi.*cabo/],
    ['pelo cabo também tá lento', /Vamos reiniciar/],
    ['é pior de noite', /30 segundos/],
    ['somos 5 pessoas em casa mas sempre fomos', /30 segundos/],
    ['já reiniciei isso mil vezes, não resolve', /^(?!.*(?:tomada|reinici)).*teste de velocidade/],
    ['ganho algum desconto se ficar?', /Disso eu não sei por aqui.*pessoa pode ajudar/],
    ['deixa pra lá, manda um técnico', /vamos marcar o técnico.*As próximas vagas/],
    ['sexta', /^Sexta, 27\/11, tem vaga de manhã e à tarde/],
    ['depois das 14h', /me diga o CPF do titular/],
    ['111.444.777-35, 12/03/1985', /"depois das 14h".*Sexta, 27\/11, à tarde \(13h às 18h\)\. Posso marcar/],
    ['se não aparecer eu cancelo tudo', /Entendo.*Sexta, 27\/11, à tarde.*Posso marcar/],
    ['sim, pode agendar', /o técnico vai sexta, 27\/11, à tarde.*V-\d{6}/],
    ['se eu cancelar depois tem multa?', /fidelidade é de 12 meses.*R\$ 300,00/],
    ['ok', /^Combinado/],
    ['quando o técnico vem mesmo?', /O técnico vai sexta, 27\/11, à tarde/],
    ['fica assim', /continua marcada/],
    ['até mais', /^Até mais/],
  ]);
});
