import type { Board, Found, Me, TicketDetail } from './api.js';

export interface Account {
  readonly agentId: string;
  /** As `password.ts` writes it; opaque to the store. */
  readonly passwordHash: string;
  /** The password was made by the program and must be replaced at the first login. */
  readonly oneTime: boolean;
}

export interface Session {
  readonly agentId: string;
  readonly expiresAt: Date;
}

/** What the console needs kept. Tokens arrive hashed: the store never sees one that opens a session. */
export interface ConsoleStore {
  account(agentId: string): Promise<Account | undefined>;
  savePassword(account: Account): Promise<void>;
  openSession(tokenHash: string, session: Session): Promise<void>;
  session(tokenHash: string): Promise<Session | undefined>;
  closeSession(tokenHash: string): Promise<void>;
  /** Is this agent signed in anywhere, in a session that is not over? */
  hasSession(agentId: string): Promise<boolean>;
  /** Closes every session of this agent but the one named. */
  closeOtherSessions(agentId: string, exceptTokenHash: string): Promise<void>;
}

/** What the console may read of the desk. Each method answers for one viewer and never shows what they may not see. */
export interface ConsoleDesk {
  /** Undefined for somebody the current desk no longer knows. `mustChangePassword` is not set here. */
  agent(agentId: string): Promise<Omit<Me, 'mustChangePassword'> | undefined>;
  board(agentId: string): Promise<Board>;
  /** Undefined if there is no such ticket or this person may not see it. */
  ticket(agentId: string, ticketId: string): Promise<TicketDetail | undefined>;
  /** Tickets of the last 30 days that this person may see, by words of the customer's name, the protocol or the problem. */
  search(agentId: string, words: string): Promise<Found>;
  /**
   * Called after each commit that changed a ticket or its conversation, with those who may see it.
   * Synchronous; must not throw. Returns how to stop.
   */
  onChanged(listener: (change: DeskChange) => void): () => void;
}

export interface DeskChange {
  readonly ticketId?: string;
  /** May this agent know of the change? */
  readonly visibleTo: (agentId: string) => boolean;
  /** The agent it was just offered to. */
  readonly offeredTo?: string;
}
