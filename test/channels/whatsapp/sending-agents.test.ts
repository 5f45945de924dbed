import type { Address, Author } from '../../../channels/channel.js';
import { openWhatsApp, until } from './sending-scene.js';

let whatsapp: Awaited<ReturnType<typeof openWhatsApp>>;
beforeAll(async () => void (whatsapp = await openWhatsApp()));
afterEach(() => whatsapp.calm());
afterAll(() => whatsapp.ends());

const DESK: Author = { kind: 'desk' };

/** A phone in whose chat this is true or not. */
async function chat(isAgent: boolean, more: Parameters<typeof whatsapp.scene>[0] = {}) {
  const asked: Address[] = [];
  const scene = await whatsapp.scene({
    isAgent: (address) => {
      asked.push(address);
      return isAgent;
    },
    ...more,
  });
  return { ...scene, asked };
}

test('an offer never waits for the rate of the account, however long ago the agent wrote', async () => {
  const settings = { typingMs: 0, gapMs: 0, accountPerMinute: 1 };
  const held = { settings, lastHeardAt: () => undefined };
  const agent = await chat(true, held);
  for (const text of ['oferta 1', 'oferta 2', 'oferta 3'])
    expect(await agent.sending.send(agent.saying(text, { author: DESK }))).toMatchObject({ status: 'sent' });
  expect(agent.asked[0]).toEqual(agent.to);

  const customer = await chat(false, held);
  const notice = (text: string) => customer.sending.send(customer.saying(text, { author: DESK }));
  expect(await notice('aviso 1')).toMatchObject({ status: 'sent' });
  expect(await notice('aviso 2')).toMatchObject({ status: 'retry', reason: 'account-rate' });
});

test("an agent's words get blue ticks after the desk has said something", async () => {
  const { ana, to, sending, saying, handled, confirmed } = await chat(true);
  const { id } = await ana.send('/fila', { to: whatsapp.account });
  handled.set(`whatsapp:${to.id}`, [id]);
  await sending.send(saying('Ninguém na fila.', { author: DESK }));
  expect((await ana.nextReceipt('read')).ids).toEqual([id]);
  await until(() => confirmed.length === 1, 'the note that it is');
});

test('nobody types to an agent: what the desk says is there at once', async () => {
  const { ana, sending, saying } = await chat(true, {
    settings: { typingMs: 5000, gapMs: 0, accountPerMinute: 0 },
  });
  await sending.send(saying('Atendimento #1042', { author: DESK }));
  await sending.send(saying('Joana: oi', { author: { kind: 'customer', name: 'Joana' } }));
  expect(ana.states.all).toEqual([]);
});
