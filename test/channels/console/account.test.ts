import { checkPassword, hashPassword } from '../../../channels/console/password.js';
import { PASSWORD, startConsole, type RunningConsole } from './running-console.js';

let running: RunningConsole;
beforeEach(async () => void (running = await startConsole()));
afterEach(() => running.stop());

const login = (agent: string, password: string) =>
  running.ask('POST', '/console/api/login', { body: { agent, password } });
const changePassword = (cookie: string, current: string, next: string) =>
  running.ask('POST', '/console/api/password', { cookie, body: { current, next } });
const me = (cookie: string) => running.ask('GET', '/console/api/me', { cookie });

describe('a password', () => {
  test('is kept as a salted hash that names its parameters', async () => {
    const [one, two] = await Promise.all([hashPassword('coração'), hashPassword('coração')]);
    expect(one).toMatch(/^scrypt\$N=32768,r=8,p=1\$/);
    expect(one).not.toBe(two);
    expect(await checkPassword('coração', one)).toBe(true);
    expect(await checkPassword('coração'.normalize('NFD'), one)).toBe(true);
    expect(await checkPassword('coracao', one)).toBe(false);
  });

  test.each(['', 'plain', 'scrypt$N=32768,r=8,p=1$$', 'scrypt$N=3,r=8$AAAAAAAAAAAAAAAAAAAAAA$x'])(
    'never fits a hash that nobody here wrote: %p',
    async (hash) => expect(await checkPassword('', hash)).toBe(false),
  );
});

describe('signing in', () => {
  test('opens a session in an HttpOnly, SameSite cookie of which only a hash is kept', async () => {
    const answer = await login('ana', PASSWORD);
    expect(answer.status).toBe(200);
    const cookie = answer.headers.get('set-cookie') ?? '';
    const attributes = cookie.split('; ').slice(1).sort();
    expect(attributes).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/console', 'SameSite=Strict']);
    const token = /^bastao_session=([\w-]{43});/.exec(cookie)?.[1] ?? 'no token';
    expect([...running.store.sessions.keys()]).toHaveLength(1);
    expect(JSON.stringify([...running.store.sessions])).not.toContain(token);
    expect((await me(`bastao_session=${token}`)).body).toMatchObject({
      id: 'ana',
      name: 'Ana',
      admin: false,
    });
  });

  test('sets Secure when the public address is https', async () => {
    const secure = await startConsole({ publicUrl: 'https://desk.example' });
    const answer = await secure.ask('POST', '/console/api/login', {
      body: { agent: 'ana', password: PASSWORD },
      origin: 'https://desk.example',
    });
    expect(answer.headers.get('set-cookie')).toContain('; Secure');
    await secure.stop();
  });

  test('says the same of an unknown agent, a wrong password, and an account whose agent left the desk', async () => {
    running.desk.people.delete('davi');
    const wrong = await login('ana', 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.body.error?.code).toBe('WrongLogin');
    for (const answer of [await login('nobody', PASSWORD), await login('davi', PASSWORD)]) {
      expect(answer.status).toBe(401);
      expect(answer.text).toBe(wrong.text);
    }
  });

  test('costs the same for an unknown agent as for a wrong password', async () => {
    const cost = async (agent: string) => {
      const begin = process.hrtime.bigint();
      await login(agent, 'wrong');
      return Number(process.hrtime.bigint() - begin) / 1e6;
    };
    await cost('bia');
    const known = Math.min(await cost('ana'), await cost('ana'), await cost('ana'));
    const unknown = Math.min(await cost('x'), await cost('y'), await cost('z'));
    // Without the hash it would be a thirtieth.
    expect(unknown).toBeGreaterThan(known / 2);
  });

  test('is refused after 5 wrong passwords, also to the right one and to guesses made at once; others still may', async () => {
    const guesses = await Promise.all(Array.from({ length: 8 }, () => login('ana', 'wrong')));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    const locked = await login('ana', PASSWORD);
    expect(locked.status).toBe(429);
    expect(locked.body.error?.code).toBe('TooManyAttempts');
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await login('bia', PASSWORD)).status).toBe(200);
  });

  test('forgets the wrong ones after a right one', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1) expect((await login('ana', 'wrong')).status).toBe(401);
      expect((await login('ana', PASSWORD)).status).toBe(200);
    }
  });

  test('is refused to a peer after 30 wrong passwords for whomever', async () => {
    for (let guess = 0; guess < 30; guess += 1)
      expect((await login(`guess-${guess}`, 'wrong')).status).toBe(401);
    expect((await login('ana', PASSWORD)).status).toBe(429);
  });
});

