/** What somebody says to prove who they are: digits only, a date as YYYY-MM-DD, a phone number as E.164. */
export interface Told {
  /** CPF or CNPJ, check digits verified. */
  readonly document?: string;
  readonly contract?: string;
  readonly phone?: string;
  readonly birthDate?: string;
}

/** What a conversation knows of the person who writes. Dates are ISO: it is kept as JSON. */
export interface Caller {
  /** As they gave it, or as the customer system has it once they are verified. */
  readonly name?: string;
  /** Claimed, and proving nothing by itself. */
  readonly told?: Told;
  /** Whose customer record they proved to be. */
  readonly customerId?: string;
  readonly verifiedAt?: string;
  /** Somebody proved here once to be a customer. */
  readonly known?: true;
  /** When they were asked before a handoff: once. */
  readonly askedAt?: string;
  /** When what they told last did not fit, and how often in a row. */
  readonly failedAt?: string;
  readonly failures?: number;
}

const HOUR = 3_600_000;
/** A web chat may be left open on a shared machine: after so long a person proves again who they are. */
const VERIFIED_FOR = 12 * HOUR;
/** Nobody is asked twice in a conversation that goes on the same day. */
const ASKED_FOR = 12 * HOUR;
/** Who guesses must wait. */
const MOST_FAILURES = 3;
const LOCKED_FOR = 1 * HOUR;

const within = (iso: string | undefined, ms: number, now: Date): boolean =>
  iso !== undefined && now.getTime() - new Date(iso).getTime() < ms;

/** The customer record this person may hear about; undefined unless they proved it lately. */
export const verifiedCustomer = (caller: Caller, now: Date): string | undefined =>
  within(caller.verifiedAt, VERIFIED_FOR, now) ? caller.customerId : undefined;

export const wasAsked = (caller: Caller, now: Date): boolean => within(caller.askedAt, ASKED_FOR, now);

/** Too many wrong answers: nothing more is compared for a while. */
export const isLockedOut = (caller: Caller, now: Date): boolean =>
  (caller.failures ?? 0) >= MOST_FAILURES && within(caller.failedAt, LOCKED_FOR, now);

/** The caller after words that fit no record: what they claimed is forgotten, and counted. */
export function afterMismatch({ told: _wrong, ...caller }: Caller, now: Date): Caller {
  const before = within(caller.failedAt, LOCKED_FOR, now) ? (caller.failures ?? 0) : 0;
  return { ...caller, failures: before + 1, failedAt: now.toISOString() };
}

/** The caller who proved to be this customer. What proved it is not kept: another day it is told anew. */
export function afterProof(
  { told: _proof, failures: _none, failedAt: _never, ...caller }: Caller,
  proved: { readonly customerId: string; readonly name?: string },
  now: Date,
): Caller {
  return { ...caller, ...proved, verifiedAt: now.toISOString(), known: true };
}

/** The caller as of now: a proof that is too old counts for nothing, and the name that came with it goes. */
export function presently(caller: Caller, now: Date): Caller {
  return caller.customerId === undefined || verifiedCustomer(caller, now) !== undefined
    ? caller
    : someoneElse(caller);
}

/** Whoever writes now, of whom nothing is known. Wrong answers still count. */
export const someoneElse = ({ known, failedAt, failures }: Caller): Caller => ({
  ...(known && { known }),
  ...(failedAt !== undefined && { failedAt }),
  ...(failures !== undefined && { failures }),
});

/** Anything that names a record. */
export const hasIdentifier = ({ document, contract, phone }: Told): boolean =>
  document !== undefined || contract !== undefined || phone !== undefined;
