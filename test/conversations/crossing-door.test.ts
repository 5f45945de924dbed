import { openChatWorld, type ChatWorld } from '../support/chat-world.js';

let world: ChatWorld;
afterEach(() => world.ends());

test('over the door: a correction from the agent’s phone reaches the customer, and what has not left is taken back', async () => {
  world = await openChatWorld({
    ...{ tickMs: 600_000, slow: true },
    desk: ({ agents }) =>
      Object.assign(agents[0] ?? {}, { accounts: [{ channel: 'whatsapp', person: 'main/ana' }] }),
  });
  const ana = world.chat('ana', 'Ana');
  const joana = world.chat('l1');
  await ana.says('/disponivel');
  await joana.says('quero falar com atendente');
  await joana.hears(/vou chamar/);
  await joana.hears(/^Chamei Ana/);
  await ana.says('1');
  await joana.hears('Você agora fala com Ana.');
  await ana.says('custa 10 reais', { id: 'A1' });
  await joana.hears('custa 10 reais');
  await ana.says('#1 custa 100 reais', { edits: 'A1' });
  await joana.hears('(correção) custa 100 reais');
  const console = await world.agent('ana');
  const [ticket] = (await console.board()).mine;
  const transcript = (await console.ticket(ticket?.id ?? '')).transcript;
  expect(transcript.at(-1)).toMatchObject({ text: 'custa 100 reais', earlier: ['custa 10 reais'] });
  await ana.does('message.deleted', { id: 'A1' });
  await joana.hearsNothing(50);
  expect(await joana.stateOf('custa 10 reais')).toBe('withdrawn');
  expect(await joana.stateOf('(correção) custa 100 reais')).toBe('withdrawn');
});
