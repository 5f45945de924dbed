import type { Deed, Earlier, Outgoing } from '../../../channels/channel.js';
import { readReference } from '../../../channels/botframework/activity.js';
import { activityOf } from '../../../channels/botframework/leaving.js';
import { openBotAuthority } from '../../support/bot-authority.js';
import { openEmulatorPerson, type EmulatorPerson } from '../../support/emulator-person.js';
import { type Door, openDoor } from './open-door.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const REFERENCE = readReference({
  ...{ channelId: 'msteams', serviceUrl: 'https://smba.example/', conversation: { id: 'c' } },
  ...{ user: { id: 'u' }, bot: { id: 'b' } },
})!;
let door: Door;
let ana: EmulatorPerson;

beforeEach(async () => {
  door = await openDoor({ timeoutMs: 300, now: () => NOW });
  ana = await openEmulatorPerson(door.url, { name: 'Ana', conversationId: 'a/b|c d' });
  await ana.says('oi');
});
afterEach(async () => {
  await ana.close();
  await door.close();
});

function answer(text: string, more: Partial<Outgoing> = {}): Outgoing {
  const [asked] = door.kept;
  if (!asked) throw new Error('nothing was asked');
  return { id: 'o1', to: asked.from, author: { kind: 'bot' }, text, reference: asked.reference, ...more };
}
const sends = (more: Partial<Outgoing> = {}) => door.channel.send(answer('Olá!', more));

test('the answer arrives as it is, once, and says which message of ours it is', async () => {
  const delivery = await sends({ text: 'Use *isto* & <aquilo>' });
  const heard = await ana.hears('Use *isto* & <aquilo>');
  expect(delivery).toEqual({ status: 'sent', externalId: expect.any(String) as string });
  expect(heard).toEqual({
    type: 'message',
    channelId: 'emulator',
    serviceUrl: ana.serviceUrl,
    conversation: { id: 'a/b|c d' },
    from: { id: 'bastao-bot', name: 'Bot', role: 'bot' },
    recipient: { id: ana.userId, name: 'Ana', role: 'user' },
    text: 'Use *isto* & <aquilo>',
    textFormat: 'plain',
    channelData: { bastaoId: 'o1' },
  });
  expect(ana.received.map(({ method, url }) => [method, url])).toEqual([
    ['POST', '/v3/conversations/a%2Fb%7Cc%20d/activities'],
  ]);
});

test('suggestions, cards and the name of the agent who speaks go along', async () => {
  await sends({
    author: { kind: 'agent', id: 'a1', name: 'Carla' },
    suggestions: ['Sim', 'Não'],
    attachments: [
      { contentType: 'image/png', name: 'a.png', url: 'https://x.test/a.png' },
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', body: [] } },
    ],
  });
  expect(await ana.hears('Olá!')).toMatchObject({
    from: { id: 'bastao-bot', name: 'Carla' },
    suggestedActions: {
      to: [ana.userId],
      actions: [
        { type: 'imBack', title: 'Sim', value: 'Sim' },
        { type: 'imBack', title: 'Não', value: 'Não' },
      ],
    },
    attachments: [
      { contentType: 'image/png', name: 'a.png', contentUrl: 'https://x.test/a.png' },
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', body: [] } },
    ],
  });
});

const asked = (more: Partial<Earlier> = {}): Earlier => ({
  ...{ id: 'm1', position: 1, isOurs: false, externalId: 'act/1', text: 'qual é o prazo?' },
  ...more,
});

test('a quote is a line above the words, and the activity that is answered is named', async () => {
  await sends({ quotes: asked({ text: `\n  ${'a'.repeat(100)}\nsegunda linha` }) });
  const heard = await ana.hears(`> ${'a'.repeat(80)}…\nOlá!`);
  expect(heard.replyToId).toBe('act/1');
  expect(ana.received[0]?.url).toBe('/v3/conversations/a%2Fb%7Cc%20d/activities/act%2F1');
});

test('what has no words is quoted by its id alone; what has no id, by its words alone', async () => {
  await sends({ quotes: asked({ text: '' }) });
  expect((await ana.hears('Olá!')).replyToId).toBe('act/1');
  await sends({ quotes: { id: 'm1', position: 1, isOurs: true, text: 'às 14h' } });
  expect(await ana.hears('> às 14h\nOlá!')).not.toHaveProperty('replyToId');
});

test.each<Deed>([
  { kind: 'edit', target: asked({ isOurs: true }), text: 'às 15h' },
  { kind: 'delete', target: asked({ isOurs: true }) },
  { kind: 'react', target: asked(), emoji: '👍' },
])('what is done to an earlier message is said in words: $kind', async (deed) => {
  await sends({ text: 'em palavras', deed, quotes: asked() });
  const heard = await ana.hears('em palavras');
  expect(heard).toMatchObject({ type: 'message' });
  expect(heard).not.toHaveProperty('replyToId');
});

