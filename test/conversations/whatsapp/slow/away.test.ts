import type { ConsoleAgent } from '../../../support/console-agent.js';
import type { WhatsAppPerson } from '../../../support/whatsapp-person.js';
import { openScene, ticketsSeenBy, type Scene } from '../scene.js';

const HOUR = 3600;
const THE_LIGHTS = /^Sinto muito, ficar sem internet é ruim/;
const THE_HOURS = /\d+h|\d\d:\d\d/;
const LATE = 'A mensagem chegou tarde demais para o bot responder';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.ends());

const ago = (seconds: number) => ({ t: (scene.stamp().t ?? 0) - seconds });

/** The words of one ticket's conversation, with who spoke. */
const linesOf = async (agent: ConsoleAgent, ticketId: string) =>
  (await agent.ticket(ticketId)).transcript.map(({ author, text }) => `${author.kind}: ${text}`);

/** Each writes one message after the other, and all of them at once. */
async function write(...all: readonly (readonly [WhatsAppPerson, ...string[]])[]): Promise<void> {
  await Promise.all(
    all.map(async ([person, ...texts]) => {
      for (const text of texts) await person.says(text, ago(HOUR));
    }),
  );
}

const JOANA = ['oi', 'minha internet caiu', 'desde ontem à noite', 'ja reiniciei tudo', 'alguem ai?'];
const PEDRO = ['bom dia', 'qual o horario de atendimento?', 'oi??'];
const RUTE = Array.from({ length: 12 }, (_, n) => `parte ${n + 1}: a internet ta lenta`);

test('everybody who wrote meanwhile gets one answer, to all they wrote; nothing is lost, nothing out of order', async () => {
  const joana = scene.person('5511987670001', 'Joana');
  const pedro = scene.person('5511987670002', 'Pedro');
  const rute = scene.person('5511987670003', 'Rute');
  await rute.says('oi');
  await rute.hears('Oi! Como posso ajudar?');
  await scene.away(2 * HOUR, () => write([joana, ...JOANA], [pedro, ...PEDRO], [rute, ...RUTE]));

  await Promise.all([joana.hears(THE_LIGHTS), pedro.hears(THE_HOURS), rute.hears(/lenta/)]);
  await Promise.all([joana, pedro, rute].map((one) => one.hearsNothing(600)));

  const ana = await scene.world.agent('ana');
  for (const [person, said] of [
    [joana, JOANA],
    [rute, ['oi', ...RUTE]],
  ] as const) {
    const lines = await linesOf(ana, await scene.servedBy(ana, person));
    const theirs = lines.filter((line) => line.startsWith('customer: ')).map((line) => line.slice(10));
    expect(theirs).toEqual([...said, 'quero falar com um atendente']);
    const answer = lines.findIndex((line) => line.startsWith('bot: ') && !line.includes('Oi! Como posso'));
    expect(answer).toBe(lines.indexOf('customer: quero falar com um atendente') - 1);
  }
});

test('whoever waits for an agent is read by the agent in order, and the bot adds nothing', async () => {
  const ana = await scene.world.agent('ana');
  const joana = scene.person('5511987670011', 'Joana');
  const ticketId = await scene.servedBy(ana, joana);
  ana.close();
  await scene.away(60, () => write([joana, 'oi Ana', 'voltou a luz', 'mas a internet nao']));
  const again = await scene.world.agent('ana');
  for (const text of ['oi Ana', 'voltou a luz', 'mas a internet nao']) await again.hears(ticketId, text);
  await joana.hearsNothing(500);
  await again.replies(ticketId, 'Já vejo isso, Joana.');
  await joana.hears('*Ana:* Já vejo isso, Joana.');
});

test('what was written more than a day ago goes to people, with the reason, and the bot says nothing', async () => {
  const joana = scene.person('5511987670021', 'Joana');
  const pedro = scene.person('5511987670022', 'Pedro');
  await scene.away(30 * HOUR, async () => {
    await joana.says('minha internet caiu', ago(25 * HOUR));
    await pedro.says('minha internet caiu', ago(23 * HOUR));
  });
  await pedro.hears(THE_LIGHTS);
  await joana.hears(/^Estou procurando alguém da equipe/);
  await joana.hearsNothing(500);
  const dora = await scene.world.agent('dora');
  const tickets = await ticketsSeenBy(dora);
  expect(tickets.map(({ customer }) => customer)).toEqual(['Joana']);
  expect(tickets[0]?.events[0]?.reasons).toContainEqual({ code: 'late', text: LATE });
  const speakers = new Set(tickets[0]?.transcript.map(({ author }) => author.kind));
  expect(speakers).not.toContain('bot');
});

test('old words beside young ones are part of the young question: one answer, nobody is called', async () => {
  const joana = scene.person('5511987670031', 'Joana');
  await scene.away(30 * HOUR, async () => {
    await joana.says('minha internet caiu', ago(29 * HOUR));
    await joana.says('qual o horario de atendimento?', ago(60));
  });
  await joana.hears(/./);
  await joana.hearsNothing(500);
  const dora = await scene.world.agent('dora');
  expect(await ticketsSeenBy(dora)).toEqual([]);
});
