import type { Attachment, Author, Deed, Earlier, Floor, Json } from '../channels/channel.js';
import type { AgentChat } from './agent-chat.js';
import type { FinishedToday } from './policy.js';
import type { Ticket, TicketEvent } from './ticket.js';

/** Something to say in a conversation; it is kept at once and delivered after the commit. */
export interface Saying {
  readonly conversationId: string;
  readonly author: Author;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly suggestions?: readonly string[];
  /** Who answers the customer from here on: on every notice of the desk to a customer. */
  readonly floor?: Floor;
  /** In an agent's chat: the ticket it is about. */
  readonly ticketId?: string;
  /** The message of another conversation that is repeated here, so that what is done to one is done to the other. */
  readonly copyOf?: string;
  /** The earlier message of this conversation that it answers. */
  readonly answers?: Earlier;
  /** Done instead of writing; `text` says it in words, for networks that cannot do it. */
  readonly deed?: Deed;
}

/** A message of any author, with its newest words. */
export interface PastMessage extends Earlier {
  readonly conversationId: string;
  /** In an agent's chat `customer` is the agent where the network brought it (`isOurs` is false), else a relayed customer. */
  readonly author: Author['kind'];
  /** Which agent. */
  readonly authorId?: string;
  readonly name?: string;
  readonly at: Date;
  readonly attachments: readonly Attachment[];
  readonly ticketId?: string;
  readonly copyOf?: string;
  readonly deed?: Deed;
  /** The network's id of the message that it answers. */
  readonly quotes?: string;
  /** It was deleted since; its words are not told any more. */
  readonly isGone?: true;
  /** Every form its words had before it was deleted: only to find where else they must go. */
  readonly was?: readonly string[];
}

/** What a customer wrote, as it reads now. */
export interface CustomerWords {
  /** Ours. */
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The network's id of the message that it answers. */
  readonly quotes?: string;
  /** The network's id of the earlier message whose words these replace. */
  readonly corrects?: string;
}

export interface AgentLoad {
  /** Tickets held, or offered and not yet answered; one being passed on counts for both. */
  readonly open: number;
  /** The last one closed since the moment asked for. */
  readonly lastClosedAt?: Date;
}

/** What the desk reads and keeps, inside one transaction. Nothing is sent before the commit. */
export interface RoutingTx {
  /** Holds other routing decisions back until the commit, in every process: loads stay as they are read. */
  lockRouting(): Promise<void>;
  nextTicketNumber(): Promise<number>;
  addTicket(ticket: Ticket, now: Date): Promise<void>;
  /** Keeps the change and its events; throws ConcurrentChange if the ticket moved meanwhile. Returns it as kept. */
  saveTicket(after: Ticket, events: readonly TicketEvent[], now: Date): Promise<Ticket>;
  ticket(id: string): Promise<Ticket | undefined>;
  /** Urgent ones first, then by age. */
  waitingTickets(): Promise<Ticket[]>;
  /** Put off until the desk opens; in the order of `waitingTickets`. */
  scheduledTickets(): Promise<Ticket[]>;
  /** Open tickets with any timer. */
  timedTickets(): Promise<Ticket[]>;
  /** Those with a timer that is due, in the order in which the timers are. */
  dueTickets(now: Date): Promise<Ticket[]>;
  /** Offered or being passed to this agent, or held by them; oldest first. */
  ticketsOfAgent(agentId: string): Promise<Ticket[]>;
  /** How long the last customers served in the department waited for a person, in seconds; newest first. */
  recentWaits(department: string, limit: number): Promise<number[]>;
  /** The last ticket of the customer that an agent finished in this stretch of time. */
  lastFinished(
    customerId: string,
    from: Date,
    to: Date,
  ): Promise<(FinishedToday & { ticketId: string }) | undefined>;
  /** The customer's closed tickets, newest first: protocol and what solved each. */
  previousTickets(customerId: string, limit: number): Promise<{ protocol: string; solved: string }[]>;
  /** The clock went back: when something was decided up to now tells nothing of the time any more. */
  forgetLaterTimes(): Promise<void>;
  loads(closedSince: Date): Promise<ReadonlyMap<string, AgentLoad>>;
  /** Who has said whether they are available, and what. */
  presences(): Promise<ReadonlyMap<string, boolean>>;
  setPresence(agentId: string, available: boolean, now: Date): Promise<void>;
  /** The conversation in which this person was last heard on a network we must write to; undefined if never. */
  conversationOf(accounts: readonly { channel: string; person: string }[]): Promise<string | undefined>;
  /** What the customer wrote in this conversation behind this position and was dealt with, oldest first; nothing that was deleted. */
  customerWords(conversationId: string, after: number): Promise<CustomerWords[]>;
  /** The position of the customer's last words that were dealt with: all before are in the brief, or were relayed. */
  heardUpTo(conversationId: string): Promise<number>;
  /** Gives the id of the message. */
  say(saying: Saying, now: Date): Promise<string>;
  /**
   * The message of this conversation with this id of the network's. The id of a part of it names it too, and so does
   * that of a correction.
   */
  messageNamed(conversationId: string, externalId: string): Promise<PastMessage | undefined>;
  /** A message by our id. */
  messageOf(id: string): Promise<PastMessage | undefined>;
  /** A message as it stands in this conversation: its copy there, or what it is itself a copy of. */
  counterpartOf(messageId: string, conversationId: string): Promise<PastMessage | undefined>;
  /** Where else this message stands: what we have repeated of it in other conversations, oldest first. */
  copiesOf(messageId: string): Promise<PastMessage[]>;
  /**
   * Takes a message of ours back, with what was done to it since, if the network has not been given it yet; false if it
   * is too late for that.
   */
  takeBack(messageId: string): Promise<boolean>;
  /** These words of an agent were said about this ticket. */
  isAbout(messageId: string, ticketId: string): Promise<void>;
  /**
   * What was said in a customer's conversation since then, oldest first, the newest `limit` of it; nothing that was taken
   * back, nor what is about other people because they were an agent once.
   */
  saidSince(conversationId: string, since: Date, limit: number): Promise<PastMessage[]>;
  /** When this person was last heard on a network we must write to; undefined if never. */
  heardAt(accounts: readonly { channel: string; person: string }[]): Promise<Date | undefined>;
  /** All conversations in which this person was ever heard on a network we must write to. */
  conversationsOf(accounts: readonly { channel: string; person: string }[]): Promise<string[]>;
  /** What the desk remembers of an agent's chat; empty if nothing. */
  agentChat(conversationId: string): Promise<AgentChat>;
  /** Also moves the conversation's version: words of the agent computed from what it was do not commit. */
  rememberAgentChat(conversationId: string, chat: AgentChat): Promise<void>;
  /** The newest thing that was said or done in a conversation by us: its position, 0 if there is none. */
  lastSaidAt(conversationId: string): Promise<number>;
  ticketNumbered(number: number): Promise<Ticket | undefined>;
  /** Leaves an event for the bot's next turn in this conversation, as if the network had brought it. */
  tellBot(conversationId: string, name: string, value: Json, now: Date): Promise<void>;
  /** The customer's next words may have another listener: a turn computed from the old state must not commit. */
  passTheFloor(conversationId: string): Promise<void>;
}
