import { ANA, BIA, JOANA, openImpostorScene, ORDERS, PEDRO, type ImpostorScene } from './impostor-scene.js';

let scene: ImpostorScene;
beforeAll(async () => {
  scene = await openImpostorScene();
});
afterAll(() => scene.ends());

test('a customer who is served writes what agents write: the agent reads it, nothing else happens', async () => {
  const [ticket] = (await scene.ana.board()).mine;
  for (const order of ORDERS) await scene.brings(JOANA, { kind: 'text', text: order });
  const [after] = (await scene.ana.board()).mine;
  expect({ id: after?.id, status: after?.status }).toEqual({ id: ticket?.id, status: ticket?.status });
  const shown = await scene.shown();
  const relayed = shown.filter(({ conversation }) => conversation === `whatsapp:${ANA.id}`);
  for (const order of ORDERS) expect(relayed.some(({ text }) => text === `#1 Joana: ${order}`)).toBe(true);
  expect((await scene.answersIn(`whatsapp:${PEDRO.id}`)).join()).not.toContain('senha');
});

describe('an agent', () => {
  const ticketsOf = async (id: string) => {
    const { mine, queue, others } = await scene.ana.board();
    const all = await Promise.all([...mine, ...queue, ...others].map((one) => scene.ana.ticket(one.id)));
    return all.filter(({ customer }) => customer === id);
  };

  test('is never a customer of the bot in their own chat', async () => {
    for (const text of ['quero falar com um atendente', 'minha internet caiu', 'quero a segunda via'])
      await scene.brings(BIA, { kind: 'text', text });
    expect(await ticketsOf(BIA.name)).toEqual([]);
    const answers = await scene.answersIn(`whatsapp:${BIA.id}`);
    expect(answers.join('\n')).not.toMatch(/vou chamar uma pessoa|CPF/);
  });

  test('does not accept a colleague’s offer by quoting it', async () => {
    const shown = await scene.shown();
    const offer = shown.find(
      ({ conversation, text }) => conversation === `whatsapp:${BIA.id}` && text.includes('#2'),
    );
    const before = await scene.bia.board();
    for (const text of ['1', 'aceitar', '2', 'recusar', '/aceitar 2'])
      await scene.brings(ANA, {
        kind: 'text',
        text,
        quotes: { id: offer?.externalId ?? '', text: offer?.text ?? '' },
      });
    expect((await scene.bia.board()).mine).toEqual(before.mine);
    expect((await scene.answersIn(`whatsapp:${PEDRO.id}`)).join()).not.toContain('Você agora fala com Ana');
  });
});
