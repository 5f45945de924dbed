import { openChatWorld, type ChatWorld } from '../support/chat-world.js';
import { openWebCustomer, type WebCustomer } from '../support/web-customer.js';

const SECRET = 'the-secret-of-the-site';

let world: ChatWorld;
beforeEach(async () => {
  world = await openChatWorld({
    settings: { DIRECT_LINE_SECRET: SECRET },
    desk: ({ agents }) =>
      Object.assign(agents[0] ?? {}, { accounts: [{ channel: 'web', person: 'dl_ana' }] }),
  });
});
afterEach(() => world.ends());

/** Somebody for whom the holder of the secret vouches; `hears` skips what is none of the matter. */
async function atTheWebChat(user: string): Promise<WebCustomer> {
  const answer = await fetch(`${world.baseUrl}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user: { id: user } }),
  });
  const { token } = (await answer.json()) as { token: string };
  return openWebCustomer(world.baseUrl, { token });
}
async function hearsAtLast(who: WebCustomer, expected: RegExp): Promise<string> {
  for (;;) {
    const { text } = await who.hears(/^/);
    if (expected.test(text)) return text;
  }
}

test('an agent works in the web chat: the offer, the words both ways, and what is done to them', async () => {
  const ana = await atTheWebChat('dl_ana');
  await ana.says('/disponivel');
  const joana = world.chat('l1');
  await joana.says('quero falar com atendente');
  await joana.hears(/vou chamar/);
  await joana.hears(/^Chamei Ana/);
  await hearsAtLast(ana, /^Novo atendimento #1 /);
  await ana.says('1');
  await hearsAtLast(ana, /^O atendimento #1 é seu/);
  await joana.hears('Você agora fala com Ana.');
  await ana.says('Bom dia, Joana!');
  await joana.hears('Bom dia, Joana!');
  const said = await joana.says('a luz está verde');
  const relayed = await ana.hears('#1 Joana: a luz está verde');
  expect(relayed.from).toEqual({ id: 'bot', role: 'bot', name: 'Joana' });
  await joana.says('a luz está vermelha', { edits: said });
  const corrected = await ana.hears('#1 Joana: a luz está vermelha');
  expect(corrected).toMatchObject({ type: 'message', id: relayed.id });
  await joana.does('message.deleted', { id: said });
  expect(await ana.hears('(deleted)')).toMatchObject({ type: 'messageDelete', id: relayed.id });
  await ana.close();
});

test('who only says that they are Ana is a customer', async () => {
  const mallory = await atTheWebChat('dl_mallory');
  await mallory.says('/disponivel');
  await hearsAtLast(mallory, /assistente virtual|não entendi|Não entendi/i);
  const forged = await fetch(`${world.baseUrl}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: { id: 'dl_ana' } }),
  });
  expect(forged.status).toBe(401);
  await mallory.close();
});
