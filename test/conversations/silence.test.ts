import { openWorld, type World, type WorldOptions } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

const account = (id: string) => ({ accounts: [{ channel: 'botframework', person: `emulator/${id}` }] });
const STILL: WorldOptions = {
  ...{ tickMs: 600_000, slow: true },
  desk: ({ agents }) => agents.forEach((agent) => Object.assign(agent, account(agent.id))),
};

async function chatting(id: string) {
  const agent = await world.emulatorPerson({ name: id, userId: id });
  await agent.says('/disponivel');
  await agent.hears('Combinado, você está disponível.');
  return agent;
}

/** Ana, in her chat, has taken Joana's ticket and not said a word yet. */
async function anaHasTaken() {
  world = await openWorld(STILL);
  const [ana, dora] = [await chatting('ana'), await chatting('dora')];
  const bia = await world.agent('bia');
  await bia.available(false);
  const caio = await world.agent('caio');
  await caio.available(false);
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar/);
  await customer.hears(/^Chamei Ana/);
  await ana.hears(/^Novo atendimento #1/);
  await ana.says('1');
  await customer.hears('Você agora fala com Ana.');
  await ana.hears(/^O atendimento #1 é seu/);
  return { ana, bia, dora, customer };
}

test('an agent who stays silent is nudged, then the supervisor hears of it, then somebody else gets the ticket', async () => {
  const { ana, dora, customer } = await anaHasTaken();
  await world.passes(60);
  await ana.hears('#1: Joana espera a sua resposta há 1 minuto.');
  await dora.hearsNothing(50);
  await world.passes(60);
  await dora.hears('Atenção: no atendimento #1 o cliente espera a resposta de Ana Souza há 2 minutos.');
  await customer.hearsNothing(50);
  await world.passes(60);
  await customer.hears('Ana não conseguiu responder agora. Já procuro outra pessoa; a conversa vai junto.');
  await ana.hears(/^O atendimento #1 voltou à fila/);
  await customer.hears('Agora chamei Dora para atender você.');
  await dora.hears(/^Novo atendimento #1/);
});

test('an answer stops the clock, and the next question starts it again', async () => {
  const { ana, customer } = await anaHasTaken();
  await world.passes(59);
  await ana.says('Oi, Joana!');
  await customer.hears('Oi, Joana!');
  await world.passes(600);
  await ana.hearsNothing(50);
  await customer.says('meu modem apita');
  await ana.hears('#1 Joana: meu modem apita');
  await world.passes(59);
  await ana.hearsNothing(50);
  await world.passes(1);
  await ana.hears(/^#1: Joana espera a sua resposta/);
});

test('a customer who does not answer is asked once, then the ticket is closed as abandoned', async () => {
  const { ana, bia, customer } = await anaHasTaken();
  await ana.says('Oi, Joana!');
  await customer.hears('Oi, Joana!');
  await world.passes(30 * 60 - 1);
  await customer.hearsNothing(50);
  await world.passes(1);
  await customer.hears(/^Você ainda está por aí\?/);
  await world.passes(30 * 60);
  await customer.hears(/^Como não tivemos mais resposta, encerrei o atendimento 20261123-0001/);
  await ana.hears(/^O atendimento #1 foi encerrado porque o cliente não respondeu/);
  const closed = (await bia.board()).others.find(({ number }) => number === 1);
  expect(closed).toMatchObject({ status: 'closed', agent: { id: 'ana' } });
  await customer.says('oi');
  await customer.hears('Oi! Como posso ajudar?');
});

test('a customer who answers the question goes on', async () => {
  const { ana, customer } = await anaHasTaken();
  await ana.says('Oi, Joana!');
  await customer.hears('Oi, Joana!');
  await world.passes(30 * 60);
  await customer.hears(/^Você ainda está por aí\?/);
  await customer.says('estou');
  await ana.hears('#1 Joana: estou');
  await ana.says('Que bom.');
  await customer.hears('Que bom.');
  await world.passes(29 * 60);
  await customer.hearsNothing(50);
});

test('the same by words in a chat: pass on, be told, hand back', async () => {
  const { ana, dora, customer } = await anaHasTaken();
  await ana.says('/transferir zeca; x');
  await ana.hears(/^Não conheço "zeca" na equipe/);
  await ana.says('/transferir dora');
  await ana.hears(/^Para transferir, diga a quem e por quê/);
  await ana.says('/Transferir dora; cliente brava com a fatura');
  await ana.hears(/^Pedi a Dora Nunes que assuma o atendimento #1/);
  const offer = await dora.hears(/^Ana Souza quer passar a você o atendimento #1/);
  expect(offer.text).toContain('Nota: cliente brava com a fatura');
  expect(offer.text).toContain('quero falar com atendente');
  await world.passes(1);
  await customer.says('cadê?');
  await ana.hears('#1 Joana: cadê?');
  await dora.says('1');
  await ana.hears('Dora Nunes assumiu o atendimento #1.');
  await customer.hears(/quem atende você é Dora/);
  await dora.hears(/^O atendimento #1 é seu/);
  await dora.hears(/^Histórico de #1 Joana/);
  await dora.hears('#1 Joana: cadê?');
  await dora.says('/devolver');
  await customer.hears(/^Dora devolveu a conversa/);
});
