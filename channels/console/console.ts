import type { Logger } from 'pino';
import type { NetworkLine, Receive } from '../channel.js';
import type { HttpServer } from '../../http/server.js';
import { openTexts, type Texts } from '../../texts/texts.js';
import { createAttempts } from './attempts.js';
import { command } from './commands.js';
import type { PasswordCost } from './password.js';
import type { ConsoleDesk, ConsoleStore } from './ports.js';
import { serveRoutes } from './route.js';
import { consoleRoutes } from './routes.js';
import { createSessions } from './sessions.js';
import { openStream } from './stream.js';

export interface ConsoleDeps {
  readonly receive: Receive;
  readonly store: ConsoleStore;
  readonly desk: ConsoleDesk;
  /** Lines to watch and to link; without any the page shows nothing of it. */
  readonly lines?: readonly NetworkLine[];
  /** The words for why a line is not open; ours, if the desk has none of its own. */
  readonly texts?: Pick<Texts, 'say' | 'knows'>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Makes the token of a session: 32 random bytes, base64url. */
  readonly newToken: () => string;
  /** Where browsers reach us; under https the session's cookie is `Secure`. */
  readonly publicUrl?: string;
  /** The folder that holds `console/index.html` and its files. */
  readonly pagesFolder: string;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  /** What a new password's hash costs to find out; the usual if left out. */
  readonly passwordCost?: PasswordCost;
  /** How often an open stream and its session are checked. */
  readonly heartbeatMs?: number;
}

/** Adds the agents' console: its page, its API under /console/api and its stream. `close` ends every open stream. */
export function addConsole(server: HttpServer, given: ConsoleDeps): { close(): Promise<void> } {
  const deps = { ...given, lines: given.lines ?? [], texts: given.texts ?? openTexts() };
  const sessions = createSessions(deps);
  const stream = openStream(server, { ...deps, sessions });
  const tellPresence = async (agentId: string, available: boolean): Promise<void> => {
    const agent = await deps.desk.agent(agentId);
    const signedOut = available ? {} : ({ signedOut: true } as const);
    if (agent) await command(deps, agent, deps.newId(), { type: 'presence', available, ...signedOut });
  };
  const routes = consoleRoutes({
    ...deps,
    tellPresence,
    sessions,
    attempts: createAttempts(),
    hangUp: (whose) => stream.hangUp(whose),
  });
  serveRoutes(server, routes, { sessions, publicUrl: deps.publicUrl });
  return { close: async () => stream.close() };
}
