import type { Incoming } from '../../channels/channel.js';
import { openKept, type KeptWorld } from './kept.js';

let world: KeptWorld;
afterEach(() => world.gone());

const hello: Incoming = {
  ...{ id: 'n1', from: { channel: 'push', id: 'ana' }, person: { id: 'ana' } },
  ...{ sentAt: new Date('2026-11-23T13:00:00Z'), content: { kind: 'text', text: 'oi' } },
};

test('the id that the network gives a message of ours is kept, and names it from then on', async () => {
  world = await openKept();
  const { store, db } = world;
  await store.keep(hello);
  await db.writer.all(
    `insert into message (id, conversation_id, author, kind, text, external_id, state, sent_at, kept_at)
     values ('m1', 'push:ana', 'bot', 'text', 'um', null, 'queued', '', ''),
            ('m2', 'push:ana', 'bot', 'text', 'dois', null, 'queued', '', ''),
            ('m3', 'push:ana', 'bot', 'text', 'três', null, 'queued', '', ''),
            ('m4', 'push:ana', 'bot', 'text', 'quatro', 'ours', 'queued', '', '')`,
  );
  await store.outbox.settle({ id: 'm1' }, { status: 'sent', externalId: 'b1' });
  // An id that is given twice, or is somebody else's, is nobody's name; the message was sent all the same.
  await store.outbox.settle({ id: 'm2' }, { status: 'sent', externalId: 'n1' });
  await store.outbox.settle({ id: 'm3' }, { status: 'sent' });
  await store.outbox.settle({ id: 'm4' }, { status: 'sent', externalId: 'theirs' });
  const rows = await db.reader.all(
    `select id, external_id, state from message where author = 'bot' order by id`,
  );
  expect(rows).toEqual([
    { id: 'm1', external_id: 'b1', state: 'sent' },
    { id: 'm2', external_id: null, state: 'sent' },
    { id: 'm3', external_id: null, state: 'sent' },
    { id: 'm4', external_id: 'ours', state: 'sent' },
  ]);
  const named = await store.commit('command', (tx) => tx.messageNamed('push:ana', 'b1'));
  expect(named).toMatchObject({ id: 'm1', text: 'um', isOurs: true });
});
