import { createLogger } from '../../http/logger.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

test('whatever happens, no word of a customer or an agent and no password reaches the log', async () => {
  const written: string[] = [];
  let broken = false;
  world = await openWorld({
    logger: createLogger('debug', { write: (line) => void written.push(line) }),
    aroundTurn:
      (runTurn) =>
      (...turn) => {
        if (broken) JSON.parse(JSON.stringify(turn[1].content).slice(2));
        return runTurn(...turn);
      },
  });
  const ana = await world.agent('ana');
  const customer = await world.emulatorPerson({ name: 'Joana Canario', locale: 'pt-BR' });
  await customer.says('meu cpf é canário-cpf');
  await customer.hears(/./);
  broken = true;
  await customer.says('canário-quebrado');
  await customer.hears(/tive um problema/);
  broken = false;
  customer.answers(500, 1);
  await customer.says('quero falar com atendente canário-pedido');
  const offer = await ana.seesOffer();
  await ana.accepts(offer.id);
  await ana.replies(offer.id, 'canário-resposta');
  await ana.closes(offer.id, 'canário-informado', 'canário-solução');
  expect(
    (await fetch(`${world.baseUrl}/api/messages`, { method: 'POST', body: 'canário-corpo' })).status,
  ).toBe(415);
  const log = written.join('');
  expect(log).toContain('a turn failed');
  expect(log).toContain('not delivered');
  expect(log).not.toMatch(/can[áa]r/i);
  for (const { password } of world.app.newPasswords) expect(log).not.toContain(password);
});

test('handoff.status from the network: our own desk stays in charge, and without a ticket the bot is back', async () => {
  world = await openWorld();
  const ana = await world.agent('ana');
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  const status = (state: string) =>
    customer.sends({ type: 'event', name: 'handoff.status', value: { state }, text: undefined });
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar/);
  await customer.hears(/^Chamei Ana/);
  expect((await status('completed')).status).toBe(200);
  await customer.hearsNothing(300);
  const offer = await ana.seesOffer();
  expect((await ana.accepts(offer.id)).status).toBe(200);
  await customer.hears('Você agora fala com Ana.');
  expect((await status('failed')).status).toBe(200);
  await customer.hearsNothing(300);
  expect((await status('whatever')).status).toBe(400);
  await ana.closes(offer.id, 'explicado', 'resolvido');
  await customer.hears(/encerrado por Ana/);
  await customer.hears(/^Voltei!/);
});
