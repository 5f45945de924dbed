import { openWebCustomer } from '../../support/web-customer.js';
import { call, DIRECT_LINE, startConversation } from './calls.js';
import { type House, openHouse } from './door.js';

interface Read {
  readonly activities: readonly Record<string, unknown>[];
  readonly watermark: string;
}

let house: House;
beforeEach(async () => {
  house = await openHouse({ botName: 'Nina' });
});
afterEach(() => house.close());

test('a conversation is started once: 201, then 200; the language reaches the door', async () => {
  const generated = await call(house, 'POST', `${DIRECT_LINE}/tokens/generate`);
  const start = { token: generated.body.token, json: { user: {}, locale: 'es-ES' } };
  expect((await call(house, 'POST', `${DIRECT_LINE}/conversations`, start)).status).toBe(201);
  expect((await call(house, 'POST', `${DIRECT_LINE}/conversations`, start)).status).toBe(200);
  expect(house.door.received[0]).toMatchObject({
    id: 'joined',
    content: { kind: 'event', name: 'joined' },
    person: { locale: 'es-ES' },
  });
  expect(house.door.entries).toHaveLength(1);
});

test('what the customer says is echoed with the id of the answer and the notes of the client untouched', async () => {
  const { token, path, conversationId } = await startConversation(house);
  const channelData = { clientActivityID: 'abc', clientTimestamp: 'x', nested: { a: [1, null] } };
  const json = { type: 'message', text: 'Oi', locale: 'pt-BR', channelData, from: { id: 'somebody else' } };
  const posted = await call<{ id: string }>(house, 'POST', `${path}/activities`, { token, json });
  expect(posted.body.id).toBe(`${conversationId}|0000002`);
  expect(house.door.received[1]).toMatchObject({ id: 'abc', content: { kind: 'text', text: 'Oi' } });
  const again = await call<{ id: string }>(house, 'POST', `${path}/activities`, { token, json });
  expect(again.body.id).toBe(posted.body.id);
  const { body } = await call<Read>(house, 'GET', `${path}/activities`, { token });
  expect(body.activities).toHaveLength(1);
  const user = house.door.received[0]?.person.id;
  expect(body.activities[0]).toMatchObject({
    id: posted.body.id,
    from: { id: user, role: 'user' },
    channelData,
  });
  expect(body.activities[0]).not.toHaveProperty('replyToId');
});

test('notes over 4 KB lose everything but what the client waits for', async () => {
  const { token, path } = await startConversation(house);
  const channelData = { clientActivityID: 'abc', much: 'x'.repeat(5000) };
  await call(house, 'POST', `${path}/activities`, {
    token,
    json: { type: 'message', text: 'Oi', channelData },
  });
  expect(house.door.received[1]?.extras).toMatchObject({ channelData: { clientActivityID: 'abc' } });
  expect(JSON.stringify(house.door.received[1]?.extras).length).toBeLessThan(300);
});

test('bot, desk and agent speak as one side, each under their name; events stay inside', async () => {
  const { token, path, conversationId } = await startConversation(house);
  const ana = { kind: 'agent', id: 'a1', name: 'Ana Souza' } as const;
  const card = { contentType: 'application/vnd.microsoft.card.hero', content: { title: 'T' } };
  const file = { contentType: 'image/png', name: 'a.png', url: '/v3/attachments/x/views/original' };
  house.door.commit(conversationId, { text: 'Escolha', suggestions: ['Sim', 'Não'] });
  house.door.commit(conversationId, { text: 'handoff', kind: 'event' });
  house.door.commit(conversationId, { text: 'Fila', author: { kind: 'desk' }, attachments: [card, file] });
  house.door.commit(conversationId, { text: 'Olá', author: ana });
  const { body } = await call<Read>(house, 'GET', `${path}/activities`, { token });
  expect(body.activities.map(({ from }) => from)).toEqual([
    { id: 'bot', role: 'bot', name: 'Nina' },
    { id: 'bot', role: 'bot', name: 'Nina' },
    { id: 'bot', role: 'bot', name: 'Ana' },
  ]);
  expect(body.activities[0]?.suggestedActions).toEqual({
    actions: [
      { type: 'imBack', title: 'Sim', value: 'Sim' },
      { type: 'imBack', title: 'Não', value: 'Não' },
    ],
    to: [],
  });
  expect(body.activities[1]?.attachments).toEqual([
    card,
    { contentType: 'image/png', name: 'a.png', contentUrl: file.url, thumbnailUrl: file.url },
  ]);
  expect(body.watermark).toBe('5');
});