describe('a file of ours', () => {
  const file = { contentType: 'image/png', name: 'luz.png', url: '/v3/attachments/f1/views/original' };

  test('is named by an address on this machine for the Emulator, which is here too', async () => {
    await sends({ attachments: [file] });
    const { attachments } = await ana.hears('Olá!');
    expect(attachments).toEqual([
      {
        contentType: 'image/png',
        name: 'luz.png',
        contentUrl: `${door.url.replace('127.0.0.1', 'localhost')}${file.url}`,
      },
    ]);
  });

  const elsewhere = (publicUrl?: string) =>
    activityOf(
      answer('Olá!', { attachments: [file, { contentType: 'audio/ogg', url: 'https://x.test/a' }] }),
      REFERENCE,
      publicUrl,
    );

  test('is named by the public address for a channel elsewhere', () =>
    expect(elsewhere('https://desk.example').attachments?.map(({ contentUrl }) => contentUrl)).toEqual([
      `https://desk.example${file.url}`,
      'https://x.test/a',
    ]));

  test('is named in words where nobody could fetch it', () =>
    expect(elsewhere()).toMatchObject({
      text: 'Olá!\n\nluz.png',
      attachments: [{ contentType: 'audio/ogg', contentUrl: 'https://x.test/a' }],
    }));
});

test.each<[number, Record<string, string>, object]>([
  [408, {}, { status: 'retry' }],
  [412, {}, { status: 'retry' }],
  [429, { 'retry-after': '7' }, { status: 'retry', afterMs: 7000 }],
  [429, { 'retry-after': '86400' }, { status: 'retry', afterMs: 60_000 }],
  [429, { 'retry-after': 'soon' }, { status: 'retry' }],
  [503, { 'retry-after': 'Sun, 01 Mar 2026 12:00:20 GMT' }, { status: 'retry', afterMs: 20_000 }],
  [503, { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, { status: 'retry', afterMs: 0 }],
  [500, {}, { status: 'retry' }],
  [502, {}, { status: 'retry' }],
  [400, {}, { status: 'refused' }],
  [401, {}, { status: 'refused' }],
  [403, {}, { status: 'refused' }],
  [404, {}, { status: 'refused' }],
  [413, {}, { status: 'refused' }],
  [307, { location: '/elsewhere' }, { status: 'refused' }],
])('an answer of %i %j is %j, after one single POST', async (status, headers, expected) => {
  ana.answers(status, 9, headers);
  expect(await sends()).toEqual({ reason: `the channel answered ${status}`, ...expected });
  expect(ana.received).toHaveLength(1);
});

test('a channel that says nothing is given up in time, after one single POST', async () => {
  ana.answers('hang', 9);
  const start = performance.now();
  expect(await sends()).toEqual({ status: 'retry', reason: 'no answer within 300 ms' });
  expect(performance.now() - start).toBeLessThan(700);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(ana.received).toHaveLength(1);
});

test('an answer that comes too late is a time-out too', async () => {
  ana.answers('late');
  expect(await sends()).toMatchObject({ status: 'retry' });
});

test('a message that was taken is sent, whatever else the channel says', async () => {
  ana.answers('garbage');
  expect(await sends()).toEqual({ status: 'sent' });
  await ana.hears('Olá!');
});

test('nobody there is worth another try', async () => {
  await ana.close();
  expect(await sends()).toEqual({ status: 'retry', reason: 'ECONNREFUSED' });
});

test.each<[string, RegExp, (asked: Outgoing) => Partial<Outgoing>]>([
  ['no reference', /no reference/, () => ({ reference: undefined })],
  ['a reference of another kind', /no reference/, () => ({ reference: { jid: '1' } })],
  ['another address', /not of this address/, ({ to }) => ({ to: { ...to, id: `${to.id}x` } })],
  ['another channel', /not of this address/, ({ to }) => ({ to: { ...to, channel: 'web' } })],
  [
    'a service elsewhere',
    /without credentials/,
    ({ reference }) => ({ reference: { ...reference, serviceUrl: 'http://10.0.0.1/' } }),
  ],
])('%s is refused without a call', async (_what, reason, change) => {
  const delivery = await sends(change(answer('')));
  expect(delivery).toEqual({ status: 'refused', reason: expect.stringMatching(reason) as string });
  expect(ana.received).toEqual([]);
});

test('a service may have a path', async () => {
  await sends({ reference: { ...answer('').reference, serviceUrl: `${ana.serviceUrl}/teams/` } });
  expect(ana.received[0]?.url).toBe('/teams/v3/conversations/a%2Fb%7Cc%20d/activities');
});

test('when our own token comes too late, nothing is posted any more', async () => {
  const azure = await openBotAuthority({ signingMs: 500 });
  const { credentials, credentialsFactory, settings: authority } = azure;
  const guarded = await openDoor({ credentials, credentialsFactory, authority, timeoutMs: 300 });
  const bia = await openEmulatorPerson(guarded.url, {
    name: 'Bia',
    authorization: (url) => azure.bearer(url),
  });
  await bia.says('oi');
  const [asked] = guarded.kept;
  expect(
    await guarded.channel.send({ ...answer('x'), to: asked!.from, reference: asked!.reference }),
  ).toEqual({
    status: 'retry',
    reason: 'no answer within 300 ms',
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(bia.received).toEqual([]);
  await Promise.all([bia.close(), guarded.close(), azure.close()]);
});

test('no text is logged when a message cannot be delivered', async () => {
  ana.answers(500);
  await sends({ text: 'meu segredo' });
  expect(door.logged.join('')).toMatch(/not delivered/);
  expect(door.logged.join('')).not.toMatch(/segredo/);
});
