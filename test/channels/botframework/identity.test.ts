import { request } from 'node:http';
import { jest } from '@jest/globals';
import { type BotAuthority, openBotAuthority } from '../../support/bot-authority.js';
import { openEmulatorPerson, type EmulatorPerson } from '../../support/emulator-person.js';
import { type Door, openDoor } from './open-door.js';

const HELLO = { type: 'message', text: 'meu segredo' };

describe('without credentials', () => {
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

  test.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'a request through a proxy (%s) is a 403',
    async (name) => {
      const { status, body } = await ana.sends(HELLO, { [name]: '127.0.0.1' });
      expect(status).toBe(403);
      expect(body).toMatch(/same machine/);
    },
  );

  test('a request for another host name is a 403', async () => {
    const { port } = new URL(door.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'bot.example.com', 'content-type': 'application/json' };
      request({ port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers }, (res) =>
        resolve(res.resume().statusCode),
      )
        .on('error', reject)
        .end('{}');
    });
    expect(status).toBe(403);
  });

  test.each([
    'https://smba.trafficmanager.net/br/',
    'http://169.254.169.254/',
    'http://0.0.0.0:1/',
    'http://127.0.0.1.nip.io/',
  ])('a service at %s is a 403', async (serviceUrl) => {
    expect((await ana.sends({ ...HELLO, serviceUrl })).status).toBe(403);
  });

  test('nothing of it was kept; the same person without all that gets in', async () => {
    expect(door.kept).toEqual([]);
    expect((await ana.sends(HELLO)).status).toBe(200);
    expect((await ana.sends({ ...HELLO, serviceUrl: 'http://localhost:1/' })).status).toBe(200);
    expect(door.kept).toHaveLength(2);
  });
});

describe('with credentials', () => {
  let azure: BotAuthority;
  let door: Door;
  let ana: EmulatorPerson;
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  beforeAll(async () => {
    azure = await openBotAuthority();
    const { credentials, credentialsFactory, settings: authority } = azure;
    door = await openDoor({ credentials, credentialsFactory, authority, timeoutMs: 400 });
    ana = await openEmulatorPerson(door.url, { name: 'Ana', channelId: 'msteams' });
  });
  afterAll(async () => {
    await ana.close();
    await door.close();
    await azure.close();
    printed.mockRestore();
  });
  beforeEach(() => {
    door.kept.splice(0);
    printed.mockClear();
  });
  const sends = (authorization: string, activity: object = {}) =>
    ana.sends({ ...HELLO, ...activity }, { authorization });
  const good = (claims?: object, header?: object) => azure.bearer(ana.serviceUrl, claims, header);

  test.each<[string, () => string]>([
    ['a forged token', () => good({}, {}).slice(0, -8) + 'AAAAAAAA'],
    ['a good token', () => good()],
  ])('while the keys cannot be had, %s is a 503 without any detail', async (_what, authorization) => {
    for (const state of ['failing', 'silent'] as const) {
      azure.keysAre(state);
      const start = performance.now();
      const { status, headers, body } = await sends(authorization());
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
      expect(body).not.toMatch(/127\.0\.0\.1|key|metadata|500|meu/i);
      expect(performance.now() - start).toBeLessThan(900);
    }
    azure.keysAre('there');
    expect(door.kept).toEqual([]);
  });

  test('a good token gets in, also through a proxy', async () => {
    expect((await sends(good())).status).toBe(200);
    expect((await ana.sends(HELLO, { authorization: good(), 'x-forwarded-for': '1.2.3.4' })).status).toBe(
      200,
    );
    expect(door.kept).toMatchObject([{ person: { id: `msteams/${ana.userId}` } }, {}]);
  });

  test.each<[string, () => string]>([
    ['no token', () => ''],
    ['garbage', () => 'Bearer abc'],
    ['garbage in three parts', () => 'Bearer abc.def.ghi'],
    ['another scheme', () => good().replace('Bearer', 'Basic')],
    ['a huge token', () => good({ more: 'x'.repeat(9000) })],
    [
      'claims that are null',
      () => `Bearer ${Buffer.from('{"alg":"RS256","kid":"k1"}').toString('base64url')}.bnVsbA.AA`,
    ],
    ['a forged signature', () => good().slice(0, -8) + 'AAAAAAAA'],
    ['no signature', () => good({}, { alg: 'none' }).replace(/[^.]+$/, 'AA')],
    ['a symmetric signature', () => good({}, { alg: 'HS256' })],
    ['another audience', () => good({ aud: 'someone-else' })],
    ['an expired token', () => good({ exp: 1 })],
    ['a token of tomorrow', () => good({ nbf: 4_000_000_000, exp: 4_000_000_600 })],
    ['another issuer', () => good({ iss: 'https://evil.test' })],
    ['another serviceUrl', () => azure.bearer('https://evil.test')],
    ['an unknown key', () => good({}, { kid: 'k2' })],
    ['a foreign tenant', () => good({ tid: '99999999-0000-0000-0000-000000000000' })],
  ])('%s is a 401', async (_what, authorization) => {
    const { status, headers } = await sends(authorization());
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(door.kept).toEqual([]);
    expect(printed).not.toHaveBeenCalled();
  });

  test('a channel that the key is not for is a 401', async () => {
    expect((await sends(good(), { channelId: 'slack' })).status).toBe(401);
    expect(printed).not.toHaveBeenCalled();
  });

  test('without a token the body is not even looked at', async () => {
    expect((await ana.sends({ type: 5 })).status).toBe(401);
    expect((await sends(good(), { type: 5 })).status).toBe(400);
  });

  test('no token, secret or text is ever logged; others may print again', () => {
    expect(door.logged.join('')).not.toMatch(/segredo|secret|eyJ/);
    globalThis.console.error('still heard');
    expect(printed).toHaveBeenCalledTimes(1);
  });

  test('the bot shows its own token to the channel', async () => {
    await sends(good());
    const [{ from, reference } = { from: undefined }] = door.kept;
    if (!from) throw new Error('nothing was kept');
    const message = { id: 'o1', to: from, author: { kind: 'bot' }, text: 'oi', reference } as const;
    expect(await door.channel.send(message)).toMatchObject({ status: 'sent' });
    expect(ana.received.at(-1)?.headers.authorization).toBe('Bearer of-the-bot');
  });

  test('an empty app id is refused at the start: the SDK would let everyone in', async () => {
    await expect(openDoor({ credentials: { ...azure.credentials, appId: ' ' } })).rejects.toThrow(
      /no app id/,
    );
  });
});
