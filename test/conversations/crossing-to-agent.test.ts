import { anaServes, openCrossing, type Crossing } from './crossing-scene.js';

let scene: Crossing;
afterEach(() => scene.ends());

/** Ana serves Joana in ticket #1. */
async function anaServesJoana() {
  scene = await openCrossing();
  return anaServes(scene);
}

describe('from the customer to the agent', () => {
  test('words say whose they are, and which message they repeat', async () => {
    const { ana, joana } = await anaServesJoana();
    const picture = [{ contentType: 'image/png', name: 'modem.png', url: '/files/1' }];
    await joana.says('olha a luz', { files: picture });
    expect(await ana.reads()).toEqual(['#1 Joana: olha a luz']);
    const { id } = await joana.row('olha a luz');
    const copy = await ana.row('#1 Joana: olha a luz');
    expect(copy).toMatchObject({ author: 'customer', copy_of: id, ticket_id: 't1' });
    expect(JSON.parse(copy.body ?? '{}')).toMatchObject({ attachments: picture });
  });

  test('a quote of what stands in the agent’s chat is a quote there', async () => {
    const { ana, joana } = await anaServesJoana();
    await ana.writes(1, 'reinicie o modem');
    const heard = await joana.idOf('reinicie o modem');
    const own = await joana.says('qual botão?', { quotes: heard });
    await joana.says('é esse mesmo', { quotes: own });
    expect(await ana.reads()).toEqual([
      're "reinicie o modem" #1 Joana: qual botão?',
      're "#1 Joana: qual botão?" #1 Joana: é esse mesmo',
    ]);
  });

  test('of other words quoted our own record is told in a line; of a message nobody knows nothing', async () => {
    const { ana, joana } = await anaServesJoana();
    await joana.says('isto', { quotes: (await joana.row('quero falar com atendente')).external_id ?? '' });
    await joana.says('e isto', { quotes: 'NEVER' });
    expect(await ana.reads()).toEqual([
      '#1 Joana: (em resposta a "quero falar com atendente")\nisto',
      '#1 Joana: e isto',
    ]);
  });

  test('long words are quoted as one short line, deleted ones not at all', async () => {
    scene = await openCrossing();
    const ana = await scene.agent('ana');
    const joana = scene.customer('Joana');
    const long = await joana.says(`uma\nhistória ${'comprida '.repeat(40)}`);
    const secret = await joana.says('senha 1234');
    const { id } = await scene.offered(joana, 'ana');
    await ana.orders({ type: 'accept', ticketId: id });
    await joana.deletes(secret);
    await ana.reads();
    await joana.says('leu?', { quotes: long });
    await joana.says('esqueça', { quotes: secret });
    const [told, forgotten] = await ana.reads();
    expect(told).toMatch(/^#1 Joana: \(em resposta a "uma história comprida [^\n]{50,70}…"\)\nleu\?$/);
    expect(forgotten).toBe('#1 Joana: esqueça');
  });

  test('a correction changes what the agent has, again and again, quote line and all', async () => {
    const { ana, joana } = await anaServesJoana();
    const first = await joana.says('rua das flores 10', {
      quotes: (await joana.row('quero falar com atendente')).external_id ?? '',
    });
    await scene.delivers();
    await ana.reads();
    await joana.edits(first, 'rua das flores 100');
    await joana.edits(first, 'rua das flores 1000');
    const quote = '#1 Joana: (em resposta a "quero falar com atendente")\n';
    expect(await ana.reads()).toEqual([
      `edit "${quote}rua das flores 10" to "${quote}rua das flores 100", or: #1 Joana: (correção) rua das flores 100`,
      `edit "${quote}rua das flores 100" to "${quote}rua das flores 1000", or: #1 Joana: (correção) rua das flores 1000`,
    ]);
  });

  test('a correction of what was said before anybody served them is told in words, and can be corrected itself', async () => {
    const { ana, joana } = await anaServesJoana();
    const early = (await joana.row('quero falar com atendente')).external_id ?? '';
    await joana.edits(early, 'quero a supervisora');
    await joana.edits(early, 'quero a gerente');
    expect(await ana.reads()).toEqual([
      '#1 Joana: (correção) quero a supervisora',
      'edit "#1 Joana: (correção) quero a supervisora" to "#1 Joana: quero a gerente", or: #1 Joana: (correção) quero a gerente',
    ]);
  });

  test('what was deleted is deleted there; what had not left yet is not sent at all, corrections included', async () => {
    const { ana, joana } = await anaServesJoana();
    const sent = await joana.says('minha senha é 1234');
    await scene.delivers();
    const waiting = await joana.says('e o cartão é 4321');
    await joana.edits(sent, 'minha senha é 12345');
    await joana.deletes(sent);
    await joana.deletes(waiting);
    await joana.deletes('NEVER');
    expect(await ana.reads()).toEqual([
      '#1 Joana: minha senha é 1234',
      'delete "#1 Joana: minha senha é 12345", or: #1 Joana: (apagou uma mensagem)',
      '#1 Joana: (apagou uma mensagem)',
    ]);
  });

  test('reactions land on the agent’s own message, or on the copy of the customer’s', async () => {
    const { ana, joana } = await anaServesJoana();
    const written = await ana.writes(1, 'pode testar?');
    const own = await joana.says('testei');
    await joana.reacts(await joana.idOf('pode testar?'), '👍');
    await joana.reacts(own, '🙏');
    await joana.reacts(own, '');
    await joana.reacts('NEVER', '😡');
    expect(await ana.reads()).toEqual([
      '#1 Joana: testei',
      '👍 on "pode testar?", or: #1 Joana: (reagiu com 👍)',
      '🙏 on "#1 Joana: testei", or: #1 Joana: (reagiu com 🙏)',
      'nothing on "#1 Joana: testei", or: #1 Joana: (retirou a reação)',
      '#1 Joana: (reagiu com 😡)',
    ]);
    const [deed] = await scene.db.reader.all<{ body: string }>(
      `select body from message where text = '#1 Joana: (reagiu com 👍)'`,
    );
    expect(JSON.parse(deed?.body ?? '')).toMatchObject({
      deed: { target: { externalId: written, isOurs: false } },
    });
  });

  test('nobody corrects or deletes what others wrote', async () => {
    const { ana, joana } = await anaServesJoana();
    await ana.writes(1, 'são 10 reais');
    const price = await joana.idOf('são 10 reais');
    await joana.edits(price, 'são 0 reais');
    await joana.deletes(price);
    expect(await ana.reads()).toEqual([
      '#1 Joana: (correção) são 0 reais',
      '#1 Joana: (apagou uma mensagem)',
    ]);
  });

  test('what came between offer and acceptance arrives as it reads by then, and its copies are known', async () => {
    scene = await openCrossing();
    const ana = await scene.agent('ana');
    const joana = scene.customer('Joana');
    await joana.says('quero falar com atendente');
    const { id } = await scene.offered(joana, 'ana');
    const street = await joana.says('rua A');
    const secret = await joana.says('senha 1234');
    await joana.edits(street, 'rua B');
    await joana.deletes(secret);
    await ana.reads();
    await ana.orders({ type: 'accept', ticketId: id });
    await scene.delivers();
    expect((await ana.reads()).slice(1)).toEqual(['#1 Joana: rua B']);
    await joana.edits(street, 'rua C');
    expect(await ana.reads()).toEqual([
      'edit "#1 Joana: rua B" to "#1 Joana: rua C", or: #1 Joana: (correção) rua C',
    ]);
  });

  test('after a transfer the new holder’s copies are the ones that count', async () => {
    const { ana, joana } = await anaServesJoana();
    const bia = await scene.agent('bia');
    await scene.inTx((tx) => tx.setPresence('bia', true, scene.now()));
    await ana.orders({ type: 'transfer', ticketId: 't1', agent: 'bia', note: 'boleto' });
    const asked = await joana.says('é sobre o boleto');
    await bia.orders({ type: 'accept', ticketId: 't1' });
    await scene.delivers();
    await ana.reads();
    expect((await bia.reads()).at(-1)).toBe('#1 Joana: é sobre o boleto');
    await joana.edits(asked, 'é sobre a fatura');
    expect(await bia.reads()).toEqual([
      'edit "#1 Joana: é sobre o boleto" to "#1 Joana: é sobre a fatura", or: #1 Joana: (correção) é sobre a fatura',
    ]);
    expect(await ana.reads()).toEqual([]);
  });
});
