import type { Thresholds } from '../routing/desk-definition.js';
import type { Ticket } from '../routing/ticket.js';

/** What a customer's newest tickets say about the present request. */
export interface History {
  /** Tickets opened within the days that count. */
  readonly contacts: number;
  /** The protocol of a complaint that nobody has settled. */
  readonly openComplaint?: string;
  /** The protocol of the ticket in which the present problem was said to be solved, within the days that count. */
  readonly solvedBefore?: string;
}

export const NO_HISTORY: History = { contacts: 0 };

/** A complaint is unsettled while its ticket is open, or was given up within the days that count. */
export function historyOf(
  tickets: readonly Ticket[],
  present: { readonly intent?: string; readonly isComplaint: (problem: string) => boolean },
  { historyDays }: Thresholds,
  now: Date,
): History {
  const from = now.getTime() - historyDays * 24 * 60 * 60_000;
  const recent = (date: Date) => date.getTime() >= from;
  const unsettled = tickets.find(
    (ticket) =>
      present.isComplaint(ticket.problem) &&
      (ticket.status !== 'closed' || (ticket.resolution.outcome === 'abandoned' && recent(ticket.closedAt))),
  );
  const solved = tickets.find(
    (ticket) =>
      ticket.problem === present.intent &&
      ticket.status === 'closed' &&
      ticket.resolution.outcome === 'resolved' &&
      recent(ticket.closedAt),
  );
  return {
    contacts: tickets.filter(({ openedAt }) => recent(openedAt)).length,
    ...(unsettled && { openComplaint: unsettled.protocol }),
    ...(solved && { solvedBefore: solved.protocol }),
  };
}
