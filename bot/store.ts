import type { Address, Incoming } from '../channels/channel.js';
import type { Saying, RoutingTx } from '../routing/store.js';
import type { Ticket } from '../routing/ticket.js';
import type { Caller } from './caller.js';

/** What a conversation remembers for the handoff decision. Of a conversation nothing is known of, all is absent. */
export interface Talk {
  /** When the present topic was first stated. */
  readonly topicSince?: Date;
  /** The last turn that was about it. */
  readonly topicHeardAt?: Date;
  /** Turns about it in a row; 0: what follows begins afresh. */
  readonly topicTurns?: number;
  /** How many times it was stated, each answered by the bot. */
  readonly topicAsked?: number;
  /** How upset the last message was, 0 to 1. */
  readonly upset?: number;
}

/** One customer (or agent) on one address. */
export interface Conversation extends Talk {
  readonly id: string;
  readonly address: Address;
  /** Who writes there, as the channel proves it. */
  readonly person: string;
  readonly name?: string;
  readonly locale?: string;
  /** E.164 without plus, where the network vouches for it. */
  readonly phone?: string;
  /** Another id of this person, where the network has one. */
  readonly alias?: string;
  readonly customerId: string;
  /** Grows with every turn and whenever the floor passes; a turn computed from an older one does not commit. */
  readonly version: number;
  /** Messages in a row that were not understood. */
  readonly misses: number;
  /** Turns in a row that failed with a bug. */
  readonly failures: number;
  /** The language spoken last, where it could be told. */
  readonly language?: string;
  /** The last intent that was understood and that a department looks after: what a request for a person is about. */
  readonly topic?: string;
  readonly caller?: Caller;
  /** When the bot goes on by itself if nothing is heard. */
  readonly wakeAt?: Date;
  /** The answers that the bot's last words offered, in their order: "2" means the second of them. */
  readonly choices?: readonly string[];
}

/** The half of a working day in which a technician comes. */
export type Period = 'morning' | 'afternoon';

/** What a turn changes in the customer system, kept in the turn's own commit. Dates are YYYY-MM-DD. */
export type CustomerChange =
  | {
      readonly type: 'visit.booked';
      readonly customerId: string;
      readonly protocol: string;
      readonly date: string;
      readonly period: Period;
      readonly reason: string;
    }
  | {
      readonly type: 'visit.moved';
      readonly customerId: string;
      readonly protocol: string;
      readonly date: string;
      readonly period: Period;
    }
  | { readonly type: 'visit.cancelled'; readonly customerId: string; readonly protocol: string }
  /** Somebody named these records and could not prove that they are theirs. */
  | { readonly type: 'proof.failed'; readonly identifiers: readonly string[] }
  /** Somebody proved it. Refused if proof of it has failed too often by then. */
  | { readonly type: 'proof.succeeded'; readonly identifiers: readonly string[] };

/** The stack of running dialogs, as Bot Framework saved it. Nobody else looks inside. */
export type DialogState = Record<string, unknown>;

/** A message that is kept and not answered yet. */
export interface Unanswered {
  readonly id: string;
  /** The network's own id. */
  readonly externalId?: string;
  readonly position: number;
  readonly content: Incoming['content'];
  readonly sentAt: Date;
  readonly keptAt: Date;
  /** Who of the house wrote it on the company's own device; absent: the person at the address did. */
  readonly author?: Incoming['author'];
  /** The bot leaves it to people, and why. */
  readonly forPeople?: Incoming['forPeople'];
}

/** Everything a turn is computed from, read at one moment. */
export interface Situation {
  readonly conversation: Conversation;
  readonly dialogState: DialogState;
  /** The conversation's open ticket. */
  readonly ticket?: Ticket;
  /** The customer's newest few tickets, from any conversation, open ones too; newest first. */
  readonly pastTickets?: readonly Ticket[];
  /** Oldest first; never empty. */
  readonly unanswered: readonly Unanswered[];
}

export interface Kept {
  readonly conversationId: string;
  readonly id: string;
  readonly position: number;
  /** The network brought it before. */
  readonly repeat: boolean;
}

