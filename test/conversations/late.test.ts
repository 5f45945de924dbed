import { openChatWorld, type ChatWorld } from '../support/chat-world.js';
import type { WorldOptions } from '../support/world.js';

let world: ChatWorld;
afterEach(() => world.ends());

const STILL: WorldOptions = { tickMs: 600_000, slow: true };
const DAYS = 86_400;
const LATE = { forPeople: 'late', agoSeconds: 2 * DAYS } as const;

test('what came too late is not answered by the bot: a person is asked, and the customer told', async () => {
  world = await openChatWorld(STILL);
  const ana = await world.agent('ana');
  const joana = world.chat('l1');
  await joana.says('minha internet caiu, a luz do modem está vermelha', LATE);
  await joana.hears(/^Chamei Ana/);
  await joana.hearsNothing(50);
  const { reasonTexts, what } = await briefOf(ana);
  expect(reasonTexts).toContain('A mensagem chegou tarde demais para o bot responder');
  expect(what).toContain('a luz do modem está vermelha');
});

test('what came too late joins the ticket that is open, without a word', async () => {
  world = await openChatWorld(STILL);
  const ana = await world.agent('ana');
  const joana = world.chat('l1');
  await joana.says('quero falar com atendente');
  await joana.hears(/vou chamar/);
  await joana.hears(/^Chamei Ana/);
  await joana.says('o roteador da sala está sem luz', LATE);
  await joana.hearsNothing(50);
  expect((await briefOf(ana)).what).toContain('o roteador da sala está sem luz');
});

test('what came too late reaches the agent who serves the customer', async () => {
  world = await openChatWorld(STILL);
  const ana = await world.agent('ana');
  const joana = world.chat('l1');
  await joana.says('quero falar com atendente');
  await joana.hears(/vou chamar/);
  const { id } = await ana.seesOffer();
  await ana.accepts(id);
  await joana.says('vocês abrem amanhã?', LATE);
  await ana.hears(id, 'vocês abrem amanhã?');
});

test('late words beside young ones are part of the question that the bot answers', async () => {
  world = await openChatWorld({ ...STILL, slow: false, burstQuietMs: 80 });
  const ana = await world.agent('ana');
  const joana = world.chat('l1');
  await joana.together(['oi', LATE], 'qual o endereço de vocês?');
  await joana.hears(/./);
  expect((await ana.board()).queue).toEqual([]);
  const alone = world.chat('l2');
  await alone.together(['oi', LATE], ['qual o endereço de vocês?', LATE]);
  await alone.hears(/^Chamei Ana/);
});

async function briefOf(agent: Awaited<ReturnType<ChatWorld['agent']>>) {
  const offer = await agent.seesOffer();
  const { brief } = await agent.ticket(offer.id);
  const part = (label: string) => brief.find((one) => one.label === label)?.text ?? '';
  return { reasonTexts: part('Por que uma pessoa'), what: part('Pedido') };
}
