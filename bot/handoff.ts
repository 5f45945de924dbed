import type { Level, Thresholds } from '../routing/desk-definition.js';
import { reason, type Reason } from '../routing/reason.js';
import type { Understanding } from './classifier/classifier.js';

/** What an intent asks of a human, as the knowledge files say. */
export interface IntentRoute {
  readonly department?: string;
  readonly skills: readonly string[];
  /** The bot has no answer to this by itself. */
  readonly needsPerson: boolean;
}

/** What the decision looks at. */
export interface HandoffFacts {
  readonly understanding: Understanding;
  readonly wantsSupervisor: boolean;
  /** Messages in a row that were not understood, this one included. */
  readonly misses: number;
  /** Turns in a row that failed with a bug. */
  readonly failures: number;
  readonly route: IntentRoute | undefined;
}

export type HandoffDecision =
  | { readonly handOff: false }
  | { readonly handOff: true; readonly reasons: readonly Reason[]; readonly level: Level };

/** Should a human take over now, and why? */
export function decideHandoff(facts: HandoffFacts, thresholds: Thresholds): HandoffDecision {
  const { understanding, misses, failures, route } = facts;
  const reasons: Reason[] = [];
  if (understanding.wantsPerson) reasons.push(reason('customer-asked'));
  if (route?.needsPerson && isSure(understanding, thresholds))
    reasons.push(reason('intent-needs-person', { problem: understanding.intent ?? '' }));
  if (misses >= thresholds.notUnderstood) reasons.push(reason('not-understood', { times: misses }));
  if (failures >= thresholds.botFailed) reasons.push(reason('bot-failed', { times: failures }));
  if (reasons.length === 0) return { handOff: false };
  return { handOff: true, reasons, level: facts.wantsSupervisor ? 'supervisor' : 'technician' };
}

export const isSure = ({ confidence }: Understanding, { sureEnough }: Thresholds): boolean =>
  confidence >= sureEnough;
