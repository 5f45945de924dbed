import { relayedOf } from '../../bot/asides.js';
import type { Unanswered } from '../../bot/store.js';
import type { Incoming } from '../../channels/channel.js';

const AT = new Date('2026-11-23T13:00:00Z');

/** What waits, as the network brought it: the first is ours `m1` and the network's `N1`. */
const waiting = (...contents: Incoming['content'][]): Unanswered[] =>
  contents.map((content, i) => ({
    ...{ id: `m${i + 1}`, externalId: `N${i + 1}`, position: i + 1, content, sentAt: AT, keptAt: AT },
  }));
type Words = Extract<Incoming['content'], { kind: 'text' }>;
const words = (text: string, more: Partial<Words> = {}): Words => ({ kind: 'text', text, ...more });
const event = (name: string, value: Readonly<Record<string, string>>): Incoming['content'] => ({
  ...{ kind: 'event', name, value },
});

test('words carry their id, their files and what they answer, never the words claimed of it', () => {
  const files = [{ contentType: 'image/png' }];
  const said = waiting(words('oi', { attachments: files, quotes: { id: 'N0', text: 'claimed' } }));
  expect(relayedOf(said)).toEqual([{ id: 'm1', text: 'oi', attachments: files, quotes: 'N0' }]);
});

test('what is done to a message names it', () => {
  const done = waiting(
    words('rua B', { edits: 'N0' }),
    event('message.reaction', { id: 'X', emoji: '👍' }),
    event('message.reaction', { id: 'X', emoji: '' }),
    event('message.deleted', { id: 'Y' }),
    event('message.unreadable', { id: 'Z' }),
    event('silence', {}),
  );
  expect(relayedOf(done)).toEqual([
    { id: 'm1', text: 'rua B', attachments: [], as: 'correction', about: 'N0' },
    { id: 'm2', text: '👍', attachments: [], as: 'reaction', about: 'X' },
    { id: 'm3', text: '', attachments: [], as: 'reaction-removed', about: 'X' },
    { id: 'm4', text: '', attachments: [], as: 'deleted', about: 'Y' },
    { id: 'm5', text: '', attachments: [], as: 'unreadable', about: 'Z' },
  ]);
});

test('a burst that corrects itself is one message, under the id by which it is known', () => {
  const said = waiting(words('rua A', { quotes: { id: 'N0' } }), words('rua B', { edits: 'N1' }));
  expect(relayedOf(said)).toEqual([{ id: 'm1', text: 'rua B', attachments: [], quotes: 'N0' }]);
});

test('of what was deleted at once only that is told; words that came after all were readable', () => {
  const said = waiting(
    words('senha'),
    event('message.deleted', { id: 'N1' }),
    event('message.unreadable', { id: 'N4' }),
    words('cheguei'),
  );
  expect(relayedOf(said)).toEqual([
    { id: 'm2', text: '', attachments: [], as: 'deleted', about: 'N1' },
    { id: 'm4', text: 'cheguei', attachments: [] },
  ]);
});
