import { anaServes, openCrossing, type Crossing } from './crossing-scene.js';

let scene: Crossing;
afterEach(() => scene.ends());

/** Ana serves Joana in ticket #1. */
async function anaServesJoana() {
  scene = await openCrossing();
  return anaServes(scene);
}

/** Pedro too, in ticket #2. */
async function anaServesTwo() {
  const { ana, joana } = await anaServesJoana();
  const pedro = scene.customer('Pedro');
  await pedro.says('preciso de ajuda');
  const { id } = await scene.offered(pedro, 'ana');
  await ana.orders({ type: 'accept', ticketId: id });
  await scene.delivers();
  await ana.reads();
  await pedro.reads();
  return { ana, joana, pedro };
}

describe('from the agent to the customer', () => {
  test('words know where they came from; a quote of the customer’s words shows to the customer', async () => {
    const { ana, joana } = await anaServesJoana();
    await joana.says('não funciona');
    const own = await ana.writes(1, 'o que aparece?', { quotes: await ana.idOf('#1 Joana: não funciona') });
    await ana.writes(1, 'na tela', { quotes: own });
    expect(await joana.reads()).toEqual(['re "não funciona" o que aparece?', 're "o que aparece?" na tela']);
    const written = await ana.row('o que aparece?');
    expect(written.ticket_id).toBe('t1');
    expect((await joana.row('o que aparece?')).copy_of).toBe(written.id);
    expect((await ana.reads()).slice(1)).toEqual([]);
  });

  test('a quote of the desk or of another customer never shows', async () => {
    const { ana, joana, pedro } = await anaServesTwo();
    await joana.says('assunto da joana');
    const [notice] = await scene.db.reader.all<{ external_id: string }>(
      `select external_id from message where author = 'desk' and ticket_id = 't2' and conversation_id = ?`,
      [ana.conversationId],
    );
    await ana.writes(2, 'oi', { quotes: notice?.external_id ?? '' });
    await ana.writes(2, 'tudo bem?', { quotes: await ana.idOf('#1 Joana: assunto da joana') });
    await ana.writes(2, 'sim?', { quotes: 'NEVER' });
    expect(await pedro.reads()).toEqual(['oi', 'tudo bem?', 'sim?']);
    expect(await joana.reads()).toEqual([]);
  });

  test('a quote of what the same customer said in an earlier ticket does not show either', async () => {
    const { ana, joana } = await anaServesJoana();
    await joana.says('assunto antigo');
    await ana.orders({ type: 'close', ticketId: 't1', told: 'explicado', solved: 'ok' });
    const { id } = await scene.offered(joana, 'ana');
    await ana.orders({ type: 'accept', ticketId: id });
    await joana.reads();
    await ana.writes(2, 'voltou?', { quotes: await ana.idOf('#1 Joana: assunto antigo') });
    expect(await joana.reads()).toEqual(['voltou?']);
  });

  test('what the agent writes at the console stands in their chat too, and can be quoted and answered there', async () => {
    const { ana, joana } = await anaServesJoana();
    await ana.orders({ type: 'say', ticketId: 't1', text: 'olá, sou a Ana' });
    expect(await ana.reads()).toEqual(['#1 você → Joana: olá, sou a Ana']);
    const mirror = await ana.row('#1 você → Joana: olá, sou a Ana');
    expect(mirror).toMatchObject({ author: 'desk', ticket_id: 't1' });
    const said = await joana.row('olá, sou a Ana');
    expect(mirror.copy_of).toBe(said.id);
    await joana.says('oi Ana', { quotes: said.external_id ?? '' });
    expect(await ana.reads()).toEqual(['re "#1 você → Joana: olá, sou a Ana" #1 Joana: oi Ana']);
    await joana.reads();
    await ana.writes(1, 'como posso ajudar?', { quotes: mirror.external_id ?? '' });
    expect(await joana.reads()).toEqual(['re "olá, sou a Ana" como posso ajudar?']);
  });

  test('a correction replaces the customer’s copy, without the number in front, and counts as an answer', async () => {
    const { ana, joana } = await anaServesJoana();
    const said = await ana.writes(1, 'custa 10 reais');
    await scene.delivers();
    await joana.reads();
    await joana.says('quanto?');
    expect((await scene.held('t1')).owedSince).toBeDefined();
    expect(await ana.does({ kind: 'edit', of: said, text: '#1 custa 100 reais' })).toBe('done');
    expect(await joana.reads()).toEqual([
      'edit "custa 10 reais" to "custa 100 reais", or: (correção) custa 100 reais',
    ]);
    expect((await scene.held('t1')).owedSince).toBeUndefined();
  });

  test('a correction never becomes a command nor goes to another customer, and a command is not corrected', async () => {
    const { ana, joana, pedro } = await anaServesTwo();
    const said = await ana.writes(1, 'oi Joana');
    const command = await ana.says('/fila');
    await joana.reads();
    expect(await ana.does({ kind: 'edit', of: said, text: '#2 oi Pedro' })).toBe('rule.editMoves');
    expect(await ana.does({ kind: 'edit', of: said, text: '/nota cliente difícil' })).toBe(
      'rule.editedCommand',
    );
    expect(await ana.does({ kind: 'edit', of: said, text: '#1 /nota cliente difícil' })).toBe(
      'rule.editedCommand',
    );
    expect(await ana.does({ kind: 'edit', of: command, text: '#1 oi' })).toBe('rule.editedCommand');
    expect(await ana.does({ kind: 'edit', of: 'NEVER', text: 'oi' })).toBe('rule.editedCommand');
    expect(await ana.does({ kind: 'delete', of: command })).toBe('done');
    expect(await ana.does({ kind: 'react', of: command, emoji: '👍' })).toBe('done');
    expect([...(await joana.reads()), ...(await pedro.reads())]).toEqual([]);
  });

  test('deletions and reactions cross, and are no answer', async () => {
    const { ana, joana } = await anaServesJoana();
    const wrong = await ana.writes(1, 'mensagem errada');
    await scene.delivers();
    const waiting = await ana.writes(1, 'outra errada');
    await joana.says('obrigada!');
    await joana.reads();
    expect(await ana.does({ kind: 'delete', of: wrong })).toBe('done');
    expect(await ana.does({ kind: 'delete', of: waiting })).toBe('done');
    const thanks = await ana.idOf('#1 Joana: obrigada!');
    expect(await ana.does({ kind: 'react', of: thanks, emoji: '❤️' })).toBe('done');
    expect(await ana.does({ kind: 'react', of: thanks, emoji: '' })).toBe('done');
    expect(await joana.reads()).toEqual([
      'delete "mensagem errada", or: (apagou uma mensagem)',
      '❤️ on "obrigada!", or: (reagiu com ❤️)',
      'nothing on "obrigada!", or: (retirou a reação)',
    ]);
    expect((await joana.row('outra errada')).state).toBe('withdrawn');
    expect((await scene.held('t1')).owedSince).toBeDefined();
  });

  test('once somebody else holds the ticket only the agent’s own words can still be deleted', async () => {
    const { ana, joana } = await anaServesJoana();
    const dora = await scene.agent('dora');
    const said = await ana.writes(1, 'oi');
    await joana.says('oi, Ana');
    const heard = await ana.idOf('#1 Joana: oi, Ana');
    await dora.orders({ type: 'take-over', ticketId: 't1' });
    await scene.delivers();
    await joana.reads();
    expect(await ana.does({ kind: 'edit', of: said, text: 'tchau' })).toBe('rule.notYours');
    expect(await ana.does({ kind: 'react', of: heard, emoji: '👍' })).toBe('done');
    expect(await ana.does({ kind: 'delete', of: heard })).toBe('done');
    expect(await joana.reads()).toEqual([]);
    expect(await ana.does({ kind: 'delete', of: said })).toBe('done');
    expect(await joana.reads()).toEqual(['delete "oi", or: (apagou uma mensagem)']);
  });
});
