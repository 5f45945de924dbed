import type { Incoming } from '../../channels/channel.js';
import { NOW, openKept, type KeptWorld } from './kept.js';
import { at, ticketsOf } from './kept-tickets.js';

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
});
afterEach(() => world.gone());

const { opens, finished } = ticketsOf(() => world);
const says = (id: string, text: string) => {
  const from = { channel: 'web', id: '9' };
  const content: Incoming['content'] = { kind: 'text', text };
  return world.store.keep({ id, from, person: { id: 'p' }, content, sentAt: NOW });
};
const situation = async () => {
  const found = await world.store.situation('web:9');
  if (!found) throw new Error('Nothing waits.');
  return found;
};
const answered = async (after: object) => {
  const { conversation, unanswered } = await situation();
  const positions = unanswered.map(({ position }) => position);
  await world.store.answer({ conversation, after, positions, sayings: [] });
};

test('how the topic has gone and how upset the last message was are kept until they change', async () => {
  await says('1', 'lenta');
  expect((await situation()).conversation).toMatchObject({ topicTurns: 0, topicAsked: 0, upset: 0 });
  expect((await situation()).conversation).not.toHaveProperty('topicSince');
  const talk = { topicSince: NOW, topicHeardAt: at('13:05:00'), topicTurns: 3, topicAsked: 2, upset: 0.45 };
  await answered({ topic: 'lenta', ...talk });
  await says('2', 'oi');
  expect((await situation()).conversation).toMatchObject(talk);
  await answered({ misses: 1 });
  await says('3', 'oi');
  expect((await situation()).conversation).toMatchObject({ topic: 'lenta', ...talk, misses: 1 });
  await answered({ topicTurns: 0, upset: 0 });
  await says('4', 'oi');
  expect((await situation()).conversation).toMatchObject({ ...talk, topicTurns: 0, upset: 0 });
});

describe('a customer’s newest tickets', () => {
  /** Whoever writes here is this customer. */
  const customerId = async () => (await situation()).conversation.customerId;
  const past = async () => (await situation()).pastTickets?.map(({ id }) => id);

  test('come with what waits, newest first, each message still once', async () => {
    await says('1', 'oi');
    await says('2', 'lenta');
    const me = await customerId();
    await finished(1, 'ana', at('14:00:00'), me);
    await opens(2, { customerId: me, openedAt: at('15:00:00') });
    await opens(3, { customerId: 'somebody' });
    expect(await past()).toEqual(['t2', 't1']);
    const { unanswered, pastTickets, ticket } = await situation();
    expect(unanswered.map(({ content }) => content)).toMatchObject([{ text: 'oi' }, { text: 'lenta' }]);
    expect(pastTickets?.[1]).toMatchObject({ status: 'closed', closedAt: at('14:00:00') });
    expect(ticket).toBeUndefined();
  });

  test('are five at most, and none for who never came', async () => {
    await says('1', 'oi');
    expect(await past()).toEqual([]);
    const me = await customerId();
    for (let i = 1; i <= 7; i++) await opens(i, { customerId: me, openedAt: at(`15:0${i}:00`) });
    expect(await past()).toEqual(['t7', 't6', 't5', 't4', 't3']);
  });

  test('are found by an index, with the one read of a turn', async () => {
    const seen: string[] = [];
    const { reader } = world.db;
    const all = reader.all.bind(reader);
    reader.all = (sql, bindings) => {
      seen.push(sql);
      return all(sql, bindings);
    };
    await says('1', 'oi');
    await situation();
    expect(seen).toHaveLength(1);
    const plan: { detail: string }[] = await all(`explain query plan ${seen[0]}`, ['web:9']);
    expect(plan.map(({ detail }) => detail).join('\n')).not.toMatch(/SCAN/);
    expect(plan.map(({ detail }) => detail).join('\n')).toContain('ticket_customer_id_opened_at_index');
  });
});
