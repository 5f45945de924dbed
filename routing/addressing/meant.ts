import type { DeskCommand } from '../commands.js';
import type { AgentChat, ClosingQuestion, WhomQuestion } from '../agent-chat.js';

/** A ticket as far as an agent's words may mean it. */
export interface Named {
  readonly id: string;
  readonly number: number;
}

export interface Held extends Named {
  readonly acceptedAt: Date;
}

export interface Offered extends Named {
  /** Words without a number that were sent before it do not mean this offer. */
  readonly offeredAt?: Date;
}

/**
 * What an agent's message answers by a quote, as our own store knows it and never as the quote claims: a message of
 * the desk, what a customer wrote (or the agent's words to one, repeated from elsewhere), the agent's own words, or
 * something that we do not know.
 */
export type QuotedThing =
  | { readonly by: 'desk'; readonly messageId: string; readonly ticketId?: string }
  | { readonly by: 'customer'; readonly ticketId: string }
  | { readonly by: 'self'; readonly ticketId?: string }
  | { readonly by: 'unknown' };

/** One message of an agent in a chat. */
export interface Said {
  readonly text: string;
  readonly sentAt: Date;
  readonly quotes?: QuotedThing;
  /** Absent where it is not known. */
  readonly hasFiles?: boolean;
}

/** A ticket that is neither held by nor offered to the agent and that they named by its number. */
export interface Elsewhere extends Named {
  readonly maySee: boolean;
  readonly mayNote: boolean;
}

/** What the agent has to do with at this moment: all that words can refer to. */
export interface AtHand extends AgentChat {
  readonly offered: readonly Offered[];
  readonly held: readonly Held[];
  /** The question is the last thing we have said in this chat: nothing has come between it and the answer. */
  readonly isQuestionLast: boolean;
  readonly elsewhere?: Elsewhere;
}

/** The people and departments that words can name. */
export interface Names {
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
}

/** What only a chat knows: the console has pages for it. */
export type ChatCommand =
  | { readonly type: 'queue' }
  | { readonly type: 'history'; readonly ticketId: string }
  | { readonly type: 'help' }
  /** Asks the two questions of a closing. */
  | { readonly type: 'begin-closing'; readonly ticketId: string }
  /** Forgets the open question. */
  | { readonly type: 'cancel' };

/**
 * What a message of an agent means. Words for a customer go to exactly one ticket; `isNamed` is false where it is the
 * only one they can mean. Where they could mean more than one thing the meaning is a question, never a guess.
 */
export type Meant =
  | { readonly kind: 'say'; readonly ticketId: string; readonly text: string; readonly isNamed: boolean }
  | { readonly kind: 'command'; readonly command: DeskCommand | ChatCommand }
  /** The answer to a question of the desk; empty: what was proposed. */
  | { readonly kind: 'answer'; readonly question: ClosingQuestion; readonly text: string }
  /** The words that waited are for this ticket. */
  | { readonly kind: 'release'; readonly question: WhomQuestion; readonly ticketId: string }
  /**
   * Whom these words are for must be asked. `several`: more than one ticket is held; `left`: they may be for one that
   * has left, `gone`; `dropped`: for a question that is off; `older`: they were sent before the only ticket was
   * accepted.
   */
  | {
      readonly kind: 'ask-whom';
      readonly text: string;
      readonly among: readonly Named[];
      readonly why: 'several' | 'left' | 'dropped' | 'older';
      readonly gone: readonly number[];
    };
