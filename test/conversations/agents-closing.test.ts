import { available, isServed, openAgentsWorld } from '../support/agents-chat.js';
import type { Chat, ChatWorld } from '../support/chat-world.js';

let world: ChatWorld;
let ana: Chat;
let joana: Chat;
beforeEach(async () => {
  world = await openAgentsWorld();
  ana = await available(world, 'ana');
  joana = await isServed(world, ana, { name: 'Joana', number: 1 });
});
afterEach(() => world.ends());

const told = (proposed?: string) => asked('O que foi informado a Joana? (#1)', proposed);
const solved = (proposed?: string) => asked('O que resolveu? (#1, Joana)', proposed);
const asked = (question: string, proposed?: string) =>
  proposed === undefined
    ? `${question}\nResponda com uma frase. /cancelar desiste.`
    : `${question}\nSugestão: ${proposed}\n1 confirma; ou escreva outra frase. /cancelar desiste.`;

/** The ticket as Dora reads it at the console. */
async function ticket() {
  const dora = await world.agent('dora');
  const { mine, others } = await dora.board();
  const found = [...mine, ...others].find(({ number }) => number === 1);
  return { dora, ...(await dora.ticket(found?.id ?? '')) };
}

test('two digits close a ticket with what was said in it', async () => {
  await ana.says('Oi, Joana! Tudo bem?');
  await joana.hears('Oi, Joana! Tudo bem?');
  await ana.says('O canal do seu wi-fi estava congestionado. Já troquei o canal para o 11.');
  await joana.hears(/congestionado/);
  await ana.says('/encerrar');
  await ana.hears(told('O canal do seu wi-fi estava congestionado. Já troquei o canal para o 11.'));
  await ana.says('1');
  await ana.hears(solved('Já troquei o canal para o 11.'));
  await joana.hearsNothing(50);
  await ana.says('1');
  await ana.hears('Atendimento #1 encerrado.');
  await joana.hears(/encerrado por Ana/);
  expect(await ticket()).toMatchObject({
    told: 'O canal do seu wi-fi estava congestionado. Já troquei o canal para o 11.',
    solved: 'Já troquei o canal para o 11.',
  });
});

test('an answer in other words is taken instead, and nothing of it reaches the customer', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  await ana.says('orientei a reiniciar o modem');
  await ana.hears(solved());
  await ana.says('modem reiniciado');
  await ana.hears('Atendimento #1 encerrado.');
  await joana.hears(/encerrado por Ana/);
  expect(await ticket()).toMatchObject({ told: 'orientei a reiniciar o modem', solved: 'modem reiniciado' });
});

test('with nothing to propose a digit confirms nothing', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  await ana.says('1');
  await ana.hears(/./);
  await joana.hearsNothing(50);
  expect((await ticket()).status).toBe('active');
});

test('an answer longer than the record takes is refused, and may be given again', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  await ana.says('a'.repeat(2001), { quotes: await ana.idOf(told()) });
  await ana.hears(/2000/);
  await ana.says('orientada', { quotes: await ana.idOf(told()) });
  await ana.hears(solved());
});

test('the question can be answered by quoting it whatever came between, also by a digit', async () => {
  await ana.says('Troquei o canal do seu wi-fi.');
  await joana.hears('Troquei o canal do seu wi-fi.');
  await ana.says('/encerrar');
  await ana.hears(told('Troquei o canal do seu wi-fi.'));
  await ana.says('/fila');
  await ana.hears(/^Com você:/);
  await ana.says('1', { quotes: await ana.idOf(/^O que foi informado/) });
  await ana.hears(solved('Troquei o canal do seu wi-fi.'));
});

test('/cancelar forgets the closing', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  await ana.says('/cancelar');
  await ana.hears('Certo, o atendimento #1 continua aberto com você.');
  await ana.says('ainda está aí?');
  await joana.hears('ainda está aí?');
  await ana.says('/cancelar');
  await ana.hears(/./);
  await joana.hearsNothing(50);
});

test('a customer who writes meanwhile calls the closing off', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  const question = await ana.idOf(told());
  await joana.says('ah, mais uma coisa');
  await ana.hears('#1 Joana: ah, mais uma coisa');
  await ana.hears('Joana escreveu, então não encerrei o #1. Quando quiser, mande /encerrar #1 de novo.');
  await ana.says('orientei a reiniciar', { quotes: question });
  await ana.hears('Essa pergunta já não vale; não guardei nem enviei nada.');
  await joana.hearsNothing(50);
  await world.passes(11);
  await ana.says('diga');
  await joana.hears('diga');
});

test('what may have been the answer to a closing just called off is asked about', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  await joana.says('ah, mais uma coisa');
  await ana.hears('#1 Joana: ah, mais uma coisa');
  await ana.hears(/^Joana escreveu, então não encerrei/);
  await ana.says('1');
  await ana.hears('Essa pergunta já não vale; não guardei nem enviei nada.');
  await ana.says('orientei a reiniciar');
  await ana.hears(
    'A pergunta anterior já não vale. É para #1 Joana? Se for, responda 1; ainda não enviei nada.',
  );
  await joana.hearsNothing(50);
  await ana.says('#1 diga');
  await joana.hears('diga');
});

test('a reaction of the customer calls nothing off', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  await joana.does('message.reaction', { id: 'X', emoji: '👍' });
  await ana.hears('#1 Joana: (reagiu com 👍)');
  await ana.says('orientada', { quotes: await ana.idOf(told()) });
  await ana.hears(solved());
});

test('a ticket that is taken away is asked about no more', async () => {
  await ana.says('/encerrar');
  await ana.hears(told());
  const { dora, id } = await ticket();
  await dora.takesOver(id);
  await ana.hears('Dora Nunes assumiu o atendimento #1.');
  await ana.says('orientei a reiniciar');
  await ana.hears(/./);
  await joana.hears('A partir de agora quem atende você é Dora, que já recebeu a conversa.');
  await joana.hearsNothing(50);
});
