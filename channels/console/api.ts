/** What the console's server and page say to each other. Types only: the page's bundle stays small. */

export type Role = 'agent' | 'supervisor' | 'admin';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly level: 'technician' | 'specialist' | 'supervisor';
  readonly admin: boolean;
  readonly departments: readonly string[];
  readonly language: string;
  readonly available: boolean;
  /** True until the one-time password has been replaced: nothing else is allowed before. */
  readonly mustChangePassword: boolean;
}

export type TicketStatus = 'waiting' | 'offered' | 'scheduled' | 'active' | 'closed';

/** Why something was decided: a code for machines, a sentence for people. */
export interface Reason {
  readonly code: string;
  readonly text: string;
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
  readonly summary: string;
  readonly urgency: 'normal' | 'urgent';
  /** UTC ISO. */
  readonly openedAt: string;
  readonly closedAt?: string;
  /** Whom it is offered to, who holds it, or who finished it. */
  readonly agent?: { readonly id: string; readonly name: string };
  readonly answerBy?: string;
  /** The rule of the last offer. */
  readonly rule?: string;
}

export interface TicketEventView {
  readonly at: string;
  readonly type: string;
  readonly agent?: string;
  readonly rule?: string;
  readonly reasons: readonly Reason[];
}

export interface TranscriptEntry {
  readonly id: string;
  readonly position: number;
  readonly author: {
    readonly kind: 'customer' | 'bot' | 'desk' | 'agent';
    readonly id?: string;
    readonly name?: string;
  };
  readonly text: string;
  readonly attachments: readonly {
    readonly contentType: string;
    readonly name?: string;
    readonly url?: string;
  }[];
  readonly at: string;
  /** Of what we send: on its way, taken by the network, or refused by it. `received` is what the customer wrote. */
  readonly state: 'received' | 'queued' | 'sent' | 'failed';
}

export interface TicketDetail extends TicketSummary {
  /** Facts of the brief, in the order to show them; labels in the agent's language. */
  readonly brief: readonly { readonly label: string; readonly text: string }[];
  /** Everything decided about this ticket, oldest first, each with its reasons. */
  readonly events: readonly TicketEventView[];
  readonly transcript: readonly TranscriptEntry[];
  readonly told?: string;
  readonly solved?: string;
}

export interface Board {
  readonly mine: readonly TicketSummary[];
  /** Waiting or offered in the departments this person sees; those offered to them first. */
  readonly queue: readonly TicketSummary[];
  /** Held by others (supervisors), and the last closed ones of the day. */
  readonly others: readonly TicketSummary[];
}

/** Over the WebSocket, server to page. The page reads again what changed; `hello` comes first and after each reconnect. */
export type StreamMessage =
  | { readonly type: 'hello' }
  | { readonly type: 'changed'; readonly ticketId?: string }
  | { readonly type: 'offer'; readonly ticketId: string }
  /** Said regularly: a page that hears nothing for long takes the line for dead and dials again. */
  | { readonly type: 'alive' }
  | { readonly type: 'signed-out' };
