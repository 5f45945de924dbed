import type { Logger } from 'pino';
import type { ConversationLog, Receive } from '../channel.js';
import { serveFile } from '../../files/serve.js';
import type { HttpServer } from '../../http/server.js';
import { createAccess } from './access.js';
import { openRoutes } from './cors.js';
import { addDirectLine } from './directline.js';
import { addPage } from './page.js';
import { addSessions } from './session.js';
import { addStreams } from './stream.js';
import { createTokens } from './tokens.js';

export interface WebChannelDeps {
  readonly receive: Receive;
  readonly log: ConversationLog;
  readonly now: () => Date;
  /** Must be unguessable: it names conversations and files. */
  readonly newId: () => string;
  /** Signs tokens and the visitors' cookies; changing it ends every session. */
  readonly secret: string;
  /** If set, only its holder may ask for tokens; the customer page needs none. */
  readonly directLineSecret?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly filesFolder: string;
  readonly logger: Logger;
  /** What the customer sees as the bot's name. */
  readonly botName?: string;
  readonly pingMs?: number;
  /** Where the Web Chat client lies, if not where `npm run build` puts it. */
  readonly bundle?: string;
}

/**
 * The web channel: an embedded Direct Line 3.0 endpoint and the customer's page. Nothing is delivered here; clients
 * read the kept conversation by position, and a commit only wakes their sockets.
 */
export function addWebChannel(server: HttpServer, deps: WebChannelDeps): { close(): Promise<void> } {
  const tokens = createTokens(deps);
  // An empty secret is none: otherwise everybody would hold it.
  const directLineSecret = deps.directLineSecret || undefined;
  const access = createAccess(tokens, directLineSecret);
  const botName = deps.botName ?? 'Bastão';
  const publicUrl = deps.publicUrl?.replace(/\/+$/, '');
  addDirectLine(server, { ...deps, directLineSecret, publicUrl, tokens, access, botName });
  openRoutes(server)('get', '/v3/attachments/:id/views/original', serveFile(deps.filesFolder));
  addSessions(server, { tokens, newId: deps.newId, publicUrl });
  addPage(server, publicUrl, deps.bundle);
  return addStreams(server, { ...deps, tokens, botName, pingMs: deps.pingMs ?? 30_000 });
}
