import type { TranscriptEntry } from '../../channels/console/api.js';
import type { Ticket } from '../../routing/ticket.js';
import { transcriptOf } from '../../store/console-transcript.js';
import { NOW, openKept, type KeptWorld } from './kept.js';

const CHAT = 'whatsapp:main/l1';
let kept: KeptWorld;
let said = 0;
beforeEach(async () => {
  kept = await openKept();
  said = 0;
});
afterEach(() => kept.gone());

const at = (second: number) => new Date(NOW.getTime() + second * 1000).toISOString();

/** Keeps a message as a channel or the bot would. */
async function keep(row: Record<string, unknown>, body?: object): Promise<void> {
  said += 1;
  await kept.db.knex('message').insert({
    ...{
      id: `m${said}`,
      conversation_id: CHAT,
      author: 'customer',
      kind: 'text',
      text: '',
      state: 'answered',
    },
    ...{ external_id: `N${said}`, sent_at: at(said), kept_at: at(said) },
    ...(body && { body: JSON.stringify(body) }),
    ...row,
  });
}
const customer = (text: string, body?: object) => keep({ text }, body);
const bot = (text: string, row: object = {}) => keep({ text, author: 'bot', state: 'sent', ...row });
const phone = (text: string, body?: object) =>
  keep({ text, author: 'agent', author_id: 'phone:main', author_name: 'Empresa' }, body);
const event = (name: string, value: object, row: object = {}) =>
  keep({ kind: 'event', text: name, ...row }, { value });

const OPEN = { conversationId: CHAT, status: 'active' } as Ticket;
const reads = (ticket = OPEN): Promise<TranscriptEntry[]> => transcriptOf(kept.db.reader, ticket);

test('how far a message of ours has come', async () => {
  const steps = [
    [{ state: 'queued' }, 'queued'],
    [{ state: 'queued', receipt: 'written' }, 'written'],
    [{ state: 'sent' }, 'sent'],
    [{ state: 'sent', receipt: 'written' }, 'sent'],
    [{ state: 'sent', receipt: 'delivered' }, 'delivered'],
    [{ state: 'sent', receipt: 'read' }, 'read'],
    [{ state: 'withdrawn' }, 'withdrawn'],
    [{ state: 'failed', failure: '463' }, 'failed'],
  ] as const;
  for (const [row] of steps) await bot('Oi', row);
  await phone('Da loja');
  // A retry leaves its reason behind, and the customer's own message is marked read when the network was told so.
  await bot('Oi', { state: 'queued', failure: 'no-ack' });
  await keep({ text: 'Oi', receipt: 'read' });
  const entries = await reads();
  expect(entries.map(({ state }) => state)).toEqual([
    ...steps.map(([, state]) => state),
    ...['sent', 'queued', 'received'],
  ]);
  expect(entries.map(({ failure }) => failure).filter(Boolean)).toEqual(['463']);
});

test('an edited message stands where it was, with its newest words; the older ones are there', async () => {
  await customer('Moro na rua A');
  await bot('Certo!');
  await customer('Moro na rua B', { edits: 'N1' });
  await customer('Moro na rua C', { edits: 'N3' });
  expect(await reads()).toMatchObject([
    { id: 'm1', text: 'Moro na rua C', earlier: ['Moro na rua A', 'Moro na rua B'] },
    { text: 'Certo!' },
  ]);
});

test('nobody edits or deletes the words of the other side', async () => {
  await bot('São 10 reais');
  await customer('São 0 reais', { edits: 'N1' });
  await event('message.deleted', { id: 'N1' });
  const entries = await reads();
  expect(entries.map(({ text }) => text)).toEqual(['São 10 reais', 'São 0 reais']);
  expect(entries.some(({ gone, earlier }) => gone ?? earlier)).toBe(false);
});

test('an edit of a message nobody knows is a message of its own', async () => {
  await customer('agora certo', { edits: 'NEVER' });
  const [entry] = await reads();
  expect(entry).toMatchObject({ text: 'agora certo' });
  expect(entry).not.toHaveProperty('earlier');
});

