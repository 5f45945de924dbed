import type { Ticket } from '../routing/ticket.js';
import type { Texts } from '../texts/texts.js';
import type { Customers } from './customers.js';
import type { Knowledge } from './knowledge.js';

/** What the dialogs speak with and look things up in. */
export interface DialogDeps {
  readonly texts: () => Texts;
  readonly knowledge: Knowledge;
  /** The name of the desk, as customers read it. */
  readonly deskName: () => string;
  /** Where the desk is: what "today" means. */
  readonly timeZone: () => string;
  readonly newId: () => string;
  /** Fails with CustomersFailed only: see `guarded`. */
  readonly customers: Customers;
  readonly ticketByProtocol: (protocol: string) => Promise<Ticket | undefined>;
  /** A person is called after so many messages in a row that a dialog could not use. */
  readonly notUnderstood: () => number;
  /** Whether the bot asks who is calling before it calls a person. */
  readonly asksWho: () => boolean;
}
