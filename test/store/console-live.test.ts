import type { DeskCommit } from '../../store/open-store.js';
import { openKept, type KeptWorld } from './kept.js';

let kept: KeptWorld;
beforeEach(async () => void (kept = await openKept()));
afterEach(() => kept.gone());

test('the console hears when a message has left the outbox, for good or as refused; not of each try', async () => {
  const at = new Date().toISOString();
  const row = (id: string) => ({
    ...{
      id,
      conversation_id: `whatsapp:main/${id}`,
      author: 'bot',
      kind: 'text',
      text: 'Oi',
      state: 'queued',
    },
    ...{ sent_at: at, kept_at: at },
  });
  await kept.db.knex('message').insert([row('a'), row('b')]);
  const heard: DeskCommit[] = [];
  kept.store.onDeskChanged((commit) => heard.push(commit));
  const { outbox } = kept.store;
  await outbox.postpone('a', 'no-ack');
  expect(heard).toEqual([]);
  await outbox.settle({ id: 'a' }, { status: 'sent' });
  await outbox.settle({ id: 'b' }, { status: 'refused', reason: '463' });
  await outbox.settle({ id: 'b' }, { status: 'sent' });
  expect(heard.map(({ marked }) => marked)).toEqual([['whatsapp:main/a'], ['whatsapp:main/b']]);
});
