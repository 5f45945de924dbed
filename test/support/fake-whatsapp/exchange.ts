import type { Account } from './account.js';
import type { CodeRequest, Connection } from './connection.js';
import type { Contact } from './contact.js';
import type { LinkedDevice } from './linked-device.js';
import type { Endpoint, Group, Network } from './user.js';

/** What the parts that answer stanzas know of the server they belong to. */
export interface Exchange extends Network {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly codeRequests: Map<string, CodeRequest>;
  readonly qrRefs: Map<string, Connection>;
  readonly unhandled: Set<string>;
  readonly stats: { messagesIn: number; messagesOut: number };
  find(jid: string): Endpoint | undefined;
}

export function accountOf(exchange: Exchange, device: LinkedDevice): Account {
  const account = exchange.accounts.get(device.account.phone);
  if (!account) throw new Error('a device of nobody');
  return account;
}
