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

const pedroToo = () => isServed(world, ana, { name: 'Pedro', number: 2 });
const WHOM = 'Para quem é? #1 Joana ou #2 Pedro. Responda só com o número; ainda não enviei nada.';

async function atConsole(number: number) {
  const dora = await world.agent('dora');
  const { mine, others } = await dora.board();
  const id = [...mine, ...others].find((one) => one.number === number)?.id ?? '';
  return { dora, id };
}

test('with one customer one simply writes', async () => {
  await ana.says('Oi, Joana!');
  await joana.hears('Oi, Joana!');
  await ana.hearsNothing(50);
});

test('with two the desk asks, sends nothing, and a number releases everything that waits, in order', async () => {
  const pedro = await pedroToo();
  const photo = { contentType: 'image/png', url: 'http://127.0.0.1/x.png' };
  await ana.says('qual é o seu CPF?');
  await ana.hears(WHOM);
  await ana.says('pode mandar por aqui', { attachments: [photo] });
  await ana.hears(
    'Para quem são as 2 mensagens? #1 Joana ou #2 Pedro. Responda só com o número; ainda não enviei nada.',
  );
  await joana.hearsNothing(30);
  await pedro.hearsNothing(30);
  await ana.says('2');
  // A bare "2" might refuse an offer anywhere else; here nothing is offered and the question names #2.
  await ana.hears('Enviei as 2 mensagens para #2 Pedro.');
  await pedro.hears('qual é o seu CPF?');
  await pedro.hears('pode mandar por aqui');
  await joana.hearsNothing(50);
  await ana.says('#2');
  await ana.hears(/./);
  await pedro.hearsNothing(50);
});

test('the number behind a # releases as well, also when something came between', async () => {
  const pedro = await pedroToo();
  await ana.says('já resolvi');
  await ana.hears(WHOM);
  await joana.says('alô?');
  await ana.hears('#1 Joana: alô?');
  await ana.says('#2');
  await ana.hears('Enviei para #2 Pedro.');
  await pedro.hears('já resolvi');
  await joana.hearsNothing(50);
});

test('words that name their customer go there, and what waited is dropped', async () => {
  const pedro = await pedroToo();
  await ana.says('oi');
  await ana.hears(WHOM);
  await ana.says('#1 oi, Joana');
  await joana.hears('oi, Joana');
  await ana.hears('A mensagem que esperava não foi enviada a ninguém.');
  await ana.says('#2');
  await ana.hears(/./);
  await pedro.hearsNothing(50);
});

test('a quote names the customer', async () => {
  const pedro = await pedroToo();
  await pedro.says('minha fatura veio errada');
  await ana.hears('#2 Pedro: minha fatura veio errada');
  await ana.says('vou ver', { quotes: await ana.idOf('#2 Pedro: minha fatura veio errada') });
  await pedro.hears('vou ver');
  await joana.hearsNothing(50);
});

test('words that wait are corrected, deleted, or cancelled before anybody reads them', async () => {
  const pedro = await pedroToo();
  const first = await ana.says('seu vencimento é dia 10');
  await ana.hears(WHOM);
  await ana.says('seu vencimento é dia 15', { edits: first });
  const second = await ana.says('esqueça');
  await ana.hears(/^Para quem são as 2 mensagens/);
  await ana.does('message.deleted', { id: second });
  await ana.says('#2');
  await ana.hears('Enviei para #2 Pedro.');
  await pedro.hears('seu vencimento é dia 15');
  await pedro.hearsNothing(30);
  await ana.says('até logo');
  await ana.hears(WHOM);
  await ana.says('/cancelar');
  await ana.hears('Certo, a mensagem não foi enviada a ninguém.');
  await joana.hearsNothing(50);
});

test('a correction that names the customer sends what waited', async () => {
  const pedro = await pedroToo();
  const first = await ana.says('já resolvi');
  await ana.hears(WHOM);
  await ana.says('#2 já resolvi', { edits: first });
  await pedro.hears('já resolvi');
  await ana.says('já resolvi mesmo', { edits: first });
  await pedro.hears(/já resolvi mesmo/);
  await joana.hearsNothing(50);
});

test('of several that wait the others go on waiting', async () => {
  const pedro = await pedroToo();
  const first = await ana.says('já resolvi');
  await ana.hears(WHOM);
  await ana.says('qual é o endereço?');
  await ana.hears(/^Para quem são as 2 mensagens/);
  await ana.says('#1 já resolvi', { edits: first });
  await joana.hears('já resolvi');
  await ana.says('#2');
  await ana.hears('Enviei para #2 Pedro.');
  await pedro.hears('qual é o endereço?');
  await pedro.hearsNothing(50);
});

test('words that a correction turns into a command wait no longer', async () => {
  const pedro = await pedroToo();
  const first = await ana.says('cliente nervoso');
  await ana.hears(WHOM);
  await ana.says('/nota #1 cliente nervoso', { edits: first });
  await ana.hears('A correção de um comando não vale; escreva de novo.');
  await ana.says('#1');
  await ana.hears(/./);
  await joana.hearsNothing(30);
  await pedro.hearsNothing(30);
});

