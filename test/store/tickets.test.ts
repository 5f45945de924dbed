import { ConcurrentChange } from '../../bot/store.js';
import type { Incoming } from '../../channels/channel.js';
import { NOW, openKept, type KeptWorld } from './kept.js';
import { at, offering, RESOLUTION as resolution, ticketsOf } from './kept-tickets.js';

/** A local day in São Paulo. */
const DAY = [new Date('2026-11-23T03:00:00Z'), new Date('2026-11-24T03:00:00Z')] as const;

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
});
afterEach(() => world.gone());

const { inTx, opens, changes, doing, held, finished } = ticketsOf(() => world);
const eventTypes = async (id: string) => {
  const sql = 'select type from ticket_event where ticket_id = ? order by position';
  return (await world.db.reader.all<{ type: string }>(sql, [id])).map(({ type }) => type);
};

test('a ticket is read as it was kept, its dates included, also after the next start', async () => {
  const offered = await doing(await opens(1), offering('ana'));
  expect(await inTx((tx) => tx.ticket('t1'))).toEqual(offered);
  world = await world.reopened();
  expect(await inTx((tx) => tx.ticket('t1'))).toEqual({ ...offered, version: 1 });
  expect(await inTx((tx) => tx.ticket('t2'))).toBeUndefined();
});

test('everything decided of a ticket is in its history, in its order', async () => {
  await finished(1, 'ana', at('14:00:00'));
  expect(await eventTypes('t1')).toEqual(['opened', 'offered', 'accepted', 'closed']);
});

describe('of two who change the same ticket', () => {
  test('the second is told so, and nothing of theirs is kept', async () => {
    const offered = await doing(await opens(1), offering('ana'));
    await doing(offered, { type: 'accept', agentId: 'ana' });
    await expect(doing(offered, { type: 'refuse', agentId: 'ana' })).rejects.toThrow(ConcurrentChange);
    expect(await inTx((tx) => tx.ticket('t1'))).toMatchObject({
      status: 'active',
      agentId: 'ana',
      version: 2,
    });
    expect(await eventTypes('t1')).toEqual(['opened', 'offered', 'accepted']);
  });

  test('at the same moment exactly one wins', async () => {
    const offered = await doing(await opens(1), offering('ana'));
    const both = [1, 2].map(() => doing(offered, { type: 'accept', agentId: 'ana' }));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await eventTypes('t1')).toEqual(['opened', 'offered', 'accepted']);
  });

  test('a loser’s other writes are undone, a neighbour’s are kept', async () => {
    const offered = await doing(await opens(1), offering('ana'));
    await doing(offered, { type: 'accept', agentId: 'ana' });
    const loser = inTx(async (tx) => {
      await tx.setPresence('ana', false, NOW);
      await changes(tx, offered, { type: 'refuse', agentId: 'ana' }, NOW);
    });
    const neighbour = inTx((tx) => tx.setPresence('bia', false, NOW));
    await Promise.allSettled([loser, neighbour]);
    await expect(loser).rejects.toThrow(ConcurrentChange);
    expect(await inTx((tx) => tx.presences())).toEqual(new Map([['bia', false]]));
  });
});

describe('one open ticket per conversation', () => {
  const second = { conversationId: 'web:1' };

  test('is what the database insists on', async () => {
    await opens(1);
    await expect(opens(2, second)).rejects.toThrow(/unique/i);
    expect(await inTx((tx) => tx.ticket('t2'))).toBeUndefined();
  });

  test('holds while the first is offered or held, and ends when it is closed', async () => {
    const active = await held(1, 'ana');
    await expect(opens(2, second)).rejects.toThrow(/unique/i);
    await doing(active, { type: 'close', agentId: 'ana', resolution });
    await opens(2, second);
    expect((await inTx((tx) => tx.waitingTickets())).map(({ id }) => id)).toEqual(['t2']);
  });
});

test('numbers count up without a gap or a repeat, also after a commit that failed', async () => {
  const next = () => inTx((tx) => tx.nextTicketNumber());
  const failing = inTx(async (tx) => {
    await tx.nextTicketNumber();
    throw new Error('a bug');
  });
  await expect(failing).rejects.toThrow('a bug');
  expect(await Promise.all([next(), next(), next()])).toEqual([1, 2, 3]);
});

