import { whatWentWrong } from '../support/evidence.js';
import type { CrashPoint } from '../support/mortal-program.js';
import { openStory, type Story } from '../support/story.js';
import type { Steadfast, SteadfastAgent, SteadfastEmulatorPerson } from '../support/steadfast.js';

/** A life begins in a second; where the machine has much else to do it may take ten times as long. */
const LONGEST_MS = 300_000;

let story: Story;
afterEach(() => story.isForgotten());

const WELCOME = /^Oi! Eu sou o assistente virtual/;
const HOURS = /^Nossa equipe atende de segunda a sexta/;
const CALLING = /vou chamar uma pessoa/;
const THANKS = 'Por nada! Precisando, é só escrever.';
const BACK = /^Voltei!/;

async function talksToTheBot(customer: Steadfast): Promise<void> {
  await customer.hears(WELCOME);
  await customer.says('oi');
  await customer.hears('Oi! Como posso ajudar?');
  await customer.says('qual o horario de atendimento');
  await customer.hears(HOURS);
}

/** Ana lets her offer lapse, and nobody else answers; in the end she is asked again. */
async function waitsForAna(story: Story, joana: Steadfast, ana: Steadfast): Promise<void> {
  await joana.says('quebre agora, por favor');
  await joana.hears(/^Desculpe, tive um problema aqui/);
  await joana.says('minha internet caiu, quero falar com um atendente');
  await joana.hears(CALLING);
  await joana.hears(/^Chamei Ana/);
  await ana.hears(/^Novo atendimento #1 /);
  await story.lives.after(OFFERED);
  story.lives.passes(601);
  await ana.hears(/^O prazo para aceitar o atendimento #1 terminou/);
  await joana.hears('Agora chamei Caio para atender você.');
  story.lives.passes(601);
  await joana.hears(/^Continuo procurando/);
  story.lives.passes(121);
  await joana.hears('Agora chamei Ana para atender você.');
  await ana.hears(/^Novo atendimento #1 /);
  await joana.says('isso desde ontem');
  await joana.hears(/Anotado|Recebi|acrescentei/);
}

async function isServedByAna(story: Story, joana: Steadfast, ana: Steadfast): Promise<void> {
  await ana.says('1');
  await joana.hears('Você agora fala com Ana.');
  await ana.hears(/^O atendimento #1 é seu/);
  await ana.hears('#1 Cliente: isso desde ontem');
  const lines = ['a luz está vermelha', 'já reiniciei', 'e nada'];
  for (const line of lines) await joana.says(line);
  for (const line of lines) await ana.hears(`#1 Cliente: ${line}`);
  const replies = ['Vou olhar daqui.', 'Achei: a fibra rompeu.', 'A visita é amanhã cedo.'];
  for (const reply of replies) await ana.says(reply);
  for (const reply of replies) await joana.hears(reply);
  await ana.says('/encerrar fibra rompida; visita marcada');
  await ana.hears('Atendimento #1 encerrado.');
  await joana.hears(/encerrado por Ana/);
  await joana.hears(BACK);
  story.closed({ agent: 'ana', told: 'fibra rompida', solved: 'visita marcada' });
  await joana.says('obrigada');
  await joana.hears(THANKS);
}

async function isServedByBia(
  story: Story,
  pedro: SteadfastEmulatorPerson,
  bia: SteadfastAgent,
): Promise<void> {
  await pedro.says('quero cancelar meu contrato');
  await pedro.hears(CALLING);
  await pedro.hears(/^Chamei Bia/);
  const ticket = await bia.acceptsTheOffer();
  await pedro.hears('Você agora fala com Bia.');
  const lines = ['achei caro', 'e vou mudar de cidade'];
  for (const line of lines) await pedro.says(line);
  pedro.answers(429);
  for (const reply of ['Que pena!', 'Tenho um plano menor.', 'Quer ver?']) await bia.replies(ticket, reply);
  for (const reply of ['Que pena!', 'Tenho um plano menor.', 'Quer ver?']) await pedro.hears(reply);
  const closing = { agent: 'bia', told: 'plano menor oferecido', solved: 'vai pensar' };
  await bia.closes(ticket, closing);
  story.closed(closing);
  await pedro.hears(/encerrado por Bia/);
  await pedro.hears(BACK);
  await pedro.says('obrigado');
  await pedro.hears(THANKS);
}

const OFFERED: CrashPoint = ['sent', 1];

/** In the order of the story; each count begins anew with the life. */
const CRASHES: readonly CrashPoint[] = [
  ['relay', 1], // Ana is heard for the first time, and welcome
  ['sent', 1], // that reached her
  ['keep', 1], // Joana is there
  ['answer', 1], // her welcome
  ['keep', 1],
  ['answer', 2],
  ['apology', 1],
  ['answer', 1], // the ticket is opened and offered
  OFFERED, // the offer reached Ana
  ['tick', 1], // Ana's offer lapsed
  ['tick', 1], // Caio's too
  ['tick', 1], // the search began anew, or found nobody
  ['keep', 1],
  ['relay', 1], // Ana accepts
  ['keep', 3],
  ['relay', 1], // Joana's words
  ['relay', 2], // Ana's words
  ['relay', 2], // Ana closes
  ['answer', 1], // the bot is back
  ['sent', 2], // Pedro hears
  ['command', 1], // Bia accepts
  ['retry', 1],
  ['command', 1], // Bia's words
  ['sent', 3],
];

test(
  'whatever dies and whenever: nothing is lost, nothing is said twice, order is kept',
  async () => {
    story = await openStory({ crashes: CRASHES });
    const bia = await story.agent('bia');
    // Caio is there too, and never answers.
    await story.agent('caio');
    story.lives.dies();
    const ana = await story.emulatorPerson('Ana');
    await ana.says('oi');
    await ana.hears(/^Oi, Ana! Você está disponível/);
    const joana = await story.webCustomer('Joana');
    await talksToTheBot(joana);
    await waitsForAna(story, joana, ana);
    await isServedByAna(story, joana, ana);
    const pedro = await story.emulatorPerson('Pedro');
    await pedro.joins();
    await talksToTheBot(pedro);
    await isServedByBia(story, pedro, bia);
    const evidence = await story.ends();
    expect(whatWentWrong(evidence)).toEqual([]);
    expect(evidence.births).toHaveLength(1 + CRASHES.length + 1);
  },
  LONGEST_MS,
);

const WHOM = /^Para quem é\? #1 Cliente ou #2 Pedro\./;
const SUGGESTION = /\nSugestão: (.+)\n1 confirma/;

/** Both in Ana's one chat. */
async function areServedByAna(
  joana: Steadfast,
  pedro: SteadfastEmulatorPerson,
  ana: SteadfastEmulatorPerson,
): Promise<void> {
  await ana.says('/disponivel');
  await ana.hears('Combinado, você está disponível.');
  await pedro.joins();
  for (const [i, customer] of [joana, pedro].entries()) {
    const number = i + 1;
    await customer.hears(WELCOME);
    await customer.says('minha internet caiu, quero falar com um atendente');
    await customer.hears(CALLING);
    await customer.hears(/^Chamei Ana/);
    await ana.hears(new RegExp(`^Novo atendimento #${number} `));
    await ana.says(`1 #${number}`);
    await customer.hears('Você agora fala com Ana.');
    await ana.hears(new RegExp(`^O atendimento #${number} é seu`));
  }
}

async function addressesBoth(
  joana: Steadfast,
  pedro: Steadfast,
  ana: SteadfastEmulatorPerson,
): Promise<void> {
  await ana.says('o seu vencimento é dia 10');
  await ana.hears(WHOM);
  await ana.corrects('o seu vencimento é dia 10', 'o seu vencimento é dia 15');
  await ana.says('e veja o wi-fi, por favor');
  await ana.hears(/^Para quem são as 2 mensagens\?/);
  await ana.says('2');
  await ana.hears('Enviei as 2 mensagens para #2 Pedro.');
  await pedro.hears('o seu vencimento é dia 15');
  await pedro.hears('e veja o wi-fi, por favor');
  await ana.says('#2 ligue o modem');
  await pedro.hears('ligue o modem');
  await ana.corrects('#2 ligue o modem', '#2 desligue o modem');
  await pedro.hears('(correção) desligue o modem');
  await ana.says('#1 Oi, Joana!');
  await joana.hears('Oi, Joana!');
}

/** Closed by two digits, while the other customer goes on. */
async function closesByDigits(story: Story, pedro: Steadfast, ana: Steadfast): Promise<void> {
  await ana.says('#2 Troquei o canal do seu wi-fi.');
  await pedro.hears('Troquei o canal do seu wi-fi.');
  await ana.says('/encerrar #2');
  const [, told = ''] = SUGGESTION.exec(await ana.hears(/^O que foi informado a Pedro\? \(#2\)/)) ?? [];
  await ana.says('1');
  const [, solved = ''] = SUGGESTION.exec(await ana.hears(/^O que resolveu\? \(#2, Pedro\)/)) ?? [];
  // The evidence tells words apart by their text.
  await ana.says('1 ');
  await ana.hears('Atendimento #2 encerrado.');
  await pedro.hears(/encerrado por Ana/);
  await pedro.hears(BACK);
  expect([told, solved]).not.toContain('');
  story.closed({ agent: 'ana', told, solved });
}

async function closesInWords(story: Story, joana: Steadfast, ana: Steadfast): Promise<void> {
  await joana.says('resolvido, obrigada');
  await ana.hears('#1 Cliente: resolvido, obrigada');
  await ana.says('/encerrar #1 orientada; modem reiniciado');
  await ana.hears('Atendimento #1 encerrado.');
  await joana.hears(/encerrado por Ana/);
  await joana.hears(BACK);
  story.closed({ agent: 'ana', told: 'orientada', solved: 'modem reiniciado' });
}

const IN_A_CHAT: readonly CrashPoint[] = [
  ['relay', 1], // words that wait: Ana is asked whom they are for
  ['relay', 1], // they are corrected
  ['relay', 2], // more words wait, and all go to the customer she names
  ['sent', 1], // the first of them reached Pedro, or Ana heard that they went
  ['relay', 1], // words to Pedro
  ['relay', 1], // they are corrected
  ['relay', 1], // words to Joana
  ['relay', 2], // the first question of a closing
  ['relay', 1], // the second one
  ['relay', 1], // closed
  ['sent', 2], // that reached both
  ['relay', 1], // Joana's words
  ['relay', 1], // closed, in one line
];

test(
  'an agent with two customers in one chat: asked, answered and corrected once, nothing to the wrong one',
  async () => {
    story = await openStory({ crashes: IN_A_CHAT });
    const [ana, pedro] = [await story.emulatorPerson('Ana'), await story.emulatorPerson('Pedro')];
    const joana = await story.webCustomer('Joana');
    await areServedByAna(joana, pedro, ana);
    story.lives.dies();
    await addressesBoth(joana, pedro, ana);
    await closesByDigits(story, pedro, ana);
    await closesInWords(story, joana, ana);
    const evidence = await story.ends();
    expect(whatWentWrong(evidence)).toEqual([]);
    expect(evidence.births).toHaveLength(1 + IN_A_CHAT.length + 1);
  },
  LONGEST_MS,
);
