import type { Incoming } from '../../channels/channel.js';
import { NOW, openKept, type KeptWorld } from './kept.js';

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
  await world.store.keep(hello);
});
afterEach(() => world.gone());

const ANA = { channel: 'push', id: 'ana' };
const hello: Incoming = {
  ...{ id: 'n1', from: ANA, person: { id: 'ana' }, sentAt: NOW },
  content: { kind: 'text', text: 'oi' },
};
const said = (text: string): Promise<string> =>
  world.store.commit('command', (tx) =>
    tx.say({ conversationId: 'push:ana', author: { kind: 'desk' }, text }, NOW),
  );
const takenBack = (id: string) => world.store.commit('command', (tx) => tx.takeBack(id));

test('what nobody delivers yet is taken back', async () => {
  expect(await takenBack(await said('senha'))).toBe(true);
  expect(await world.store.outbox.waiting(ANA)).toEqual([]);
});

test('what is being delivered is not: the person may read it at this moment', async () => {
  const id = await said('senha');
  await world.store.outbox.waiting(ANA);
  expect(await takenBack(id)).toBe(false);
});

test('nor what the network has confirmed a moment ago', async () => {
  const id = await said('senha');
  await world.store.outbox.waiting(ANA);
  await world.store.outbox.settle({ id, externalId: 'X1' }, { status: 'sent', externalId: 'X1' });
  expect(await takenBack(id)).toBe(false);
});

test('what had to be put back behind another one is', async () => {
  const [first, second] = [await said('um'), await said('dois')];
  await world.store.outbox.waiting(ANA);
  await world.store.outbox.postpone(first, 'no line');
  expect(await takenBack(second)).toBe(true);
});