/** A line of the conversation, as far as the brief needs it. */
export interface Line {
  readonly author: 'customer' | 'bot' | 'desk' | 'agent';
  readonly text: string;
}

export interface BotTx extends RoutingTx {
  /**
   * Marks the messages answered and keeps the conversation as it is after the turn. Throws ConcurrentChange if it
   * moved since it was read. Comes first in a turn's commit: nothing else is written by a turn that lost.
   */
  answered(
    conversation: Conversation,
    after: ConversationChange,
    positions: readonly number[],
  ): Promise<void>;
  /** Gives their ids, in their order. */
  sayAll(sayings: readonly Saying[], now: Date): Promise<string[]>;
  /** Takes back what the bot has said here and the network has not been given yet. */
  takeBackWords(conversationId: string): Promise<void>;
  /**
   * The person of this conversation has proved to be this customer: from now on all their conversations are the
   * customer's. What a person nobody had identified yet was served with before comes along.
   */
  identified(conversation: Conversation, customerId: string): Promise<void>;
  /**
   * Changes the customer system. Throws ConcurrentChange if it is no longer possible (the half day is full, the visit
   * is gone): the turn is then computed again from what is there now.
   */
  changeCustomer(change: CustomerChange, now: Date): Promise<void>;
  /** Leaves the event `silence` for the bot wherever `wakeAt` is due and nothing waits for an answer. */
  wakeBot(now: Date): Promise<void>;
}

/** What a turn changes of a conversation; what is left out stays. */
export interface ConversationChange extends Talk {
  readonly misses?: number;
  readonly failures?: number;
  readonly language?: string;
  readonly topic?: string;
  readonly caller?: Caller;
  /** Empty: nothing is offered any more. */
  readonly choices?: readonly string[];
  /** When the bot goes on by itself if nothing is heard. Not kept from turn to turn: absent means never. */
  readonly wakeAt?: Date;
  readonly dialogState?: DialogState;
}

/** The commits of the program, by name: what a crash may come after. */
export type CommitName =
  | ('keep' | 'answer' | 'relay' | 'command' | 'apology' | 'tick' | 'look' | 'sent' | 'retry')
  /** A step of WhatsApp's Signal protocol with what it brought; how far our messages have come; small notes. */
  | ('signal' | 'mark' | 'note');

/** A turn in which the bot alone answered: what nearly all commits are. */
export interface AnsweredTurn {
  readonly conversation: Conversation;
  readonly after: ConversationChange;
  /** The messages it answers. */
  readonly positions: readonly number[];
  readonly sayings: readonly Saying[];
}

export interface BotStore {
  /** Keeps a message as unanswered; resolves when it is flushed to disk. */
  keep(incoming: Incoming): Promise<Kept>;
  /**
   * Keeps a turn that only answers, together with others that are ready (the commit `answer`). Throws
   * ConcurrentChange, with nothing kept of this turn, if its conversation moved since it was read.
   */
  answer(turn: AnsweredTurn): Promise<void>;
  /** Undefined when nothing there waits for an answer. One read, no transaction. */
  situation(conversationId: string): Promise<Situation | undefined>;
  /** The last `limit` lines before a position and since the last ticket was closed, oldest first. */
  lines(conversationId: string, range: { before: number; limit: number }): Promise<Line[]>;
  /**
   * Runs `work` in one short transaction and flushes it. `work` may run more than once (a neighbour in the same
   * flush failed): it must do nothing but read and write through `tx`.
   */
  commit<T>(name: CommitName, work: (tx: BotTx) => Promise<T>): Promise<T>;
  /** Conversations with something unanswered, oldest first: what a crash left behind. */
  unansweredConversations(): Promise<string[]>;
  /** The tickets with a timer that is due, by id. */
  dueTickets(now: Date): Promise<string[]>;
  /** True if the bot was to go on by itself by now in some conversation. */
  botIsDue(now: Date): Promise<boolean>;
  /** When the desk last decided something since the clock was found to have gone back; undefined if it never did. */
  lastDecisionAt(): Promise<Date | undefined>;
  /** Called with the conversations in which the desk left an event for the bot. */
  onToldBot(listener: (conversationId: string) => void): () => void;
}

/** Someone else changed the same thing first: read again and compute again. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}
