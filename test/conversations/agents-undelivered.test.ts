import { openWorld, type World } from '../support/world.js';

let world: World;
afterEach(() => world.ends());

test('an agent hears, on the words in question, that a network will not take them', async () => {
  world = await openWorld({
    desk: ({ agents }) =>
      Object.assign(agents[0] ?? {}, { accounts: [{ channel: 'botframework', person: 'emulator/ana' }] }),
  });
  const ana = await world.emulatorPerson({ name: 'Ana', userId: 'ana' });
  await ana.says('oi');
  await ana.hears(/^Oi, Ana!/);
  const joana = await world.emulatorPerson({ name: 'Joana', locale: 'pt-BR' });
  await joana.says('quero falar com atendente');
  await ana.hears(/^Novo atendimento #1 /);
  await ana.says('1');
  await ana.hears(/^O atendimento #1 é seu/);
  await joana.hears(/vou chamar/);
  await joana.hears(/^Chamei Ana/);
  await joana.hears('Você agora fala com Ana.');
  joana.answers(403);
  await ana.says('Oi, Joana!');
  await ana.hears(/^> Oi, Joana!\s+A sua mensagem não chegou a Joana \(#1\): a rede não a aceitou\./);
  await ana.says('Voltou?');
  await joana.hears('Voltou?');
  await ana.hearsNothing(100);
});
