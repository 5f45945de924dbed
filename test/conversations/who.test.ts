import { customerSystem } from '../support/customer-system.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

const brief = (ticket: { brief: readonly { label: string; text: string }[] }) =>
  ticket.brief.map(({ label, text }) => `${label}: ${text}`).join('\n');

test('before a person is called the bot asks once who is calling, and the person reads it', async () => {
  world = await openWorld({ asksWho: true });
  const ana = await world.agent('ana');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('quero fala com atendente');
  await customer.hears(/o seu nome, o CPF do titular .* e a data de nascimento/);
  await customer.says('mariana alves, 111.444.777-35, nasci em 12/03/1985');
  await customer.hears(/^Obrigado, Mariana\. Vou chamar uma pessoa/);
  await customer.hears(/^Chamei Ana/);
  const offer = await ana.seesOffer();
  expect(offer.customer).toBe('Mariana Alves Ferreira');
  const told = brief(await ana.ticket(offer.id));
  expect(told).toContain('conferida');
  expect(told).toContain('…735');
  expect(told).not.toContain('1985');
  expect(told).not.toContain('mariana alves,');
  expect(told).toContain('o cliente pediu uma pessoa');
  expect(told).toContain('70410233');
  expect(told).toContain('Troca da senha do Wi-Fi: Senha trocada com a cliente ao telefone.');
  expect(told).not.toContain('111.444.777-35');
});

test('who will not say gets the person all the same, and is not asked again', async () => {
  world = await openWorld({ asksWho: true });
  const ana = await world.agent('ana');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('quero falar com um atendente');
  await customer.hears(/data de nascimento/);
  await customer.says('prefiro nao dizer');
  await customer.hears(/^Tudo bem\. Vou chamar uma pessoa/);
  const offer = await ana.seesOffer();
  await ana.accepts(offer.id);
  await ana.closes(offer.id, 'explicado', 'ok');
  await customer.hears(/^Chamei Ana/);
  await customer.hears(/^Você agora fala com Ana/);
  await customer.hears(/encerrado por Ana/);
  await customer.hears(/^Voltei!/);
  await customer.says('quero falar com um atendente de novo');
  await customer.hears(/vou chamar uma pessoa/);
});

test('who says nothing more gets the person after a minute', async () => {
  world = await openWorld({ asksWho: true, slow: true });
  const ana = await world.agent('ana');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('quero falar com um atendente');
  await customer.hears(/data de nascimento/);
  await world.passes(50);
  await customer.hearsNothing(200);
  await world.passes(15);
  await customer.hears(/Vou chamar uma pessoa/);
  await ana.seesOffer();
});

test('a CPF with a wrong digit is asked about once more, kindly', async () => {
  world = await openWorld({ asksWho: true });
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('me passa pra um atendente');
  await customer.hears(/data de nascimento/);
  await customer.says('111.444.777-36');
  await customer.hears(/^Esse CPF parece ter um número trocado/);
  await customer.says('111.444.777-36');
  await customer.hears(/Vou chamar uma pessoa/);
});

test('who is upset is not asked first: the person is called, and the question comes along', async () => {
  world = await openWorld({ asksWho: true });
  await world.agent('ana');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('VOU NO PROCON, VCS SAO UMA PIADA');
  await customer.hears(/chamar uma pessoa.*Enquanto isso, se puder, me diga o seu nome/);
});

test('who proves it while they wait is known by name to whoever takes them, and their birth date to nobody', async () => {
  world = await openWorld({ asksWho: true });
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('VOU NO PROCON, VCS SAO UMA PIADA');
  await customer.hears(/Enquanto isso/);
  await customer.hears(/Protocolo/);
  await customer.says('juliana, cpf 390.533.447-05, nasci em 28/07/1992');
  await customer.hears(/Anotado|Recebi|acrescentei/);
  const dora = await world.agent('dora');
  const offer = await dora.seesOffer();
  expect(offer.customer).toBe('Juliana Prado Teixeira');
  const told = brief(await dora.ticket(offer.id));
  expect(told).toContain('conferida');
  expect(`${JSON.stringify(offer)} ${told}`).not.toContain('1992');
});

/** On the web, this morning, after she has proved who she is. */
async function anaServesJuliana() {
  world = await openWorld({ asksWho: true });
  const ana = await world.agent('ana');
  const web = await world.webCustomer();
  await web.hears(/assistente virtual/);
  await web.says('quero falar com um atendente');
  await web.hears(/data de nascimento/);
  await web.says('Juliana, 390.533.447-05, 28/07/1992');
  await web.hears(/^Obrigado, Juliana/);
  const first = await ana.seesOffer();
  await ana.accepts(first.id);
  await ana.closes(first.id, 'visita confirmada', 'ok');
  return ana;
}

test('the same customer on another channel meets the technician of the morning, once it is proved who they are', async () => {
  const ana = await anaServesJuliana();
  const emulator = await world.emulatorPerson({ name: 'Ju', locale: 'pt-BR' });
  await emulator.says('preciso de um atendente');
  await emulator.hears(/CPF do titular/);
  await emulator.says('cpf 39053344705 nascimento 28/07/92');
  await emulator.hears(/^Obrigado, Juliana/);
  const again = await ana.seesOffer();
  expect((await ana.ticket(again.id)).rule).toBe('same-day');
});

test('a claimed CPF without its birth date opens no door: no name, and not the technician of the morning', async () => {
  const ana = await anaServesJuliana();
  const other = await world.emulatorPerson({ name: 'Zé', locale: 'pt-BR' });
  await other.says('preciso de um atendente');
  await other.hears(/CPF do titular/);
  await other.says('390.533.447-05');
  const answer = await other.hears(/Vou chamar uma pessoa/);
  expect(answer.text).not.toContain('Juliana');
  const offer = await ana.seesOffer();
  const ticket = await ana.ticket(offer.id);
  expect(ticket.rule).not.toBe('same-day');
  expect(brief(ticket)).not.toContain('conferida');
});

test('a customer system that is down does not keep anybody from a person', async () => {
  const customers = customerSystem();
  customers.fails = true;
  world = await openWorld({ asksWho: true, customers });
  const bia = await world.agent('bia');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('manda a segunda via do boleto');
  await customer.hears(/data de nascimento/);
  await customer.says('111.444.777-35 12/03/1985');
  await customer.hears(/Não consegui consultar o sistema/);
  await customer.hears(/chamar uma pessoa/);
  const ticket = await bia.ticket((await bia.seesOffer()).id);
  expect(brief(ticket)).toContain('O sistema de clientes não respondeu');
});
