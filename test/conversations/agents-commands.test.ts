import { available, isServed, openAgentsWorld } from '../support/agents-chat.js';
import type { Chat, ChatWorld } from '../support/chat-world.js';

let world: ChatWorld;
beforeEach(async () => void (world = await openAgentsWorld()));
afterEach(() => world.ends());

async function anaServesJoana(): Promise<{ ana: Chat; joana: Chat }> {
  const ana = await available(world, 'ana');
  return { ana, joana: await isServed(world, ana, { name: 'Joana', number: 1 }) };
}

describe('the first time an agent is heard', () => {
  test('whatever they write makes them available, and they are welcome', async () => {
    const ana = world.chat('ana', 'Ana');
    const joana = world.chat('l1');
    await joana.says('quero falar com atendente');
    await joana.hears(/vou chamar/);
    await joana.hears(/./);
    await ana.says('bom dia');
    await ana.hears(
      'Oi, Ana! Você está disponível, e eu aviso aqui quando alguém precisar de você. /ajuda mostra os comandos.',
    );
    await ana.hears(/^Novo atendimento #1/);
  });

  test('a command is answered as one, and makes them available all the same', async () => {
    const ana = world.chat('ana', 'Ana');
    await ana.says('/fila');
    await ana.hears(/^Você não tem atendimento em andamento\.\nNinguém espera na fila\./);
    const joana = world.chat('l1');
    await joana.says('quero falar com atendente');
    await ana.hears(/^Novo atendimento #1/);
  });

  test('so does a command that nobody knows', async () => {
    const ana = world.chat('ana', 'Ana');
    await ana.says('/xyzzy');
    await ana.hears(/^Não conheço esse comando/);
    await world.chat('l1').says('quero falar com atendente');
    await ana.hears(/^Novo atendimento #1/);
  });

  test('who says first that they are away stays away', async () => {
    const ana = world.chat('ana', 'Ana');
    await ana.says('/ausente');
    await ana.hears('Combinado, você está ausente.');
    await world.chat('l1').says('quero falar com atendente');
    await ana.says('bom dia');
    await ana.hears(/^Você não tem atendimento/);
    await ana.hearsNothing(50);
  });
});

test('an agent who goes away hears what they keep', async () => {
  const { ana } = await anaServesJoana();
  await ana.says('/ausente');
  await ana.hears('Combinado, você está ausente. Você continua com #1 Joana.');
  await ana.says('/disponivel');
  await ana.hears('Combinado, você está disponível.');
});

test('/fila tells what is held, offered, and who waits', async () => {
  const { ana, joana } = await anaServesJoana();
  await ana.says('Oi, Joana!');
  await joana.says('oi, preciso de ajuda');
  await ana.hears('#1 Joana: oi, preciso de ajuda');
  const pedro = world.chat('l2', 'Pedro');
  await pedro.says('quero falar com atendente');
  await ana.hears(/^Novo atendimento #2/);
  await world.passes(30);
  await ana.says('/fila');
  await ana.hears(
    /^Com você:\n#1 Joana: espera a sua resposta há 1 minuto\nOferecido a você: #2 Pedro, (29|30) s para aceitar\nNinguém espera na fila\.$/,
  );
});

test('a supervisor reads the names of those who wait', async () => {
  const { ana } = await anaServesJoana();
  await ana.says('/ausente');
  await ana.hears(/^Combinado/);
  const pedro = world.chat('l2', 'Pedro');
  await pedro.says('quero falar com atendente');
  await ana.says('/fila');
  await ana.hears('Com você:\n#1 Joana: espera a sua resposta há 1 minuto\nNa fila: 1 pessoa.');
  const dora = world.chat('dora', 'Dora');
  await dora.says('/ausente');
  await dora.hears('Combinado, você está ausente.');
  await dora.says('/fila');
  await dora.hears(
    'Você não tem atendimento em andamento.\nNa fila: 1 pessoa.\n#2 Pedro: espera há 1 minuto',
  );
});

test('/historico brings the conversation, masked, and how the earlier ones ended', async () => {
  const { ana, joana } = await anaServesJoana();
  await ana.says('/encerrar fatura enviada; segunda via por e-mail');
  await ana.hears('Atendimento #1 encerrado.');
  await joana.hears(/encerrado por Ana/);
  await joana.hears(/^Voltei!/);
  await world.passes(60);
  await joana.says('quero falar com atendente');
  await ana.hears(/^Novo atendimento #2/);
  await ana.says('1');
  await ana.hears(/^O atendimento #2 é seu/);
  await joana.says('meu cpf é 111.444.777-35', {
    attachments: [{ contentType: 'image/png', url: 'http://127.0.0.1/x.png' }],
  });
  await ana.hears(/111/);
  await ana.says('Obrigada, Joana!');
  await ana.says('/historico');
  await ana.hears(
    /^Histórico de #2 Joana\nAntes, \d+-\d+: segunda via por e-mail\n(09:31 Joana: quero .*\n)?09:31 assistente: Certo, vou chamar .*\n09:31 Joana: meu cpf é •••\.•••\.••7-35 \(1 arquivo\)\n09:31 Ana: Obrigada, Joana!$/,
  );
  await joana.hears(/vou chamar/);
});

test('the history of a ticket that is not theirs to see is not shown', async () => {
  await anaServesJoana();
  const caio = await available(world, 'caio');
  await caio.says('/historico #1');
  await caio.hears(/#1/);
  await caio.hearsNothing(50);
});

test('/ajuda names the commands, one a line; a supervisor has others', async () => {
  const ana = await available(world, 'ana');
  await ana.says('/ajuda');
  await ana.hears(/\n\/supervisor motivo: chama a supervisão\n/);
  const dora = await available(world, 'dora');
  await dora.says('/ajuda');
  await dora.hears(/^(?![^]*\/supervisor)[^]*\/historico #número/);
});

test('what comes late is not sent on, and its writer is told', async () => {
  const { ana, joana } = await anaServesJoana();
  await ana.says('já volto', { forPeople: 'late', agoSeconds: 7200 });
  await ana.hears(
    'Esta mensagem chegou atrasada e não foi enviada a ninguém: "já volto". Se ainda vale, mande de novo.',
  );
  await joana.hearsNothing(50);
});

test('what could not be read is asked for again', async () => {
  const { ana, joana } = await anaServesJoana();
  await ana.does('message.unreadable', { id: 'X' });
  await ana.hears(
    'Não consegui ler uma mensagem sua, e ela não foi enviada a ninguém. Mande de novo, por favor.',
  );
  await joana.hearsNothing(50);
});

test('a note longer than the record takes is refused', async () => {
  const { ana } = await anaServesJoana();
  await ana.says(`/nota ${'a'.repeat(2001)}`);
  await ana.hears(/2000/);
});

test("a supervisor's note reaches the agent who works, on the phone, and an answer to it never the customer", async () => {
  const { ana, joana } = await anaServesJoana();
  const dora = await available(world, 'dora');
  await dora.says('/nota #1 ofereça o desconto de 10%');
  await dora.hears('Nota guardada no atendimento #1. Só a equipe lê.');
  const whisper = 'Dora (só para você, #1): ofereça o desconto de 10%';
  await ana.hears(whisper);
  await ana.says('ok, Dora', { quotes: await ana.idOf(whisper) });
  await ana.hears(/./);
  await joana.hearsNothing(50);
  await ana.says('/nota combinado');
  await ana.hears('Nota guardada no atendimento #1. Só a equipe lê.');
  await ana.hearsNothing(50);
});
