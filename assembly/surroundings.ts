import type { Logger } from 'pino';
import type { Classifier } from '../bot/classifier/classifier.js';
import type { CommitName } from '../bot/store.js';
import type { RunTurn } from '../bot/turn.js';
import type { PasswordCost } from '../channels/console/password.js';
import type { BotFrameworkDeps } from '../channels/botframework/channel.js';
import type { NetworkLine, LineState, Receive } from '../channels/channel.js';
import type { WhatsAppTuning } from '../channels/whatsapp/tuning.js';
import type { Customers } from '../dialogs/customers.js';
import type { Knowledge } from '../dialogs/knowledge.js';
import type { Database } from '../store/database.js';

/** Time, ids and chance, and the seams that tests hold the program by. */
export interface Surroundings {
  readonly now: () => Date;
  readonly newId: () => string;
  /** From 0 up to, but not including, 1; the system's if left out. */
  readonly random?: () => number;
  readonly logger: Logger;
  /** How often timers are looked at, in milliseconds. */
  readonly tickMs?: number;
  /** Called with the names of the commits just flushed. */
  readonly afterCommit?: (names: readonly CommitName[]) => void;
  /** Puts something between the networks and the door, or around the dialogs, or around the database. */
  readonly aroundReceive?: (receive: Receive) => Receive;
  readonly aroundTurn?: (runTurn: RunTurn) => RunTurn;
  readonly aroundDatabase?: (db: Database) => Database;
  /** What a new password's hash costs to find out; the usual if left out. */
  readonly passwordCost?: PasswordCost;
  /** What the bot knows; read from the folder of the configuration if left out. */
  readonly knowledge?: Knowledge;
  /** Understands messages; trained on the knowledge if left out, which takes half a second. */
  readonly classify?: Classifier;
  /** The customer system; the demo one, in our own database, if left out. */
  readonly customers?: Customers;
  /** Further settings of the Bot Framework authentication. */
  readonly botFramework?: Partial<BotFrameworkDeps>;
  /** Times of the WhatsApp line, and what its far side needs in tests. */
  readonly whatsApp?: WhatsAppTuning;
  /** Lines to watch beside those of the configuration. */
  readonly lines?: readonly NetworkLine[];
  /** Shows something to whoever started the program: a code that links our number. Never a log. */
  readonly print?: (text: string) => void;
  /** Called with every change of a line. */
  readonly onLine?: (state: LineState) => void;
}
