import type { Situation } from '../../bot/store.js';
import type { Arrival, Seen } from '../../channels/whatsapp/ports.js';
import { ticketsOf } from './kept-tickets.js';
import { ACCOUNT, arriving, NOW, openWhatsAppWorld, words, type WhatsAppWorld } from './whatsapp-world.js';

let world: WhatsAppWorld;
beforeEach(async () => {
  world = await openWhatsAppWorld();
});
afterEach(() => world.gone());

const { inTx, opens } = ticketsOf(() => world as never);

let last = 0;
const whatsapp = () => world.store.whatsapp;
async function writes(chat: Seen, more: Partial<Arrival> = {}): Promise<string> {
  const [kept] = await whatsapp().commit(ACCOUNT, arriving({ ...words(chat, `m${++last}`), ...more }));
  return kept?.conversationId.replace('whatsapp:main/', '') ?? '';
}
const situation = async (id: string): Promise<Situation> => {
  const found = await world.store.situation(`whatsapp:main/${id}`);
  if (!found) throw new Error('Nothing waits.');
  return found;
};
const customerOf = async (id: string) => (await situation(id)).conversation.customerId;
const learns = (lid: string, phone: string) =>
  whatsapp().commit(ACCOUNT, { keys: [], learned: [{ lid, phone }] });
const contactAt = (id: string) => whatsapp().contact({ channel: 'whatsapp', id: `main/${id}` });
const proves = async (id: string, customerId: string) =>
  inTx(async (tx) => tx.identified((await situation(id)).conversation, customerId));

describe('one person, one conversation', () => {
  test('by hidden id first, then with the number', async () => {
    expect(await writes({ lid: '1' })).toBe('l1');
    expect(await writes({ lid: '1', phone: '5511987654321' })).toBe('l1');
    expect(await writes({ phone: '5511987654321' })).toBe('l1');
    const [row] = await world.db.reader.all(`select phone from conversation where id = 'whatsapp:main/l1'`);
    expect(row).toEqual({ phone: '5511987654321' });
  });

  test('with and without the ninth digit', async () => {
    const id = await writes({ phone: '551187654321' });
    expect(id).toBe('p5511987654321');
    expect(await writes({ phone: '5511987654321' })).toBe(id);
    expect(await writes({ lid: '1', phone: '551187654321' })).toBe(id);
    expect(await writes({ lid: '1' })).toBe(id);
    expect((await whatsapp().conversationOf(ACCOUNT, { phone: '551187654321' }))?.id).toBe(`main/${id}`);
  });

  test('also over the next start, and when the cache knew better', async () => {
    await writes({ lid: '1' });
    await learns('1', '5511987654321');
    world = await world.reborn();
    expect(await writes({ phone: '5511987654321' })).toBe('l1');
  });

  test('a number that went to somebody else goes with its new owner', async () => {
    await writes({ lid: '1', phone: '5511987654321' });
    expect(await writes({ lid: '2', phone: '5511987654321' })).toBe('l2');
    expect(await writes({ phone: '5511987654321' })).toBe('l2');
    expect(await writes({ lid: '1' })).toBe('l1');
    expect(await contactAt('l1')).toEqual({ id: 'l1', lid: '1' });
  });

  test('a mapping of somebody who never wrote makes no conversation', async () => {
    await learns('7', '5511987650000');
    expect(await whatsapp().conversationOf(ACCOUNT, { lid: '7' })).toBeUndefined();
    expect(await writes({ lid: '7' })).toBe('l7');
    expect(await contactAt('l7')).toMatchObject({ phone: '5511987650000' });
  });
});

describe('two that turn out to be one', () => {
  const PHONE = '5511987654321';
  const ID = `p${PHONE}`;
  /** The number wrote, then the hidden id, and nobody knew. */
  const both = async () => {
    await writes({ phone: PHONE });
    world.now = new Date(NOW.getTime() + 60_000);
    await writes({ lid: '1' });
  };

  test('are one customer, and go on where they were heard last', async () => {
    await both();
    const before = await customerOf('l1');
    expect(await customerOf(ID)).not.toBe(before);
    await learns('1', PHONE);
    expect([await writes({ phone: PHONE }), await writes({ lid: '1' })]).toEqual(['l1', 'l1']);
    expect([await customerOf(ID), await customerOf('l1')]).toEqual([before, before]);
    expect(await contactAt(ID)).toEqual({ id: 'l1', lid: '1', phone: PHONE });
  });

  test('go on where a ticket is open', async () => {
    await both();
    await opens(1, { conversationId: `whatsapp:main/${ID}`, customerId: await customerOf(ID) });
    await learns('1', PHONE);
    expect([await writes({ phone: PHONE }), await writes({ lid: '1' })]).toEqual([ID, ID]);
  });

  test('who proved to be a customer is right, and the tickets of the other come along', async () => {
    await both();
    const unknown = await customerOf('l1');
    const ticket = await opens(1, { conversationId: 'whatsapp:main/l1', customerId: unknown });
    await proves(ID, 'c-1001');
    await learns('1', PHONE);
    expect([await customerOf(ID), await customerOf('l1')]).toEqual(['c-1001', 'c-1001']);
    expect((await inTx((tx) => tx.ticket(ticket.id)))?.customerId).toBe('c-1001');
  });

  test('two who proved to be different customers keep their tickets where they are', async () => {
    await both();
    await proves(ID, 'c-1001');
    await proves('l1', 'c-1002');
    const ticket = await opens(1, { conversationId: `whatsapp:main/${ID}`, customerId: 'c-1001' });
    await learns('1', PHONE);
    expect((await inTx((tx) => tx.ticket(ticket.id)))?.customerId).toBe('c-1001');
    expect(await customerOf('l1')).toBe(await customerOf(ID));
  });

  test('what came to the one before is a repeat when it comes to the other', async () => {
    const id = `m${last + 1}`;
    await both();
    await learns('1', PHONE);
    const [again] = await whatsapp().commit(ACCOUNT, arriving(words({ lid: '1' }, id)));
    expect(again).toMatchObject({ repeat: true, conversationId: `whatsapp:main/${ID}` });
  });
});

