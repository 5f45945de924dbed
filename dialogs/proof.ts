import type { TurnContext } from 'botbuilder';
import { afterMismatch, afterProof, isLockedOut, type Caller, type Told } from '../bot/caller.js';
import { factsOf, notesOf } from '../bot/turn.js';
import { CustomersFailed, type Found } from './customers.js';
import type { DialogDeps } from './dialog-deps.js';

/** What comparing came to. `locked`: too many wrong answers, nothing was compared. `failed`: the system did not answer. */
type Compared = Found | { readonly status: 'locked' } | { readonly status: 'failed' };

/**
 * Compares what a caller tells with the customer system, and notes what is known of them from now on: proved, claimed,
 * or wrong once more. Everybody who tells something about themselves goes through here, so that guesses are counted.
 */
export async function compare(
  deps: DialogDeps,
  context: TurnContext,
  told: Told,
  name: string | undefined,
): Promise<Compared> {
  const { caller, now } = factsOf(context);
  const notes = notesOf(context);
  const before = notes.caller ?? caller;
  const claimed: Caller = { ...before, told, ...(name !== undefined && { name }) };
  notes.caller = claimed;
  if (isLockedOut(claimed, now)) return { status: 'locked' };
  try {
    const found = await deps.customers.find(told);
    if (found.status === 'verified') {
      const profile = await deps.customers.profile(found.customerId);
      const called = profile?.name ?? claimed.name;
      const { customerId } = found;
      // Guesses made at one moment are all compared before the first failure is kept: the commit looks again.
      notes.changes.push({ type: 'proof.succeeded', identifiers: identifiersIn(told) });
      notes.caller = afterProof(claimed, { customerId, ...(called !== undefined && { name: called }) }, now);
    }
    if (found.status === 'mismatch') {
      notes.caller = afterMismatch(claimed, now);
      notes.changes.push({ type: 'proof.failed', identifiers: identifiersIn(told) });
    }
    return found;
  } catch (error) {
    if (error instanceof CustomersFailed) return { status: 'failed' };
    throw error;
  }
}

const identifiersIn = ({ document, contract, phone }: Told): string[] =>
  [document, contract, phone].filter((one) => one !== undefined);
