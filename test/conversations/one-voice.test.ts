import type { RunTurn } from '../../bot/turn.js';
import type { ConsoleAgent } from '../support/console-agent.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

/** A bot that thinks until it is told to go on. */
function slowBot() {
  let started: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  let gate: Promise<void> | undefined;
  const aroundTurn =
    (runTurn: RunTurn): RunTurn =>
    async (...turn) => {
      const result = await runTurn(...turn);
      if (gate) {
        started();
        await gate;
      }
      return result;
    };
  const thinksLong = () => {
    const isThinking = new Promise<void>((resolve) => (started = resolve));
    gate = new Promise((resolve) => (goOn = resolve));
    return isThinking;
  };
  const answers = () => {
    gate = undefined;
    goOn();
  };
  return { aroundTurn, thinksLong, answers };
}

/** A new customer of the web chat asks for a person, and Ana is called. */
async function isOfferedTo(ana: ConsoleAgent) {
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar/);
  await customer.hears(/^Chamei Ana/);
  return { customer, offer: await ana.seesOffer() };
}

test('the agent accepts while the bot is still thinking: only the agent speaks', async () => {
  const bot = slowBot();
  world = await openWorld({ aroundTurn: bot.aroundTurn });
  const ana = await world.agent('ana');
  const { customer, offer } = await isOfferedTo(ana);
  const isThinking = bot.thinksLong();
  await customer.says('tem alguém aí?');
  await isThinking;
  expect((await ana.accepts(offer.id)).status).toBe(200);
  bot.answers();
  await customer.hears('Você agora fala com Ana.');
  await ana.hears(offer.id, 'tem alguém aí?');
  await customer.hearsNothing(300);
  await ana.replies(offer.id, 'Estou aqui.');
  await customer.hears('Estou aqui.');
});

test('two tabs accept at once: one wins, the other is told who has it', async () => {
  world = await openWorld();
  const tab = await world.agent('ana');
  const otherTab = await world.agent('ana');
  const customer = await world.webCustomer();
  await customer.says('quero falar com atendente');
  const offer = await tab.seesOffer();
  const results = await Promise.all([tab.accepts(offer.id), otherTab.accepts(offer.id)]);
  expect(results.map(({ status }) => status).sort()).toEqual([200, 409]);
  const loser = results.find(({ status }) => status === 409);
  expect(loser?.message).toBe('O atendimento #1 já é de Ana Souza desde as 09:30.');
  const accepted = (await tab.ticket(offer.id)).events.filter(({ type }) => type === 'accepted');
  expect(accepted).toHaveLength(1);
});

test('a burst is one question: one answer, after the last of it', async () => {
  world = await openWorld({ burstQuietMs: 300 });
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  for (const line of ['oi', 'tudo bem?', 'qual o horario de atendimento']) await customer.says(line);
  await customer.hears(/segunda a sexta das 8h às 20h/);
  await customer.hearsNothing(500);
});

test('while an agent holds the conversation nothing waits for the burst to end', async () => {
  world = await openWorld({ burstQuietMs: 3000 });
  const ana = await world.agent('ana');
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await customer.says('quero falar com atendente');
  const offer = await ana.seesOffer();
  await ana.accepts(offer.id);
  await customer.says('rápido');
  await ana.hears(offer.id, 'rápido');
});

test('a bug in a turn is an apology, twice in a row a person', async () => {
  let broken = false;
  world = await openWorld({
    aroundTurn:
      (runTurn) =>
      (...turn) => {
        if (broken) throw new Error('a bug');
        return runTurn(...turn);
      },
  });
  const ana = await world.agent('ana');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  broken = true;
  await customer.says('oi');
  await customer.hears(/^Desculpe, tive um problema aqui/);
  await customer.says('oi?');
  await customer.hears(/vou chamar uma pessoa/);
  const offer = await ana.seesOffer();
  const opened = (await ana.ticket(offer.id)).events.find(({ type }) => type === 'opened');
  expect(opened?.reasons).toEqual([{ code: 'bot-failed', text: 'O bot falhou 2 vezes seguidas' }]);
});

test('not understood twice is a reason to call a person', async () => {
  world = await openWorld();
  const ana = await world.agent('ana');
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('xyzzy plugh qwert');
  const asked = await customer.hears(/^Ainda não entendi/);
  expect(asked.suggestedActions?.actions.map(({ title }) => title)).toEqual(['Falar com uma pessoa']);
  await customer.says('blorbo zorp');
  await customer.hears(/não consegui entender de novo/);
  await customer.hears(/vou chamar uma pessoa/);
  const offer = await ana.seesOffer();
  expect((await ana.ticket(offer.id)).brief.find(({ label }) => label === 'Por que uma pessoa')?.text).toBe(
    'O bot não entendeu 2 vezes seguidas',
  );
});

test('an offer nobody answers goes to somebody else, and the search starts again when all have failed', async () => {
  world = await openWorld({ tickMs: 600_000 });
  const ana = await world.agent('ana');
  for (const other of ['bia', 'dora']) await world.agent(other);
  const { customer, offer } = await isOfferedTo(ana);
  await world.passes(60);
  await customer.hears('Agora chamei Bia para atender você.');
  expect((await ana.accepts(offer.id)).status).toBe(409);
  await world.passes(60);
  await customer.hears('Agora chamei Dora para atender você.');
  await world.passes(60);
  await customer.hears(/^Continuo procurando/);
  await world.passes(120);
  await customer.hears(/^Agora chamei|^Chamei/);
  const types = (await ana.ticket(offer.id)).events.map(({ type }) => type);
  expect(types).toEqual([
    ...[
      'opened',
      'offered',
      'lapsed',
      'offered',
      'lapsed',
      'offered',
      'lapsed',
      'waiting',
      'retried',
      'offered',
    ],
  ]);
});

test('nobody is there: the customer is told, and the first who signs in gets the ticket', async () => {
  world = await openWorld();
  const customer = await world.webCustomer();
  await customer.hears(/assistente virtual/);
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar/);
  await customer.hears(/^Estou procurando alguém da equipe para atender você\. Protocolo 20261123-0001\. Se/);
  const ana = await world.agent('ana');
  await customer.hears('Agora chamei Ana para atender você.');
  expect((await ana.accepts((await ana.seesOffer()).id)).status).toBe(200);
});
