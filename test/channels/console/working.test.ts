import { openWorld, type World } from '../../support/world.js';
import type { ConsoleAgent } from '../../support/console-agent.js';
import type { WebCustomer } from '../../support/web-customer.js';

let world: World;
let ana: ConsoleAgent;
let customer: WebCustomer;
beforeEach(async () => {
  world = await openWorld();
  ana = await world.agent('ana');
  customer = await world.webCustomer();
});
afterEach(() => world.ends());

/** Ana takes what the customer wants. */
async function anaHolds(from = customer): Promise<string> {
  await from.says('quero falar com atendente');
  const { id } = await ana.seesOffer();
  expect((await ana.accepts(id)).status).toBe(200);
  return id;
}

describe('a private note', () => {
  test('is read by colleagues, survives a transfer, and never reaches the customer', async () => {
    const id = await anaHolds();
    const [bia, caio] = [await world.agent('bia'), await world.agent('caio')];
    expect(await ana.notes(id, 'mora em sítio, sinal ruim')).toMatchObject({ status: 200 });
    const noted = { type: 'noted', by: 'Ana Souza', note: 'mora em sítio, sinal ruim' };
    expect((await ana.ticket(id)).events.at(-1)).toMatchObject(noted);
    await ana.transfers(id, { agent: 'bia', note: 'é com você' });
    expect(await bia.notes(id, 'já conheço o caso')).toMatchObject({ status: 200 });
    await bia.accepts(id);
    const notes = (await bia.ticket(id)).events.filter(({ type }) => type === 'noted');
    expect(notes.map(({ note }) => note)).toEqual(['mora em sítio, sinal ruim', 'já conheço o caso']);

    await bia.replies(id, 'Oi, aqui é a Bia!');
    const heard: string[] = [];
    while (heard.at(-1) !== 'Oi, aqui é a Bia!') heard.push((await customer.hears(/./)).text ?? '');
    expect(heard.join()).not.toMatch(/sítio|conheço o caso/);
    expect(JSON.stringify((await bia.ticket(id)).transcript)).not.toContain('sítio');

    // Caio may read it, for it is of his department; it was never his, so he writes nothing into it.
    expect(await caio.notes(id, 'eu também')).toMatchObject({ status: 409 });
    expect(await (await world.agent('dora')).notes(id, 'supervisão ciente')).toMatchObject({ status: 200 });
    await bia.closes(id, 'a', 'b');
    expect(await bia.notes(id, 'tarde demais')).toMatchObject({ status: 409 });
  });
});

describe('the problem', () => {
  test('is corrected at closing, and stays as it was without', async () => {
    const id = await anaHolds();
    const { problemId } = await ana.ticket(id);
    await ana.closesAs(id, 'senha-wifi', 'onde se vê a senha', 'senha trocada');
    const closed = await ana.ticket(id);
    expect(closed).toMatchObject({ status: 'closed', problemId: 'senha-wifi' });
    expect(closed.events.at(-1)).toMatchObject({ type: 'closed', problem: 'Senha do Wi-Fi' });
    const next = await anaHolds();
    await ana.closes(next, 'a', 'b');
    expect(await ana.ticket(next)).toMatchObject({ problemId });
  });

  test('takes the kind of request along, and is found and listed by its title', async () => {
    const id = await anaHolds();
    await ana.closesAs(id, 'sem-internet', 'a', 'b');
    expect(await ana.ticket(id)).toMatchObject({ kind: 'complaint', problem: 'Sem conexão' });
    const [found] = (await ana.searches('conexão')).tickets;
    expect(found).toMatchObject({ id, kind: 'complaint', problem: 'Sem conexão' });
    expect((await ana.board()).problems).toContainEqual({ id: 'sem-internet', title: 'Sem conexão' });
  });

  test('nobody knows is refused, and nothing has changed', async () => {
    const id = await anaHolds();
    const before = await ana.ticket(id);
    expect(await ana.closesAs(id, 'telepatia', 'a', 'b')).toEqual({
      status: 409,
      message: 'Não conheço o problema "telepatia". Escolha um da lista; não mudei nada.',
    });
    expect(await ana.ticket(id)).toEqual(before);
    expect(await ana.closesAs(id, before.problemId, 'a', 'b')).toMatchObject({ status: 200 });
  });
});

