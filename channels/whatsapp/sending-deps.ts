import type { WASocket } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Address, Outgoing } from '../channel.js';
import type { WhatsAppStore } from './ports.js';
import type { Seal } from './seal.js';
import type { Compose } from './writing.js';

export interface SendingSettings {
  /** About how long the bot types before it says something; 0: not at all. */
  readonly typingMs: number;
  /** The shortest time between two messages to one chat. */
  readonly gapMs: number;
  /** So many messages nobody is waiting for may leave the account in a minute; 0: any number. */
  readonly accountPerMinute: number;
  /** The longest wait for WhatsApp's word on a message. */
  readonly ackTimeoutMs?: number;
  /** After so long without it the message is kept as written. */
  readonly writtenAfterMs?: number;
}

export interface SendingDeps {
  readonly account: string;
  /** The open one, if there is one. */
  readonly socket: () => WASocket | undefined;
  readonly store: Pick<
    WhatsAppStore,
    'contact' | 'mark' | 'keepSent' | 'sent' | 'handledUnread' | 'confirmedRead'
  >;
  readonly seal: Seal;
  readonly compose: Compose;
  /** The JID from which the customer wrote last. Absent: what is known of the contact is used. */
  readonly jidOf: (message: Outgoing) => string | undefined;
  /** Is this the chat of a human agent? */
  readonly isAgent: (address: Address) => boolean | Promise<boolean>;
  /** When the person at this address wrote last, as far as that is known. */
  readonly lastHeardAt: (address: Address) => Promise<Date | undefined> | Date | undefined;
  readonly settings: SendingSettings;
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Calls back after so many milliseconds; returns how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly logger: Logger;
  /** WhatsApp said nothing to a message in time. */
  readonly onTimedOut: () => void;
  readonly onConfirmed: () => void;
  readonly onRefused: (code: string) => void;
}
