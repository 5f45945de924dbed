import type { ConsoleAgent } from '../support/console-agent.js';
import { openWorld, type World, type WorldOptions } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

const STILL: WorldOptions = { tickMs: 600_000, slow: true };

async function anaServesJoana(options: WorldOptions = {}) {
  world = await openWorld({ ...STILL, ...options });
  const ana = await world.agent('ana');
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar/);
  await customer.hears(/^Chamei Ana/);
  const { id } = await ana.seesOffer();
  await ana.accepts(id);
  await customer.hears('Você agora fala com Ana.');
  return { ana, customer, id };
}

const typesOf = async (agent: ConsoleAgent, id: string) =>
  (await agent.ticket(id)).events.map(({ type }) => type);

test('the holder keeps the customer until the other accepts; then only the other is heard', async () => {
  const { ana, customer, id } = await anaServesJoana();
  const bia = await world.agent('bia');
  const note = 'cobrança em dobro, já conferi o contrato';
  expect((await ana.transfers(id, { agent: 'bia', note })).status).toBe(200);
  const offer = await bia.seesOffer();
  expect(offer.id).toBe(id);
  expect(JSON.stringify(await bia.ticket(id))).toContain(note);
  await customer.says('ainda está aí?');
  await ana.hears(id, 'ainda está aí?');
  await ana.replies(id, 'Estou, um momento.');
  await customer.hears('Estou, um momento.');
  expect((await bia.replies(id, 'oi')).message).toBe('Aceite o atendimento #1 antes de escrever ao cliente.');
  expect((await bia.accepts(id)).status).toBe(200);
  await customer.hears('A partir de agora quem atende você é Bia, que já recebeu a conversa.');
  expect((await ana.replies(id, 'tchau')).message).toBe('O atendimento #1 não está com você.');
  await bia.replies(id, 'Oi, Joana, já li tudo.');
  const reply = await customer.hears('Oi, Joana, já li tudo.');
  expect(reply.from?.name).toBe('Bia');
  expect(await typesOf(bia, id)).toEqual([
    ...['opened', 'offered', 'accepted', 'transfer-offered', 'accepted'],
  ]);
});

test('refused or unanswered, the ticket stays and its holder learns why', async () => {
  const { ana, customer, id } = await anaServesJoana();
  const bia = await world.agent('bia');
  await ana.transfers(id, { agent: 'bia', note: 'é da sua área' });
  expect((await bia.refuses(id, 'estou saindo')).status).toBe(200);
  await ana.transfers(id, { agent: 'bia', note: 'por favor' });
  await world.passes(60);
  expect((await bia.accepts(id)).status).toBe(409);
  expect((await typesOf(ana, id)).slice(3)).toEqual([
    ...['transfer-offered', 'transfer-refused', 'transfer-offered', 'transfer-lapsed'],
  ]);
  expect(JSON.stringify((await ana.ticket(id)).events)).toContain('estou saindo');
  await ana.replies(id, 'Sigo com você.');
  await customer.hears('Sigo com você.');
});

test('to a department the best one there is asked; the ticket belongs there once it is accepted', async () => {
  const { ana, id } = await anaServesJoana();
  const bia = await world.agent('bia');
  await ana.transfers(id, { department: 'financeiro', note: 'segunda via' });
  expect((await bia.seesOffer()).department).toBe('Atendimento');
  await bia.accepts(id);
  expect((await bia.ticket(id)).department).toBe('Financeiro');
});

test('nobody there: the holder keeps it, and the ticket says so', async () => {
  const { ana, id } = await anaServesJoana();
  expect((await ana.transfers(id, { department: 'financeiro', note: 'segunda via' })).status).toBe(200);
  expect((await typesOf(ana, id)).at(-1)).toBe('transfer-failed');
  expect((await ana.ticket(id)).status).toBe('active');
});

test('escalated by its agent, to a supervisor of the department', async () => {
  const { ana, customer, id } = await anaServesJoana();
  const dora = await world.agent('dora');
  await ana.escalates(id, 'supervisor', 'quer cancelar, está muito bravo');
  expect((await dora.seesOffer()).id).toBe(id);
  await dora.accepts(id);
  await customer.hears(/quem atende você é Dora/);
});