describe('loads', () => {
  const loads = (since = DAY[0]) => inTx((tx) => tx.loads(since));

  test('count an offer until it is answered, and what is held until it is closed', async () => {
    expect(await loads()).toEqual(new Map());
    const offered = await doing(await opens(1), offering('ana'));
    expect(await loads()).toEqual(new Map([['ana', { open: 1 }]]));
    const waiting = await doing(offered, { type: 'refuse', agentId: 'ana' });
    expect(await loads()).toEqual(new Map());
    const active = await doing(await doing(waiting, offering('bia')), { type: 'accept', agentId: 'bia' });
    await doing(await opens(2), offering('bia'));
    expect(await loads()).toEqual(new Map([['bia', { open: 2 }]]));
    await doing(active, { type: 'close', agentId: 'bia', resolution }, at('15:00:00'));
    expect(await loads()).toEqual(new Map([['bia', { open: 1, lastClosedAt: at('15:00:00') }]]));
  });

  test('know the last ticket closed since the moment asked for, and no earlier one', async () => {
    await finished(1, 'ana', at('14:00:00'));
    await finished(2, 'ana', at('13:30:00'));
    await held(3, 'ana');
    expect((await loads()).get('ana')).toEqual({ open: 1, lastClosedAt: at('14:00:00') });
    expect((await loads(at('14:00:00'))).get('ana')).toEqual({ open: 1, lastClosedAt: at('14:00:00') });
    expect((await loads(at('14:00:01'))).get('ana')).toEqual({ open: 1 });
  });
});

describe('the last one finished', () => {
  const last = (customerId = 'joana') => inTx((tx) => tx.lastFinished(customerId, ...DAY));

  test.each<[string, string, boolean]>([
    ['before the day begins', '2026-11-23T02:59:59.999Z', false],
    ['in its first moment', '2026-11-23T03:00:00.000Z', true],
    ['in its last moment', '2026-11-24T02:59:59.999Z', true],
    ['when the next day begins', '2026-11-24T03:00:00.000Z', false],
  ])('%s: counts: %#', async (_, closedAt, counts) => {
    await finished(1, 'ana', new Date(closedAt));
    const expected = { ticketId: 't1', agentId: 'ana', closedAt: new Date(closedAt) };
    expect(await last()).toEqual(counts ? expected : undefined);
  });

  test('is the one closed last, not the one opened last', async () => {
    await finished(1, 'ana', at('16:00:00'));
    await finished(2, 'bia', at('15:00:00'));
    expect(await last()).toMatchObject({ agentId: 'ana' });
  });

  test('closed at the same moment is the one with the higher number', async () => {
    await finished(1, 'ana', at('16:00:00'));
    await finished(2, 'bia', at('16:00:00'));
    expect(await last()).toMatchObject({ agentId: 'bia' });
  });

  test('is this customer’s, and what is still open is not finished', async () => {
    await finished(1, 'ana', at('16:00:00'), 'pedro');
    await held(2, 'bia');
    expect(await last()).toBeUndefined();
    expect(await last('pedro')).toMatchObject({ ticketId: 't1' });
  });
});

test('what waits is served urgent first, then by age, then by number', async () => {
  await opens(1, { openedAt: at('13:00:02') });
  await opens(2, { openedAt: at('13:00:01') });
  await opens(3, { openedAt: at('13:00:03'), urgency: 'urgent' });
  await opens(4, { openedAt: at('13:00:01') });
  await held(5, 'ana', { openedAt: at('12:00:00'), urgency: 'urgent' });
  expect((await inTx((tx) => tx.waitingTickets())).map(({ id }) => id)).toEqual(['t3', 't2', 't4', 't1']);
});

test('a timer is due from its moment on, and only while it matters', async () => {
  await doing(await opens(1), offering('ana'));
  await held(2, 'ana');
  expect(await world.store.dueTickets(at('22:59:59'))).toEqual([]);
  expect(await world.store.dueTickets(at('23:00:00'))).toEqual(['t1']);
});

test('an agent is written to where they were heard last', async () => {
  const from = (id: string, external: string): Incoming => ({
    ...{ id: external, from: { channel: 'pigeon', id }, person: { id: 'ana' }, sentAt: NOW },
    content: { kind: 'text', text: 'oi' },
  });
  const accounts = [{ channel: 'pigeon', person: 'ana' }];
  const conversation = () => inTx((tx) => tx.conversationOf(accounts));
  expect(await conversation()).toBeUndefined();
  await world.store.keep(from('home', '1'));
  expect(await conversation()).toBe('pigeon:home');
  expect(await inTx((tx) => tx.conversationOf([]))).toBeUndefined();
  expect(await inTx((tx) => tx.conversationOf([{ channel: 'web', person: 'ana' }]))).toBeUndefined();
});
