import type { EmulatorPerson } from '../support/emulator-person.js';
import { openWorld, type World, type WorldOptions } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

/** Only the tests move the clock and run the timers. */
const STILL: WorldOptions = { tickMs: 600_000, slow: true };
const only =
  (...ids: string[]): NonNullable<WorldOptions['desk']> =>
  (desk) =>
    void (desk.agents = desk.agents.filter(({ id }) => ids.includes(id)));

async function asks(name: string, words = 'quero falar com atendente'): Promise<EmulatorPerson> {
  const customer = await world.emulatorPerson({ name, locale: 'pt-BR' });
  await customer.says(words);
  await customer.hears(/vou chamar uma pessoa/);
  return customer;
}

/** Ana alone, who can hold one conversation and holds it. */
async function anaIsBusy() {
  world = await openWorld({
    ...STILL,
    desk: (desk) => {
      only('ana')(desk);
      Object.assign(desk.agents[0] ?? {}, { capacity: 1 });
    },
  });
  const ana = await world.agent('ana');
  const served = await asks('Primeiro');
  const { id } = await ana.seesOffer();
  await ana.accepts(id);
  await ana.replies(id, 'oi');
  return { ana, served, id };
}

test('who waits is told their place, hears when it moves, and is reminded less and less often, never twice the same', async () => {
  const { ana, id } = await anaIsBusy();
  const joana = await asks('Joana');
  await joana.hears(
    'Nossa equipe está toda em atendimento. Você é o próximo da fila. Protocolo 20261123-0002. ' +
      'Se preferir, escreva "voltar" para falar com o assistente ou "sair" para desistir.',
  );
  const pedro = await asks('Pedro');
  const told = await pedro.hears(/Você está na posição 2 da fila\. Protocolo 20261123-0003/);
  expect(told.suggestedActions?.actions.map(({ title }) => title)).toEqual([
    'Voltar ao assistente',
    'Sair da fila',
  ]);
  const heard: string[] = [];
  await world.passes(59);
  await pedro.hearsNothing(100);
  for (const silence of [1, 120, 240]) {
    await world.passes(silence - 1);
    await pedro.hearsNothing(50);
    await world.passes(1);
    heard.push((await pedro.hears(/Você está na posição 2 da fila/)).text ?? '');
  }
  expect(new Set(heard).size).toBe(3);
  await ana.closes(id, 'informado', 'resolvido');
  await pedro.hears('A fila andou. Você é o próximo da fila.');
});

test('the expected wait is named from the fifth measured wait on: their median times the place', async () => {
  const { ana, id } = await anaIsBusy();
  await ana.closes(id, 'informado', 'resolvido');
  for (const seconds of [240, 60, 180, 300]) {
    await ana.available(false);
    await asks(`Cliente ${seconds}`);
    const { id: next } = await ana.ticket((await ana.board()).queue[0]?.id ?? '');
    await world.passes(seconds);
    await ana.available(true);
    await ana.accepts(next);
    await ana.replies(next, 'oi');
    if (seconds === 300) break;
    await ana.closes(next, 'informado', 'resolvido');
  }
  const joana = await asks('Joana');
  await joana.hears(/Você é o próximo da fila\. Espera prevista: cerca de 3 minutos\. Protocolo/);
  const pedro = await asks('Pedro');
  await pedro.hears(/na posição 2 da fila\. Espera prevista: cerca de 6 minutos\. Protocolo/);
});

test('what the customer writes while waiting is in the brief of whoever gets the ticket', async () => {
  const { ana, id } = await anaIsBusy();
  const joana = await asks('Joana');
  await joana.hears(/próximo da fila/);
  await joana.says('é sobre a fatura de novembro');
  await joana.hears(/Anotado|Recebi|acrescentei/);
  await ana.closes(id, 'informado', 'resolvido');
  const offer = await ana.seesOffer();
  const brief = (await ana.ticket(offer.id)).brief.map(({ text }) => text).join('\n');
  expect(brief).toContain('é sobre a fatura de novembro');
});

test('whoever asks how long yet hears it at once, each time they ask', async () => {
  await anaIsBusy();
  const joana = await asks('Joana');
  await joana.hears(/próximo da fila/);
  await joana.says('vai demorar mto?');
  await joana.hears(/próximo da fila/);
  await joana.says('quanto tempo ainda');
  await joana.hears(/próximo da fila/);
});

test('who is in a hurry goes on with the bot', async () => {
  await anaIsBusy();
  const joana = await asks('Joana');
  await joana.hears(/próximo da fila/);
  await joana.says('esquece, continua com vc mesmo que eu to com pressa');
  await joana.hears(/voltou ao assistente virtual/);
});

test('whoever tires of waiting leaves the line, and the next words are a new conversation', async () => {
  const { ana } = await anaIsBusy();
  const joana = await asks('Joana');
  const pedro = await asks('Pedro');
  await joana.hears(/próximo da fila/);
  await pedro.hears(/posição 2/);
  await joana.says('sair da filla');
  await joana.hears(/^Tudo bem, você saiu da fila e encerrei o pedido 20261123-0002/);
  await pedro.hears('A fila andou. Você é o próximo da fila.');
  await joana.says('oi');
  await joana.hears('Oi! Como posso ajudar?');
  const closed = (await ana.board()).others.find(({ number }) => number === 2);
  expect(closed).toMatchObject({ status: 'closed' });
  expect(closed?.agent).toBeUndefined();
});

test('or goes back to the bot, which answers again', async () => {
  await anaIsBusy();
  const joana = await asks('Joana');
  await joana.hears(/próximo da fila/);
  await joana.says('Voltar ao assistente');
  await joana.hears(/^Certo, você saiu da fila e voltou ao assistente virtual/);
  await joana.says('qual o horario de atendimento');
  await joana.hears(/segunda a sexta/);
});

test('leaving while somebody is being called takes the offer back', async () => {
  world = await openWorld(STILL);
  const ana = await world.agent('ana');
  const joana = await asks('Joana');
  await joana.hears(/^Chamei Ana/);
  const offer = await ana.seesOffer();
  await joana.says('deixa pra la, ja resolvi');
  await joana.hears(/^Tudo bem, você saiu da fila/);
  expect(await ana.accepts(offer.id)).toEqual({ status: 409, message: 'O atendimento #1 já foi encerrado.' });
  expect((await ana.board()).queue).toEqual([]);
});

test('an agent who takes long to answer the call: the customer hears that we are on it, each time in other words', async () => {
  world = await openWorld({
    ...STILL,
    desk: (desk) => void Object.assign(desk, { rules: { offerTimeoutSeconds: 600 } }),
  });
  await world.agent('ana');
  const joana = await asks('Joana');
  await joana.hears(/^Chamei Ana/);
  const heard: string[] = [];
  for (const silence of [60, 120, 240]) {
    await world.passes(silence - 1);
    await joana.hearsNothing(50);
    await world.passes(1);
    heard.push((await joana.hears(/Ana/)).text ?? '');
  }
  expect(new Set(heard).size).toBe(3);
});
