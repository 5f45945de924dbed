import type { RequestKind } from './problems.js';
import type { Reason } from './reason.js';
import type { Request } from './request.js';

/** The rungs of the ladder above the same-day rule, lowest first. */
export const RUNGS = ['skill', 'specialist', 'supervisor'] as const;
export type Rung = (typeof RUNGS)[number];

/** By which rule an agent was chosen; `transfer`: somebody named them. */
export type Rule = 'same-day' | Rung | 'transfer';

/** How far up the search has come: the highest rung it tries, and since when. Lower ones are tried first. */
export interface Ladder {
  readonly rung: Rung;
  readonly enteredAt: Date;
}

export interface Offer {
  readonly agentId: string;
  readonly rule: Rule;
  readonly reasons: readonly Reason[];
  readonly offeredAt: Date;
  readonly answerBy: Date;
  /** The customer's words up to here are in the brief that went out with it: a position in the log. */
  readonly heardUpTo?: number;
}

/** internal: within the department; external: to another; functional and hierarchical: an escalation. */
export type TransferType = 'internal' | 'external' | 'functional' | 'hierarchical';

/** An active ticket on its way to somebody else. Until they accept, its holder keeps the customer. */
export interface Handover {
  readonly type: TransferType;
  readonly note: string;
  /** Who wanted it: the holder, or a supervisor. */
  readonly by: string;
  /** Where the ticket belongs once it is accepted; absent: where it belongs now. */
  readonly department?: string;
  readonly offer: Offer;
}

/** What the customer was told last while nobody served them, and when they hear from us again. */
export interface Told {
  readonly toldAt: Date;
  readonly text: string;
  /** Reminders since the last news. */
  readonly reminders: number;
  readonly remindAt: Date;
  readonly position?: number;
}

/** What goes along with a ticket through all its states. */
export interface Course {
  /** What became of the same-day rule: decided at opening, afterwards only `same-day.refused` may take its place. */
  readonly sameDay: Reason;
  /** Agents who refused this ticket, let its offer lapse or fell silent since the search (re)started. */
  readonly passedOver: readonly string[];
  /** Absent until a search has entered the ladder. */
  readonly ladder?: Ladder;
  /** Everyone it was ever offered or passed to. */
  readonly involved: readonly string[];
  /** When the desk opened again for it, the last time it was put off. */
  readonly resumedAt?: Date;
  /** When the customer first had a person, and in which department. */
  readonly servedAt?: Date;
  readonly servedIn?: string;
  readonly told?: Told;
}

export interface Waiting {
  readonly status: 'waiting';
  readonly since: Date;
  /** False in between, until a search has found that it must wait. */
  readonly sought: boolean;
  /** When refusals and lapses are forgotten. */
  readonly retryAt?: Date;
  /** When the next rung is tried as well. */
  readonly escalateAt?: Date;
}

export interface Active {
  readonly status: 'active';
  readonly agentId: string;
  readonly acceptedAt: Date;
  /** Since when the customer waits for the agent's answer. */
  readonly owedSince?: Date;
  /** When a silent agent is next acted upon, and how often that has happened. */
  readonly silentAt?: Date;
  readonly reproaches?: number;
  /** When a silent customer is next acted upon, and whether they were asked. */
  readonly idleAt?: Date;
  readonly asked?: boolean;
  readonly handover?: Handover;
}

export interface Closed {
  readonly status: 'closed';
  /** Who held it. */
  readonly agentId?: string;
  readonly closedAt: Date;
  readonly resolution: Resolution;
}

export type Standing =
  | Waiting
  | { readonly status: 'offered'; readonly offer: Offer }
  | { readonly status: 'scheduled'; readonly callbackAt: Date }
  | Active
  | Closed;

/** A customer's request for a human, from the handoff until someone closes it. */
export type Ticket = Request & Course & Standing;
export type ActiveTicket = Ticket & Active;

export type Resolution =
  | { readonly outcome: 'resolved'; readonly told: string; readonly solved: string }
  | { readonly outcome: 'abandoned' }
  | { readonly outcome: 'returned-to-bot'; readonly note?: string };

export type TicketCommand =
  | { readonly type: 'offer'; readonly offer: Offer; readonly ladder?: Ladder }
  | { readonly type: 'wait'; readonly reasons: readonly Reason[]; readonly hold: Hold }
  | { readonly type: 'schedule'; readonly reasons: readonly Reason[]; readonly callbackAt: Date }
  | { readonly type: 'lapse' | 'retry' | 'resume' }
  | { readonly type: 'accept'; readonly agentId: string; readonly answerDue?: Date }
  | { readonly type: 'refuse'; readonly agentId: string; readonly why?: string }
  | {
      readonly type: 'close';
      readonly agentId: string;
      readonly resolution: Resolution;
      /** What it was about, as the agent who closes it corrected it, and the kind that follows from it. */
      readonly problem?: string;
      readonly kind?: RequestKind;
      /** Who closes it, where that is not the holder. */
      readonly by?: string;
    }
  | { readonly type: 'note'; readonly by: string; readonly text: string }
  | { readonly type: 'leave'; readonly resolution: Resolution }
  | { readonly type: 'hand-over'; readonly handover: Handover }
  | ({ readonly type: 'find-nobody' } & Failed)
  | { readonly type: 'withdraw' }
  | { readonly type: 'take-over'; readonly agentId: string; readonly answerDue?: Date }
  | { readonly type: 'reproach'; readonly next: Date }
  | { readonly type: 'requeue' }
  | { readonly type: 'ask'; readonly next: Date }
  | { readonly type: 'abandon' };

