import type { Knex } from 'knex';
import type { Account, ConsoleStore, Session } from '../channels/console/ports.js';

interface AccountRow {
  readonly agent_id: string;
  readonly password_hash: string;
  readonly one_time: boolean | number;
}

/** The console's accounts and sessions. `now` decides which sessions are over. */
export function consoleStore(db: Knex, now: () => Date): ConsoleStore & { accounts(): Promise<string[]> } {
  return {
    accounts: async () =>
      (await db<AccountRow>('account').select('agent_id')).map(({ agent_id }) => agent_id),
    account: async (agentId) => {
      const row = await db<AccountRow>('account').where({ agent_id: agentId }).first();
      return (
        row && { agentId: row.agent_id, passwordHash: row.password_hash, oneTime: Boolean(row.one_time) }
      );
    },
    savePassword: async ({ agentId, passwordHash, oneTime }: Account) => {
      const row = { agent_id: agentId, password_hash: passwordHash, one_time: oneTime };
      await db('account').insert(row).onConflict('agent_id').merge();
    },
    openSession: async (tokenHash, { agentId, expiresAt }: Session) => {
      await db('session').where('expires_at', '<=', now().toISOString()).delete();
      await db('session').insert({
        token_hash: tokenHash,
        agent_id: agentId,
        expires_at: expiresAt.toISOString(),
      });
    },
    session: async (tokenHash) => {
      const row = await db('session')
        .where({ token_hash: tokenHash })
        .first<{ agent_id: string; expires_at: string }>();
      return row && { agentId: row.agent_id, expiresAt: new Date(row.expires_at) };
    },
    closeSession: async (tokenHash) => {
      await db('session').where({ token_hash: tokenHash }).delete();
    },
    hasSession: async (agentId) => {
      const open = db('session').where({ agent_id: agentId }).where('expires_at', '>', now().toISOString());
      return (await open.first('token_hash')) !== undefined;
    },
    closeOtherSessions: async (agentId, exceptTokenHash) => {
      await db('session').where({ agent_id: agentId }).whereNot({ token_hash: exceptTokenHash }).delete();
    },
  };
}
