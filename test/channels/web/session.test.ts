import jwt from 'jsonwebtoken';
import { call, DIRECT_LINE } from './calls.js';
import { type House, openHouse } from './door.js';

interface Session {
  readonly conversationId: string;
  readonly userId: string;
  readonly token: string;
  readonly expiresIn: number;
}

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function session(cookie?: string, origin: string | undefined = house.baseUrl) {
  const headers = { ...(origin && { origin }), ...(cookie && { cookie }) };
  const answer = await call<Session>(house, 'POST', '/webchat/session', { headers });
  const set = answer.headers.get('set-cookie') ?? '';
  return { ...answer, set, cookie: set.split(';')[0] ?? '' };
}

test('a visitor who comes back, days after the token expired, is in the same conversation', async () => {
  const first = await session();
  expect(first.set).toMatch(/; Max-Age=15552000; Path=\/webchat; HttpOnly; SameSite=Lax$/);
  expect(first.body).toMatchObject({ userId: expect.stringMatching(/^dl_/) as string, expiresIn: 1800 });
  house.passMinutes(3 * 24 * 60);
  const back = await session(`other=1; ${first.cookie}`);
  expect(back.body.conversationId).toBe(first.body.conversationId);
  expect(back.body.userId).toBe(first.body.userId);
  const path = `${DIRECT_LINE}/conversations/${back.body.conversationId}/activities`;
  expect((await call(house, 'GET', path, { token: back.body.token })).status).toBe(200);
});

test('a forged, foreign or outlived cookie is a new visitor', async () => {
  const first = await session();
  const stranger = jwt.sign({ conv: first.body.conversationId, user: first.body.userId }, 'guess');
  const bearer = `bastao_visitor=${first.body.token}`;
  for (const cookie of [`bastao_visitor=${stranger}`, bearer, 'bastao_visitor=', 'bastao_visitor=%%%'])
    expect((await session(cookie)).body.conversationId).not.toBe(first.body.conversationId);
  house.passMinutes(181 * 24 * 60);
  expect((await session(first.cookie)).body.conversationId).not.toBe(first.body.conversationId);
});

test('another site gets no session, nor does a request without an origin', async () => {
  expect((await session(undefined, 'https://evil.example')).status).toBe(403);
  expect((await session(undefined, 'null')).status).toBe(403);
  expect((await session(undefined, '')).status).toBe(403);
  expect((await session()).headers.get('access-control-allow-origin')).toBeNull();
});

test('behind https the cookie is secure and the stream is wss', async () => {
  await house.close();
  house = await openHouse({ publicUrl: 'https://chat.example/' });
  const { set, body } = await session(undefined, 'https://chat.example');
  expect(set).toMatch(/; Secure$/);
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  const started = await call(house, 'POST', `${DIRECT_LINE}/conversations`, { token: body.token, headers });
  expect(started.body.streamUrl).toMatch(/^wss:\/\/chat\.example\/v3\/directline\/conversations\//);
});

test('the page comes with a strict policy, an etag, and packed where that pays', async () => {
  const page = await fetch(`${house.baseUrl}/`);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
  const etag = page.headers.get('etag') ?? '';
  const again = await fetch(`${house.baseUrl}/`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  for (const path of ['page.js', 'page.css', 'icon.svg'])
    expect((await fetch(`${house.baseUrl}/webchat/${path}`)).status).toBe(200);
});
