import { openEmulatorPerson, type EmulatorPerson } from '../../support/emulator-person.js';
import { type Door, openDoor } from './open-door.js';

let door: Door;
let ana: EmulatorPerson;

beforeEach(async () => {
  door = await openDoor();
  ana = await openEmulatorPerson(door.url, { name: 'Ana', userId: 'u/1', conversationId: 'c:1|livechat' });
});
afterEach(async () => {
  await ana.close();
  await door.close();
});

test('a message comes in as it was written, with all that is needed to answer it', async () => {
  await ana.says('Olá, *tudo* bem?', { id: 'm1' });
  expect(door.kept).toEqual([
    {
      id: 'm1',
      from: { channel: 'botframework', id: 'emulator/c%3A1%7Clivechat/u%2F1' },
      person: { id: 'emulator/u/1', name: 'Ana', locale: 'en-US' },
      content: { kind: 'text', text: 'Olá, *tudo* bem?' },
      sentAt: expect.any(Date) as Date,
      reference: {
        channelId: 'emulator',
        serviceUrl: ana.serviceUrl,
        conversation: { id: 'c:1|livechat' },
        user: { id: 'u/1', name: 'Ana', role: 'user' },
        bot: { id: 'bastao-bot', name: 'Bot', role: 'bot' },
        locale: 'en-US',
      },
    },
  ]);
});

test('a repeat carries the same id', async () => {
  await ana.says('Oi', { id: 'm1', times: 3 });
  expect(door.kept.map(({ id }) => id)).toEqual(['m1', 'm1', 'm1']);
});

test('attachments and submitted cards come along; the HTML copy that Teams makes does not', async () => {
  await ana.sends({
    type: 'message',
    attachments: [
      { contentType: 'text/html', content: '<p>foto</p>' },
      { contentType: 'image/png', name: 'a.png', contentUrl: 'http://127.0.0.1/a.png' },
    ],
  });
  await ana.sends({ type: 'message', value: { rating: 5, note: 'a\u0000b\ud83d' } });
  expect(door.kept.map(({ content }) => content)).toEqual([
    {
      kind: 'text',
      text: '',
      attachments: [{ contentType: 'image/png', name: 'a.png', url: 'http://127.0.0.1/a.png' }],
    },
    { kind: 'text', text: '', value: { rating: 5, note: 'ab\ufffd' } },
  ]);
});

test('a message that answers another one names it; a submitted card names only itself', async () => {
  await ana.sends({ type: 'message', text: 'esse mesmo', replyToId: 'b7' });
  await ana.sends({ type: 'message', value: { rating: 5 }, replyToId: 'b8' });
  expect(door.kept.map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'esse mesmo', quotes: { id: 'b7' } },
    { kind: 'text', text: '', value: { rating: 5 } },
  ]);
});

test('a correction and a deletion name their message, under ids of their own that a repeat carries again', async () => {
  const timestamp = '2026-01-01T12:00:00Z';
  const update = { type: 'messageUpdate', id: 'm1', text: 'às 15h', timestamp };
  await ana.sends(update);
  await ana.sends(update);
  await ana.sends({ ...update, text: 'às 16h' });
  await ana.sends({ ...update, timestamp: '2026-01-01T12:00:09Z' });
  await ana.sends({ type: 'messageDelete', id: 'm1', timestamp });
  expect(door.kept.map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'às 15h', edits: 'm1' },
    { kind: 'text', text: 'às 15h', edits: 'm1' },
    { kind: 'text', text: 'às 16h', edits: 'm1' },
    { kind: 'text', text: 'às 15h', edits: 'm1' },
    { kind: 'event', name: 'message.deleted', value: { id: 'm1' } },
  ]);
  const [first, repeat, ...others] = door.kept.map(({ id }) => id);
  expect(repeat).toBe(first);
  expect(new Set([first, ...others, 'm1']).size).toBe(5);
});

test.each<[string, object, string]>([
  ['by name', { reactionsAdded: [{ type: 'heart' }] }, '❤️'],
  ['by code point', { reactionsAdded: [{ type: '1f44b_wavinghand' }] }, '👋'],
  ['as an emoji', { reactionsAdded: [{ type: '🙏' }] }, '🙏'],
  [
    'in the place of another',
    { reactionsAdded: [{ type: 'like' }], reactionsRemoved: [{ type: 'sad' }] },
    '👍',
  ],
  ['taken back', { reactionsRemoved: [{ type: 'like' }] }, ''],
])('a reaction %s names its message', async (_how, reactions, emoji) => {
  await ana.sends({ type: 'messageReaction', id: undefined, replyToId: 'b7', ...reactions });
  expect(door.kept).toMatchObject([
    { content: { kind: 'event', name: 'message.reaction', value: { id: 'b7', emoji } } },
  ]);
});