/** What a ticket that must wait waits for. */
export interface Hold {
  readonly ladder?: Ladder;
  readonly retryAt?: Date;
  readonly escalateAt?: Date;
}

/** A transfer for which nobody was found. */
interface Failed {
  readonly by: string;
  readonly department: string;
  readonly note: string;
  readonly reasons: readonly Reason[];
}

interface Handing {
  readonly agentId: string;
  readonly rule: Rule;
  readonly why?: string;
}

export type TicketEvent =
  | { readonly type: 'offered'; readonly offer: Offer; readonly ladder?: Ladder }
  | {
      readonly type: 'waiting';
      readonly reasons: readonly Reason[];
      readonly since: Date;
      readonly hold: Hold;
    }
  | { readonly type: 'climbed'; readonly reasons: readonly Reason[]; readonly hold: Hold }
  | { readonly type: 'scheduled'; readonly reasons: readonly Reason[]; readonly callbackAt: Date }
  | { readonly type: 'resumed'; readonly since: Date }
  | { readonly type: 'retried' }
  | {
      readonly type: 'accepted' | 'taken-over';
      readonly agentId: string;
      readonly acceptedAt: Date;
      readonly from?: string;
      readonly department?: string;
      /** When the agent owes the customer a first answer. */
      readonly answerDue?: Date;
    }
  | ({ readonly type: 'refused' | 'lapsed' } & Handing & { readonly since: Date })
  | { readonly type: 'transfer-offered'; readonly handover: Handover }
  | ({ readonly type: 'transfer-refused' | 'transfer-lapsed' } & Handing)
  | ({ readonly type: 'transfer-failed' } & Failed)
  | { readonly type: 'withdrawn'; readonly agentId: string; readonly since: Date }
  | { readonly type: 'reproached'; readonly agentId: string; readonly times: number; readonly next: Date }
  | { readonly type: 'requeued'; readonly agentId: string; readonly since: Date }
  | { readonly type: 'asked'; readonly next: Date }
  | {
      readonly type: 'closed';
      readonly agentId?: string;
      readonly closedAt: Date;
      readonly resolution: Resolution;
      /** Present where it was corrected, with the kind of request that follows from it. */
      readonly problem?: string;
      readonly kind?: RequestKind;
      readonly by?: string;
    }
  /** A word between colleagues; the customer never reads it. */
  | { readonly type: 'noted'; readonly by: string; readonly text: string };

/** Whom it is offered to, who holds it, or who finished it. */
export function agentOf(ticket: Ticket): string | undefined {
  switch (ticket.status) {
    case 'offered':
      return ticket.offer.agentId;
    case 'active':
    case 'closed':
      return ticket.agentId;
    case 'waiting':
    case 'scheduled':
      return undefined;
  }
}

/** This agent serves the customer. */
export const isHeldBy = (ticket: Ticket, agentId: string): ticket is ActiveTicket =>
  ticket.status === 'active' && ticket.agentId === agentId;

/** The offer that somebody has yet to answer: of a ticket without an agent, or of a transfer. */
export function openOffer(ticket: Ticket): Offer | undefined {
  if (ticket.status === 'offered') return ticket.offer;
  return ticket.status === 'active' ? ticket.handover?.offer : undefined;
}

/** How long the customer waited for the first person while the desk was open, in seconds; undefined if none came yet. */
export const waitedSeconds = ({ openedAt, resumedAt, servedAt }: Ticket): number | undefined =>
  servedAt && (servedAt.getTime() - (resumedAt ?? openedAt).getTime()) / 1000;

/** The moment at which time alone changes something. */
export function dueAt(ticket: Ticket): Date | undefined {
  const remindAt = ticket.told?.remindAt;
  switch (ticket.status) {
    case 'offered':
      return earliest(ticket.offer.answerBy, remindAt);
    case 'waiting':
      return earliest(ticket.retryAt, ticket.escalateAt, remindAt);
    case 'scheduled':
      return ticket.callbackAt;
    case 'active':
      // While somebody else is asked the holder is not pressed.
      return ticket.handover ? ticket.handover.offer.answerBy : earliest(ticket.silentAt, ticket.idleAt);
    case 'closed':
      return undefined;
  }
}

const earliest = (...dates: readonly (Date | undefined)[]): Date | undefined =>
  dates.reduce((first, date) => (first && (!date || first <= date) ? first : date), undefined);
