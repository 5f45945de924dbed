import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Me } from './api.js';
import type { ConsoleDesk, ConsoleStore } from './ports.js';

const COOKIE = 'bastao_session';
const LIFETIME_S = 12 * 60 * 60;

/** Somebody signed in: who they are, and which of their sessions this is. */
export interface Viewer {
  readonly me: Me;
  readonly tokenHash: string;
}

export interface Sessions {
  /** Opens a session and returns the `Set-Cookie` that carries its token: the token exists nowhere else. */
  open(agentId: string): Promise<string>;
  /** Who sent this request; undefined without a session that is open, in time, and of somebody on the current desk. */
  viewerOf(req: IncomingMessage): Promise<Viewer | undefined>;
  /** Is the session still open, in time, and of somebody on the desk? */
  isOpen(tokenHash: string): Promise<boolean>;
  close(tokenHash: string): Promise<void>;
  closeOthers(viewer: Viewer): Promise<void>;
  /** The `Set-Cookie` that removes ours from the browser. */
  readonly expiredCookie: string;
}

export interface SessionDeps {
  readonly store: ConsoleStore;
  readonly desk: ConsoleDesk;
  readonly now: () => Date;
  readonly newToken: () => string;
  readonly publicUrl?: string;
}

export function createSessions({ store, desk, now, newToken, publicUrl }: SessionDeps): Sessions {
  const attributes = `Path=/console; HttpOnly; SameSite=Strict${publicUrl?.startsWith('https:') ? '; Secure' : ''}`;
  const agentOf = async (tokenHash: string) => {
    const session = await store.session(tokenHash);
    if (!session || session.expiresAt <= now()) return undefined;
    return desk.agent(session.agentId);
  };
  return {
    async open(agentId) {
      const token = newToken();
      const expiresAt = new Date(now().getTime() + LIFETIME_S * 1000);
      await store.openSession(hashOf(token), { agentId, expiresAt });
      return `${COOKIE}=${token}; Max-Age=${LIFETIME_S}; ${attributes}`;
    },
    async viewerOf(req) {
      const token = tokenOf(req);
      if (!token) return undefined;
      const tokenHash = hashOf(token);
      const agent = await agentOf(tokenHash);
      const account = agent && (await store.account(agent.id));
      if (!account) return undefined;
      return { tokenHash, me: { ...agent, mustChangePassword: account.oneTime } };
    },
    isOpen: async (tokenHash) => (await agentOf(tokenHash)) !== undefined,
    close: (tokenHash) => store.closeSession(tokenHash),
    closeOthers: ({ me, tokenHash }) => store.closeOtherSessions(me.id, tokenHash),
    expiredCookie: `${COOKIE}=; Max-Age=0; ${attributes}`,
  };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

function tokenOf(req: IncomingMessage): string | undefined {
  const found = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{20,200})(?:;|$)`).exec(req.headers.cookie ?? '');
  return found?.[1];
}