test.each([
  { type: 'messageUpdate', id: undefined, text: 'x' },
  { type: 'messageDelete', id: undefined },
  { type: 'messageReaction', replyToId: 7, reactionsAdded: [{ type: 'like' }] },
  { type: 'messageReaction', replyToId: 'b7', reactionsAdded: 'like' },
  { type: 'messageReaction', replyToId: 'b7', reactionsAdded: [{ type: 'x'.repeat(65) }] },
  { type: 'message', text: 'x', replyToId: 'a\u0000b' },
])('%j does not pass the gate', async (activity) => {
  expect((await ana.sends(activity)).status).toBe(400);
  expect(door.kept).toEqual([]);
});

test('joining is told once, for the person and not for the bot', async () => {
  await ana.joins();
  expect(door.kept).toMatchObject([
    { id: 'joined', person: { id: 'emulator/u/1' }, content: { kind: 'event', name: 'joined' } },
  ]);
  expect(door.kept[0]?.from.id).toBe('emulator/c%3A1%7Clivechat/u%2F1');
});

test('a handoff status is an event', async () => {
  const { status } = await ana.sends({
    type: 'event',
    id: 'e1',
    name: 'handoff.status',
    value: { state: 'completed', message: 'done' },
  });
  expect(status).toBe(200);
  expect(door.kept).toMatchObject([
    {
      id: 'e1',
      content: { kind: 'event', name: 'handoff.status', value: { state: 'completed', message: 'done' } },
    },
  ]);
});

test.each([
  { type: 'typing' },
  { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
  { type: 'messageReaction', replyToId: 'b7', reactionsAdded: [{ type: 'gibberish' }] },
  { type: 'messageReaction', replyToId: 'b7' },
  { type: 'messageUpdate', text: ' ' },
  { type: 'endOfConversation' },
  { type: 'installationUpdate', action: 'add' },
  { type: 'event', name: 'tokens/response', value: {} },
  { type: 'message', text: '  ' },
  { type: 'message', text: 'an echo', from: { id: 'bastao-bot' } },
  { type: 'message', text: 'answer here', deliveryMode: 'expectReplies', from: { id: 'bastao-bot' } },
  { type: 'conversationUpdate', topicName: 'x' },
])('%j is taken and ignored', async (activity) => {
  expect(await ana.sends(activity)).toMatchObject({ status: 200, body: '' });
  expect(door.kept).toEqual([]);
});

test('an invoke is answered as not implemented', async () => {
  expect((await ana.sends({ type: 'invoke', name: 'adaptiveCard/action' })).status).toBe(501);
  expect(door.kept).toEqual([]);
});

test.each([
  ['2099-01-01T00:00:00Z', '2026-03-01T12:00:00.000Z'],
  ['yesterday', '2026-03-01T12:00:00.000Z'],
  ['2026-03-01T08:00:00.1234567-03:00', '2026-03-01T11:00:00.123Z'],
])('a message of %s counts as sent at %s', async (timestamp, expected) => {
  const other = await openDoor({ now: () => new Date('2026-03-01T12:00:00Z') });
  const bia = await openEmulatorPerson(other.url, { name: 'Bia' });
  await bia.sends({ type: 'message', text: 'x', timestamp });
  expect(other.kept[0]?.sentAt.toISOString()).toBe(expected);
  await bia.close();
  await other.close();
});

test('200 is said only when the message is kept; a failure asks to send again and tells nobody why', async () => {
  let keep = (): void => undefined;
  const failing = await openDoor({
    receive: () =>
      new Promise((_resolve, reject) => {
        keep = () => reject(new Error('insert into messages (text) values (meu segredo) - disk full'));
      }),
  });
  const bia = await openEmulatorPerson(failing.url, { name: 'Bia' });
  let answered = false;
  const answer = bia.sends({ type: 'message', text: 'meu segredo' }).finally(() => (answered = true));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(answered).toBe(false);
  keep();
  const { status, headers, body } = await answer;
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  expect(body + failing.logged.join('')).not.toMatch(/segredo|disk/);
  await bia.close();
  await failing.close();
});
