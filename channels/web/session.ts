import type { IncomingMessage } from 'node:http';
import { peerOf, isSameOrigin } from '../../http/peer.js';
import { forbidden } from '../../http/problem.js';
import type { HttpServer } from '../../http/server.js';
import { createRateLimit } from './rate-limit.js';
import { type Claims, LIFE_SECONDS, type Tokens } from './tokens.js';

const COOKIE = 'bastao_visitor';

interface SessionDeps {
  readonly tokens: Tokens;
  readonly newId: () => string;
  readonly publicUrl?: string | undefined;
}

/**
 * The session of our own page: a visitor's cookie holds their user and conversation for half a year, so coming back
 * continues where they were, however long the last token has expired. Pages of other origins get 403.
 */
export function addSessions(server: HttpServer, { tokens, newId, publicUrl }: SessionDeps): void {
  const limit = createRateLimit(600, 60);
  const secure = publicUrl?.startsWith('https:') ? '; Secure' : '';
  server.on('post', '/webchat/session', async (req, res) => {
    if (!isSameOrigin(req, publicUrl))
      throw forbidden('Only the chat page of this server may ask for a session.');
    let visitor = knownVisitor(req, tokens);
    if (!visitor) {
      await limit(peerOf(req));
      visitor = { conversation: newId(), user: `dl_${newId()}` };
    }
    const cookie = `${COOKIE}=${tokens.issue('visitor', visitor)}; Max-Age=${LIFE_SECONDS.visitor}`;
    res.setHeader('set-cookie', `${cookie}; Path=/webchat; HttpOnly; SameSite=Lax${secure}`);
    res.setHeader('cache-control', 'no-store');
    res.send(200, {
      conversationId: visitor.conversation,
      userId: visitor.user,
      token: tokens.issue('access', visitor),
      expiresIn: LIFE_SECONDS.access,
    });
  });
}

/** A cookie that is forged, expired or broken is no visitor: whoever sends it starts anew. */
function knownVisitor(req: IncomingMessage, tokens: Tokens): Claims | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  if (!value) return undefined;
  try {
    return tokens.verify('visitor', value);
  } catch {
    return undefined;
  }
}
