import type { WhatsAppPerson } from '../../../support/whatsapp-person.js';
import { openScene, shown, soon, ticketsSeenBy, type Scene } from '../scene.js';

const LONGER_THAN_IT_GATHERS_MS = 900;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.ends());

/** Which of their messages the person sees as read. */
const seenAsRead = ({ phone }: WhatsAppPerson): string[] =>
  phone.receipts.all.filter(({ type }) => type === 'read').flatMap(({ ids }) => ids);

const readSoon = (person: WhatsAppPerson, id: string) =>
  soon(() => (seenAsRead(person).includes(id) ? true : undefined), `${id} to be read`);

/** How often a message with this id left our program. */
const timesWritten = (id: string): number =>
  scene.server.log.filter(({ dir, node }) => dir === 'in' && node.tag === 'message' && node.attrs.id === id)
    .length;

describe('read receipts', () => {
  test('come after the bot’s answer, not before it', async () => {
    const joana = scene.person('5511987710001', 'Joana');
    const { id, settled } = await joana.says('oi');
    await settled;
    const answer = await joana.hears('Oi! Como posso ajudar?');
    await readSoon(joana, id);
    const { log } = scene.server;
    const written = log.findIndex(({ node }) => node.tag === 'message' && node.attrs.id === answer.id);
    const read = log.findIndex(({ node: { tag, attrs } }) => tag === 'receipt' && attrs.type === 'read');
    expect(written).toBeGreaterThan(-1);
    expect(read).toBeGreaterThan(written);
  });

  test('come when the agent has answered; reading alone is not answering', async () => {
    const ana = await scene.world.agent('ana');
    const rita = scene.person('5511987710002', 'Rita');
    const ticketId = await scene.servedBy(ana, rita);
    const first = await rita.says('minha internet caiu');
    const second = await rita.says('alô?');
    await ana.hears(ticketId, 'alô?');
    await rita.hearsNothing(LONGER_THAN_IT_GATHERS_MS);
    expect(seenAsRead(rita)).not.toContain(first.id);
    expect(seenAsRead(rita)).not.toContain(second.id);
    await ana.replies(ticketId, 'Oi Rita, já vejo.');
    await rita.hears('*Ana:* Oi Rita, já vejo.');
    for (const { id } of [first, second]) await readSoon(rita, id);
  });
});

test('somebody who never wrote hears nothing, whatever the owner does in their chat', async () => {
  const stranger = scene.person('5511987710003', 'Estranho');
  for (const text of ['Oi, aqui é a ACME', '/bot']) {
    const { settled } = await scene.types(stranger, text);
    await stranger.hears(text);
    await settled;
  }
  await stranger.hearsNothing(700);
});

test('what WhatsApp refuses with 463 is written once, and the agent sees that it failed', async () => {
  const ana = await scene.world.agent('ana');
  const rui = scene.person('5511987710005', 'Rui');
  const ticketId = await scene.servedBy(ana, rui);
  scene.server.faults.nack.push(463);
  const refused = scene.server.waitFor(
    ({ tag, attrs }, dir) => dir === 'out' && tag === 'ack' && attrs.error === '463',
  );
  await ana.replies(ticketId, 'Isto não vai chegar.');
  const id = (await refused).attrs.id ?? '';
  const entry = await shown(ana, ticketId, 'Isto não vai chegar.', ({ state }) => state === 'failed');
  expect(entry.failure).toBe('463');
  await rui.hearsNothing(1600);
  expect(timesWritten(id)).toBe(1);
  await ana.replies(ticketId, 'Mas isto sim.');
  await rui.hears('*Ana:* Mas isto sim.');
});

/** As long as this a machine's words are no tapping through a menu; each is one that the bot understands. */
const WORDS_OF_A_MACHINE = [
  'Olá, tudo bem com vocês aí hoje?',
  'Qual é o horário de atendimento de vocês?',
  'Quais são as formas de pagamento que vocês aceitam?',
  'Quais são os planos de internet que vocês têm?',
  'Quanto custa a taxa de instalação da internet?',
  'Vocês atendem na minha rua, aqui no centro?',
];

test('another machine, which answers everything at once, is left to a person, with the reason', async () => {
  const shop = scene.person('5511987710004', 'Loja automática');
  await shop.says('oi');
  let rounds = 0;
  for (; rounds < 40; rounds++) {
    const heard = await shop.phone.nextMessage(1500).catch(() => undefined);
    if (!heard) break;
    await shop.says(WORDS_OF_A_MACHINE[rounds % WORDS_OF_A_MACHINE.length] ?? '');
  }
  expect(rounds).toBeGreaterThan(3);
  expect(rounds).toBeLessThan(12);
  const dora = await scene.world.agent('dora');
  const ticket = await soon(async () =>
    (await ticketsSeenBy(dora)).find(({ customer }) => customer === 'Loja automática'),
  );
  expect(ticket.events.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toContain('loop');
});

describe('the bot types before it speaks', () => {
  let typing: Scene;
  beforeAll(async () => {
    typing = await openScene({ settings: { WHATSAPP_TYPING_MS: '1000' } });
  });
  afterAll(() => typing.ends());

  const states = ({ phone }: WhatsAppPerson) => phone.states.all.map(({ state }) => state);

  test('the person sees it; an agent’s words come at once', async () => {
    const ana = await typing.world.agent('ana');
    const joana = typing.person('5511987720001', 'Joana');
    await joana.says('oi');
    await joana.phone.nextState();
    expect(joana.phone.inbox.size).toBe(0);
    await joana.hears('Oi! Como posso ajudar?');
    const ticketId = await typing.servedBy(ana, joana);
    const before = states(joana);
    expect(new Set(before)).toEqual(new Set(['composing']));
    await ana.replies(ticketId, 'Oi Joana, aqui é a Ana.');
    await joana.hears('*Ana:* Oi Joana, aqui é a Ana.');
    expect(states(joana)).toEqual(before);
  });

  test('whoever takes the chat over meanwhile spares the customer the bot’s words', async () => {
    const rita = typing.person('5511987720002', 'Rita');
    await rita.says('minha internet caiu');
    await rita.phone.nextState();
    await typing.types(rita, 'Oi Rita, é o Zé.');
    await rita.hears('Oi Rita, é o Zé.');
    await rita.hearsNothing(1700);
    expect(states(rita)).toEqual(['composing', 'paused']);
  });
});
