import { openWorld, type World } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

const ANA_IN_THE_EMULATOR = { channel: 'botframework', person: 'emulator/ana' };

test('a customer on the web chat and an agent in the Emulator: the same relay, both ways', async () => {
  world = await openWorld({
    desk: ({ agents }) => Object.assign(agents[0] ?? {}, { accounts: [ANA_IN_THE_EMULATOR] }),
  });
  const ana = await world.emulatorPerson({ name: 'Ana', userId: 'ana' });
  await ana.says('oi');
  await ana.hears(/^Oi, Ana! Você está disponível/);
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('minha internet caiu, a luz do modem está vermelha, quero falar com um atendente');
  await customer.hears(/vou chamar uma pessoa/);
  await customer.hears(/^Chamei Ana/);
  const offer = await ana.hears(/^Novo atendimento #1 /);
  expect(offer.text).toContain(
    'minha internet caiu, a luz do modem está vermelha, quero falar com um atendente',
  );
  expect(offer.text).toContain('O cliente pediu uma pessoa');
  await ana.says('boa tarde');
  await ana.hears(/^Para escrever a esse cliente, aceite primeiro: 1 #1/);
  await customer.says('isso desde ontem');
  await customer.hears(/Anotado|Recebi|acrescentei/);
  await ana.says('1');
  await customer.hears('Você agora fala com Ana.');
  await ana.hears(/^O atendimento #1 é seu/);
  await ana.hears('#1 Cliente: isso desde ontem');
  await ana.says('A luz LOS está piscando?');
  const question = await customer.hears('A luz LOS está piscando?');
  expect(question.from.name).toBe('Ana');
  await customer.says('tá sim');
  await ana.hears('#1 Cliente: tá sim');
  await ana.says('/nota');
  await ana.hears('Escreva a nota junto com o comando: /nota texto');
  await ana.says('/nota cliente mora em sítio');
  await ana.hears('Nota guardada no atendimento #1. Só a equipe lê.');
  await ana.says('/encerrar fibra rompida; visita marcada');
  await ana.hears('Atendimento #1 encerrado.');
  await customer.hears(/encerrado por Ana/);
  await customer.hears(/^Voltei!/);
  expect(customer.transcript().join()).not.toContain('sítio');
  await customer.says('oi');
  await customer.hears('Oi! Como posso ajudar?');
  await ana.hearsNothing(300);
});

test('a customer in the Emulator and an agent on the console', async () => {
  world = await openWorld();
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await customer.joins();
  await customer.hears(/assistente virtual da Conexão Clara/);
  const ana = await world.agent('ana');
  await customer.says('quero falar com um atendente');
  await customer.hears(/vou chamar uma pessoa/);
  await customer.hears(/^Chamei Ana/);
  const offer = await ana.seesOffer();
  expect(offer.customer).toBe('Joana');
  await ana.accepts(offer.id);
  await customer.hears('Você agora fala com Ana.');
  await ana.replies(offer.id, 'Oi, Joana!');
  await customer.hears('Oi, Joana!');
  await customer.says('oi Ana');
  await ana.hears(offer.id, 'oi Ana');
  await ana.closes(offer.id, 'tudo certo', 'dúvida resolvida');
  await customer.hears(/encerrado por Ana/);
});

test('the same person in a new Emulator conversation is the same customer and meets the same technician', async () => {
  world = await openWorld();
  const ana = await world.agent('ana');
  const first = await world.emulatorPerson({ name: 'Joana', userId: 'joana', locale: 'pt-BR' });
  await first.says('quero falar com atendente');
  const offer = await ana.seesOffer();
  await ana.accepts(offer.id);
  await ana.closes(offer.id, 'explicado', 'ok');
  const second = await world.emulatorPerson({ name: 'Joana', userId: 'joana', locale: 'pt-BR' });
  await second.says('falar com atendente');
  await second.hears(/vou chamar/);
  const again = await ana.seesOffer();
  expect((await ana.ticket(again.id)).rule).toBe('same-day');
});

test('messages that arrive twice are answered once', async () => {
  world = await openWorld();
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await customer.says('oi', { times: 3 });
  await customer.hears('Oi! Como posso ajudar?');
  await customer.hearsNothing(300);
});

test('two agents never hear the customers of the other', async () => {
  world = await openWorld();
  const ana = await world.agent('ana');
  const bia = await world.agent('bia');
  const internet = await world.webCustomer();
  const contract = await world.webCustomer();
  await internet.says('estou sem internet, quero falar com um atendente');
  await contract.says('quero cancelar meu contrato');
  const forAna = await ana.seesOffer();
  const forBia = await bia.seesOffer();
  await ana.accepts(forAna.id);
  await bia.accepts(forBia.id);
  await internet.says('recado para a ana');
  await contract.says('recado para a bia');
  await ana.hears(forAna.id, 'recado para a ana');
  await bia.hears(forBia.id, 'recado para a bia');
  const stolen = await bia.replies(forAna.id, 'isto não é meu');
  expect(stolen).toEqual({ status: 409, message: 'O atendimento #1 não está com você.' });
  expect(internet.transcript().join()).not.toContain('recado para a bia');
  expect(contract.transcript().join()).not.toContain('isto não é meu');
});
