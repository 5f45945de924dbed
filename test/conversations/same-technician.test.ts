import { openWorld, type World, type WorldOptions } from '../support/world.js';
import type { ConsoleAgent } from '../support/console-agent.js';
import type { EmulatorPerson } from '../support/emulator-person.js';

let world: World;
afterEach(() => world.ends());

/** The customer asks for a person, Ana takes it and closes it. */
async function anaServesOnce(
  options: WorldOptions = {},
): Promise<{ ana: ConsoleAgent; bia: ConsoleAgent; customer: EmulatorPerson }> {
  world = await openWorld(options);
  const ana = await world.agent('ana');
  const bia = await world.agent('bia');
  const customer = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar uma pessoa/);
  await customer.hears(/^Chamei Ana, .* Protocolo 20261123-0001\.$/);
  const offer = await ana.seesOffer();
  expect((await ana.accepts(offer.id)).status).toBe(200);
  await customer.hears('Você agora fala com Ana.');
  await customer.says('meu modem apita');
  await ana.hears(offer.id, 'meu modem apita');
  await ana.replies(offer.id, 'Já vi o que é.');
  const reply = await customer.hears('Já vi o que é.');
  expect(reply.from?.name).toBe('Ana');
  expect((await ana.closes(offer.id, 'reiniciar o modem', 'modem reiniciado')).status).toBe(200);
  await customer.hears('Atendimento 20261123-0001 encerrado por Ana. Obrigado pelo contato!');
  await customer.hears(/^Voltei!/);
  return { ana, bia, customer };
}

async function asksAgain(customer: EmulatorPerson): Promise<void> {
  await customer.says('preciso falar com alguem de novo');
  await customer.hears(/vou chamar uma pessoa/);
}

const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code);

test('the customer comes back the same day and meets the same technician, with the reason on the ticket', async () => {
  const { ana, customer } = await anaServesOnce();
  await asksAgain(customer);
  await customer.hears(/^Chamei Ana/);
  const again = await ana.seesOffer();
  const ticket = await ana.ticket(again.id);
  expect(ticket.rule).toBe('same-day');
  const offered = ticket.events.find(({ type }) => type === 'offered');
  expect(codes(offered?.reasons ?? [])).toEqual(['same-day']);
  expect(offered?.reasons[0]?.text).toBe('Ana Souza já atendeu este cliente hoje (encerrou às 09:30)');
  const brief = ticket.brief.map(({ label, text }) => `${label}: ${text}`).join('\n');
  expect(brief).toContain('20261123-0001: modem reiniciado');
  expect(brief).toContain('Ana Souza já atendeu este cliente hoje');
});

/** The offer of the second ticket, which goes by another rule than same-day; its same-day reason comes first. */
async function secondOffer(ana: ConsoleAgent, who: ConsoleAgent) {
  const offer = await who.seesOffer();
  const events = (await ana.ticket(offer.id)).events;
  const offered = events.find(({ type }) => type === 'offered');
  return { agent: offered?.agent, rule: offered?.rule, codes: codes(offered?.reasons ?? []), offered };
}

test('in special hours the rule does not apply, and the ticket says so', async () => {
  const { ana, bia, customer } = await anaServesOnce();
  await world.itIs('2026-11-23T12:05:00-03:00');
  await asksAgain(customer);
  const { rule, codes: why, offered } = await secondOffer(ana, bia);
  expect(rule).toBe('skill');
  expect(why[0]).toBe('same-day.special-hours');
  expect(offered?.reasons[0]?.text).toContain('12:05 está no horário especial 11:50-13:20');
});

test('a technician who is away is not waited for', async () => {
  const { ana, bia, customer } = await anaServesOnce();
  expect((await ana.available(false)).status).toBe(200);
  await asksAgain(customer);
  expect((await secondOffer(ana, bia)).codes[0]).toBe('same-day.away');
});

test('continuity must not become overload: a full technician does not get the return', async () => {
  const { ana, bia, customer } = await anaServesOnce({
    desk: ({ agents }) => Object.assign(agents[0] ?? {}, { capacity: 1 }),
  });
  const other = await world.webCustomer();
  await other.says('minha internet caiu, quero um atendente');
  await ana.accepts((await ana.seesOffer()).id);
  await asksAgain(customer);
  expect((await secondOffer(ana, bia)).codes[0]).toBe('same-day.full');
});

test('the next day starts afresh', async () => {
  const { customer } = await anaServesOnce();
  await world.itIs('2026-11-24T10:00:00-03:00');
  await asksAgain(customer);
  const ana = await world.agent('ana');
  const offered = (await ana.ticket((await ana.seesOffer()).id)).events.find(
    ({ type }) => type === 'offered',
  );
  expect(codes(offered?.reasons ?? [])[0]).toBe('same-day.none');
});

test('a refused return goes on to somebody else and never comes back by the same rule', async () => {
  const { ana, customer } = await anaServesOnce();
  await asksAgain(customer);
  const offer = await ana.seesOffer();
  expect((await ana.refuses(offer.id, 'em treinamento')).status).toBe(200);
  await customer.hears(/^Chamei Ana/);
  await customer.hears('Agora chamei Bia para atender você.');
  const events = (await ana.ticket(offer.id)).events;
  const last = events.filter(({ type }) => type === 'offered').at(-1);
  expect(last?.agent).toBe('Bia Lima');
  expect(codes(last?.reasons ?? [])[0]).toBe('same-day.refused');
});
