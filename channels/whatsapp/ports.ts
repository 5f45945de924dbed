import type { Address, Incoming, Outgoing, Receipt } from '../channel.js';

/** A chat as WhatsApp names it: the user parts of its JIDs, without device. At least one is known. */
export interface Seen {
  /** The hidden id, digits. */
  readonly lid?: string;
  /** The number as WhatsApp writes it, digits; in Brazil with or without the ninth digit. */
  readonly phone?: string;
}

/** One person (or company) we write with. `id` never changes; the rest may be learned later. */
export interface Contact {
  readonly id: string;
  readonly lid?: string;
  /** E.164 without plus, in the one form that `phone.ts` makes of it. */
  readonly phone?: string;
}

/** A message out of a ciphertext, before it is known whose conversation it belongs to. */
export interface Arrival {
  readonly chat: Seen;
  /** The name people give themselves: to show, never to know them by. */
  readonly name?: string;
  readonly incoming: Omit<Incoming, 'from' | 'person'>;
  /** What must be fetched for its attachments. */
  readonly media?: readonly PendingMedia[];
}

/** A file that WhatsApp holds and we have yet to fetch. */
export interface PendingMedia {
  /** The id under which it will be served; the attachment's URL is made of it. */
  readonly fileId: string;
  /** Where it lies, its key and hashes, sealed. */
  readonly sealed: Uint8Array;
}

/** What became of a file to fetch. */
export interface MediaJob extends PendingMedia {
  readonly attempts: number;
}

/** The plain text of a ciphertext, so that the same ciphertext coming again is answered without decrypting. */
export interface Decrypted {
  /** SHA-256 of the ciphertext, base64. */
  readonly fingerprint: string;
  readonly plain: Uint8Array;
}

/** What one step of the Signal protocol changes. All of it is kept, or nothing. */
export interface Unit {
  /** `null` deletes. Values are sealed. */
  readonly keys: readonly { readonly type: string; readonly id: string; readonly value: Uint8Array | null }[];
  readonly credentials?: Uint8Array;
  readonly decrypted?: readonly Decrypted[];
  readonly arrivals?: readonly Arrival[];
  /** Which number belongs to which hidden id. */
  readonly learned?: readonly Required<Seen>[];
}

/** A message that is kept; `bot/store.ts` calls it `Kept`. */
export interface KeptMessage {
  readonly conversationId: string;
  readonly id: string;
  readonly position: number;
  readonly repeat: boolean;
}

/** What the channel keeps. Whatever is secret is sealed before it comes here; nothing here opens a seal. */
export interface WhatsAppStore {
  credentials(account: string): Promise<Uint8Array | undefined>;
  /** The values there are, by id. */
  keys(account: string, type: string, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  decrypted(account: string, fingerprint: string): Promise<Uint8Array | undefined>;
  /**
   * One transaction, flushed when it resolves. Units are committed in the order of the calls; once one has failed
   * nothing of a later call is kept until `reopened` is called. Gives what became of the arrivals, in their order.
   */
  commit(account: string, unit: Unit): Promise<readonly KeptMessage[]>;
  /** The account starts again from what is on disk. */
  reopened(account: string): void;
  /** After an unlinking: credentials, keys and plain texts go. Contacts and conversations stay. */
  wipe(account: string): Promise<void>;
  /** The key of the seals is lost: what `wipe` takes, and the files that were to be fetched with what they sealed. */
  forget(account: string): Promise<void>;
  /** Takes or keeps the right to be the account's only socket; false while somebody else has it. */
  lease(account: string, holder: string, until: Date): Promise<boolean>;
  /** The holder now, if any, so that a dead one can be told from a living one. */
  leaseHolder(account: string): Promise<{ readonly holder: string; readonly until: Date } | undefined>;
  /** Gives it back; takes it from `holder` whoever that is. */
  release(account: string, holder: string): Promise<void>;
  /** The conversation of a chat, if it is known. */
  conversationOf(account: string, chat: Seen): Promise<Address | undefined>;
  contact(address: Address): Promise<Contact | undefined>;
  /** Messages of ours have come so far. Never takes a message back to less; a confirmed one leaves the outbox. */
  mark(
    account: string,
    chat: Seen,
    marks: readonly { readonly externalId: string; readonly receipt: Receipt | 'sent' }[],
  ): Promise<void>;
  /** The message of ours with this id, whatever became of it: for whoever could not decrypt it. */
  outgoing(account: string, chat: Seen, externalId: string): Promise<Outgoing | undefined>;
  /**
   * What was sent and cannot be composed again, sealed, for the same reason. `whole`: the id of the message of which it
   * is a part, if it is not the message's own.
   */
  keepSent(account: string, externalId: string, sealed: Uint8Array, whole?: string): Promise<void>;
  sent(account: string, externalId: string): Promise<Uint8Array | undefined>;
  /** When this message of ours (by our id) was said; undefined if it never reached the network. */
  saidAt(messageId: string): Promise<Date | undefined>;
  /**
   * The person's messages that were dealt with and not yet confirmed as read: their network ids, oldest first. In the
   * chat of an agent whatever we said after them counts as an answer, with a customer only the bot and agents answer.
   */
  handledUnread(address: Address, isAgent?: boolean): Promise<readonly string[]>;
  confirmedRead(address: Address, externalIds: readonly string[]): Promise<void>;
  /** Files to fetch whose time has come, oldest first. */
  dueMedia(account: string, now: Date, limit: number): Promise<readonly MediaJob[]>;
  /** When the next file is due, if any waits. */
  nextMediaAt(account: string): Promise<Date | undefined>;
  mediaFetched(fileId: string): Promise<void>;
  /** Where a file that this account was sent lies, sealed, whatever became of fetching it. */
  mediaOrder(account: string, fileId: string): Promise<Uint8Array | undefined>;
  /** Not this time: again at `retryAt`, or never. `sealed`: where it lies by now. */
  mediaFailed(
    fileId: string,
    failure: { readonly reason: string; readonly retryAt?: Date; readonly sealed?: Uint8Array },
  ): Promise<void>;
  /** A small fact worth remembering over restarts (the last good protocol version). */
  note(account: string, name: string): Promise<string | undefined>;
  remember(account: string, name: string, value: string): Promise<void>;
}