describe('a session', () => {
  test('ends by itself after 12 hours', async () => {
    const cookie = await running.login('ana');
    running.clock.now = new Date(running.clock.now.getTime() + 12 * 3_600_000 - 1);
    expect((await me(cookie)).status).toBe(200);
    running.clock.now = new Date(running.clock.now.getTime() + 1);
    expect((await me(cookie)).status).toBe(401);
  });

  test('ends with the sign-out, and the cookie with it', async () => {
    const cookie = await running.login('ana');
    const answer = await running.ask('POST', '/console/api/logout', { cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^bastao_session=; Max-Age=0; Path=\/console;/);
    expect((await me(cookie)).status).toBe(401);
  });

  test('says who is there: yes at the sign-in, no at the last sign-out, nothing behind a one-time password', async () => {
    const said = () =>
      running.desk.received.map(({ content }) => (content.kind === 'event' ? content.value : content));
    const account = running.store.accounts.get('ana');
    if (account) running.store.accounts.set('ana', { ...account, oneTime: true });
    const first = await running.login('ana');
    expect(said()).toEqual([]);
    await changePassword(first, PASSWORD, 'minha senha nova');
    expect(said()).toEqual([{ type: 'presence', available: true }]);
    const second = (await login('ana', 'minha senha nova')).headers.get('set-cookie')?.split(';')[0] ?? '';
    const signOut = (cookie: string) => running.ask('POST', '/console/api/logout', { cookie });
    await signOut(first);
    expect(said()).toHaveLength(2);
    await signOut(second);
    expect(said().at(-1)).toEqual({ type: 'presence', available: false, signedOut: true });
  });

  test('ends when the agent leaves the desk', async () => {
    const cookie = await running.login('ana');
    running.desk.people.delete('ana');
    expect((await me(cookie)).status).toBe(401);
  });
});

describe('changing the password', () => {
  test('a one-time password opens nothing but me, the change and the sign-out', async () => {
    const account = running.store.accounts.get('ana');
    if (!account) throw new Error('no account');
    running.store.accounts.set('ana', { ...account, oneTime: true });
    const cookie = await running.login('ana');
    expect((await me(cookie)).body.mustChangePassword).toBe(true);
    const board = await running.ask('GET', '/console/api/board', { cookie });
    expect([board.status, board.body.error?.code]).toEqual([403, 'MustChangePassword']);
    expect((await changePassword(cookie, PASSWORD, 'minha senha nova')).status).toBe(200);
    expect((await me(cookie)).body.mustChangePassword).toBe(false);
    expect((await running.ask('GET', '/console/api/board', { cookie })).status).toBe(200);
    expect((await login('ana', PASSWORD)).status).toBe(401);
    expect((await login('ana', 'minha senha nova')).status).toBe(200);
  });

  test("closes the agent's other sessions and nobody else's", async () => {
    const [here, elsewhere, bia] = [
      await running.login('ana'),
      await running.login('ana'),
      await running.login('bia'),
    ];
    expect((await changePassword(here, PASSWORD, 'minha senha nova')).status).toBe(200);
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me(here)).status).toBe(200);
    expect((await me(bia)).status).toBe(200);
  });

  test.each([
    ['a wrong current one', 'not mine', 'minha senha nova', '403 WrongPassword'],
    ['one that is too short', PASSWORD, '123456789', '400 PasswordTooShort'],
    ['the old one', PASSWORD, PASSWORD, '400 PasswordUnchanged'],
  ])('refuses %s', async (_what, current, next, refusal) => {
    const cookie = await running.login('ana');
    const answer = await changePassword(cookie, current, next);
    expect(`${answer.status} ${answer.body.error?.code}`).toBe(refusal);
    expect((await login('ana', PASSWORD)).status).toBe(200);
  });
});

test('no password and no token is ever logged', async () => {
  const cookie = await running.login('ana');
  await login('ana', 'a wrong password');
  await login('typed-my-password-as-name', 'x');
  await changePassword(cookie, PASSWORD, 'minha senha nova');
  const log = running.logged.join('');
  expect(log).toContain('signed in');
  for (const secret of [
    PASSWORD,
    'a wrong password',
    'typed-my-password',
    'minha senha nova',
    cookie.split('=')[1] ?? '',
  ])
    expect(log).not.toContain(secret);
});
