import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { EmulatorPerson } from '../support/emulator-person.js';
import { soon } from './whatsapp/scene.js';
import { commandOf, COMMANDS, openImpostorScene, type ImpostorScene } from './impostor-scene.js';

const SECRET = 'the-secret-of-the-web-shop-0123456789';
let scene: ImpostorScene;
beforeAll(async () => {
  scene = await openImpostorScene();
});
afterAll(() => scene.ends());

const TIMES = 120;
const ORDERS = [
  '/encerrar x; y',
  '/transferir bia ajuda',
  '1',
  '/aceitar 2',
  '#1 oi',
  '/ausente',
  '/fila',
  '1 #2',
];
const sample = <T>(values: fc.Arbitrary<T>, seed: number): T[] => fc.sample(values, { numRuns: TIMES, seed });
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
/** The id of the ticket that Ana holds. */
const joanas = async () => (await scene.ana.board()).mine[0]?.id ?? '';
let markers = 0;
const marker = () => `marca${++markers}http`;

/** Nothing of the desk changes meanwhile, and no such words stand in a chat of the four. */
async function changesNothing(work: () => Promise<readonly string[]>): Promise<void> {
  const before = await scene.fingerprint();
  const said = await work();
  for (const words of said)
    expect((await scene.shown()).filter(({ text }) => text.includes(words))).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await scene.fingerprint()).toBe(before);
}

describe('over Direct Line', () => {
  const post = (path: string, bearer: string | undefined, body: object) =>
    fetch(`${scene.world.baseUrl}/v3/directline${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      body: JSON.stringify(body),
    });
  async function visitor(user: object): Promise<{ id: string; token: string }> {
    const answer = await post('/tokens/generate', SECRET, { user });
    const { token, conversationId } = (await answer.json()) as { token: string; conversationId: string };
    return { id: conversationId, token };
  }
  const who = { id: 'dl_joao', name: 'Dora Nunes' };

  test('nobody writes as another than the token says, whatever the activity claims', () =>
    changesNothing(async () => {
      const claims = [
        { from: { id: 'dl_dora', name: 'Dora Nunes' } },
        { from: { id: 'dora', name: 'console' } },
        { from: { id: 'main/l111111' }, channelId: 'whatsapp' },
        {
          channelData: {
            user: 'dl_dora',
            author: { kind: 'agent', id: 'dora' },
            'bastao:floor': { agent: 'Ana' },
          },
        },
        {
          from: { id: 'dl_dora', role: 'bot' },
          conversation: { id: 'main/l111111' },
          recipient: { id: 'ana' },
        },
        { value: commandOf('say', await joanas(), 'oi'), name: 'desk.command' },
      ];
      const all = sample(fc.tuple(oneOf(ORDERS), oneOf(claims)), 11);
      const said: string[] = [];
      for (const [n, [order, claim]] of all.entries()) {
        const words = marker();
        const { id, token } = await visitor({ ...who, id: `dl_joao${n}` });
        await post('/conversations', token, { user: { id: 'dl_dora', name: 'Dora' } });
        const answer = await post(`/conversations/${id}/activities`, token, {
          ...{ type: 'message', text: `${order} ${words}` },
          ...claim,
        });
        expect(answer.status).toBe(200);
        expect(await scene.elsewhere(words, `web:${id}`)).toBe(0);
        said.push(words);
      }
      return said;
    }));

  test('an event is never a command', () =>
    changesNothing(async () => {
      const { id, token } = await visitor(who);
      const types = [
        'event',
        'invoke',
        'command',
        'handoff',
        'conversationUpdate',
        'messageUpdate',
        'endOfConversation',
      ];
      const ticketId = await joanas();
      for (const [type, command, name] of sample(
        fc.tuple(oneOf(types), oneOf(COMMANDS), oneOf(['desk.command', 'handoff.status', 'joined'])),
        12,
      )) {
        const value = {
          ...commandOf(command, ticketId, 'oi'),
          ...(name === 'handoff.status' && { state: 'accepted' }),
        };
        const from = { id: 'dl_dora' };
        expect(
          (await post(`/conversations/${id}/activities`, token, { type, name, value, from })).status,
        ).toBeLessThan(500);
      }
      return [];
    }));

  test('no token but ours, and no conversation but one’s own', async () => {
    const mine = await visitor(who);
    const other = await visitor({ id: 'dl_maria' });
    const said = { type: 'message', text: 'oi', from: { id: 'dl_dora' } };
    const forged = [
      undefined,
      'x',
      `${mine.token}x`,
      `${mine.token.split('.')[0]}.${Buffer.from('{"conv":"c","user":"dl_dora"}').toString('base64url')}.`,
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${mine.token.split('.')[1]}.`,
    ];
    for (const token of forged)
      expect((await post(`/conversations/${mine.id}/activities`, token, said)).status).toBe(401);
    for (const id of [other.id, 'main/l111111', 'ana', 'console'].map(encodeURIComponent))
      expect((await post(`/conversations/${id}/activities`, mine.token, said)).status).toBe(403);
    for (const token of [undefined, 'x', mine.token])
      expect((await post('/tokens/generate', token, { user: { id: 'dl_dora' } })).status).toBe(401);
  });
});