test('a message deleted before it was dealt with reaches nobody', async () => {
  const said = ana.together(['isto não', { id: 'A' }]);
  await ana.does('message.deleted', { id: 'A' });
  await said;
  await ana.says('isto sim');
  await joana.hears(/isto/);
});

test('a closing waits until it is said whom the words are for', async () => {
  await pedroToo();
  await ana.says('oi');
  await ana.hears(WHOM);
  await ana.says('/encerrar #1');
  await ana.hears('Antes, diga para quem é a mensagem que está esperando, ou escreva /cancelar.');
});

describe('a ticket that leaves without the agent', () => {
  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'taken over',
      async () => {
        const { dora, id } = await atConsole(1);
        await dora.takesOver(id);
      },
      /^Dora Nunes assumiu o atendimento #1/,
    ],
    [
      'taken on the phone',
      () => joana.types('Oi Joana, aqui é o Zé.'),
      /^telefone da empresa assumiu o atendimento #1/,
    ],
  ])('%s: unnamed words are not sent to the customer who is left', async (_, leaves, told) => {
    const pedro = await pedroToo();
    await leaves();
    await ana.hears(told);
    await ana.says('o seu boleto venceu');
    await ana.hears(
      'O atendimento #1 não está mais com você. É para #2 Pedro? Se for, responda 2; ainda não enviei nada.',
    );
    await pedro.hearsNothing(30);
    await world.passes(20);
    await ana.says('#2 tudo certo?');
    await pedro.hears('tudo certo?');
    await world.passes(1);
    await ana.says('alô');
    await pedro.hears('alô');
  });

  test('requeued because the agent was silent', async () => {
    const pedro = await pedroToo();
    await joana.says('alguém aí?');
    await ana.hears('#1 Joana: alguém aí?');
    for (let minute = 1; minute <= 3; minute++) {
      await ana.says('#2 um momento');
      await pedro.hears('um momento');
      await world.passes(61);
    }
    await ana.hears(/^#1: Joana espera a sua resposta/);
    await ana.hears(/^O atendimento #1 voltou à fila/);
    await ana.says('o seu boleto venceu');
    await ana.hears(/^O atendimento #1 não está mais com você\. É para #2 Pedro\?/);
    await world.passes(20);
    await ana.says('2');
    await ana.hears('Enviei para #2 Pedro.');
    await pedro.hears('o seu boleto venceu');
    await world.passes(1);
    await ana.says('alô');
    await pedro.hears('alô');
  });

  test('closed by the agent: nothing is in doubt', async () => {
    const pedro = await pedroToo();
    await ana.says('/encerrar #1 orientada; modem reiniciado');
    await ana.hears('Atendimento #1 encerrado.');
    await world.passes(1);
    await ana.says('oi, Pedro');
    await pedro.hears('oi, Pedro');
  });

  test('closed by the agent: words that were under way are not for who is left', async () => {
    const pedro = await pedroToo();
    await world.passes(30);
    await ana.says('/encerrar #1 orientada; modem reiniciado');
    await ana.hears('Atendimento #1 encerrado.');
    await ana.says('até logo, Joana', { agoSeconds: 5 });
    await ana.hears(/^O atendimento #1 não está mais com você\. É para #2 Pedro\?/);
    await pedro.hearsNothing(50);
  });

  test('named by words that were under way: the doubt remains', async () => {
    const pedro = await pedroToo();
    await world.passes(30);
    const { dora, id } = await atConsole(1);
    await dora.takesOver(id);
    await ana.hears(/^Dora Nunes assumiu o atendimento #1/);
    await ana.says('#2 um momento', { agoSeconds: 5 });
    await pedro.hears('um momento');
    await world.passes(30);
    await ana.says('o seu boleto venceu');
    await ana.hears(/^O atendimento #1 não está mais com você\. É para #2 Pedro\?/);
    await pedro.hearsNothing(50);
  });

  test('and somebody new is accepted: the words are for them', async () => {
    const { dora, id } = await atConsole(1);
    await dora.takesOver(id);
    await ana.hears(/^Dora Nunes assumiu o atendimento #1/);
    await world.passes(60);
    const pedro = await pedroToo();
    await world.passes(1);
    await ana.says('oi, Pedro');
    await pedro.hears('oi, Pedro');
  });

  test('while it was being closed: a late answer accepts nobody', async () => {
    await ana.says('/encerrar #1');
    await ana.hears(/^O que foi informado/);
    const { dora, id } = await atConsole(1);
    await dora.takesOver(id);
    await ana.hears(/^Dora Nunes assumiu o atendimento #1/);
    const pedro = world.chat('l2', 'Pedro');
    await pedro.says('quero falar com atendente');
    await ana.hears(/^Novo atendimento #2 /);
    await ana.says('1');
    await ana.hears('Qual atendimento: #2? Escreva 1 #número para aceitar ou 2 #número para recusar.');
  });
});
