import { openEmulatorPerson, type EmulatorPerson } from '../../support/emulator-person.js';
import { type Door, openDoor } from './open-door.js';

let door: Door;
let ana: EmulatorPerson;

beforeAll(async () => {
  door = await openDoor();
  ana = await openEmulatorPerson(door.url, { name: 'Ana' });
});
afterAll(async () => {
  await ana.close();
  await door.close();
});
beforeEach(() => void door.kept.splice(0));

const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });

test.each<[string, Record<string, unknown>]>([
  ['no type', { type: undefined }],
  ['a type that is no text', { type: 5 }],
  ['an empty type', { type: '' }],
  ['no id', { id: undefined }],
  ['an id over 512 characters', { id: 'x'.repeat(513) }],
  ['an id with control characters', { id: 'a\u0000' }],
  ['an id with half a character', { id: 'a\ud800' }],
  ['no conversation', { conversation: undefined }],
  ['a conversation without an id', { conversation: {} }],
  ['a conversation that is a text', { conversation: 'c1' }],
  ['no from', { from: undefined }],
  ['a from with a numeric id', { from: { id: 7 } }],
  ['a from with half a character', { from: { id: '\udfff' } }],
  ['no recipient', { recipient: undefined }],
  ['no channelId', { channelId: undefined }],
  ['a channelId with a slash', { channelId: 'emulator/u' }],
  ['no serviceUrl', { serviceUrl: undefined }],
  ['a serviceUrl that is none', { serviceUrl: 'over there' }],
  ['a serviceUrl of a file', { serviceUrl: 'file:///etc/passwd' }],
  ['a serviceUrl with credentials', { serviceUrl: 'http://u:p@127.0.0.1:1' }],
  ['a text over 8000 characters', { text: 'x'.repeat(8001) }],
  ['a text that is a list', { text: ['x'] }],
  ['attachments that are no list', { attachments: {} }],
  ['an attachment without a type', { attachments: [{ contentUrl: 'http://127.0.0.1/' }] }],
  ['too many attachments', { attachments: Array(101).fill({ contentType: 'a/b' }) }],
  ['a deep value', { value: nested(40) }],
  ['a very deep value', { value: nested(3000) }],
  ['a handoff status without a value', { type: 'event', name: 'handoff.status', value: undefined }],
  ['a handoff status of no known state', { type: 'event', name: 'handoff.status', value: { state: 'x' } }],
  [
    'a handoff status without an id',
    { type: 'event', name: 'handoff.status', value: { state: 'failed' }, id: null },
  ],
])('%s is a 400 and goes no further', async (_what, mutation) => {
  const { status, body } = await ana.sends({ type: 'message', text: 'oi', ...mutation });
  expect([status, door.kept.length]).toEqual([400, 0]);
  const culprit = Object.keys(mutation).at(-1);
  expect(body).toMatch(new RegExp(`"BadRequest".*(at ${culprit}|nested deeper)`));
});

test.each<[string, string, string, number]>([
  ['another content type', 'text/plain', '{}', 415],
  ['no JSON', 'application/json', '{', 400],
  ['a list', 'application/json', '[]', 400],
  ['null', 'application/json', 'null', 400],
  ['nothing', 'application/json', '', 400],
  ['a tower of brackets', 'application/json', '['.repeat(100_000) + ']'.repeat(100_000), 400],
  ['over 256 KB', 'application/json', JSON.stringify({ type: 'x'.repeat(256 * 1024) }), 413],
])('%s is turned away', async (_what, type, body, status) => {
  const headers = { 'content-type': type };
  const response = await fetch(`${door.url}/api/messages`, { method: 'POST', headers, body });
  expect([response.status, door.kept.length]).toEqual([status, 0]);
});

test('what channels add without being asked does no harm', async () => {
  const extras = { deliveryMode: 'expectReplies', entities: [{ type: 'x' }], attachments: null, value: null };
  expect((await ana.sends({ type: 'message', text: 'oi', callerId: 'urn:x', ...extras })).status).toBe(200);
  expect(door.kept).toHaveLength(1);
});

/** A small seeded generator (mulberry32): the same 500 mutations every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ODD: readonly unknown[] = [
  ...[null, 0, -1, 1e308, true, '', ' ', '\u0000', '\ud800', 'x'.repeat(600), 'x'.repeat(9000)],
  ...[[], {}, [[]], { id: {} }, [null], { id: null }, { id: 'bastao-bot' }, nested(50)],
  ...[
    'message',
    'invoke',
    'event',
    'conversationUpdate',
    'handoff',
    'trace',
    'delay',
    'invokeResponse',
    'typing',
  ],
  ...[
    'handoff.status',
    'expectReplies',
    'stream',
    'AseChannel',
    'skill',
    '__proto__',
    '2026-13-99',
    'xx-XX-!!',
  ],
  ...[
    'http://127.0.0.1:1',
    'http://localhost:99999',
    'urn:botframework:x',
    'http://[::1]',
    'HTTP://127.0.0.1',
  ],
];
const FIELDS = [
  ...[
    'type',
    'id',
    'timestamp',
    'localTimestamp',
    'expiration',
    'channelId',
    'serviceUrl',
    'conversation',
    'from',
  ],
  ...[
    'recipient',
    'locale',
    'text',
    'name',
    'value',
    'attachments',
    'membersAdded',
    'deliveryMode',
    'channelData',
  ],
  ...['entities', 'relatesTo', 'replyToId', 'suggestedActions', '__proto__', 'constructor', 'callerId'],
];
const INNER = ['id', 'name', 'role', 'isGroup', 'tenantId', 'conversationType', 'contentType', 'contentUrl'];

test('500 mutated activities: never a 5xx but for invoke, never longer than a second', async () => {
  const chance = seeded(20260301);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const statuses = new Map<number, number>();
  for (let n = 0; n < 500; n += 1) {
    const activity: Record<string, unknown> = {
      type: pick(['message', 'message', 'event', 'conversationUpdate']),
    };
    activity.text = 'oi';
    activity.membersAdded = [{ id: 'someone' }];
    for (let changes = Math.floor(chance() * 3); changes >= 0; changes -= 1)
      activity[pick(FIELDS)] = chance() < 0.4 ? { id: 'c1', [pick(INNER)]: pick(ODD) } : pick(ODD);
    const start = performance.now();
    const { status } = await ana.sends(activity);
    const took = performance.now() - start;
    const fits = took < 1000 && (status < 500 || (status === 501 && activity.type === 'invoke'));
    if (!fits) throw new Error(`${status} after ${took} ms for ${JSON.stringify(activity).slice(0, 500)}`);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(statuses.get(200)).toBeGreaterThan(50);
  expect(statuses.get(400)).toBeGreaterThan(50);
}, 60_000);
