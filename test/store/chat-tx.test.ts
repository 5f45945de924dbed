import type { BotTx } from '../../bot/store.js';
import { NOW, openKept, type KeptWorld } from './kept.js';

const CHAT = 'whatsapp:main/l1';
const ANAS = 'whatsapp:main/ana';
let kept: KeptWorld;
let said = 0;
beforeEach(async () => {
  kept = await openKept();
  said = 0;
});
afterEach(() => kept.gone());

const at = (second: number) => new Date(NOW.getTime() + second * 1000);
const inTx = <T>(work: (tx: BotTx) => Promise<T>): Promise<T> => kept.store.commit('command', work);

/** Keeps a message, `m1` and `N1` the first, as a channel or the desk would. */
async function keep(row: Record<string, unknown>, body?: object): Promise<void> {
  said += 1;
  await kept.db.knex('message').insert({
    ...{ id: `m${said}`, conversation_id: CHAT, author: 'customer', kind: 'text', state: 'answered' },
    ...{ external_id: `N${said}`, sent_at: at(said).toISOString(), kept_at: at(said).toISOString() },
    ...(body && { body: JSON.stringify(body) }),
    ...row,
  });
}
const customer = (text: string, body?: object) => keep({ text }, body);
const deleted = (id: string) => keep({ kind: 'event', text: 'message.deleted' }, { value: { id } });
const ana = (text: string, row: object = {}, body?: object) =>
  keep({ text, author: 'agent', author_id: 'ana', author_name: 'Ana', state: 'sent', ...row }, body);
const edit = (id: string, text: string) => ({
  deed: { kind: 'edit', text, target: { id, position: 1, isOurs: true, text: 'old' } },
});

describe('a message by the network’s id', () => {
  const named = (id: string) => inTx((tx) => tx.messageNamed(CHAT, id));

  test('reads as it was last corrected, under the id of every correction too', async () => {
    await customer('rua A', { quotes: { id: 'N0', text: 'claimed' } });
    await customer('rua B', { edits: 'N1' });
    await customer('rua C', { edits: 'N2' });
    for (const id of ['N1', 'N2', 'N3'])
      expect(await named(id)).toMatchObject({ id: 'm1', text: 'rua C', quotes: 'N0', isOurs: false });
  });

  test('is what a deed of ours was done to, and reads as that made it', async () => {
    await ana('10 reais');
    await ana('(correção) 100 reais', {}, edit('m1', '100 reais'));
    expect(await named('N2')).toMatchObject({ id: 'm1', text: '100 reais', isOurs: true });
  });

  test('keeps its words while a correction waits to be dealt with', async () => {
    await customer('oi');
    await keep({ text: '/nota x', state: 'unanswered' }, { edits: 'N1' });
    expect(await named('N1')).toMatchObject({ text: 'oi' });
  });

  test('has no words any more once it was deleted', async () => {
    await customer('senha 1234', { attachments: [{ contentType: 'image/png' }] });
    await deleted('N1');
    expect(await named('N1')).toMatchObject({ id: 'm1', text: '', attachments: [], isGone: true });
  });

  test('is found by a part of it, and never in another conversation', async () => {
    await ana('veja a foto');
    await kept.db.knex('whatsapp_sent').insert({
      ...{
        account: 'main',
        external_id: 'PART',
        whole: 'N1',
        content: Buffer.from(''),
        at: NOW.toISOString(),
      },
    });
    expect(await named('PART')).toMatchObject({ id: 'm1' });
    expect(await inTx((tx) => tx.messageNamed(ANAS, 'PART'))).toBeUndefined();
    expect(await inTx((tx) => tx.messageNamed(ANAS, 'N1'))).toBeUndefined();
  });

  test('is ours if somebody typed it on the company’s phone', async () => {
    await ana('da loja', { state: 'answered', author_id: 'phone:main' });
    expect(await named('N1')).toMatchObject({ isOurs: true });
  });
});

