import type { Incoming } from '../../channels/channel.js';
import { openKept, type KeptWorld } from './kept.js';

let world: KeptWorld;
beforeEach(async () => void (world = await openKept()));
afterEach(() => world.gone());

const ANA = { channel: 'push', id: 'ana' };
const hello: Incoming = {
  ...{ id: 'n1', from: ANA, person: { id: 'ana' }, sentAt: new Date('2026-11-23T13:00:00Z') },
  content: { kind: 'text', text: 'oi' },
  reference: { jid: '7@lid' },
};

test('a message waits until it is dealt with or withdrawn', async () => {
  const { store, db } = world;
  await store.keep(hello);
  await db.writer.all(
    `insert into message (id, conversation_id, author, kind, text, external_id, state, sent_at, kept_at)
     values ('m1', 'push:ana', 'bot', 'text', 'bom dia', 'X1', 'queued', '', ''),
            ('m2', 'push:ana', 'bot', 'text', 'tudo bem?', 'X2', 'queued', '', '')`,
  );
  const waiting = () => Promise.all(['m1', 'm2', 'm3'].map((id) => store.outbox.isWaiting(id)));
  expect(await waiting()).toEqual([true, true, false]);
  await store.outbox.settle({ id: 'm1' }, { status: 'sent' });
  await db.writer.all(`update message set state = 'withdrawn' where id = 'm2'`);
  expect(await waiting()).toEqual([false, false, false]);
});
