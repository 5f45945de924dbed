import type { Caller } from '../../bot/caller.js';
import { ConcurrentChange, type ConversationChange, type Situation } from '../../bot/store.js';
import { NOW, openKept, type KeptWorld } from './kept.js';
import { at, offering, ticketsOf } from './kept-tickets.js';

/** A local day in São Paulo. */
const DAY = [new Date('2026-11-23T03:00:00Z'), new Date('2026-11-24T03:00:00Z')] as const;

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
});
afterEach(() => world.gone());

const { inTx, opens, doing, finished } = ticketsOf(() => world);

let messages = 0;
/** A person writes in a conversation of a channel; gives what the bot would then compute from. */
async function hears(person: string, conversation = `web:${person}`): Promise<Situation> {
  const [channel = '', id = ''] = conversation.split(':');
  const content = { kind: 'text', text: 'oi' } as const;
  const from = { channel, id };
  await world.store.keep({ id: `m${++messages}`, from, person: { id: person }, content, sentAt: NOW });
  const found = await world.store.situation(conversation);
  if (!found) throw new Error('Nothing waits.');
  return found;
}
const customerOf = async (person: string, conversation?: string) =>
  (await hears(person, conversation)).conversation.customerId;
const positionsOf = ({ unanswered }: Situation) => unanswered.map(({ position }) => position);
const answers = (situation: Situation, after: ConversationChange = {}) =>
  world.store.answer({
    ...{ conversation: situation.conversation, after, positions: positionsOf(situation), sayings: [] },
  });
/** The turn in which somebody proves who they are, as the bot commits it. */
const proves = (situation: Situation, customerId: string) =>
  inTx(async (tx) => {
    await tx.answered(situation.conversation, { caller: { customerId } }, positionsOf(situation));
    await tx.identified(situation.conversation, customerId);
  });
const ticket = async (id: string) => inTx((tx) => tx.ticket(id));
const lastFinished = (customerId: string) => inTx((tx) => tx.lastFinished(customerId, ...DAY));

describe('what is known of the person who writes', () => {
  const caller: Caller = {
    ...{ name: 'Mariana', customerId: 'c-1001', verifiedAt: NOW.toISOString(), failures: 1 },
    told: { document: '11144477735', phone: '+5519995550101' },
  };

  test('is kept until it changes, also over the next start', async () => {
    const first = await hears('mariana');
    expect(first.conversation).not.toHaveProperty('caller');
    await answers(first, { caller });
    await answers(await hears('mariana'), { misses: 1 });
    world = await world.reopened();
    const later = await hears('mariana');
    expect(later.conversation).toMatchObject({ caller, misses: 1 });
    await answers(later, { caller: { name: 'Ana' } });
    expect((await hears('mariana')).conversation.caller).toEqual({ name: 'Ana' });
  });

  test('of one is nothing to the other, though both are answered together', async () => {
    const both = [await hears('mariana'), await hears('carlos')] as const;
    await Promise.all([answers(both[0], { caller }), answers(both[1])]);
    expect((await hears('mariana')).conversation.caller).toEqual(caller);
    expect((await hears('carlos')).conversation).not.toHaveProperty('caller');
  });
});

describe('somebody proves to be a customer', () => {
  test('and is that customer from then on, also after the next start and in a new conversation', async () => {
    const before = await customerOf('mariana');
    expect(before).not.toBe('c-1001');
    await proves(await hears('mariana'), 'c-1001');
    expect(await customerOf('mariana')).toBe('c-1001');
    world = await world.reopened();
    expect(await customerOf('mariana')).toBe('c-1001');
    expect(await customerOf('mariana', 'web:new')).toBe('c-1001');
    expect(await customerOf('carlos')).not.toBe('c-1001');
  });

  test('in all their conversations; a turn under way in another one is computed again', async () => {
    const other = await hears('mariana', 'web:other');
    await proves(await hears('mariana'), 'c-1001');
    await expect(answers(other)).rejects.toThrow(ConcurrentChange);
    expect(await customerOf('mariana', 'web:other')).toBe('c-1001');
  });

  test('and a turn that lost proves nothing', async () => {
    const situation = await hears('mariana');
    await answers(situation);
    await expect(proves(situation, 'c-1001')).rejects.toThrow(ConcurrentChange);
    expect(await customerOf('mariana')).not.toBe('c-1001');
  });

  test('and what they were served with before comes along, open or closed', async () => {
    const me = await customerOf('mariana');
    await finished(1, 'ana', at('14:00:00'), me);
    const open = await opens(2, { customerId: me, conversationId: 'web:mariana' });
    await opens(3, { customerId: 'somebody' });
    await proves(await hears('mariana'), 'c-1001');
    expect(await ticket('t1')).toMatchObject({ customerId: 'c-1001', closedAt: at('14:00:00'), version: 3 });
    expect(await ticket('t2')).toEqual({ ...open, customerId: 'c-1001' });
    expect(await ticket('t3')).toMatchObject({ customerId: 'somebody' });
    const { ticket: mine, pastTickets } = await hears('mariana');
    expect(mine?.customerId).toBe('c-1001');
    expect(pastTickets?.map(({ id }) => id).sort()).toEqual(['t1', 't2']);
    expect(await lastFinished(me)).toBeUndefined();
    // Nobody who had read it before has lost anything: it is only somebody else's now.
    expect(await doing(open, offering('ana'))).toMatchObject({ status: 'offered', version: 1 });
  });

  test('and the console hears of the tickets that came along', async () => {
    const me = await customerOf('mariana');
    await opens(1, { customerId: me });
    const heard: string[] = [];
    world.store.onDeskChanged(({ tickets }) => heard.push(...tickets.map((one) => one.customerId)));
    await proves(await hears('mariana'), 'c-1001');
    expect(heard).toEqual(['c-1001']);
  });

  test('on a second channel: who finished their ticket on the first one is found', async () => {
    await finished(1, 'ana', at('14:00:00'), await customerOf('mariana'));
    await proves(await hears('mariana'), 'c-1001');
    await proves(await hears('55199', 'emulator:7'), 'c-1001');
    const { conversation, pastTickets } = await hears('55199', 'emulator:7');
    expect(conversation.customerId).toBe('c-1001');
    expect(pastTickets?.map(({ id }) => id)).toEqual(['t1']);
    expect(await lastFinished(conversation.customerId)).toMatchObject({ agentId: 'ana', ticketId: 't1' });
  });

  test('twice: nothing happens the second time', async () => {
    await proves(await hears('mariana'), 'c-1001');
    const other = await hears('mariana', 'web:other');
    await proves(await hears('mariana'), 'c-1001');
    await answers(other);
    expect(await customerOf('mariana')).toBe('c-1001');
  });

  test('and later to be another: what the first was served with stays with the first', async () => {
    await proves(await hears('shared'), 'c-1001');
    await finished(1, 'ana', at('14:00:00'), 'c-1001');
    await proves(await hears('shared'), 'c-1002');
    expect(await customerOf('shared')).toBe('c-1002');
    expect(await ticket('t1')).toMatchObject({ customerId: 'c-1001' });
    expect(await lastFinished('c-1002')).toBeUndefined();
  });

  test('but what they share with somebody nobody has identified stays where it is', async () => {
    const me = await customerOf('mariana');
    await customerOf('mae');
    await world.db.knex('customer').where({ person: 'mae' }).update({ customer_id: me });
    await opens(1, { customerId: me });
    await proves(await hears('mariana'), 'c-1001');
    expect(await ticket('t1')).toMatchObject({ customerId: me });
  });

  test('the same name on another channel is another person', async () => {
    await hears('mariana', 'emulator:7');
    await proves(await hears('mariana'), 'c-1001');
    expect(await customerOf('mariana', 'emulator:7')).not.toBe('c-1001');
  });
});

