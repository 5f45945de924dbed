import type { Logger } from 'pino';
import { z } from 'zod';
import { HttpProblem } from '../../http/problem.js';
import type { Attempts } from './attempts.js';
import { checkPassword, hashPassword, NOBODYS_HASH, type PasswordCost } from './password.js';
import type { ConsoleDesk, ConsoleStore } from './ports.js';
import { openRoute, signedInRoute, type Route } from './route.js';
import type { Sessions } from './sessions.js';

export interface AccountDeps {
  /** Tells the desk that somebody who may work is there, or no longer. */
  readonly tellPresence: (agentId: string, available: boolean) => Promise<void>;
  readonly store: ConsoleStore;
  readonly desk: ConsoleDesk;
  readonly sessions: Sessions;
  /** What a new password's hash costs to find out. */
  readonly passwordCost?: PasswordCost;
  readonly attempts: Attempts;
  /** Hangs up the streams of one session, or of all of an agent's sessions but one. */
  readonly hangUp: (whose: { tokenHash: string } | { agentId: string; except: string }) => void;
  readonly logger: Pick<Logger, 'info' | 'error'>;
}

const SHORTEST = 10;
const password = z.string().min(1).max(1000);

/** Signing in and out, and changing the password. */
export const accountRoutes = (deps: AccountDeps): readonly Route[] => [
  openRoute({
    method: 'post',
    path: '/console/api/login',
    role: 'anyone',
    schema: z.strictObject({ agent: z.string().trim().min(1).max(200), password }),
    answer: async ({ body, peer }) => ({
      headers: { 'set-cookie': await signIn(deps, body, peer) },
      body: { status: 'done' },
    }),
  }),
  signedInRoute({
    method: 'post',
    path: '/console/api/logout',
    role: 'agent',
    withOneTimePassword: true,
    answer: async (_call, { me, tokenHash }) => {
      await deps.sessions.close(tokenHash);
      deps.hangUp({ tokenHash });
      if (!(await deps.store.hasSession(me.id))) await deps.tellPresence(me.id, false);
      return { headers: { 'set-cookie': deps.sessions.expiredCookie }, body: { status: 'done' } };
    },
  }),
  signedInRoute({
    method: 'post',
    path: '/console/api/password',
    role: 'agent',
    withOneTimePassword: true,
    schema: z.strictObject({ current: password, next: password }),
    answer: async ({ body, peer }, viewer) => {
      const agentId = viewer.me.id;
      await deps.attempts.begin(agentId, peer);
      const account = await deps.store.account(agentId);
      if (!(await checkPassword(body.current, account?.passwordHash ?? NOBODYS_HASH)))
        throw new HttpProblem(403, 'WrongPassword', 'The current password is not right.');
      await deps.attempts.succeeded(agentId, peer);
      refuseWeak(body);
      await deps.store.savePassword({
        agentId,
        passwordHash: await hashPassword(body.next, deps.passwordCost),
        oneTime: false,
      });
      await deps.sessions.closeOthers(viewer);
      deps.hangUp({ agentId, except: viewer.tokenHash });
      deps.logger.info({ agentId }, 'password changed');
      await deps.tellPresence(agentId, true);
      return { body: { status: 'done' } };
    },
  }),
];

/** Checks who it is and opens a session. Says and costs the same for an unknown agent as for a wrong password. */
async function signIn(
  { store, desk, sessions, attempts, logger, tellPresence }: AccountDeps,
  given: { agent: string; password: string },
  peer: string,
): Promise<string> {
  await attempts.begin(given.agent, peer);
  const account = await store.account(given.agent);
  const isRight = await checkPassword(given.password, account?.passwordHash ?? NOBODYS_HASH);
  const agent = await desk.agent(given.agent);
  if (!isRight || !account || !agent) {
    // What was typed as a name may be a password: only a name we know is logged.
    logger.info({ agentId: account?.agentId }, 'sign-in refused');
    throw new HttpProblem(401, 'WrongLogin', 'Name or password is not right.');
  }
  await attempts.succeeded(given.agent, peer);
  logger.info({ agentId: agent.id }, 'signed in');
  const cookie = await sessions.open(agent.id);
  // With a one-time password nothing can be done yet, so nobody is there.
  if (!account.oneTime) await tellPresence(agent.id, true);
  return cookie;
}

function refuseWeak({ current, next }: { current: string; next: string }): void {
  if (next.length < SHORTEST)
    throw new HttpProblem(400, 'PasswordTooShort', `The new password needs at least ${SHORTEST} characters.`);
  if (next === current)
    throw new HttpProblem(400, 'PasswordUnchanged', 'The new password must differ from the old one.');
}
