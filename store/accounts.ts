import type { ConsoleStore } from '../channels/console/ports.js';
import { hashPassword, type PasswordCost } from '../channels/console/password.js';
import type { Agent } from '../routing/desk-definition.js';

/** A first password, to be handed to the agent and replaced at their first login. It is kept nowhere. */
export interface NewPassword {
  readonly agentId: string;
  readonly name: string;
  readonly password: string;
}

/** Gives every agent of the desk who has no account one with a one-time password. */
export async function ensureAccounts(
  store: ConsoleStore & { accounts(): Promise<string[]> },
  agents: readonly Agent[],
  newSecret: () => string,
  cost?: PasswordCost,
): Promise<NewPassword[]> {
  const existing = new Set(await store.accounts());
  const made: NewPassword[] = [];
  for (const { id, name } of agents.filter((agent) => !existing.has(agent.id)))
    made.push({ agentId: id, name, password: await resetPassword(store, id, newSecret, cost) });
  return made;
}

/** Gives an agent a new one-time password and returns it. */
export async function resetPassword(
  store: ConsoleStore,
  agentId: string,
  newSecret: () => string,
  cost?: PasswordCost,
): Promise<string> {
  const password = newSecret().replace(/[-_]/g, '').slice(0, 12);
  await store.savePassword({ agentId, passwordHash: await hashPassword(password, cost), oneTime: true });
  return password;
}