describe('the bot goes on by itself', () => {
  const wakes = (now: Date) => inTx((tx) => tx.wakeBot(now));

  test('where nothing was heard until the moment it had named, and only once', async () => {
    const told: string[] = [];
    world.store.onToldBot((id) => told.push(id));
    await answers(await hears('mariana'), { wakeAt: at('13:02:00') });
    await answers(await hears('carlos'), { wakeAt: at('13:05:00') });
    await answers(await hears('joana'));
    expect(await world.store.botIsDue(at('13:01:59'))).toBe(false);
    expect(await world.store.botIsDue(at('13:02:00'))).toBe(true);
    await wakes(at('13:02:00'));
    expect(told).toEqual(['web:mariana']);
    const { unanswered } = (await world.store.situation('web:mariana')) as Situation;
    expect(unanswered.map(({ content }) => content)).toEqual([{ kind: 'event', name: 'silence', value: {} }]);
    expect(await world.store.situation('web:carlos')).toBeUndefined();
    expect(await world.store.botIsDue(at('13:04:00'))).toBe(false);
    await wakes(at('13:04:00'));
    expect(told).toEqual(['web:mariana']);
  });

  test('not where the customer wrote before and was answered', async () => {
    await answers(await hears('mariana'), { wakeAt: at('13:02:00') });
    await answers(await hears('mariana'));
    expect(await world.store.botIsDue(at('14:00:00'))).toBe(false);
  });

  test('not where the customer has written at the last moment', async () => {
    await answers(await hears('mariana'), { wakeAt: at('13:02:00') });
    const written = await hears('mariana');
    await wakes(at('13:02:00'));
    expect(((await world.store.situation('web:mariana')) as Situation).unanswered).toHaveLength(1);
    await answers(written);
    expect(await world.store.situation('web:mariana')).toBeUndefined();
    expect(await world.store.botIsDue(at('14:00:00'))).toBe(false);
  });

  test('also after the next start', async () => {
    await answers(await hears('mariana'), { wakeAt: at('13:02:00') });
    world = await world.reopened();
    expect(await world.store.botIsDue(at('13:02:00'))).toBe(true);
  });

  test('whether it is due is read by an index', async () => {
    const seen: string[] = [];
    const { reader } = world.db;
    const all = reader.all.bind(reader);
    reader.all = (sql, bindings) => {
      seen.push(sql);
      return all(sql, bindings);
    };
    await world.store.botIsDue(NOW);
    const plan: { detail: string }[] = await all(`explain query plan ${seen[0]}`, [NOW.toISOString()]);
    expect(plan.map(({ detail }) => detail).join()).toContain('conversation_wake');
  });
});

describe('a ticket is found by its protocol', () => {
  test('whosever it is', async () => {
    const first = await opens(1);
    await opens(2, { customerId: 'somebody' });
    expect(await world.store.ticketByProtocol('20261123-0001')).toEqual(first);
    expect(await world.store.ticketByProtocol('20261123-0002')).toMatchObject({ id: 't2' });
  });

  test.each(['20261122-0001', '20261123-00001', '20261123-0009', '0001', '', 'V-482913', '1'])(
    'and %j is nobody’s',
    async (protocol) => {
      await opens(1);
      expect(await world.store.ticketByProtocol(protocol)).toBeUndefined();
    },
  );
});
