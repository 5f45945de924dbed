import { join } from 'node:path';
import type { Board } from '../../../channels/console/api.js';
import { openSqlite } from '../../../store/database.js';
import { openChatWorld, type ChatWorld } from '../../support/chat-world.js';
import { FakeLine } from './fake-line.js';

let world: ChatWorld;
afterEach(() => world.ends());

/** What the customer's network vouches for; the chat of a test brings none. */
async function hasPhone(conversationId: string, phone: string): Promise<void> {
  const db = await openSqlite(join(world.folder, 'bastao.db'));
  await db.knex('conversation').where({ id: conversationId }).update({ phone });
  await db.close();
}

/** What the console's page reads for somebody who has signed in before. */
async function reads<T>(agent: string, path: string): Promise<T> {
  const login = await fetch(`${world.baseUrl}/console/api/login`, {
    method: 'POST',
    headers: { origin: world.baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ agent, password: `${agent}-own-password` }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(`${world.baseUrl}/console/api/${path}`, { headers: { cookie } });
  return (await answer.json()) as T;
}

test('the program shows its lines to a supervisor, with the words of its own desk', async () => {
  const line = new FakeLine({ state: 'stopped', reason: 'banned', isAlarming: true });
  const desk = (file: Record<string, unknown>) =>
    (file['texts'] = { 'pt-BR': { 'line.banned': 'Ligue para a matriz.' } });
  world = await openChatWorld({ lines: [line], desk });
  const dora = await world.agent('dora');
  expect(await reads('dora', 'lines')).toMatchObject([
    { channel: 'whatsapp', state: 'stopped', reason: { code: 'banned', text: 'Ligue para a matriz.' } },
  ]);
  dora.close();
});

test('a WhatsApp conversation as its agent reads it', async () => {
  world = await openChatWorld();
  const ana = await world.agent('ana');
  const joana = world.chat('l1');
  const first = await joana.says('quero falar com atendente');
  await hasPhone(joana.conversationId, '5511987654321');
  const { id } = await ana.seesOffer();
  expect((await ana.accepts(id)).status).toBe(200);
  const wrong = await joana.says('moro na rua A');
  await joana.says('moro na rua B', { edits: wrong });
  const secret = await joana.says('minha senha é 1234');
  await joana.does('message.deleted', { id: secret });
  await joana.does('message.reaction', { id: first, emoji: '🙏' });
  await joana.does('message.unreadable', { id: 'LOST' });
  await ana.replies(id, 'Anotado!');
  const ticket = await ana.ticket(id);
  expect(ticket.phone).toBe('(11) 98765-4321');
  expect(ticket.transcript.filter(({ author }) => author.kind === 'customer')).toMatchObject([
    { text: 'quero falar com atendente', reactions: [{ emoji: '🙏' }] },
    { text: 'moro na rua B', earlier: ['moro na rua A'] },
    { text: '', gone: 'deleted' },
    { text: '', gone: 'unreadable' },
  ]);
  expect(ticket.transcript.at(-1)).toMatchObject({ text: 'Anotado!', state: 'queued' });
  expect(JSON.stringify(ticket.transcript)).not.toContain('1234');
});

test('a chat led on the company phone: shown as such; a supervisor may take it, give it away or hand it back', async () => {
  world = await openChatWorld();
  const dora = await world.agent('dora');
  const joana = world.chat('l1');
  await joana.says('oi');
  await joana.types('Oi, Joana, aqui é da loja');
  await joana.says('tudo bem?');
  const { others } = await reads<Board>('dora', 'board');
  expect(others.map(({ agent }) => agent?.name)).toEqual(['telefone da empresa']);
  const id = others[0]?.id ?? '';
  const ticket = await dora.ticket(id);
  expect(ticket.may).toEqual(expect.arrayContaining(['take-over', 'reassign', 'hand-back']));
  expect(ticket.transcript.find(({ text }) => text.endsWith('da loja'))).toMatchObject({
    author: { kind: 'agent', id: 'phone:main' },
    state: 'sent',
  });
});
