import { messageIdOf, partId } from '../../channels/whatsapp/message-id.js';
import type { StoreTx } from '../../store/tx.js';
import type { Saying } from '../../routing/store.js';
import { ACCOUNT, arriving, NOW, openWhatsAppWorld, words, type WhatsAppWorld } from './whatsapp-world.js';
import { ticketsOf } from './kept-tickets.js';

let world: WhatsAppWorld;
beforeEach(async () => {
  world = await openWhatsAppWorld();
});
afterEach(() => world.gone());

const ROSA = { lid: '9' };
const CHAT = 'whatsapp:main/l9';
const ADDRESS = { channel: 'whatsapp', id: 'main/l9' };
const whatsapp = () => world.store.whatsapp;
const { inTx } = ticketsOf(() => world as never);
const inChat = <T>(work: (tx: StoreTx) => Promise<T>) => inTx((tx) => work(tx as StoreTx));

/** We say something in Rosa's chat; gives our id of it. */
async function weSay(text: string, author: Saying['author']): Promise<string> {
  return inChat((tx) => tx.say({ conversationId: CHAT, author, text }, NOW));
}
const relays = (text: string) => weSay(text, { kind: 'customer', name: 'Joana' });
const stateOf = async (id: string) =>
  (await world.db.reader.all('select state, receipt from message where id = ?', [id]))[0];
const rosaWrites = (id: string) => whatsapp().commit(ACCOUNT, arriving(words(ROSA, id)));
const dealtWith = () =>
  inChat((tx) =>
    tx.connection.all(`update message set state = 'answered' where state = 'unanswered' returning id`),
  );

beforeEach(async () => {
  await rosaWrites('r0');
  await dealtWith();
  await whatsapp().confirmedRead(ADDRESS, ['r0']);
});

describe("a customer's words in an agent's chat are ours", () => {
  test('they get their ticks', async () => {
    const id = await relays('minha luz caiu');
    const externalId = messageIdOf(id);
    for (const receipt of ['sent', 'delivered', 'read'] as const) {
      await whatsapp().mark(ACCOUNT, ROSA, [{ externalId, receipt }]);
      expect(await stateOf(id)).toEqual({ state: 'sent', receipt: receipt === 'sent' ? null : receipt });
    }
  });

  test('and are found again for a phone that could not read them', async () => {
    const id = await relays('minha luz caiu');
    expect(await whatsapp().outgoing(ACCOUNT, ROSA, messageIdOf(id))).toMatchObject({
      id,
      text: 'minha luz caiu',
    });
  });

  test("the agent's own are not, whatever is said of their ids", async () => {
    await rosaWrites('r1');
    await whatsapp().mark(ACCOUNT, ROSA, [{ externalId: 'r1', receipt: 'read' }]);
    expect(await whatsapp().outgoing(ACCOUNT, ROSA, 'r1')).toBeUndefined();
    const [row] = await world.db.reader.all(`select receipt from message where external_id = 'r1'`);
    expect(row).toEqual({ receipt: null });
  });
});

describe("an agent's words get blue ticks", () => {
  const sent = async (id: string) =>
    whatsapp().mark(ACCOUNT, ROSA, [{ externalId: messageIdOf(id), receipt: 'sent' }]);

  test.each([
    ['the desk', { kind: 'desk' } as const],
    ['a customer', { kind: 'customer', name: 'Joana' } as const],
  ])('once they were dealt with and %s was heard after them', async (_who, author) => {
    await rosaWrites('r1');
    expect(await whatsapp().handledUnread(ADDRESS, true)).toEqual([]);
    await dealtWith();
    expect(await whatsapp().handledUnread(ADDRESS, true)).toEqual([]);
    await sent(await weSay('Anotado.', author));
    expect(await whatsapp().handledUnread(ADDRESS, true)).toEqual(['r1']);
    expect(await whatsapp().handledUnread(ADDRESS)).toEqual([]);
    await whatsapp().confirmedRead(ADDRESS, ['r1']);
    expect(await whatsapp().handledUnread(ADDRESS, true)).toEqual([]);
  });

  test('not what still waits', async () => {
    await rosaWrites('r1');
    await sent(await weSay('Um momento.', { kind: 'desk' }));
    expect(await whatsapp().handledUnread(ADDRESS, true)).toEqual([]);
  });
});

describe('a message of several parts', () => {
  test('is found by the id of each', async () => {
    const id = await weSay('longo', { kind: 'desk' });
    const own = messageIdOf(id);
    await whatsapp().keepSent(ACCOUNT, partId(own, 1), Buffer.from('words'), own);
    await whatsapp().keepSent(ACCOUNT, own, Buffer.from('file'));
    const named = (external: string) => inChat((tx) => tx.messageNamed(CHAT, external));
    expect(await named(own)).toMatchObject({ id, isOurs: true });
    expect(await named(partId(own, 1))).toMatchObject({ id, isOurs: true, externalId: own });
    expect(await named(partId(own, 2))).toBeUndefined();
    expect(await named('r0')).toMatchObject({ isOurs: false });
  });
});

describe('what something may still be done to', () => {
  test('has a time, unless it never left', async () => {
    const id = await weSay('oi', { kind: 'desk' });
    expect(await whatsapp().saidAt(id)).toEqual(NOW);
    await inChat((tx) => tx.takeBack(id));
    expect(await whatsapp().saidAt(id)).toBeUndefined();
    const [own] = await world.db.reader.all<{ id: string }>(
      `select id from message where external_id = 'r0'`,
    );
    expect(await whatsapp().saidAt(own?.id ?? '')).toBeUndefined();
  });
});

test('where a file lies is known after it was fetched, to its own account alone', async () => {
  const media = [{ fileId: 'f1', sealed: Buffer.from('where') }];
  await whatsapp().commit(ACCOUNT, arriving({ ...words(ROSA, 'r9'), media }));
  await whatsapp().mediaFetched('f1');
  expect(Buffer.from((await whatsapp().mediaOrder(ACCOUNT, 'f1')) ?? []).toString()).toBe('where');
  expect(await whatsapp().mediaOrder('other', 'f1')).toBeUndefined();
  expect(await whatsapp().mediaOrder(ACCOUNT, 'f2')).toBeUndefined();
});