test('deleted words are nowhere any more: not in the message, its older words, its files or a quote', async () => {
  await customer('senha 1234', { attachments: [{ contentType: 'image/png', name: 'senha.png', url: 'x' }] });
  await customer('a senha é 1234', { edits: 'N1' });
  await customer('apaguei', { quotes: { id: 'N1', text: 'senha 1234' } });
  await event('message.deleted', { id: 'N1' });
  const entries = await reads();
  expect(entries).toMatchObject([
    { text: '', attachments: [], gone: 'deleted' },
    { text: 'apaguei', quotes: {} },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/1234|senha/);
});

test('what was deleted after the ticket was closed is not shown either; what was said after is not part of it', async () => {
  await customer('segredo');
  await customer('tchau');
  await event('message.deleted', { id: 'N1' });
  await event('message.reaction', { id: 'N2', emoji: '👍' });
  await customer('outro assunto');
  const closed = { ...OPEN, status: 'closed', closedAt: new Date(at(2)) } as Ticket;
  const entries = await reads(closed);
  expect(entries.map(({ text, gone }) => gone ?? text)).toEqual(['deleted', 'tchau']);
  expect(entries[1]).not.toHaveProperty('reactions');
});

test('deleted on the company phone: our own words', async () => {
  await bot('Oi');
  await event('message.deleted', { id: 'N1' }, { author: 'agent', author_id: 'phone:main' });
  expect(await reads()).toMatchObject([{ gone: 'deleted', author: { kind: 'bot' } }]);
});

test('a quote shows whose words they are, as they read now; of an unknown message what the network brought', async () => {
  await bot('Quer agendar?');
  await customer('Quero', { quotes: { id: 'N1', text: 'Quer ag' } });
  await customer('E isto?', { quotes: { id: 'OLD', text: 'promoção' } });
  await customer('Veja', { quotes: { id: 'OLDER' } });
  expect((await reads()).map(({ quotes }) => quotes)).toEqual([
    undefined,
    { text: 'Quer agendar?', author: { kind: 'bot' } },
    { text: 'promoção' },
    {},
  ]);
});

test('reactions: the newest of each person, none once taken back', async () => {
  await bot('Pronto!');
  await event('message.reaction', { id: 'N1', emoji: '👍' });
  await event('message.reaction', { id: 'N1', emoji: '❤️' });
  await event('message.reaction', { id: 'N1', emoji: '🙏' }, { author: 'agent', author_id: 'phone:main' });
  await event('message.reaction', { id: 'NEVER', emoji: '😡' });
  const emojis = async () =>
    (await reads())[0]?.reactions?.map(({ emoji, author }) => `${author.kind} ${emoji}`);
  expect(await emojis()).toEqual(['customer ❤️', 'agent 🙏']);
  await event('message.reaction', { id: 'N1', emoji: '' });
  expect(await emojis()).toEqual(['agent 🙏']);
});

test('an unreadable message has its place until its text arrives', async () => {
  await customer('antes');
  await event('message.unreadable', { id: 'X' }, { external_id: 'unreadable/X' });
  await customer('depois');
  const told = async () => (await reads()).map(({ text, gone }) => gone ?? text);
  expect(await told()).toEqual(['antes', 'unreadable', 'depois']);
  await keep({ text: 'o texto', external_id: 'X' });
  expect(await told()).toEqual(['antes', 'depois', 'o texto']);
});

test('events that are about nothing, or malformed, change nothing', async () => {
  await customer('Oi');
  for (const value of [{}, { id: 7 }, { id: null, emoji: 3 }]) {
    await event('message.reaction', value);
    await event('message.deleted', value);
    await event('message.unreadable', value);
  }
  await keep({ kind: 'event', text: 'joined' });
  expect((await reads()).map(({ text }) => text)).toEqual(['Oi']);
});

describe('what an agent did from their own chat', () => {
  const ana = (text: string, row: object = {}, body?: object) =>
    keep({ text, author: 'agent', author_id: 'ana', author_name: 'Ana', state: 'sent', ...row }, body);
  const target = (id: string) => ({ target: { id, position: 1, isOurs: true, text: 'as it was' } });
  const edit = (id: string, text: string, row: object = {}) =>
    ana(`(correção) ${text}`, row, { deed: { kind: 'edit', text, ...target(id) } });

  test('stands on the message it changes, also where the network gives no ids', async () => {
    await ana('são 10 reais', { external_id: null });
    await customer('quanto?');
    await edit('m1', 'são 100 reais', { external_id: null });
    await ana('(reagiu com 👍)', {}, { deed: { kind: 'react', emoji: '👍', ...target('m2') } });
    expect(await reads()).toMatchObject([
      { id: 'm1', text: 'são 100 reais', earlier: ['são 10 reais'] },
      { id: 'm2', reactions: [{ emoji: '👍', author: { kind: 'agent', name: 'Ana' } }] },
    ]);
    await ana('(retirou a reação)', {}, { deed: { kind: 'react', emoji: '', ...target('m2') } });
    await ana('(apagou uma mensagem)', {}, { deed: { kind: 'delete', ...target('m1') } });
    const entries = await reads();
    expect(entries).toMatchObject([{ gone: 'deleted', text: '' }, { text: 'quanto?' }]);
    expect(entries).toHaveLength(2);
    expect(entries[1]).not.toHaveProperty('reactions');
  });

  test('changes nothing that the customer wrote', async () => {
    await customer('devo 10 reais');
    await edit('m1', 'devo 1000 reais');
    await ana('(apagou uma mensagem)', {}, { deed: { kind: 'delete', ...target('m1') } });
    expect((await reads()).map(({ text }) => text)).toEqual(['devo 10 reais']);
  });

  test('is a line of its own where the network refused it or its message is not known, and none if it was called off', async () => {
    await ana('são 10 reais');
    await edit('m1', 'são 100 reais', { state: 'failed', failure: 'too-late' });
    await edit('NEVER', 'bom dia');
    await edit('m1', 'são 1 reais', { state: 'withdrawn' });
    expect((await reads()).map(({ text, failure }) => failure ?? text)).toEqual([
      ...['são 10 reais', 'too-late', '(correção) bom dia'],
    ]);
  });

  test('their quotes show whose words they are, as they read now', async () => {
    await customer('rua A');
    await customer('rua B', { edits: 'N1' });
    await ana('qual número?', {}, { answers: { id: 'm1', position: 1, isOurs: false, text: 'rua A' } });
    expect((await reads()).at(-1)).toMatchObject({
      text: 'qual número?',
      quotes: { text: 'rua B', author: { kind: 'customer' } },
    });
  });
});
