import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { randomBytes, randomUUID } from 'node:crypto';
import { consoleRoutes, type RouteDeps } from '../../../channels/console/routes.js';
import { serveRoutes, signedInRoute } from '../../../channels/console/route.js';
import { createSessions } from '../../../channels/console/sessions.js';
import { createHttpServer } from '../../../http/server.js';
import { FakeDesk, memoryStore, person, ticket } from './fake-desk.js';
import { startConsole, type RunningConsole } from './running-console.js';

let running: RunningConsole;
beforeAll(async () => void (running = await startConsole()));
afterAll(() => running.stop());

const table = consoleRoutes({ pagesFolder: '/nowhere' } as RouteDeps);
const urlOf = (path: string) => path.replace(':id', 't1');

describe('the table of routes', () => {
  test('is the one we know: a new route is added here too', () => {
    expect(table.map(({ method, path, role }) => `${role} ${method} ${path}`)).toEqual([
      'anyone get /console',
      'anyone get /console/',
      'anyone get /console/main.js',
      'anyone get /console/style.css',
      'anyone post /console/api/login',
      'agent post /console/api/logout',
      'agent post /console/api/password',
      'agent get /console/api/me',
      'agent get /console/api/board',
      'agent get /console/api/tickets',
      'agent get /console/api/tickets/:id',
      'agent put /console/api/presence',
      'agent post /console/api/tickets/:id/accept',
      'agent post /console/api/tickets/:id/refuse',
      'agent post /console/api/tickets/:id/reply',
      'agent post /console/api/tickets/:id/close',
      'agent post /console/api/tickets/:id/note',
      'agent post /console/api/tickets/:id/transfer',
      'agent post /console/api/tickets/:id/escalate',
      'agent post /console/api/tickets/:id/hand-back',
      'supervisor post /console/api/tickets/:id/take-over',
      'supervisor post /console/api/tickets/:id/reassign',
      'supervisor get /console/api/lines',
      'admin post /console/api/lines/:channel/link',
    ]);
  });

  test.each(table.filter(({ role }) => role !== 'anyone').map(({ method, path }) => [method, path]))(
    '%s %s is closed without a session, and with one that is made up',
    async (method, path) => {
      for (const cookie of [undefined, `bastao_session=${'A'.repeat(43)}`]) {
        const answer = await running.ask(method.toUpperCase(), urlOf(path), { cookie });
        expect(answer.status).toBe(401);
        expect(answer.headers.get('cache-control') ?? 'no-store').toBe('no-store');
      }
      expect(running.desk.received).toEqual([]);
    },
  );

  test.each(table.filter(({ method }) => method !== 'get').map(({ method, path }) => [method, path]))(
    '%s %s is taken from our own page only',
    async (method, path) => {
      const cookie = await running.login('ana');
      for (const origin of [null, 'https://evil.example', 'null']) {
        const answer = await running.ask(method.toUpperCase(), urlOf(path), { cookie, origin, body: {} });
        expect([origin, answer.status, answer.body.error?.code]).toEqual([origin, 403, 'Forbidden']);
      }
      expect((await running.ask('GET', '/console/api/me', { cookie })).status).toBe(200);
    },
  );
});

