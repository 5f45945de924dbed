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

/** Everything the desk has written in this chat. */
async function toldIn({ conversationId }: Chat): Promise<string> {
  const db = await openSqlite(join(world.folder, 'bastao.db'));
  const sql = `select text from message where conversation_id = ? and state = 'queued' order by position`;
  const rows = await db.reader.all<{ text: string }>(sql, [conversationId]);
  await db.close();
  return rows.map(({ text }) => text).join('\n');
}

test('the note of a transfer shows no more of a document than the brief', async () => {
  const bia = await available(world, 'bia');
  await ana.says('/transferir bia; CPF 529.982.247-25, cartão 4111 1111 1111 1111, ligar (11) 98765-4321');
  expect(await toldIn(bia)).toMatch(
    /^Nota: CPF •••\.•••\.••7-25, cartão •••• 1111, ligar \(11\) •••••-4321$/m,
  );
});

test('who was an agent takes nothing of the customers along as a customer', async () => {
  await joana.says('moro na Rua das Flores 10');
  await ana.hears('#1 Joana: moro na Rua das Flores 10');
  await ana.says('/encerrar orientada; resolvido');
  await ana.hears('Atendimento #1 encerrado.');
  await ana.says('/ausente');
  await world.restarts(({ agents }) => {
    for (const one of agents) if (one.id === 'ana') one['accounts'] = [];
  });
  const bia = world.chat('bia', 'bia');
  await bia.says('/disponivel');
  await bia.hears('Combinado, você está disponível.');
  const formerly = world.chat('ana', 'ana');
  await formerly.says('quero falar com atendente sobre a minha fatura');
  await bia.says('1');
  await bia.says('/historico');
  const told = await toldIn(bia);
  expect(told).toMatch(/^Novo atendimento #2 [^]*^Histórico de #2/m);
  expect(told).not.toMatch(/Joana|Flores/);
  const console = await world.agent('bia');
  const { mine } = await console.board();
  const { transcript, brief } = await console.ticket(mine[0]?.id ?? '');
  expect(JSON.stringify({ transcript, brief })).not.toMatch(/Flores/);
  expect(transcript.map(({ text }) => text)).toContain('quero falar com atendente sobre a minha fatura');
});

describe('what a customer deletes is deleted for whoever has it', () => {
  /** What was done to the copy of it in this chat. */
  async function deletedIn({ conversationId }: Chat): Promise<string[]> {
    const db = await openSqlite(join(world.folder, 'bastao.db'));
    const sql = `select json_extract(body, '$.deed.target.text') as text from message where conversation_id = ?
      and json_extract(body, '$.deed.kind') = 'delete' order by position`;
    const rows = await db.reader.all<{ text: string }>(sql, [conversationId]);
    await db.close();
    return rows.map(({ text }) => text);
  }
  /** WhatsApp takes everything that waits. */
  async function delivers(): Promise<void> {
    const db = await openSqlite(join(world.folder, 'bastao.db'));
    await db.writer.all(`update message set state = 'sent' where state = 'queued'`);
    await db.close();
  }

  test('after the ticket is closed', async () => {
    const said = await joana.says('minha senha é girassol');
    await ana.says('/encerrar orientada; resolvido');
    await delivers();
    await joana.does('message.deleted', { id: said });
    expect(await deletedIn(ana)).toEqual(['#1 Joana: minha senha é girassol']);
    await joana.does('message.deleted', { id: said });
    expect(await deletedIn(ana)).toHaveLength(1);
  });

  test('also once somebody else serves them, who hears of it as ever', async () => {
    const said = await joana.says('minha senha é girassol');
    const bia = await available(world, 'bia');
    await ana.says('/transferir bia; fatura');
    await bia.says('1');
    await delivers();
    await joana.does('message.deleted', { id: said });
    expect(await deletedIn(ana)).toEqual(['#1 Joana: minha senha é girassol']);
    expect(await toldIn(bia)).toBe('#1 Joana: (apagou uma mensagem)');
  });

  test('nobody deletes for others what they did not write', async () => {
    await ana.says('são 10 reais');
    const price = await joana.idOf('são 10 reais');
    await ana.says('/encerrar orientada; resolvido');
    await delivers();
    await joana.does('message.deleted', { id: price });
    expect(await deletedIn(ana)).toEqual([]);
  });

  test('also in the brief, while nobody has taken the ticket', async () => {
    await ana.says('/ausente');
    const pedro = world.chat('l2', 'Pedro');
    await pedro.says('quero falar com atendente');
    await pedro.says('a luz do modem está vermelha desde ontem');
    const secret = await pedro.says('minha senha é girassol e o CPF 529.982.247-25');
    await pedro.does('message.deleted', { id: secret });
    const bia = await available(world, 'bia');
    const offer = await toldIn(bia);
    expect(offer).toMatch(/^Novo atendimento #2 [^]*a luz do modem está vermelha/m);
    expect(offer).not.toMatch(/girassol|725/);
  });
});
