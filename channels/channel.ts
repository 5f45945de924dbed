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
  /** E.164, if the network vouches for it. An attribute, never the key: the same person may change it. */
  readonly phone?: string;
  /** Another id of theirs, as unique and as proven as `id`: WhatsApp's hidden one, `lid:<digits>`. */
  readonly alias?: string;
}

export interface Attachment {
  /** MIME type, found by looking at the bytes where we hold them. */
  readonly contentType: string;
  readonly name?: string;
  readonly url?: string;
  /** A card; absent for files. */
  readonly content?: Json;
}

/** The message that another one answers: the network's id of it, and its words as far as the network brought them. */
export interface Quoted {
  readonly id: string;
  readonly text?: string;
}

/** A message said before in the same conversation, by all the names it has. */
export interface Earlier {
  /** Ours. */
  readonly id: string;
  readonly position: number;
  /** The network's. Absent where it has none, or none yet. */
  readonly externalId?: string;
  /** We wrote it; false: the person at this address did. */
  readonly isOurs: boolean;
  readonly text: string;
}

/**
 * What is done to an earlier message instead of saying something: its words are replaced, it is taken back, or somebody
 * reacts to it (an empty emoji takes the reaction back).
 */
export type Deed =
  | { readonly kind: 'edit'; readonly target: Earlier; readonly text: string }
  | { readonly kind: 'delete'; readonly target: Earlier }
  | { readonly kind: 'react'; readonly target: Earlier; readonly emoji: string };

/**
 * What a network brings to the door. Events every channel may bring: `joined`; `message.deleted` `{ id }`;
 * `message.reaction` `{ id, emoji }`, the emoji empty when it was taken back; `message.unreadable` `{ id }`. Their ids
 * are the network's.
 */
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
        /** The network's id of the earlier message that these words replace. */
        readonly edits?: string;
        readonly quotes?: Quoted;
      }
    | { readonly kind: 'event'; readonly name: string; readonly value?: Json };
  readonly sentAt: Date;
  /** Who of the house wrote it on the company's own device; absent: the person at the address did. */
  readonly author?: Extract<Author, { kind: 'agent' }>;
  /** The bot leaves it to people, and why: it came too late for an answer, or a machine seems to write it. */
  readonly forPeople?: 'late' | 'loop';
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
  /** The id it has on the network, where we may choose it: allotted when the message was committed. */
  readonly externalId?: string;
  readonly to: Address;
  readonly author: Author;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  /** Short answers the person may tap instead of typing. */
  readonly suggestions?: readonly string[];
  /** The message of this conversation that it answers. A network without quotes leaves it out. */
  readonly quotes?: Earlier;
  /** To be done instead of writing. `text` says the same in words, for a network that cannot do it. */
  readonly deed?: Deed;
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
 * its own), must not retry by itself, and may be called again with the same `id` when the outcome was unknown. A
 * channel that pauses before it writes asks `isWanted` last of all: a message may have been withdrawn meanwhile.
 */
export interface PushChannel {
  readonly name: string;
  send(message: Outgoing, isWanted?: () => Promise<boolean>): Promise<Delivery>;
}

/**
 * How far a message of ours has come beyond the outbox: its bytes are written, and the network has not confirmed
 * them yet; it is on the person's device; they have read it. What is confirmed by the network is `sent`.
 */
export type Receipt = 'written' | 'delivered' | 'read';

/** How the line to a network stands. */
export interface LineState {
  readonly channel: string;
  /** Which of our accounts on that network. */
  readonly account: string;
  /** `waiting`: it is tried again at `retryAt`. `stopped`: it will not come back by itself. */
  readonly state: 'connecting' | 'linking' | 'catching-up' | 'open' | 'waiting' | 'stopped';
  readonly since: Date;
  /** Why it is not open: a code, `line.<reason>` in the texts. */
  readonly reason?: string;
  readonly retryAt?: Date;
  /** Our number there, E.164. */
  readonly phone?: string;
  /** A person must do something, or has waited long enough to be told. */
  readonly isAlarming: boolean;
  /** What an administrator needs to link our number: the content of a QR code, or a code to type. A secret. */
  readonly link?: { readonly qr?: string; readonly code?: string };
}

/** A line that operators watch and link. */
export interface NetworkLine {
  state(): LineState;
  /** Called with every change. Returns how to stop. */
  onChanged(listener: (state: LineState) => void): () => void;
  /**
   * Begins to link our number anew: by QR code, or by a code for this phone (E.164). A number that is linked is only
   * tried again, and only if its line has stopped.
   */
  link(phone?: string): Promise<void>;
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
  /** The network's id of the earlier message that these words replace. */
  readonly edits?: string;
  readonly quotes?: Quoted;
  /** On what we say: the message it answers, and what is done to one instead of saying something. */
  readonly answers?: Earlier;
  readonly deed?: Deed;
  /** Present on what the network brought: the words of the person at this address, or of the company's own phone. */
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
