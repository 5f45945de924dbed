import { openChatWorld, type Chat, type ChatWorld } from '../support/chat-world.js';
import type { EmulatorPerson } from '../support/emulator-person.js';
import type { WorldOptions } from '../support/world.js';

let world: ChatWorld;
afterEach(() => world.ends());

const account = (id: string) => ({ accounts: [{ channel: 'botframework', person: `emulator/${id}` }] });
const STILL: WorldOptions = {
  ...{ tickMs: 600_000, slow: true },
  desk: ({ agents }) => agents.forEach((agent) => Object.assign(agent, account(agent.id))),
};
const HOUR = 3600;

async function chatting(id: string): Promise<EmulatorPerson> {
  const agent = await world.emulatorPerson({ name: id, userId: id });
  await agent.says('/disponivel');
  await agent.hears('Combinado, você está disponível.');
  return agent;
}

/** Joana talked with the bot until somebody typed to her on the phone. */
async function joanaOnThePhone(): Promise<Chat> {
  world = await openChatWorld(STILL);
  const joana = world.chat('l1');
  await joana.says('oi');
  await joana.hears('Oi! Como posso ajudar?');
  await joana.says('minha internet caiu');
  await joana.hears(/./);
  await joana.types('Oi Joana, aqui é o Zé. Já estou olhando.');
  return joana;
}

/** Joana has asked for a person, and Ana is asked in her chat. */
async function anaIsAsked() {
  world = await openChatWorld(STILL);
  const ana = await chatting('ana');
  const joana = world.chat('l1');
  await joana.says('quero falar com atendente');
  await joana.hears(/vou chamar/);
  await joana.hears(/^Chamei Ana/);
  await ana.hears(/^Novo atendimento #1/);
  return { ana, joana };
}

async function anaServes() {
  const { ana, joana } = await anaIsAsked();
  await ana.says('1');
  await joana.hears('Você agora fala com Ana.');
  await ana.hears(/^O atendimento #1 é seu/);
  return { ana, joana };
}

/** As a supervisor sees the first ticket at the console. */
async function firstTicket() {
  const dora = await world.agent('dora');
  const { mine, queue, others } = await dora.board();
  const found = [...mine, ...queue, ...others].find(({ number }) => number === 1);
  return { dora, id: found?.id ?? '', ticket: await dora.ticket(found?.id ?? '') };
}

describe('somebody types on the company phone', () => {
  test('to a customer of the bot: the bot falls silent, and the team sees who has the chat', async () => {
    const joana = await joanaOnThePhone();
    await joana.says('que bom, obrigada');
    await joana.says('quero falar com atendente');
    await joana.hearsNothing(100);
    const { ticket } = await firstTicket();
    expect(ticket).toMatchObject({
      ...{ status: 'active', department: 'Atendimento', problemId: '' },
      agent: { id: 'phone:main', name: 'telefone da empresa' },
    });
    expect(ticket).not.toHaveProperty('kind');
    expect(ticket.events.map(({ type, agent }) => [type, agent])).toEqual([
      ['opened', undefined],
      ['taken-over', 'telefone da empresa'],
    ]);
    const why = 'Alguém da empresa escreveu ao cliente pelo telefone';
    expect(ticket.events[0]?.reasons).toEqual([{ code: 'phone', text: why }]);
    expect(ticket.brief.find(({ label }) => label === 'Pedido')?.text).toContain('minha internet caiu');
    const lines = ticket.transcript.map(({ author, text }) => `${author.kind}: ${text}`);
    expect(lines).toContain('agent: Oi Joana, aqui é o Zé. Já estou olhando.');
  });

  test('in answer to words the bot has not answered yet: they are answered', async () => {
    world = await openChatWorld(STILL);
    const joana = world.chat('l1');
    await joana.together('minha internet caiu', 'phone: Oi Joana, é o Zé.', 'oi Zé');
    await joana.hearsNothing(100);
    const { ticket } = await firstTicket();
    expect(ticket.brief.find(({ label }) => label === 'Pedido')?.text).toContain('minha internet caiu');
  });

  test('and what the bot has not written yet is taken back', async () => {
    world = await openChatWorld(STILL);
    const joana = world.chat('l1');
    await joana.says('oi');
    await joana.hears('Oi! Como posso ajudar?');
    await joana.types('Oi Joana, é o Zé.');
    expect(await joana.stateOf('Oi! Como posso ajudar?')).toBe('withdrawn');
  });

  test('while an agent is asked: the offer is withdrawn', async () => {
    const { ana, joana } = await anaIsAsked();
    await joana.types('Oi Joana, é o Zé.');
    await ana.hears('O atendimento #1 ficou com outra pessoa.');
    await joana.says('oi Zé');
    await joana.hearsNothing(50);
    await ana.says('1');
    await ana.hears('Não há atendimento oferecido a você.');
  });

  test('while an agent serves the customer: the agent hears who has them now, the customer nothing', async () => {
    const { ana, joana } = await anaServes();
    await joana.types('Deixa comigo, Joana.');
    await ana.hears('telefone da empresa assumiu o atendimento #1.');
    await joana.says('certo');
    await ana.hearsNothing(50);
    await joana.hearsNothing(50);
  });

  test('to somebody who is put off until the desk opens: they have their person', async () => {
    const shifts = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }];
    world = await openChatWorld({
      ...{ ...STILL, at: '2026-11-23T22:00:00-03:00' },
      desk: ({ agents }) => agents.forEach((agent) => Object.assign(agent, { shifts })),
    });
    const joana = world.chat('l1');
    await joana.says('quero falar com atendente');
    await joana.hears(/vou chamar/);
    await joana.hears(/fora do horário|já fechou/);
    await joana.types('Oi Joana, ainda estou aqui.');
    const { ticket } = await firstTicket();
    expect(ticket).toMatchObject({ status: 'active', agent: { id: 'phone:main' } });
  });

  test('and nobody here is pressed for the answer that is owed', async () => {
    const joana = await joanaOnThePhone();
    const dora = await chatting('dora');
    await joana.says('e aí?');
    for (let times = 0; times < 4; times++) await world.passes(120);
    await dora.hearsNothing(50);
    await joana.hearsNothing(50);
  });
});

