import type { Logger } from 'pino';
import type { Address } from '../channel.js';
import type { KeptMessage, WhatsAppStore } from './ports.js';
import type { WhatsAppTuning } from './tuning.js';

export interface WhatsAppSettings {
  readonly account: string;
  /** 32 bytes, base64 or hex. */
  readonly key: string;
  readonly url?: string;
  readonly version?: string;
  readonly pairPhone?: string;
  readonly typingMs: number;
  readonly gapMs: number;
  readonly mostMediaBytes: number;
}

export interface WhatsAppDeps {
  readonly settings: WhatsAppSettings;
  readonly store: WhatsAppStore;
  /** Goes on from a message that was kept here. */
  readonly arrived: (kept: KeptMessage) => void;
  /** When the person at this address wrote last. */
  readonly lastHeardAt: (address: Address) => Promise<Date | undefined>;
  /** Is this the chat of a human agent? */
  readonly isAgent: (address: Address) => boolean | Promise<boolean>;
  /** WhatsApp no longer lets us write to whom we like, or begins to. */
  readonly onRefused: (code: string) => void;
  /** `<host>:<pid>:<random>`, different for each start. */
  readonly holder: string;
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random: () => number;
  readonly logger: Logger;
  readonly print?: (text: string) => void;
  readonly tuning?: WhatsAppTuning;
}
