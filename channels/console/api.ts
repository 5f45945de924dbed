import type { TranscriptEntry } from './transcript-entry.js';

/** What the console's server and page say to each other. Types only: the page's bundle stays small. */
export type { LineView } from './line-view.js';
export type { Quote, Reaction, TranscriptEntry, Voice } from './transcript-entry.js';

export type Role = 'agent' | 'supervisor' | 'admin';

export type Level = 'technician' | 'specialist' | 'supervisor';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly admin: boolean;
  readonly departments: readonly string[];
  readonly language: string;
  readonly available: boolean;
  /** True until the one-time password has been replaced: nothing else is allowed before. */
  readonly mustChangePassword: boolean;
}

export type RequestKind = 'information' | 'complaint' | 'other';

export type TicketStatus = 'waiting' | 'offered' | 'scheduled' | 'active' | 'closed';

/** Why something was decided: a code for machines, a sentence for people. */
export interface Reason {
  readonly code: string;
  readonly text: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export type TransferType = 'internal' | 'external' | 'functional' | 'hierarchical';

/** A ticket on its way to somebody else. Until they accept, its holder keeps the customer. */
export interface Passing {
  readonly type: TransferType;
  readonly to: Named;
  readonly by: Named;
  readonly note: string;
  readonly answerBy: string;
}

export interface TicketSummary {
  readonly id: string;
  readonly number: number;
  readonly protocol: string;
  readonly status: TicketStatus;
  readonly customer: string;
  readonly channel: string;
  readonly department: string;
  readonly problem: string;
  /** Absent on old tickets. */
  readonly kind?: RequestKind;
  readonly summary: string;
  readonly urgency: 'normal' | 'urgent';
  /** UTC ISO. */
  readonly openedAt: string;
  readonly closedAt?: string;
  /** Whom it is offered to, who holds it, or who finished it. */
  readonly agent?: Named;
  readonly answerBy?: string;
  /** The rule of the last offer. */
  readonly rule?: string;
  /** Why it is where it is: the reasons of the open offer, else of the last decision while nobody serves it. */
  readonly chosenBecause?: readonly Reason[];
  readonly waitingSince?: string;
  /** When those who refused it are asked again. */
  readonly retryAt?: string;
  /** When the next rung of the ladder is tried as well. */
  readonly escalateAt?: string;
  /** When a scheduled one is taken up. */
  readonly callbackAt?: string;
  readonly passing?: Passing;
  /** The customer waits for its agent's answer since then; how often somebody was reminded of it. */
  readonly silent?: { readonly since: string; readonly reproaches: number };
  /** The customer is silent and was asked whether they are still there. */
  readonly idle?: true;
  readonly outcome?: Outcome;
}

export type Outcome = 'resolved' | 'abandoned' | 'returned-to-bot';

/** What somebody may do to a ticket beside reading it. */
export type Action =
  | 'accept'
  | 'refuse'
  | 'reply'
  | 'note'
  | 'close'
  | 'transfer'
  | 'escalate'
  | 'hand-back'
  | 'take-over'
  | 'reassign';

export interface TicketEventView {
  readonly at: string;
  readonly type: string;
  /** Whom it is about, by name. */
  readonly agent?: string;
  /** Who had the ticket before. */
  readonly from?: string;
  /** Who wanted the transfer. */
  readonly by?: string;
  readonly department?: string;
  readonly transfer?: TransferType;
  readonly rule?: string;
  /** What somebody wrote about it: a private note (`noted`), the note of a transfer, why it was refused. */
  readonly note?: string;
  /** Until when a scheduled ticket rests. */
  readonly until?: string;
  readonly outcome?: Outcome;
  /** What it was about, as the agent who closed it corrected it. */
  readonly problem?: string;
  readonly reasons: readonly Reason[];
}

export interface TicketDetail extends TicketSummary {
  /** Facts of the brief, in the order to show them; labels in the agent's language. */
  readonly brief: readonly { readonly label: string; readonly text: string }[];
  /** Everything decided about this ticket, oldest first, each with its reasons. */
  readonly events: readonly TicketEventView[];
  readonly transcript: readonly TranscriptEntry[];
  /** What this viewer may do to it now. */
  readonly may: readonly Action[];
  readonly told?: string;
  readonly solved?: string;
  /** `problem` is its title. */
  readonly problemId: string;
  /** The customer's number as people write it, where the network vouches for it. */
  readonly phone?: string;
  /** Absent while nobody knows it. */
  readonly customerName?: string;
  /** What the same customer came with before, newest first. */
  readonly earlier: readonly EarlierTicket[];
  /** In the customer's language and in the order of the steps, for whoever may reply. */
  readonly cannedReplies: readonly CannedReply[];
}

export type ReplyStep = 'greet' | 'identify' | 'understand' | 'solve' | 'document' | 'follow-up';

/** `text` may hold {{customer}}, {{agent}} and {{protocol}}, for the page to fill in. */
export interface CannedReply {
  readonly id: string;
  readonly step: ReplyStep;
  readonly text: string;
}

/** A line of a customer's history. */
export interface EarlierTicket {
  readonly id: string;
  readonly protocol: string;
  readonly status: TicketStatus;
  readonly openedAt: string;
  readonly problem: string;
  readonly agent?: string;
  readonly outcome?: Outcome;
  readonly told?: string;
  readonly solved?: string;
  /** The viewer may see the whole ticket. */
  readonly mayOpen: boolean;
}

export interface Problem {
  readonly id: string;
  readonly title: string;
}

/** What was found of the last 30 days, newest first; `more`: there is more than is shown. */
export interface Found {
  readonly tickets: readonly TicketSummary[];
  readonly more: boolean;
}

export interface Board {
  readonly mine: readonly TicketSummary[];
  /** Without a person yet, or being passed to the viewer; those for the viewer first, scheduled ones last. */
  readonly queue: readonly TicketSummary[];
  /** Held by others, and those closed today; newest first. */
  readonly others: readonly TicketSummary[];
  /** Everyone of the desk, as they are now. */
  readonly team: readonly TeamMember[];
  readonly departments: readonly Named[];
  /** What a ticket can be about, to choose from when it is closed; none if nobody told the desk. */
  readonly problems: readonly Problem[];
}

export interface TeamMember extends Named {
  readonly level: Level;
  readonly departments: readonly string[];
  readonly skills: readonly string[];
  readonly onShift: boolean;
  readonly available: boolean;
  /** Tickets held, offered or being passed to them, and how many they take at once. */
  readonly open: number;
  readonly capacity: number;
}

/** Over the WebSocket, server to page. The page reads again what changed; `hello` comes first and after each reconnect. */
export type StreamMessage =
  | { readonly type: 'hello' }
  | { readonly type: 'changed'; readonly ticketId?: string }
  | { readonly type: 'offer'; readonly ticketId: string }
  /** The state of a line has changed. Only supervisors hear it. */
  | { readonly type: 'lines' }
  /** Said regularly: a page that hears nothing for long takes the line for dead and dials again. */
  | { readonly type: 'alive' }
  | { readonly type: 'signed-out' };
