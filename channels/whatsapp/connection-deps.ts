import type {
  AuthenticationCreds,
  SignalKeyStore,
  UserFacingSocketConfig,
  WASocket,
  WAVersion,
} from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { NetworkLine } from '../channel.js';
import type { Pace } from './pace.js';
import type { WhatsAppStore } from './ports.js';
import type { After } from './watchdogs.js';

/** What the connection needs of the Signal side. */
export interface Signal {
  /** The same object for every socket until it is wiped or reopened: Baileys changes it in place. */
  credentials(): AuthenticationCreds | Promise<AuthenticationCreds>;
  readonly keys: SignalKeyStore;
  readonly config: Pick<UserFacingSocketConfig, 'makeSignalRepository'>;
  /** Listens on a new socket before anybody else does; keeps its `creds.update`. */
  attach(sock: WASocket): void;
  /** Starts again from what is on disk. */
  reopen(): Promise<void>;
  /** Credentials and keys are gone afterwards. */
  wipe(): Promise<void>;
}

export interface ConnectionDeps {
  readonly account: string;
  /** `<host>:<pid>:<random>`, different for each start of the program. */
  readonly holder: string;
  readonly store: Pick<WhatsAppStore, 'lease' | 'leaseHolder' | 'release' | 'note' | 'remember'>;
  readonly signal: Signal;
  /** Called right after a socket was made, before anything can come over it. */
  readonly onSocket: (sock: WASocket) => void;
  /** WhatsApp has let us in. */
  readonly onOpen: (sock: WASocket) => void;
  /** What had come while we were away has been given to us, or it takes too long to wait for it. */
  readonly onCaughtUp: () => void;
  readonly getMessage?: UserFacingSocketConfig['getMessage'];
  /** A test server on this machine; nothing on the internet is asked then. */
  readonly url?: string;
  /** Which WhatsApp Web to pass for, whatever we know. */
  readonly version?: WAVersion;
  /** Our number, E.164, to link it by a code. Absent: by QR codes. */
  readonly pairPhone?: string;
  readonly now: () => Date;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly after: After;
  readonly logger: Logger;
  /** Shows an operator at the terminal what links our number. A secret: nothing that keeps it may be behind this. */
  readonly print?: (text: string) => void;
  readonly pace?: Partial<Pace>;
  /** Further options of the sockets. */
  readonly options?: Partial<UserFacingSocketConfig>;
  readonly isAlive?: (pid: number) => boolean;
  readonly fetchVersion?: () => Promise<WAVersion | undefined>;
}

/** Keeps one socket for our number alive, for as long as the number is linked and nobody else has it. */
export interface Connection extends NetworkLine {
  start(): void;
  /** The socket, once WhatsApp has let us in and until it is lost. */
  socket(): WASocket | undefined;
  /** A send had no answer in time. After three in a row the line is given up and begun anew. */
  sendTimedOut(): void;
  sendConfirmed(): void;
  /**
   * Nothing can be kept any more: no receipt leaves from this very moment, and the line begins anew, from what is on
   * disk.
   */
  broken(): void;
  /** The end, not an unlinking: waits a little for what is in flight, and gives the number free. */
  stop(inFlight?: Promise<unknown>): Promise<void>;
}