describe('roles', () => {
  test.each(['take-over', 'reassign'])('%s is for supervisors', async (action) => {
    const commandId = randomUUID();
    const body = action === 'reassign' ? { commandId, agent: 'ana' } : { commandId };
    const path = `/console/api/tickets/t1/${action}`;
    const ana = await running.login('ana');
    expect((await running.ask('POST', path, { cookie: ana, body })).status).toBe(403);
    const bia = await running.login('bia');
    expect((await running.ask('POST', path, { cookie: bia, body })).body.error?.code).toBe('RuleBroken');
  });

  test.each([
    ['ana', [200, 403, 403]],
    ['bia', [200, 200, 403]],
    ['root', [200, 200, 200]],
  ])('%s gets %p of agent, supervisor and admin', async (agentId, expected) => {
    const desk = new FakeDesk();
    for (const one of [
      person('ana', 'Ana'),
      person('bia', 'Bia', { level: 'supervisor' }),
      person('root', 'Root', { admin: true }),
    ])
      desk.people.set(one.id, one);
    const store = memoryStore();
    await store.savePassword({ agentId, passwordHash: '', oneTime: false });
    const sessions = createSessions({
      store,
      desk,
      now: () => new Date(),
      newToken: () => randomBytes(32).toString('base64url'),
    });
    const server = createHttpServer(pino({ level: 'silent' }));
    const roles = ['agent', 'supervisor', 'admin'] as const;
    const answer = async () => ({ body: {} });
    serveRoutes(
      server,
      roles.map((role) => signedInRoute({ method: 'get', path: `/only/${role}`, role, answer })),
      { sessions },
    );
    const port = await server.listen(0, '127.0.0.1');
    const cookie = (await sessions.open(agentId)).split(';')[0] ?? '';
    const statuses = [];
    for (const role of roles)
      statuses.push((await fetch(`http://127.0.0.1:${port}/only/${role}`, { headers: { cookie } })).status);
    await server.close(0);
    expect(statuses).toEqual(expected);
  });
});

describe('reading', () => {
  beforeAll(() => {
    running.desk.tickets.set('t1', ticket('t1', 12));
    running.desk.tickets.set('f1', ticket('f1', 13, { department: 'Financeiro' }));
  });

  test('the board and a ticket are those of the viewer', async () => {
    const cookie = await running.login('ana');
    const board = await running.ask('GET', '/console/api/board', { cookie });
    expect(board.body.queue).toMatchObject([{ id: 't1' }]);
    expect(board.headers.get('cache-control')).toBe('no-store');
    expect((await running.ask('GET', '/console/api/tickets/t1', { cookie })).body).toMatchObject({
      number: 12,
    });
    for (const id of ['f1', 'nope', '%00', '..%2fme'])
      expect((await running.ask('GET', `/console/api/tickets/${id}`, { cookie })).status).toBe(404);
  });
});

describe('searching', () => {
  test('finds what the viewer may see; too long a search is cut, not refused', async () => {
    const cookie = await running.login('ana');
    const find = async (q: string) => (await running.ask('GET', `/console/api/tickets${q}`, { cookie })).body;
    expect(await find('?q=MARINA')).toMatchObject({ tickets: [{ id: 't1' }], more: false });
    expect(await find('?q=20260314-0013')).toEqual({ tickets: [], more: false });
    expect(await find('')).toMatchObject({ tickets: [{ id: 't1' }] });
    expect(await find(`?q=${'x'.repeat(5000)}&q=${'y'.repeat(200)}`)).toEqual({ tickets: [], more: false });
  });
});

describe('the page', () => {
  test('says honestly that it has not been built', async () => {
    const answer = await running.ask('GET', '/console');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('npm run build');
  });

  test('is served with a strict policy, and asked for again each time', async () => {
    const pagesFolder = await mkdtemp(join(tmpdir(), 'pages-'));
    await mkdir(join(pagesFolder, 'console'));
    await writeFile(join(pagesFolder, 'console', 'index.html'), '<p>Olá</p>');
    const built = await startConsole({ pagesFolder });
    for (const path of ['/console', '/console/']) {
      const answer = await built.ask('GET', path);
      expect([answer.status, answer.text]).toEqual([200, '<p>Olá</p>']);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self'; " +
          "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      );
      const etag = answer.headers.get('etag') ?? '';
      expect((await built.ask('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    }
    await writeFile(join(pagesFolder, 'console', 'index.html'), '<p>Novo</p>');
    expect((await built.ask('GET', '/console')).text).toBe('<p>Novo</p>');
    await built.stop();
  });
});