describe('a message of ours', () => {
  const HERE = { channel: 'whatsapp', id: 'main/l1' };
  const says = (text: string) =>
    inTx((tx) => tx.say({ conversationId: 'whatsapp:main/l1', author: { kind: 'bot' }, text }, NOW));
  const stateOf = async (id: string) => {
    const [row] = await world.db.reader.all<{ state: string; receipt: string | null }>(
      'select state, receipt from message where external_id = ?',
      [id],
    );
    return `${row?.state} ${row?.receipt ?? ''}`.trim();
  };
  async function queued(): Promise<string> {
    await writes({ lid: '1' });
    await says('Olá!');
    const [message] = await world.store.outbox.waiting(HERE);
    if (!message?.externalId) throw new Error('It has no id.');
    return message.externalId;
  }

  test('has its network id before it is sent, is no message of the customer, and its echo is a repeat', async () => {
    const waiting: string[] = [];
    world.store.outbox.onWaiting(({ id }) => waiting.push(id));
    const externalId = await queued();
    expect(externalId).toMatch(/^3EB0[0-9A-F]{18}$/);
    expect(waiting).toEqual(['main/l1']);
    const ours = (await world.store.log.after(HERE, 0)).at(-1);
    expect(ours).not.toHaveProperty('incoming');
    const author = { kind: 'agent', id: 'phone:main', name: 'telefone' } as const;
    const [echo] = await whatsapp().commit(
      ACCOUNT,
      arriving(words({ lid: '1' }, externalId, 'Olá!', { author })),
    );
    expect(echo).toMatchObject({ repeat: true, id: ours?.id });
  });

  test('comes further and never back; who looks at the desk is told', async () => {
    const told: string[] = [];
    world.store.onDeskChanged(({ marked }) => told.push(...marked));
    const externalId = await queued();
    const mark = (receipt: 'written' | 'sent' | 'delivered' | 'read') =>
      whatsapp().mark(ACCOUNT, { lid: '1' }, [{ externalId, receipt }]);
    const states: string[] = [];
    for (const receipt of [
      'written',
      'sent',
      'written',
      'delivered',
      'sent',
      'read',
      'delivered',
      'written',
    ] as const) {
      await mark(receipt);
      states.push(await stateOf(externalId));
    }
    expect(states).toEqual([
      ...['queued written', 'sent', 'sent', 'sent delivered', 'sent delivered', 'sent read', 'sent read'],
      'sent read',
    ]);
    expect(told).toEqual(Array(4).fill('whatsapp:main/l1'));
    expect(await world.store.outbox.waiting(HERE)).toEqual([]);
  });

  test('that was delivered without a word leaves the outbox', async () => {
    const externalId = await queued();
    await whatsapp().mark(ACCOUNT, { lid: '1' }, [{ externalId, receipt: 'delivered' }]);
    expect(await world.store.outbox.waiting(HERE)).toEqual([]);
    const found = (lid: string, id = externalId) => whatsapp().outgoing(ACCOUNT, { lid }, id);
    expect(await found('1')).toMatchObject({ to: HERE, externalId, text: 'Olá!', author: { kind: 'bot' } });
    expect(await found('2')).toBeUndefined();
    expect(await found('1', `m${last}`)).toBeUndefined();
  });

  test('marks nothing that the customer wrote', async () => {
    await writes({ lid: '1' });
    await whatsapp().mark(ACCOUNT, { lid: '1' }, [{ externalId: `m${last}`, receipt: 'read' }]);
    expect(await stateOf(`m${last}`)).toBe('unanswered');
  });

  test('what the customer wrote is confirmed as read once it was dealt with and answered', async () => {
    await writes({ lid: '1' });
    const id = `m${last}`;
    expect(await whatsapp().handledUnread(HERE)).toEqual([]);
    const { conversation, unanswered } = await situation('l1');
    await world.store.answer({
      ...{ conversation, after: {} },
      sayings: [{ conversationId: conversation.id, author: { kind: 'bot' }, text: 'Oi!' }],
      positions: unanswered.map(({ position }) => position),
    });
    expect(await whatsapp().handledUnread(HERE)).toEqual([]);
    const [answer] = await world.store.outbox.waiting(HERE);
    await world.store.outbox.settle(answer ?? { id: '' }, { status: 'sent' });
    await world.store.outbox.flush();
    expect(await whatsapp().handledUnread(HERE)).toEqual([id]);
    await whatsapp().confirmedRead(HERE, [id]);
    expect(await whatsapp().handledUnread(HERE)).toEqual([]);
  });
});
