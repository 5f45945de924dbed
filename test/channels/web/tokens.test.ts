import jwt from 'jsonwebtoken';
import { createTokens } from '../../../channels/web/tokens.js';
import { call, DIRECT_LINE, startConversation } from './calls.js';
import { type House, openHouse, SECRET, START } from './door.js';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const userOf = (token: string) => (jwt.decode(token) as { user: string }).user;

test('a token opens its own conversation and no other', async () => {
  const mine = await startConversation(house);
  const theirs = await startConversation(house);
  const own = await call(house, 'GET', `${mine.path}/activities`, { token: mine.token });
  const other = await call(house, 'GET', `${theirs.path}/activities`, { token: mine.token });
  expect(own.status).toBe(200);
  expect([other.status, other.body.error?.code]).toEqual([403, 'Forbidden']);
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/activities'],
    ['POST', '/upload'],
  ] as const)
    expect((await call(house, method, theirs.path + path, { token: mine.token })).status).toBe(403);
});

describe('what we did not sign is 401', () => {
  const claims = { conv: 'c1', user: 'dl_u', iat: START.getTime() / 1000, exp: START.getTime() / 1000 + 600 };
  const names = { issuer: 'bastao', audience: 'bastao/direct-line' };
  const tokens = createTokens({ secret: SECRET, now: () => START });
  const cases: Record<string, string | undefined> = {
    'no token': undefined,
    'no JWT': 'nonsense',
    'another key': jwt.sign(claims, 'another', names),
    'alg none': jwt.sign(claims, '', { ...names, algorithm: 'none' }),
    'another algorithm': jwt.sign(claims, SECRET, { ...names, algorithm: 'HS512' }),
    'another audience': jwt.sign(claims, SECRET, { ...names, audience: 'elsewhere' }),
    'another issuer': jwt.sign(claims, SECRET, { ...names, issuer: 'elsewhere' }),
    'no expiry': jwt.sign({ conv: 'c1', user: 'dl_u' }, SECRET, names),
    'a stream token': tokens.issue('stream', { conversation: 'c1', user: 'dl_u' }),
    'a visitor cookie': tokens.issue('visitor', { conversation: 'c1', user: 'dl_u' }),
  };
  test.each(Object.entries(cases))('%s', async (_name, token) => {
    const answer = await call(house, 'GET', `${DIRECT_LINE}/conversations/c1/activities`, {
      ...(token !== undefined && { token }),
    });
    expect(answer.status).toBe(401);
  });
  test('while the same claims, signed by us, open the door', async () => {
    const token = jwt.sign(claims, SECRET, names);
    const answer = await call(house, 'GET', `${DIRECT_LINE}/conversations/c1/activities`, { token });
    expect(answer.status).toBe(200);
  });
});

test('an expired token is 403 TokenExpired, also after it was remembered, and cannot be refreshed', async () => {
  const { token, path } = await startConversation(house);
  house.passMinutes(29);
  expect((await call(house, 'GET', `${path}/activities`, { token })).status).toBe(200);
  const refreshed = await call(house, 'POST', `${DIRECT_LINE}/tokens/refresh`, { token });
  expect(refreshed.status).toBe(200);
  house.passMinutes(1);
  const late = await call(house, 'GET', `${path}/activities`, { token });
  expect([late.status, late.body.error?.code]).toEqual([403, 'TokenExpired']);
  const tooLate = await call(house, 'POST', `${DIRECT_LINE}/tokens/refresh`, { token });
  expect([tooLate.status, tooLate.body.error?.code]).toEqual([403, 'TokenExpired']);
  const fresh = await call(house, 'GET', `${path}/activities`, { token: refreshed.body.token });
  expect(fresh.status).toBe(200);
  expect(userOf(refreshed.body.token)).toBe(userOf(token));
});

test('without a secret anybody gets a token, but never for a user they name', async () => {
  const json = { user: { id: 'dl_boss' } };
  const answer = await call(house, 'POST', `${DIRECT_LINE}/tokens/generate`, { json });
  expect(answer.status).toBe(200);
  expect(userOf(answer.body.token)).toMatch(/^dl_(?!boss)/);
});

test('tokens are counted by peer: the 601st of a minute is 429 and says when to come back', async () => {
  const many = Array.from({ length: 600 }, () => call(house, 'POST', `${DIRECT_LINE}/tokens/generate`));
  expect((await Promise.all(many)).every(({ status }) => status === 200)).toBe(true);
  const answer = await call(house, 'POST', `${DIRECT_LINE}/tokens/generate`);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('an empty secret is no secret', async () => {
  await house.close();
  house = await openHouse({ directLineSecret: '' });
  expect((await call(house, 'GET', `${DIRECT_LINE}/conversations/c1`)).status).toBe(401);
  const headers = { authorization: 'Bearer ' };
  expect((await call(house, 'GET', `${DIRECT_LINE}/conversations/c1`, { headers })).status).toBe(401);
  expect((await call(house, 'POST', `${DIRECT_LINE}/tokens/generate`)).status).toBe(200);
});

describe('with a Direct Line secret', () => {
  const secret = 'the-secret-of-the-site';
  beforeEach(async () => {
    await house.close();
    house = await openHouse({ directLineSecret: secret });
  });

  test('only its holder gets tokens, for the user they name', async () => {
    const path = `${DIRECT_LINE}/tokens/generate`;
    expect((await call(house, 'POST', path)).status).toBe(401);
    expect((await call(house, 'POST', path, { token: 'guess' })).status).toBe(401);
    const answer = await call(house, 'POST', path, {
      token: secret,
      json: { user: { id: 'dl_maria', name: 'Maria' } },
    });
    expect(userOf(answer.body.token)).toBe('dl_maria');
    expect((await call(house, 'POST', path, { token: secret, json: { user: { id: 'maria' } } })).status).toBe(
      400,
    );
    await call(house, 'POST', `${DIRECT_LINE}/conversations`, { token: answer.body.token });
    expect(house.door.received[0]?.person).toEqual({ id: 'dl_maria', name: 'Maria' });
  });

  test('it opens the conversation routes itself, and speaks for the user it names', async () => {
    const started = await call(house, 'POST', `${DIRECT_LINE}/conversations`, { token: secret });
    expect(started.status).toBe(201);
    const path = `${DIRECT_LINE}/conversations/${started.body.conversationId}/activities`;
    const json = { type: 'message', text: 'Oi', from: { id: 'dl_joao' } };
    expect((await call(house, 'POST', path, { token: secret, json })).status).toBe(200);
    expect(house.door.received.at(-1)?.person.id).toBe('dl_joao');
  });
});
