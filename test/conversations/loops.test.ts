import { openChatWorld, type Chat, type ChatWorld } from '../support/chat-world.js';
import type { WorldOptions } from '../support/world.js';

let world: ChatWorld;
afterEach(() => world.ends());

const STILL: WorldOptions = { tickMs: 600_000, slow: true };
const AWAY = 'Obrigado pelo contato! Nosso horário é das 8h às 18h.';

async function aMachineWrites(): Promise<Chat> {
  world = await openChatWorld(STILL);
  const robot = world.chat('robot', 'Loja');
  await robot.says('oi');
  await robot.hears('Oi! Como posso ajudar?');
  await robot.says(AWAY, { forPeople: 'loop' });
  return robot;
}

test('where a machine writes a person is called, and nothing is said to it: no notice, no reminder', async () => {
  const robot = await aMachineWrites();
  const ana = await world.agent('ana');
  const offer = await ana.seesOffer();
  const { brief } = await ana.ticket(offer.id);
  expect(brief.map(({ text }) => text)).toContain(
    'Do outro lado parece haver uma resposta automática; o bot não responde',
  );
  await ana.available(false);
  for (let minutes = 0; minutes < 20; minutes++) await world.passes(60);
  await robot.hearsNothing(50);
});

test('whatever the machine adds is not answered either, marked or not', async () => {
  const robot = await aMachineWrites();
  await robot.says(AWAY, { forPeople: 'loop' });
  await robot.says('oi');
  await robot.says('sair');
  await robot.says('quanto tempo demora?');
  await robot.hearsNothing(50);
});

test('the person who takes it writes to it; accepting and closing say nothing', async () => {
  const robot = await aMachineWrites();
  const ana = await world.agent('ana');
  const { id } = await ana.seesOffer();
  await ana.accepts(id);
  await robot.hearsNothing(50);
  await ana.replies(id, 'Tem alguém aí?');
  await robot.hears('Tem alguém aí?');
  await ana.closes(id, 'nada', 'era um robô');
  await robot.hearsNothing(50);
  await robot.says('oi, agora sou eu mesmo');
  await robot.hears(/./);
});

test('a machine that was taken for a customer hears nothing more from the line it waits in', async () => {
  world = await openChatWorld(STILL);
  const robot = world.chat('robot', 'Loja');
  for (const id of ['ana', 'bia', 'caio', 'dora']) await (await world.agent(id)).available(false);
  await robot.says('quero falar com atendente');
  await robot.hears(/vou chamar/);
  await robot.hears(/./);
  await robot.says(AWAY, { forPeople: 'loop' });
  for (let minutes = 0; minutes < 10; minutes++) await world.passes(60);
  await robot.hearsNothing(50);
});
