import type { TurnContext } from 'botbuilder';
import { afterMismatch, afterProof, isLockedOut, type Caller, type Told } from '../bot/caller.js';
import { factsOf, notesOf } from '../bot/turn.js';
import { CustomersFailed, type Found } from './customers.js';
import type { DialogDeps } from './dialog-deps.js';

/** What comparing came to. `locked`: too many wrong answers, nothing was compared. `failed`: the system did not answer. */
export type Compared = Found | { readonly status: 'locked' } | { readonly status: 'failed' };

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
  const { caller: before, now } = factsOf(context);
  const notes = notesOf(context);
  const caller: Caller = { ...before, told, ...(name !== undefined && { name }) };
  notes.caller = caller;
  if (isLockedOut(caller, now)) return { status: 'locked' };
  try {
    const found = await deps.customers.find(told);
    if (found.status === 'verified') {
      const profile = await deps.customers.profile(found.customerId);
      const called = profile?.name ?? caller.name;
      const { customerId } = found;
      notes.caller = afterProof(caller, { customerId, ...(called !== undefined && { name: called }) }, now);
    }
    if (found.status === 'mismatch') {
      notes.caller = afterMismatch(caller, now);
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
