import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { addConsole, type ConsoleDeps } from '../../../channels/console/console.js';
import { hashPassword } from '../../../channels/console/password.js';
import { createHttpServer } from '../../../http/server.js';
import { FakeDesk, memoryStore, person } from './fake-desk.js';

export const PASSWORD = 'segredo-de-teste';
let hash: Promise<string> | undefined;

/** What is kept when the server stops. */
interface Kept {
  readonly desk: FakeDesk;
  readonly store: ReturnType<typeof memoryStore>;
}

/**
 * The real console on a real port, with Ana (technician), Bia (supervisor) and Davi (other department) at a fake desk.
 * `again`: the same desk and accounts on the same port, after a stop.
 */
export async function startConsole(
  more: Partial<ConsoleDeps> = {},
  again?: Kept & { readonly port: number },
) {
  const logged: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const { desk, store } = again ?? { desk: new FakeDesk(), store: memoryStore() };
  const clock = { now: new Date() };
  for (const agent of again
    ? []
    : [
        person('ana', 'Ana'),
        person('bia', 'Bia', { level: 'supervisor' }),
        person('davi', 'Davi', { departments: ['Financeiro'] }),
      ]) {
    desk.people.set(agent.id, agent);
    const passwordHash = await (hash ??= hashPassword(PASSWORD));
    await store.savePassword({ agentId: agent.id, passwordHash, oneTime: false });
  }
  const server = createHttpServer(logger);
  const console_ = addConsole(server, {
    receive: desk.receive,
    store,
    desk,
    now: () => clock.now,
    newId: randomUUID,
    newToken: () => randomBytes(32).toString('base64url'),
    pagesFolder: '/nowhere',
    logger,
    ...more,
  });
  const port = await server.listen(again?.port ?? 0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    desk,
    store,
    clock,
    logged,
    console: console_,
    async stop() {
      await console_.close();
      await server.close(100);
    },
    ask: (method: string, path: string, options: AskOptions = {}) => ask(url, method, path, options),
    /** Signs in and returns the cookie. */
    async login(agent: string, password = PASSWORD) {
      const response = await ask(url, 'POST', '/console/api/login', { body: { agent, password } });
      const cookie = response.headers.get('set-cookie')?.split(';')[0];
      if (!cookie) throw new Error(`login of ${agent}: ${response.status} ${response.text}`);
      return cookie;
    },
  };
}

export type RunningConsole = Awaited<ReturnType<typeof startConsole>>;

interface AskOptions {
  readonly body?: unknown;
  readonly cookie?: string;
  /** Null: none is sent. */
  readonly origin?: string | null;
  readonly headers?: Record<string, string>;
}

async function ask(url: string, method: string, path: string, options: AskOptions) {
  const { body, cookie, origin = url, headers } = options;
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(origin && { origin }),
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : undefined) as { error?: { code: string; message: string } } & Record<
      string,
      unknown
    >,
  };
}