test('counterparts: a copy there, or what it is a copy of; not where it was taken back or refused', async () => {
  await customer('oi');
  await keep({ text: '#1 Joana: oi', conversation_id: ANAS, state: 'failed', copy_of: 'm1' });
  await keep({ text: '#1 Joana: oi', conversation_id: ANAS, state: 'sent', copy_of: 'm1' });
  const there = (id: string, conversationId: string) => inTx((tx) => tx.counterpartOf(id, conversationId));
  expect(await there('m1', ANAS)).toMatchObject({ id: 'm3' });
  expect(await there('m3', CHAT)).toMatchObject({ id: 'm1' });
  expect(await there('m1', 'whatsapp:main/bia')).toBeUndefined();
  await kept.db.knex('message').where({ id: 'm3' }).update({ state: 'withdrawn' });
  expect(await there('m1', ANAS)).toBeUndefined();
});

describe('taking back', () => {
  const takeBack = (id: string) => inTx((tx) => tx.takeBack(id));
  const states = async () =>
    (await kept.db.knex<{ state: string }>('message').orderBy('position')).map(({ state }) => state);

  test('what the network was not given yet goes with what was done to it; what it was given stays', async () => {
    const told: (readonly string[])[] = [];
    kept.store.onDeskChanged(({ marked }) => told.push(marked));
    await ana('oi', { state: 'queued' });
    await ana('(correção) olá', { state: 'queued' }, edit('m1', 'olá'));
    await ana('tchau', { state: 'queued' });
    await ana('já foi', { state: 'queued', receipt: 'written' });
    await ana('vai de novo', { state: 'queued', attempts: 1 });
    expect(await takeBack('m1')).toBe(true);
    expect(await takeBack('m1')).toBe(false);
    expect(await takeBack('m4')).toBe(false);
    expect(await takeBack('m5')).toBe(false);
    expect(await states()).toEqual(['withdrawn', 'withdrawn', 'queued', 'queued', 'queued']);
    expect(told).toEqual([[CHAT]]);
  });

  test('of what has left already only the corrections that have not', async () => {
    await ana('oi');
    await ana('(correção) senha', { state: 'queued' }, edit('m1', 'senha'));
    expect(await takeBack('m1')).toBe(false);
    expect(await states()).toEqual(['sent', 'withdrawn']);
  });
});

describe('what was said', () => {
  test('reads as it was corrected; what was only done to a message is nothing said, what was deleted neither', async () => {
    await customer('antes');
    await customer('rua A');
    await ana('10 reais');
    await customer('rua B', { edits: 'N2' });
    await customer('senha');
    await deleted('N5');
    await ana('(correção) 100 reais', {}, edit('m3', '100 reais'));
    await ana(
      '(reagiu com 👍)',
      {},
      {
        deed: { kind: 'react', emoji: '👍', target: { id: 'm2', position: 2, isOurs: false, text: '' } },
      },
    );
    await ana('não saiu', { state: 'withdrawn' });
    const since = await inTx((tx) => tx.saidSince(CHAT, at(2), 50));
    expect(since.map(({ id, text }) => `${id} ${text}`)).toEqual(['m2 rua B', 'm3 100 reais']);
    const lines = await kept.store.lines(CHAT, { before: 100, limit: 50 });
    expect(lines.map(({ author, text }) => `${author} ${text}`)).toEqual([
      ...['customer antes', 'customer rua B', 'agent 100 reais'],
    ]);
  });

  test('a customer’s words name what they answer and, where that is not among them, what they correct', async () => {
    await customer('rua A');
    await customer('rua B', { edits: 'N1' });
    await customer('e o número?', { quotes: { id: 'N1', text: 'claimed' } });
    await customer('é 11');
    await customer('é 12', { edits: 'N4' });
    await keep({ text: 'ainda não', state: 'unanswered' });
    expect(await inTx((tx) => tx.customerWords(CHAT, 1))).toEqual([
      { id: 'm2', text: 'rua B', attachments: [], corrects: 'N1' },
      { id: 'm3', text: 'e o número?', attachments: [], quotes: 'N1' },
      { id: 'm4', text: 'é 12', attachments: [] },
    ]);
  });
});
