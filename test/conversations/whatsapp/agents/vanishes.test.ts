import type { AgentPhone } from '../../../support/agent-phone.js';
import type { WhatsAppPerson } from '../../../support/whatsapp-person.js';
import { openScene, type Scene } from '../scene.js';

let scene: Scene;
let ana: AgentPhone;
let bia: AgentPhone;
let dora: AgentPhone;
let joana: WhatsAppPerson;
let pedro: WhatsAppPerson;
beforeAll(async () => {
  scene = await openScene({ phones: ['ana', 'bia', 'dora'], slow: true, tickMs: 600_000 });
  [ana, bia, dora] = [scene.agent('ana'), scene.agent('bia'), scene.agent('dora')];
  joana = scene.person('5511987650301', 'Joana');
  pedro = scene.person('5511987650302', 'Pedro');
});
afterAll(() => scene.ends());

async function served(person: WhatsAppPerson, number: number): Promise<void> {
  await person.says('quero falar com um atendente');
  await ana.accepts(number);
  await person.finds('Você agora fala com Ana.');
  person.readsAll();
}

test('Ana serves Joana and Pedro, and her phone goes off', async () => {
  await ana.begins();
  await served(joana, 1);
  await served(pedro, 2);
  await bia.begins();
  await dora.begins();
  await ana.says('#2 Já resolvi, Pedro.');
  await pedro.hears('*Ana:* Já resolvi, Pedro.');
  await ana.says('#1 Um instante, Joana.');
  await joana.hears('*Ana:* Um instante, Joana.');
  ana.readsAll();
  ana.turnsOff();
  await joana.says('cadê você?');
  await ana.says('já estou vendo');
  await ana.hearsNothing(200);
});

test('she is nudged; then the supervisor hears of it on her phone', async () => {
  await scene.world.passes(60);
  await dora.hearsNothing(200);
  await scene.world.passes(60);
  await dora.hears('Atenção: no atendimento #1 o cliente espera a resposta de Ana Souza há 2 minutos.');
  await joana.hearsNothing(200);
});

test('then Joana hears that somebody else comes; Bia reads the words that waited', async () => {
  await scene.world.passes(60);
  await joana.hears('Ana não conseguiu responder agora. Já procuro outra pessoa; a conversa vai junto.');
  await joana.hears(/chamei Bia/i);
  await joana.says('alguém aí?');
  await joana.hears(/Anotado|Recebi|acrescentei/);
  const offer = await bia.accepts(1);
  expect(offer.text).toContain('cadê você?');
  await bia.hears('#1 Joana: alguém aí?');
  await joana.hears('Você agora fala com Bia.');
  await bia.says('Oi Joana, aqui é a Bia.');
  await joana.hears('*Bia:* Oi Joana, aqui é a Bia.');
});

test('the phone comes back: the notices in their order, and what was typed meanwhile reaches nobody', async () => {
  await ana.turnsOn();
  await ana.hears('#1 Joana: cadê você?');
  await ana.hears('#1: Joana espera a sua resposta há 1 minuto.');
  await ana.hears(/^O atendimento #1 voltou à fila/);
  await ana.hears(/#1[^]*#2 Pedro|#2 Pedro[^]*#1/);
  await joana.hearsNothing(300);
  await pedro.hearsNothing(300);
});

test('a quote of Joana’s words is refused: she is Bia’s now', async () => {
  const [words] = ana.phone.inbox.all.filter(({ text }) => text === '#1 Joana: cadê você?');
  await ana.quotes(words ?? { id: '', settled: Promise.resolve() }, 'estou aqui');
  await ana.hears(/#1 não está com você/);
  await joana.hearsNothing(300);
});

test('named, her words reach Pedro; from then on he is the only one again', async () => {
  await ana.says('#2 desculpe a demora');
  await pedro.hears('*Ana:* desculpe a demora');
  await ana.hears('A mensagem que esperava não foi enviada a ninguém.');
  await scene.world.passes(11);
  await ana.says('Ficou tudo certo?');
  await pedro.hears('*Ana:* Ficou tudo certo?');
  await joana.hearsNothing(200);
});

test('words typed before the ticket was taken are not for whoever came after', async () => {
  await ana.says('/encerrar #2 fatura; reenviei a fatura');
  await ana.hears('Atendimento #2 encerrado.');
  await pedro.finds(/encerrado por Ana/);
  ana.turnsOff();
  await ana.says('Era só isso, Pedro?', { t: Math.floor(scene.world.now().getTime() / 1000) });
  await scene.world.passes(20);
  const rita = scene.person('5511987650303', 'Rita');
  await rita.says('minha internet caiu, quero falar com um atendente');
  await rita.finds(/^Chamei Ana/);
  const console = await scene.world.agent('ana');
  const { id } = await console.seesOffer();
  expect((await console.accepts(id)).status).toBe(200);
  await rita.finds('Você agora fala com Ana.');
  await pedro.finds(/^Voltei/);
  rita.readsAll();
  await ana.turnsOn();
  await ana.finds(/#3 Rita/);
  await rita.hearsNothing(300);
  await pedro.hearsNothing(300);
});
