import type { RequestKind } from './problems.js';
import { RuleBroken } from './reason.js';
import type { Desk } from './telling.js';
import type { Ticket } from './ticket.js';

/** What a ticket turned out to be about, where that is something else than was thought. */
export interface Correction {
  readonly problem?: string;
  readonly kind?: RequestKind;
}

/**
 * The problem an agent closes a ticket with: one that is known, or the one it already had, which knowledge may have
 * lost meanwhile. Empty only while nothing was known. Throws RuleBroken for any other.
 */
export function correctionOf(desk: Desk, ticket: Ticket, problem: string | undefined): Correction {
  if (problem === undefined || problem === ticket.problem) return {};
  if (problem === '') throw new RuleBroken('rule.problemNeeded', { number: ticket.number });
  const known = desk.problems?.(desk.definition.language).find(({ id }) => id === problem);
  if (!known) throw new RuleBroken('rule.unknownProblem', { name: problem });
  return { problem, kind: known.kind };
}