describe('the chat goes back', () => {
  test('to the bot when "/Devolver" is typed on the phone', async () => {
    const joana = await joanaOnThePhone();
    await joana.types('/Devolver');
    await joana.hears(/^Voltei!/);
    await joana.says('oi');
    await joana.hears('Oi! Como posso ajudar?');
    expect((await firstTicket()).ticket).toMatchObject({ status: 'closed', outcome: 'returned-to-bot' });
  });

  test('and a command without a takeover does nothing, not even to an agent who serves them', async () => {
    const { ana, joana } = await anaServes();
    await joana.types('/bot');
    await joana.says('oi Ana');
    await ana.hears('#1 Joana: oi Ana');
  });

  test('to the bot without a word when both have been silent for an hour', async () => {
    const joana = await joanaOnThePhone();
    await world.passes(HOUR - 1);
    expect((await firstTicket()).ticket.status).toBe('active');
    await world.passes(1);
    expect((await firstTicket()).ticket).toMatchObject({ status: 'closed', outcome: 'returned-to-bot' });
    await joana.hearsNothing(50);
    await joana.says('oi');
    await joana.hears('Oi! Como posso ajudar?');
  });

  test('only an hour after the last word of either side', async () => {
    const joana = await joanaOnThePhone();
    await world.passes(HOUR - 60);
    await joana.says('obrigada!');
    await world.passes(HOUR - 60);
    await joana.types('Por nada!');
    await world.passes(HOUR - 60);
    expect((await firstTicket()).ticket.status).toBe('active');
    await world.passes(60);
    expect((await firstTicket()).ticket.status).toBe('closed');
  });

  test('to the team when the customer is owed an answer, with what they said', async () => {
    const joana = await joanaOnThePhone();
    const ana = await chatting('ana');
    await joana.says('e o roteador da sala também parou');
    await world.passes(HOUR);
    await joana.hears(/^Vi que a sua última mensagem ainda está sem resposta/);
    await joana.hears(/chamei Ana/i);
    const offer = await ana.hears(/^Novo atendimento #1/);
    expect(offer.text).toContain('e o roteador da sala também parou');
    await ana.says('1');
    await joana.hears('Você agora fala com Ana.');
  });

  test('to a supervisor who takes it over, gives it to somebody, or gives it back to the bot', async () => {
    const joana = await joanaOnThePhone();
    const bia = await world.agent('bia');
    const { dora, id, ticket } = await firstTicket();
    expect(ticket.may).toEqual(expect.arrayContaining(['take-over', 'reassign', 'hand-back']));
    expect((await bia.ticket(id)).may).not.toContain('hand-back');
    expect((await bia.handsBack(id)).status).toBe(409);
    expect((await dora.reassigns(id, 'bia')).status).toBe(200);
    await bia.accepts((await bia.seesOffer()).id);
    await joana.hears(/quem atende você é Bia/);
    await joana.types('Voltei para você, Joana.');
    expect((await dora.takesOver(id)).status).toBe(200);
    await joana.hears(/quem atende você é Dora/);
    await joana.types('Só mais uma coisa.');
    expect((await dora.handsBack(id, 'resolvido pelo Zé')).status).toBe(200);
    await joana.hears(/^Dora devolveu a conversa/);
    await joana.says('oi');
    await joana.hears('Oi! Como posso ajudar?');
    const { events } = await dora.ticket(id);
    expect(events.at(-1)).toMatchObject({ type: 'closed', agent: 'telefone da empresa', by: 'Dora Nunes' });
  });

  test('and whoever held the phone is nobody to return to the same day', async () => {
    const joana = await joanaOnThePhone();
    await joana.types('/bot');
    await joana.hears(/^Voltei!/);
    const ana = await chatting('ana');
    await joana.says('quero falar com atendente');
    await joana.hears(/chamar/);
    await joana.hears(/^Chamei Ana/);
    await ana.hears(/^Novo atendimento #2/);
    const dora = await world.agent('dora');
    const [second] = (await dora.board()).queue;
    expect((await dora.ticket(second?.id ?? '')).rule).toBe('skill');
  });
});

describe('typed while the bot was away', () => {
  test('it takes the customer over all the same', async () => {
    world = await openChatWorld(STILL);
    const joana = world.chat('l1');
    await joana.types('Oi Joana, é o Zé.', { agoSeconds: 600 });
    await joana.says('oi');
    await joana.hearsNothing(50);
    expect((await firstTicket()).ticket.agent?.id).toBe('phone:main');
  });

  test('long ago: the bot has the chat again at the next look', async () => {
    world = await openChatWorld(STILL);
    const joana = world.chat('l1');
    await joana.types('Oi Joana, é o Zé.', { agoSeconds: 2 * HOUR });
    await world.passes(1);
    await joana.says('oi');
    await joana.hears('Oi! Como posso ajudar?');
  });

  test('long ago, before an agent took the customer: the agent keeps them', async () => {
    const { ana, joana } = await anaServes();
    await joana.types('Oi Joana, é o Zé.', { agoSeconds: 2 * HOUR });
    await joana.says('oi Ana');
    await ana.hears('#1 Joana: oi Ana');
  });
});

test('what is typed to an agent in their own chat takes nobody over', async () => {
  world = await openChatWorld({
    ...STILL,
    desk: ({ agents }) => {
      const accounts = [{ channel: 'whatsapp', person: 'main/ana' }];
      Object.assign(agents[0] ?? {}, { accounts });
    },
  });
  const ana = world.chat('ana', 'Ana');
  await ana.types('/ausente');
  await ana.types('Ana, você vem amanhã?');
  await ana.hearsNothing(50);
  const dora = await world.agent('dora');
  expect((await dora.board()).others).toEqual([]);
});