describe('a card of the bot', () => {
  test('is read as its words, never as its JSON', async () => {
    await world.ends();
    const content = { type: 'AdaptiveCard', body: [], fallbackText: 'Fatura de outubro: R$ 99,90' };
    const contentType = 'application/vnd.microsoft.card.adaptive';
    const cards = [
      { contentType, content },
      { contentType, content: { type: 'AdaptiveCard' } },
    ];
    world = await openWorld({
      aroundTurn:
        (runTurn) =>
        async (...turn) => {
          const result = await runTurn(...turn);
          return { ...result, replies: [...result.replies, { text: '', attachments: cards }] };
        },
    });
    ana = await world.agent('ana');
    const id = await anaHolds(await world.webCustomer());
    const { transcript } = await ana.ticket(id);
    expect(transcript.flatMap(({ attachments }) => attachments)).toEqual(
      expect.arrayContaining([
        { contentType, card: 'Fatura de outubro: R$ 99,90' },
        { contentType, card: '' },
      ]),
    );
    expect(JSON.stringify(transcript)).not.toContain('AdaptiveCard');
  });
});

describe('what is known of a customer', () => {
  test('is every earlier ticket of theirs, newest first, and nobody else’s', async () => {
    const [first, of] = [await anaHolds(), await world.webCustomer()];
    await ana.closesAs(first, 'senha-wifi', 'onde se vê a senha', 'senha trocada');
    const other = await anaHolds(of);
    await ana.closes(other, 'x', 'y');
    const second = await anaHolds();
    await ana.handsBack(second, 'só queria o horário');
    const third = await anaHolds();
    const { earlier, protocol } = await ana.ticket(third);
    expect(earlier).toMatchObject([
      { id: second, outcome: 'returned-to-bot', agent: 'Ana Souza', mayOpen: true },
      {
        ...{ id: first, outcome: 'resolved', problem: 'Senha do Wi-Fi', status: 'closed' },
        ...{ told: 'onde se vê a senha', solved: 'senha trocada' },
      },
    ]);
    expect(earlier.map((one) => one.protocol)).not.toContain(protocol);
    expect((await ana.ticket(first)).earlier).toEqual([]);
  });
});

describe('everything of the last 30 days', () => {
  test('is found by protocol and problem, as far as one may see it', async () => {
    const id = await anaHolds();
    await ana.closesAs(id, 'senha-wifi', 'a', 'b');
    const { protocol, department } = await ana.ticket(id);
    const bia = await world.agent('bia');
    const ids = async (agent: ConsoleAgent, words: string) =>
      (await agent.searches(words)).tickets.map((one) => one.id);
    expect(await ids(ana, '')).toEqual([id]);
    expect(await ids(ana, protocol.slice(-4))).toEqual([id]);
    expect(await ids(ana, 'SENHA')).toEqual([id]);
    expect(await ids(ana, 'senha boleto')).toEqual([]);
    expect(await ids(ana, '%')).toEqual([]);
    expect(await ids(bia, '')).toEqual(bia.me.departments.includes(department) ? [id] : []);
    await world.passes(31 * 86_400);
    ana = await world.agent('ana');
    expect(await ids(ana, '')).toEqual([]);
  });
});

describe('canned replies', () => {
  test('are for whoever replies, by step, in the customer’s language', async () => {
    const id = await anaHolds();
    const { cannedReplies } = await ana.ticket(id);
    expect([...new Set(cannedReplies.map(({ step }) => step))]).toEqual([
      ...['greet', 'identify', 'understand', 'solve', 'document', 'follow-up'],
    ]);
    expect(cannedReplies[0]?.text).toContain('Oi, {{customer}}!');
    expect((await (await world.agent('dora')).ticket(id)).cannedReplies).toEqual([]);
    await ana.closes(id, 'a', 'b');
    const spanish = await world.webCustomer({ locale: 'es-AR' });
    await spanish.says('quiero hablar con una persona');
    const offered = await ana.seesOffer();
    await ana.accepts(offered.id);
    expect((await ana.ticket(offered.id)).cannedReplies[0]?.text).toContain('¡Hola, {{customer}}!');
  });
});
