import { join } from 'node:path';
import { openSqlite } from '../../store/database.js';
import { available, isServed, openAgentsWorld } from '../support/agents-chat.js';
import type { Chat, ChatWorld } from '../support/chat-world.js';

let world: ChatWorld;
let ana: Chat;
let joana: Chat;
beforeEach(async () => {
  world = await openAgentsWorld();
  ana = await available(world, 'ana');
  joana = await isServed(world, ana, { name: 'Joana', number: 1 });
});
afterEach(() => world.ends());

/** From now on the program fails, as on a bug, whenever it is about to say such words. */
async function failsAt(words: string): Promise<void> {
  const db = await openSqlite(join(world.folder, 'bastao.db'));
  await db.writer.all(`create trigger bug before insert on message when new.text like '${words}' and
    new.state <> 'unanswered' begin select raise(abort, 'a bug'); end`);
  await db.close();
}

test('of several messages of an agent only the one that meets a bug is lost, and the agent hears which', async () => {
  await failsAt('quebre%');
  await ana.together('um', 'quebre isto', 'dois');
  await joana.hears('um');
  await joana.hears('dois');
  await ana.hears('Desculpe, tive um problema aqui. Pode repetir a última mensagem?');
  const db = await openSqlite(join(world.folder, 'bastao.db'));
  const [told] = await db.reader.all<{ body: string }>(
    `select body from message where text like 'Desculpe%'`,
  );
  await db.close();
  expect(JSON.parse(told?.body ?? '{}')).toMatchObject({ answers: { text: 'quebre isto', isOurs: false } });
  await joana.hearsNothing(50);
});

test('of several messages of a customer the others are told, and of the one that met a bug that it came', async () => {
  await failsAt('%: quebre%');
  await joana.together('um', 'quebre isto', 'dois');
  await ana.hears('#1 Joana: um');
  await ana.hears('#1 Joana: (enviou uma mensagem que não pôde ser lida)');
  await ana.hears('#1 Joana: dois');
  await joana.hearsNothing(50);
});

test('a customer whose only message met a bug is owed an answer all the same', async () => {
  await failsAt('%: quebre%');
  await joana.says('quebre isto');
  await ana.hears('#1 Joana: (enviou uma mensagem que não pôde ser lida)');
  await world.passes(61);
  await ana.hears(/^#1: Joana espera a sua resposta/);
});

test('a bug at a reaction is nobody’s concern', async () => {
  await failsAt('%reagiu%');
  await joana.says('oi');
  await ana.hears('#1 Joana: oi');
  await joana.does('message.reaction', { id: 'W1', emoji: '👍' });
  await joana.says('e aí?');
  await ana.hears('#1 Joana: e aí?');
});