test('a watermark reads on from there; a made-up one is 400', async () => {
  const { token, path, conversationId } = await startConversation(house);
  house.door.commit(conversationId, { text: 'um' }, { text: 'dois' });
  const read = (watermark: string) =>
    call<Read>(house, 'GET', `${path}/activities?watermark=${watermark}`, { token });
  expect((await read('')).body.activities.map(({ text }) => text)).toEqual(['um', 'dois']);
  expect((await read('2')).body).toMatchObject({ activities: [{ text: 'dois' }], watermark: '3' });
  expect((await read('3')).body).toEqual({ activities: [], watermark: '3' });
  for (const garbage of ['-1', '1.5', 'abc', '1e3', '9'.repeat(30), '%00', "1'"])
    expect((await read(garbage)).status).toBe(400);
  expect((await call(house, 'GET', `${path}?watermark=abc`, { token })).status).toBe(400);
});

test('a customer cannot report what became of a handoff, nor anything else that is no message', async () => {
  const { token, path } = await startConversation(house);
  const types = [
    { type: 'event', name: 'handoff.status', value: { state: 'completed' } },
    { type: 'event', name: 'desk.command', value: 'close' },
    { type: 'typing' },
    { type: 'conversationUpdate' },
    { type: 'somethingNew' },
  ];
  for (const json of types)
    expect((await call(house, 'POST', `${path}/activities`, { token, json })).status).toBe(200);
  expect(house.door.received.map(({ id }) => id)).toEqual(['joined']);
});

test('a submitted card is a message with a value', async () => {
  const { token, path } = await startConversation(house);
  const json = { type: 'message', value: { answer: 42 } };
  expect((await call(house, 'POST', `${path}/activities`, { token, json })).status).toBe(200);
  expect(house.door.received[1]?.content).toEqual({ kind: 'text', text: '', value: { answer: 42 } });
});

describe('a broken body is the sender’s problem, never ours', () => {
  const deep = `{"type":"message","text":"x","value":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  const bodies: Record<string, string | undefined> = {
    nothing: undefined,
    'no JSON': '{',
    null: 'null',
    array: '[]',
    'no type': '{"text":"x"}',
    'text of another kind': '{"type":"message","text":{"a":1}}',
    'says nothing': '{"type":"message","text":"  "}',
    'too long a text': JSON.stringify({ type: 'message', text: 'x'.repeat(8001) }),
    'notes of another kind': '{"type":"message","text":"x","channelData":"y"}',
    'nested too deeply': deep,
    'notes nested too deeply': deep.replace('"value":', '"channelData":{"a":').replace(/\}$/, '}}'),
    'too large a value': JSON.stringify({ type: 'message', value: 'x'.repeat(17_000) }),
    'too large': JSON.stringify({ type: 'message', value: 'x'.repeat(70_000) }),
    'a bare surrogate and a zero': '{"type":7,"text":"\\ud800\\u0000"}',
  };
  test.each(Object.entries(bodies))('%s', async (_name, body) => {
    const { token, path } = await startConversation(house);
    const answer = await fetch(`${house.baseUrl}${path}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(house.door.received).toHaveLength(1);
  });
  test.each(['%zz', '..%2f..', 'a'.repeat(300), '%00'])('a conversation named %s', async (name) => {
    const { token } = await startConversation(house);
    const answer = await fetch(`${house.baseUrl}${DIRECT_LINE}/conversations/${name}/activities`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

test('the answer waits for the door; what the door could not keep is not acknowledged', async () => {
  const { token, path } = await startConversation(house);
  house.door.failNext = new Error('disk full');
  const json = { type: 'message', text: 'Oi' };
  expect((await call(house, 'POST', `${path}/activities`, { token, json })).status).toBe(500);
});

test('pages of any origin may call: preflight and answers, also the refusals', async () => {
  const { token, path } = await startConversation(house);
  const origin = 'https://shop.example';
  const preflight = await fetch(`${house.baseUrl}${path}/activities`, {
    method: 'OPTIONS',
    headers: { origin },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization.*x-ms-bot-agent/);
  for (const shown of [token, 'nonsense']) {
    const answer = await call(house, 'GET', `${path}/activities`, { token: shown, headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  }
});

test('it reads like a conversation', async () => {
  house.door.answer = ({ content }) => [{ text: content.kind === 'event' ? 'Bem-vindo!' : 'Pois não?' }];
  const customer = await openWebCustomer(house.baseUrl);
  await customer.hears('Bem-vindo!');
  await customer.says('Oi');
  await customer.hears(/pois não/i);
  await customer.hearsNothing(50);
  expect(customer.transcript()).toEqual(['Nina: Bem-vindo!', 'user: Oi', 'Nina: Pois não?']);
  await customer.close();
});
