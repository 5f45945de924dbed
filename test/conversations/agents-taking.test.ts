import { join } from 'node:path';
import { available, isServed, openAgentsWorld } from '../support/agents-chat.js';
import type { ChatWorld } from '../support/chat-world.js';
import { keptWords } from '../support/kept-words.js';

let world: ChatWorld;
afterEach(() => world.ends());

test('what a customer adds while the bot is still calling somebody reaches whoever accepts, once', async () => {
  let added: Promise<unknown> | undefined;
  const isKept = async () => (await keptWords(join(world.folder, 'bastao.db'))).includes('e o modem apita');
  world = await openAgentsWorld({
    aroundTurn: (run) => async (conversation, said, state, facts) => {
      added ??= world.chat('l1').says('e o modem apita');
      while (!(await isKept()));
      return run(conversation, said, state, facts);
    },
  });
  const ana = await available(world, 'ana');
  const joana = world.chat('l1');
  await joana.says('quero falar com um atendente');
  await added;
  await ana.hears(/^Novo atendimento #1 /);
  await ana.says('1');
  await ana.hears(/^O atendimento #1 é seu/);
  await ana.hears('#1 Joana: e o modem apita');
  await ana.hearsNothing(50);
});

test('who takes over reads what was said so far, and then what the customer added meanwhile', async () => {
  world = await openAgentsWorld();
  const ana = await available(world, 'ana');
  const joana = await isServed(world, ana, { name: 'Joana', number: 1 });
  const bia = await available(world, 'bia');
  await ana.says('qual é o seu plano?');
  await joana.says('o de 300');
  await ana.says('/transferir bia cobrança em dobro');
  await bia.hears(/^Ana Souza quer passar a você o atendimento #1/);
  await joana.says('alô?');
  await bia.says('1');
  await bia.hears(/^O atendimento #1 é seu/);
  await bia.hears(
    /^Histórico de #1 Joana\n.*quero falar com atendente\n.*\n.* Ana: qual é o seu plano\?\n.* Joana: o de 300$/,
  );
  await bia.hears('#1 Joana: alô?');
  await bia.hearsNothing(50);
});