test.each<[string, object, string]>([
  ['to oneself', { agent: 'ana', note: 'x' }, 'O atendimento #1 já está com Ana Souza.'],
  ['to somebody who is away', { agent: 'bia', note: 'x' }, 'Bia Lima está ausente.'],
  ['to a stranger', { agent: 'zeca', note: 'x' }, 'Não conheço "zeca" na equipe.'],
])('a transfer %s is refused in words', async (_, to, sentence) => {
  const { ana, id } = await anaServesJoana();
  const refused = await ana.transfers(id, to as { agent: string; note: string });
  expect(refused).toEqual({ status: 409, message: sentence });
});

test('a second transfer has to wait for the answer to the first', async () => {
  const { ana, id } = await anaServesJoana();
  await world.agent('bia');
  await world.agent('dora');
  await ana.transfers(id, { agent: 'bia', note: 'x' });
  const second = await ana.transfers(id, { agent: 'dora', note: 'y' });
  expect(second.message).toMatch(/^O atendimento #1 já está sendo passado a Bia Lima desde as 09:3/);
});

test('a note is required', async () => {
  const { ana, id } = await anaServesJoana();
  await world.agent('bia');
  expect((await ana.transfers(id, { agent: 'bia', note: ' ' })).status).toBe(400);
});

test('handed back, the bot goes on', async () => {
  const { ana, customer, id } = await anaServesJoana();
  await ana.handsBack(id, 'só queria o horário');
  await customer.hears('Ana devolveu a conversa ao assistente virtual. Protocolo 20261123-0001.');
  await customer.hears(/^Voltei!/);
  await customer.says('qual o horario de atendimento');
  await customer.hears(/segunda a sexta/);
});

test('a supervisor takes a ticket over, and only a supervisor can', async () => {
  const { ana, customer, id } = await anaServesJoana();
  const bia = await world.agent('bia');
  const dora = await world.agent('dora');
  expect((await bia.takesOver(id)).status).toBe(403);
  expect((await dora.takesOver(id)).status).toBe(200);
  await customer.hears('A partir de agora quem atende você é Dora, que já recebeu a conversa.');
  expect((await ana.replies(id, 'oi')).status).toBe(409);
});

test('a supervisor gives a waiting ticket to somebody by name', async () => {
  world = await openWorld(STILL);
  const dora = await world.agent('dora');
  await dora.available(false);
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar/);
  await customer.hears(/^Estou procurando/);
  const id = (await dora.board()).queue[0]?.id ?? '';
  const caio = await world.agent('caio');
  expect((await dora.reassigns(id, 'caio')).status).toBe(200);
  await customer.hears('Agora chamei Caio para atender você.');
  expect((await caio.seesOffer()).rule).toBe('transfer');
  await caio.accepts(id);
  await customer.hears('Você agora fala com Caio.');
});

test('two tabs take the same transfer at once: it is taken once, and the other is told who has it', async () => {
  const { ana, customer, id } = await anaServesJoana();
  const [tab, other] = [await world.agent('bia'), await world.agent('bia')];
  await ana.transfers(id, { agent: 'bia', note: 'x' });
  await tab.seesOffer();
  const results = await Promise.all([tab.accepts(id), other.accepts(id)]);
  expect(results.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(results.find(({ status }) => status === 409)?.message).toMatch(/já é de Bia Lima/);
  await customer.hears(/quem atende você é Bia/);
  await customer.hearsNothing(100);
});

test('its holder closes while the other accepts: one of the two happens, and both see the same', async () => {
  const { ana, id } = await anaServesJoana();
  const bia = await world.agent('bia');
  await ana.transfers(id, { agent: 'bia', note: 'x' });
  const [closed, accepted] = await Promise.all([ana.closes(id, 'a', 'b'), bia.accepts(id)]);
  expect([closed.status, accepted.status].sort()).toEqual([200, 409]);
  const { status, agent } = await ana.ticket(id);
  expect([status, agent?.id]).toEqual(closed.status === 200 ? ['closed', 'ana'] : ['active', 'bia']);
});

test('whoever goes away while a transfer waits for them gives it back at once', async () => {
  const { ana, id } = await anaServesJoana();
  const bia = await world.agent('bia');
  await ana.transfers(id, { agent: 'bia', note: 'x' });
  await bia.available(false);
  expect((await typesOf(ana, id)).at(-1)).toBe('transfer-lapsed');
  expect((await ana.replies(id, 'sigo aqui')).status).toBe(200);
});
