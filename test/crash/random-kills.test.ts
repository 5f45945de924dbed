import { setTimeout as sleep } from 'node:timers/promises';
import { whatWentWrong } from '../support/evidence.js';
import { openStory, type Story } from '../support/story.js';
import type { Steadfast, SteadfastAgent } from '../support/steadfast.js';

let story: Story;
afterEach(() => story.isForgotten());

const SEED = 1_123;
const KILLS = 8;
const LONGEST_LIFE_MS = 1200;
/** Where the machine has much else to do a life may take ten times as long to begin. */
const LONGEST_MS = 300_000;

/** Chance that comes out the same each time: mulberry32. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lives of random length, each from its first moment on: some die before they take their first call. */
async function dieAtRandom({ lives }: Story): Promise<void> {
  const chance = chanceOf(SEED);
  for (let kill = 0; kill < KILLS; kill++) {
    const { length } = lives.births;
    await sleep(chance() * LONGEST_LIFE_MS);
    lives.dies();
    while (lives.births.length === length) await sleep(10);
  }
}

async function getsAPerson(customer: Steadfast, asks: string, agent: string): Promise<void> {
  await customer.hears(/^Oi! Eu sou o assistente virtual/);
  await customer.says('oi');
  await customer.hears('Oi! Como posso ajudar?');
  await customer.says(asks);
  await customer.hears(/vou chamar uma pessoa/);
  await customer.hears(new RegExp(`^Chamei ${agent}`));
}

async function saysThanks(customer: Steadfast, agent: string): Promise<void> {
  await customer.hears(new RegExp(`encerrado por ${agent}`));
  await customer.hears(/^Voltei!/);
  await customer.says('obrigado');
  await customer.hears('Por nada! Precisando, é só escrever.');
}

type GoesOn = () => boolean;

/** A customer of Ana's, by the number of their ticket. */
interface Served {
  readonly customer: Steadfast;
  readonly number: string;
}

async function isTakenInTheEmulator(customer: Steadfast, ana: Steadfast): Promise<Served> {
  await getsAPerson(customer, 'minha internet caiu, quero falar com um atendente', 'Ana');
  const [, number = ''] = /^Novo atendimento #(\d)/.exec(await ana.hears(/^Novo atendimento #\d /)) ?? [];
  await ana.says(`1 #${number}`);
  await customer.hears('Você agora fala com Ana.');
  await ana.hears(new RegExp(`^O atendimento #${number} é seu`));
  return { customer, number };
}

/** One message for each of two customers of one chat, and two that Ana is asked about. */
async function isAddressed(
  both: readonly Served[],
  [named]: readonly Served[],
  ana: Steadfast,
  round: number,
) {
  for (const { customer, number } of both) {
    const lines = [`linha ${round} a`, `linha ${round} b`];
    for (const line of lines) await customer.says(line);
    for (const line of lines) await ana.hears(new RegExp(`^#${number} [^:]+: ${line}$`));
    await ana.says(`#${number} resposta ${round}`);
    await customer.hears(`resposta ${round}`);
  }
  const replies = [`só para um ${round} a`, `só para um ${round} b`];
  for (const reply of replies) {
    await ana.says(reply);
    await ana.hears(/^Para quem (é|são)/);
  }
  await ana.says(`#${named?.number}${' '.repeat(round)}`);
  await ana.hears(new RegExp(`^Enviei as 2 mensagens para #${named?.number}`));
  for (const reply of replies) await named?.customer.hears(reply);
}

async function areServedInTheEmulator(
  story: Story,
  customers: readonly Steadfast[],
  ana: Steadfast,
  goesOn: GoesOn,
) {
  const both: Served[] = [];
  for (const customer of customers) both.push(await isTakenInTheEmulator(customer, ana));
  for (let round = 1; round <= 2 || goesOn(); round++)
    await isAddressed(both, round % 2 ? both : [...both].reverse(), ana, round);
  for (const { customer, number } of both) {
    await ana.says(`/encerrar #${number} fibra rompida; visita marcada`);
    await ana.hears(`Atendimento #${number} encerrado.`);
    story.closed({ agent: 'ana', told: 'fibra rompida', solved: 'visita marcada' });
    await saysThanks(customer, 'Ana');
  }
}

async function isServedOnTheConsole(
  story: Story,
  [customer, asks]: readonly [Steadfast, string],
  [agent, name]: readonly [SteadfastAgent, string],
  goesOn: GoesOn,
) {
  await getsAPerson(customer, asks, name);
  const ticket = await agent.acceptsTheOffer();
  await customer.hears(`Você agora fala com ${name}.`);
  for (let round = 1; round <= 2 || goesOn(); round++) {
    await customer.says(`linha ${round}`);
    const replies = [`resposta ${round} a`, `resposta ${round} b`];
    for (const reply of replies) await agent.replies(ticket, reply);
    for (const reply of replies) await customer.hears(reply);
  }
  const closing = { agent: agent.id, told: `informado por ${name}`, solved: `resolvido por ${name}` };
  await agent.closes(ticket, closing);
  story.closed(closing);
  await saysThanks(customer, name);
}

test(
  'four customers and three agents go on through deaths at random moments',
  async () => {
    story = await openStory();
    const [bia, caio] = [await story.agent('bia'), await story.agent('caio')];
    const ana = await story.emulatorPerson('Ana');
    const pedro = await story.emulatorPerson('Pedro');
    let isDying = true;
    const goesOn = () => isDying;
    const deaths = dieAtRandom(story).finally(() => (isDying = false));
    await ana.says('oi');
    await ana.hears(/^Oi, Ana! Você está disponível/);
    const joana = await story.webCustomer('Joana');
    const lia = await story.emulatorPerson('Lia');
    await lia.joins();
    const rosa = await story.webCustomer('Rosa');
    await pedro.joins();
    await Promise.all([
      deaths,
      areServedInTheEmulator(story, [joana, lia], ana, goesOn),
      isServedOnTheConsole(story, [pedro, 'quero cancelar meu contrato'], [bia, 'Bia'], goesOn),
      isServedOnTheConsole(story, [rosa, 'quero falar com atendente'], [caio, 'Caio'], goesOn),
    ]);
    const evidence = await story.ends();
    expect(whatWentWrong(evidence)).toEqual([]);
    expect(evidence.births.length).toBeGreaterThan(KILLS);
  },
  LONGEST_MS,
);