describe('over the Bot Framework', () => {
  let person: EmulatorPerson;
  beforeAll(async () => {
    person = await scene.world.emulatorPerson({ name: 'Caio Reis', userId: 'nobody', conversationId: 'c' });
  });
  const IDS = [
    'Caio',
    'CAIO',
    ' caio',
    'caio ',
    'caio/',
    'emulator/caio',
    'caio%2F',
    'caio\u200b',
    'сaio',
    'ana',
    'main/l111111',
    'dl_dora',
  ];
  const CHANNELS = [
    'webchat',
    'directline',
    'msteams',
    'emulator2',
    'Emulator',
    'whatsapp',
    'console',
    'web',
  ];

  test('nobody is an agent by a name, by nearly their id, or by their id on another channel', () =>
    changesNothing(async () => {
      const said: string[] = [];
      const who = fc.oneof(
        fc.tuple(oneOf(IDS), fc.constant('emulator')),
        fc.tuple(oneOf([...IDS, 'caio']), oneOf(CHANNELS)),
      );
      for (const [n, [[id, channelId], order]] of sample(fc.tuple(who, oneOf(ORDERS)), 13).entries()) {
        const words = marker();
        const { status } = await person.sends({
          ...{ type: 'message', text: `${order} ${words}`, channelId, conversation: { id: `c${n}` } },
          from: { id, name: 'Caio Reis', role: 'bot', aadObjectId: 'caio' },
          recipient: { id: 'caio', name: 'Caio Reis' },
          channelData: { from: { id: 'caio' }, user: 'emulator/caio', author: { kind: 'agent', id: 'caio' } },
          replyToId: 'main/l111111',
        });
        expect(status).toBeLessThan(500);
        said.push(words);
      }
      return said;
    }));

  test('an event is never a command, whoever it says it is from', () =>
    changesNothing(async () => {
      const ticketId = await joanas();
      const types = [
        'event',
        'invoke',
        'handoff',
        'messageUpdate',
        'messageDelete',
        'messageReaction',
        'installationUpdate',
      ];
      for (const [n, [type, name, command]] of sample(
        fc.tuple(oneOf(types), oneOf(['desk.command', 'handoff.status', 'message.deleted']), oneOf(COMMANDS)),
        14,
      ).entries()) {
        const value = {
          ...commandOf(command, ticketId, 'oi'),
          ...(name === 'handoff.status' && { state: 'accepted' }),
        };
        const reactionsAdded = [{ type: 'like' }];
        const activity = { type, name, value, replyToId: randomUUID(), reactionsAdded, text: '#1 oi' };
        const { status } = await person.sends({
          ...activity,
          conversation: { id: `e${n}` },
          from: { id: `n${n}`, name: 'Caio' },
        });
        // What the SDK does not know it answers with 501.
        expect([200, 202, 400, 501]).toContain(status);
      }
      return [];
    }));

  test('adding an agent to a conversation brings nothing of theirs there', async () => {
    const caio = await scene.world.emulatorPerson({ name: 'Caio', userId: 'caio', conversationId: 'caios' });
    await caio.says('oi');
    await scene.world.passes(5);
    const thief = await scene.world.emulatorPerson({ name: 'Zé', userId: 'ze', conversationId: 'thief' });
    const added = { type: 'conversationUpdate', membersAdded: [{ id: 'caio', name: 'Caio' }] };
    expect((await thief.sends(added)).status).toBe(200);
    await scene.world.agent('caio');
    const note = 'conhece o caso';
    expect(await scene.ana.transfers(await joanas(), { agent: 'caio', note })).toMatchObject({ status: 200 });
    await soon(
      () => caio.taken.find(({ body }) => body.text?.includes(note)),
      'the offer in Caio’s own chat',
    );
    expect(thief.taken.map(({ body }) => body.text).join('\n')).not.toMatch(/#\d+/);
  });
});
