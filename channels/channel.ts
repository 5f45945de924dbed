/** Where a person can be reached. Only the channel that made `id` may look inside it. */
export interface Address {
  readonly channel: string;
  readonly id: string;
}

/** The one text form of an address; it is also the id of the conversation held there. */
export const addressKey = ({ channel, id }: Address): string => `${channel}:${id}`;

/** Undoes {@link addressKey}. A channel's name never contains a colon. */
export function addressOf(key: string): Address {
  const colon = key.indexOf(':');
  return { channel: key.slice(0, colon), id: key.slice(colon + 1) };
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Who writes, as the network knows them. The same person may write from several addresses. */
export interface Person {
  /** Unique within the channel, and proven by it: never a name that people choose for themselves. */
  readonly id: string;
  readonly name?: string;
  /** BCP 47, as the network tells it. */
  readonly locale?: string;
}

export interface Attachment {
  /** MIME type, found by looking at the bytes where we hold them. */
  readonly contentType: string;
  readonly name?: string;
  readonly url?: string;
  /** A card; absent for files. */
  readonly content?: Json;
}

/** What a network brings to the door. */
export interface Incoming {
  /** The network's own id: the same message arriving twice carries the same id (per address). */
  readonly id: string;
  readonly from: Address;
  readonly person: Person;
  /** `event`: something happened that is no message (`joined`, `handoff.status`, `desk.command`). */
  readonly content:
    | {
        readonly kind: 'text';
        readonly text: string;
        readonly attachments?: readonly Attachment[];
        readonly value?: Json;
      }
    | { readonly kind: 'event'; readonly name: string; readonly value?: Json };
  readonly sentAt: Date;
  /** What the channel needs to write back to this address. Kept with the conversation; the newest one wins. */
  readonly reference?: JsonObject;
  /** The channel's own notes on this message, handed back with the log entry (an echo's client id, say). */
  readonly extras?: JsonObject;
}

/** Who speaks. `desk` is the house itself: queue news, requeue and closing notices. */
export type Author =
  | { readonly kind: 'customer'; readonly name?: string }
  | { readonly kind: 'bot' }
  | { readonly kind: 'desk' }
  | { readonly kind: 'agent'; readonly id: string; readonly name: string };

/**
 * Who answers the customer: the bot, the bot while a person is being called (`waiting`) or will write at the next
 * opening (`scheduled`), or an agent by first name.
 */
export type Floor = 'bot' | 'waiting' | 'scheduled' | { readonly agent: string };

/** A message on its way to a person. */
export interface Outgoing {
  /** Ours, chosen before sending; every retry carries the same one. */
  readonly id: string;
  readonly to: Address;
  readonly author: Author;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  /** Short answers the person may tap instead of typing. */
  readonly suggestions?: readonly string[];
  readonly reference?: JsonObject;
}

export type Delivery =
  | { readonly status: 'sent'; readonly externalId?: string }
  /** Not now: the same message is tried again, and later ones to this person wait for it. */
  | { readonly status: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** Never: the network will not take this message however often it is tried. */
  | { readonly status: 'refused'; readonly reason: string };

/**
 * A network that must be written to. `send` must not throw, must not wait longer than it must (it has a time-out of
 * its own), must not retry by itself, and may be called again with the same `id` when the outcome was unknown.
 */
export interface PushChannel {
  readonly name: string;
  send(message: Outgoing): Promise<Delivery>;
}

/** One entry of a conversation, in the order in which it was committed. */
export interface LogEntry {
  /** Strictly increasing over all conversations: what a reader remembers to ask for the rest. */
  readonly position: number;
  readonly id: string;
  readonly conversation: Address;
  readonly author: Author;
  readonly kind: 'text' | 'event';
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly suggestions: readonly string[];
  /** Who answers from this entry on. Absent where the entry says nothing of it. */
  readonly floor?: Floor;
  readonly at: Date;
  /** Present on what the person at this address wrote. */
  readonly incoming?: { readonly id: string; readonly extras?: JsonObject };
}

/**
 * The kept conversation itself, for networks whose far side reads by position (web chat, console): for them the
 * commit is the delivery, and a push only a wake-up.
 */
export interface ConversationLog {
  /** Entries after `position`, oldest first. */
  after(conversation: Address, position: number): Promise<readonly LogEntry[]>;
  /** Called after each commit, in commit order, synchronously; must not throw. Returns how to stop. */
  onCommitted(listener: (entries: readonly LogEntry[]) => void): () => void;
}

/** What became of a message, once it has been dealt with. */
export type Outcome = { readonly status: 'done' } | { readonly status: 'refused'; readonly reason: string };

export interface Received {
  /** `repeat`: this network id was here before; nothing new will come of it. */
  readonly status: 'kept' | 'repeat';
  /** Our id and position of the kept message. */
  readonly id: string;
  readonly position: number;
  /** Settles when the message has been answered, for a repeat too. Never rejects. */
  readonly outcome: Promise<Outcome>;
}

/** The one door. Resolves when the message is kept on disk: only then may the network be told it was received. */
export type Receive = (incoming: Incoming) => Promise<Received>;
