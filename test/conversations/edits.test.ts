import { openChatWorld, type Chat, type ChatWorld } from '../support/chat-world.js';
import type { EmulatorPerson } from '../support/emulator-person.js';
import type { WorldOptions } from '../support/world.js';
import { turnsSeen } from '../support/turns-seen.js';

let world: ChatWorld;
afterEach(() => world.ends());

const account = (id: string) => ({ accounts: [{ channel: 'botframework', person: `emulator/${id}` }] });
const STILL: WorldOptions = {
  ...{ tickMs: 600_000, slow: true },
  desk: ({ agents }) => agents.forEach((agent) => Object.assign(agent, account(agent.id))),
};

const ASKS_AGAIN = 'Recebi uma mensagem que não consegui abrir. Pode enviar de novo?';

async function anaServes(): Promise<{ ana: EmulatorPerson; joana: Chat }> {
  world = await openChatWorld(STILL);
  const ana = await world.emulatorPerson({ name: 'ana', userId: 'ana' });
  await ana.says('/disponivel');
  await ana.hears('Combinado, você está disponível.');
  const joana = world.chat('l1');
  await joana.says('quero falar com atendente');
  await joana.hears(/vou chamar/);
  await joana.hears(/^Chamei Ana/);
  await ana.hears(/^Novo atendimento #1/);
  await ana.says('1');
  await ana.hears(/^O atendimento #1 é seu/);
  await joana.hears('Você agora fala com Ana.');
  return { ana, joana };
}

describe('with the bot', () => {
  test('a message corrected before it was answered is understood as corrected', async () => {
    const seen = turnsSeen();
    world = await openChatWorld({ ...STILL, aroundTurn: seen.around, slow: false, burstQuietMs: 60 });
    const joana = world.chat('l1');
    await joana.together(['minha interne', { id: 'A' }], ['minha internet caiu', { edits: 'A' }], 'e agora?');
    expect(seen.texts).toEqual(['minha internet caiu\ne agora?']);
  });

  test('a correction of what was answered is a message like any other', async () => {
    const seen = turnsSeen();
    world = await openChatWorld({ ...STILL, aroundTurn: seen.around });
    const joana = world.chat('l1');
    await joana.says('oi', { id: 'A' });
    await joana.says('quero falar com atendente', { edits: 'A' });
    expect(seen.texts).toEqual(['oi', 'quero falar com atendente']);
    await joana.hears('Oi! Como posso ajudar?');
    await joana.hears(/vou chamar/);
  });

  test('a message deleted before it was answered is never seen', async () => {
    const seen = turnsSeen();
    world = await openChatWorld({ ...STILL, aroundTurn: seen.around, slow: false, burstQuietMs: 60 });
    const joana = world.chat('l1');
    const said = joana.together(['quero cancelar tudo', { id: 'A' }]);
    await joana.does('message.deleted', { id: 'A' });
    await said;
    await joana.hearsNothing(100);
    expect(seen.texts).toEqual([]);
  });

  test('reactions and deletions are no messages: nothing is said, nothing is missed, nobody is called', async () => {
    const seen = turnsSeen();
    world = await openChatWorld({ ...STILL, aroundTurn: seen.around });
    const ana = await world.agent('ana');
    const joana = world.chat('l1');
    await joana.says('oi', { id: 'A' });
    await joana.hears('Oi! Como posso ajudar?');
    for (const emoji of ['👍', '❤️', '']) await joana.does('message.reaction', { id: 'X', emoji });
    await joana.does('message.deleted', { id: 'A' });
    await joana.hearsNothing(50);
    expect(seen.texts).toEqual(['oi']);
    expect((await ana.board()).queue).toEqual([]);
  });

  test('a reaction does not keep the bot from going on by itself when nothing is heard', async () => {
    world = await openChatWorld({ ...STILL, asksWho: true });
    const joana = world.chat('l1');
    await joana.says('quero falar com atendente');
    await joana.hears(/^Certo, já chamo uma pessoa/);
    await joana.does('message.reaction', { id: 'X', emoji: '👍' });
    await joana.hearsNothing(50);
    await world.passes(61);
    await joana.hears(/chamar/);
  });

  test('of what nobody could read the bot asks for a copy, once until words come', async () => {
    world = await openChatWorld(STILL);
    const joana = world.chat('l1');
    await joana.does('message.unreadable', { id: 'A' });
    await joana.hears(ASKS_AGAIN);
    await joana.does('message.unreadable', { id: 'B' });
    await joana.hearsNothing(50);
    await joana.says('oi');
    await joana.hears('Oi! Como posso ajudar?');
    await joana.does('message.unreadable', { id: 'C' });
    await joana.hears(ASKS_AGAIN);
  });
});

describe('with an agent', () => {
  test('a correction says that it is one', async () => {
    const { ana, joana } = await anaServes();
    await joana.says('rua das flores 10', { id: 'A' });
    await ana.hears('#1 Joana: rua das flores 10');
    await joana.says('rua das flores 100', { edits: 'A' });
    await ana.hears('#1 Joana: (correção) rua das flores 100');
  });

  test('reactions, deletions and what cannot be read are told', async () => {
    const { ana, joana } = await anaServes();
    await joana.does('message.reaction', { id: 'X', emoji: '👍' });
    await ana.hears('#1 Joana: (reagiu com 👍)');
    await joana.does('message.reaction', { id: 'X', emoji: '' });
    await ana.hears('#1 Joana: (retirou a reação)');
    await joana.does('message.deleted', { id: 'A' });
    await ana.hears('#1 Joana: (apagou uma mensagem)');
    await joana.does('message.unreadable', { id: 'B' });
    await ana.hears('#1 Joana: (enviou uma mensagem que não pôde ser lida)');
    await joana.hearsNothing(50);
  });

  test('a reaction is nothing the agent must answer', async () => {
    const { ana, joana } = await anaServes();
    await ana.says('Oi, Joana!');
    await joana.hears('Oi, Joana!');
    await joana.does('message.reaction', { id: 'X', emoji: '👍' });
    await ana.hears('#1 Joana: (reagiu com 👍)');
    await world.passes(120);
    await ana.hearsNothing(50);
  });
});
