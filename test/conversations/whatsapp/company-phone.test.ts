import type { TicketDetail } from '../../../channels/console/api.js';
import type { ConsoleAgent } from '../../support/console-agent.js';
import type { WhatsAppPerson } from '../../support/whatsapp-person.js';
import { openScene, shown, soon, ticketsSeenBy, type Scene } from './scene.js';

const HOUR = 3600;
let scene: Scene;
let dora: ConsoleAgent;
beforeAll(async () => {
  // Only the test moves the clock: an hour passes for everybody.
  scene = await openScene({ tickMs: 600_000, slow: true, whatsApp: { ackTimeoutMs: 800 } });
  dora = await scene.world.agent('dora');
});
afterAll(() => scene.ends());

let people = 0;
/** Somebody the bot has greeted. */
async function greeted(name: string): Promise<WhatsAppPerson> {
  const person = scene.person(`55119876600${10 + ++people}`, name);
  await person.says('oi');
  await person.hears('Oi! Como posso ajudar?');
  return person;
}

/** The company's words, as they are read on the person's phone. */
async function typed(person: WhatsAppPerson, text: string): Promise<void> {
  const { settled } = await scene.types(person, text);
  await person.hears(text);
  await settled;
}

/** The newest ticket of this customer, once it looks like this. */
const ticketOf = (name: string, fits: (ticket: TicketDetail) => boolean = () => true) =>
  soon(
    async () => (await ticketsSeenBy(dora)).filter((one) => one.customer === name && fits(one)).at(-1),
    `such a ticket of ${name}`,
  );
const onThePhone = ({ agent }: TicketDetail) => agent?.id === 'phone:main';
const isClosed = ({ status }: TicketDetail) => status === 'closed';

describe('the owner types on the company’s phone', () => {
  test('the bot falls silent, and the team sees who has the chat and what was typed', async () => {
    const joana = await greeted('Joana');
    await typed(joana, 'Oi Joana, aqui é o Zé. Já estou olhando.');
    await joana.says('que bom');
    await joana.says('quero falar com um atendente');
    await joana.hearsNothing(400);
    const ticket = await ticketOf('Joana');
    expect(ticket).toMatchObject({ status: 'active', agent: { id: 'phone:main' } });
    const lines = ticket.transcript.map(({ author, text }) => `${author.kind}: ${text}`);
    expect(lines.slice(-3)).toEqual([
      'agent: Oi Joana, aqui é o Zé. Já estou olhando.',
      'customer: que bom',
      'customer: quero falar com um atendente',
    ]);
  });

  test('what the bot had written and WhatsApp has not taken is withdrawn', async () => {
    const { server } = scene;
    const rita = await greeted('Rita');
    server.faults.loseMessages = 1;
    await rita.says('minha internet caiu');
    await soon(() => server.faults.loseMessages === 0 || undefined, 'the lost answer');
    await typed(rita, 'Oi Rita, é o Zé.');
    await rita.hearsNothing(2200);
    const ticket = await ticketOf('Rita');
    expect(ticket.transcript.find(({ text }) => text.startsWith('Sinto muito'))?.state).toBe('withdrawn');
  });

  test('an agent’s ticket passes to the phone; the agent hears it and can no longer write there', async () => {
    const ana = await scene.world.agent('ana');
    const nina = await greeted('Nina');
    const ticketId = await scene.servedBy(ana, nina);
    await typed(nina, 'Deixa comigo, Nina.');
    const { events } = await ticketOf('Nina', onThePhone);
    expect(events.at(-1)).toMatchObject({ type: 'taken-over', agent: 'telefone da empresa' });
    expect((await ana.board()).mine).toEqual([]);
    expect((await ana.board()).others.find(({ id }) => id === ticketId)?.agent?.id).toBe('phone:main');
    expect((await ana.replies(ticketId, 'oi, é a Ana')).status).toBe(409);
    await nina.says('certo');
    await nina.hearsNothing(400);
  });

  test('typed while the program was stopped: the chat is taken over all the same', async () => {
    const olga = await greeted('Olga');
    dora.close();
    await scene.away(600, async () => {
      await scene.types(olga, 'Oi Olga, é o Zé.');
      await olga.hears('Oi Olga, é o Zé.');
      await olga.says('oi Zé, minha internet caiu');
    });
    dora = await scene.world.agent('dora');
    await olga.says('alô?');
    await olga.hearsNothing(500);
    expect(await ticketOf('Olga')).toMatchObject({ status: 'active', agent: { id: 'phone:main' } });
  });
});

describe('it is the bot’s again', () => {
  test('by /bot on the phone', async () => {
    const paulo = await greeted('Paulo');
    await typed(paulo, 'Oi Paulo, é o Zé.');
    await typed(paulo, '/bot');
    await paulo.hears(/^Voltei!/);
    await paulo.says('oi');
    await paulo.hears('Oi! Como posso ajudar?');
    expect(await ticketOf('Paulo', isClosed)).toMatchObject({ status: 'closed', outcome: 'returned-to-bot' });
  });

  test('a customer who types /bot gives nothing back', async () => {
    const sara = await greeted('Sara');
    await typed(sara, 'Oi Sara, é o Zé.');
    await sara.says('/bot');
    await sara.says('oi');
    await sara.hearsNothing(400);
    expect((await ticketOf('Sara')).status).toBe('active');
  });

  test('by an hour in which nobody writes; but whoever is owed an answer gets a person', async () => {
    const tina = await greeted('Tina');
    const ugo = await greeted('Ugo');
    await typed(tina, 'Oi Tina, é o Zé.');
    await typed(ugo, 'Oi Ugo, é o Zé.');
    await (
      await ugo.says('e o roteador da sala também parou')
    ).settled;
    await shown(dora, (await ticketOf('Ugo')).id, 'e o roteador da sala também parou');
    await scene.world.passes(HOUR);
    await ugo.hears(/^Vi que a sua última mensagem ainda está sem resposta/);
    expect((await ticketOf('Ugo')).status).not.toBe('closed');
    expect(await ticketOf('Tina', isClosed)).toMatchObject({ status: 'closed', outcome: 'returned-to-bot' });
    await tina.hearsNothing(100);
    await tina.says('oi');
    await tina.hears('Oi! Como posso ajudar?');
  });
});

test('copies of the bot’s own words, on the company’s phone or back on our line, take nothing over', async () => {
  const { company, server } = scene;
  const vera = await greeted('Vera');
  await vera.says('minha internet caiu');
  const { id, text = '' } = await vera.hears(/ficar sem internet/);
  const copies = () => company.handsetInbox.all.filter(({ chat }) => chat === vera.phone.lid);
  await soon(() => (copies().length >= 2 ? true : undefined), 'the copies');
  const settled = server.whenSettled(id);
  await company.typeOnHandset(vera.phone, text, { id, t: scene.stamp().t });
  await settled;
  await vera.says('1');
  await vera.hears(/LOS/);
  expect((await ticketsSeenBy(dora)).filter(({ customer }) => customer === 'Vera')).toEqual([]);
});
