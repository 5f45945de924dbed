import type { Told } from '../bot/caller.js';
import type { Period } from '../bot/store.js';

export type { CustomerChange, Period } from '../bot/store.js';
export type { Told } from '../bot/caller.js';

/** What an attempt to say who one is comes to. Before `verified` it does not tell whether anybody was found. */
export type Found =
  | { readonly status: 'verified'; readonly customerId: string }
  /** Not enough was told to compare: no identifier, or nothing that proves it. */
  | { readonly status: 'incomplete'; readonly missing: 'identifier' | 'proof' }
  /** Nobody is known by it, or the proof is not theirs: which of the two is not said. */
  | { readonly status: 'mismatch' };

export interface Profile {
  readonly id: string;
  readonly name: string;
  /** CPF or CNPJ, digits only. */
  readonly document: string;
  readonly contract: string;
  /** One line, as it is written on a letter. */
  readonly address: string;
}

export interface Plan {
  readonly name: string;
  readonly downMbps: number;
  readonly upMbps: number;
  /** A month, in Brazilian cents. */
  readonly priceCents: number;
}

/** Calendar dates are YYYY-MM-DD. */
export interface Invoice {
  readonly id: string;
  /** The month it is for, YYYY-MM. */
  readonly month: string;
  readonly dueDate: string;
  readonly amountCents: number;
  readonly paidOn?: string;
  /** What a bank app reads: the 47 digits of a boleto (FEBRABAN), and the Pix "copia e cola" code (BR Code). */
  readonly boleto: string;
  readonly pix: string;
}

/** A technician's visit to come. */
export interface Visit {
  /** What the customer is given to name it by. */
  readonly protocol: string;
  readonly date: string;
  readonly period: Period;
  readonly reason: string;
}

/** A half day in which a visit may still be booked. */
export interface Slot {
  readonly date: string;
  readonly period: Period;
}

/** An earlier contact, as the customer system keeps it. */
export interface Contact {
  readonly date: string;
  readonly subject: string;
  readonly outcome: string;
}

/**
 * The customer system (register, billing, field service), as far as the bot reads it while it computes a turn. Reading
 * changes nothing; what a turn changes is a CustomerChange in its commit. Any method may throw or take its time: what
 * it throws becomes CustomersFailed, and a person is called. `customerId` is one that `find` verified.
 */
export interface Customers {
  /**
   * Compares what was told with the register. Verified: an identifier (document, contract, phone) of one record and a
   * second thing of the same record, the birth date or, if it was not the identifier, the contract. A record for which
   * proof failed too often lately (`proof.failed`), from whatever conversation, gives `mismatch` whatever is told.
   */
  find(told: Told): Promise<Found>;
  profile(customerId: string): Promise<Profile | undefined>;
  plan(customerId: string): Promise<Plan | undefined>;
  /** Newest first, at most twelve. */
  invoices(customerId: string): Promise<readonly Invoice[]>;
  /** Those on `today` or later that were not cancelled, earliest first. */
  visits(customerId: string, today: string): Promise<readonly Visit[]>;
  /** The earliest half days from `from` on, at most `limit`, in which a technician is free. */
  openSlots(from: string, limit: number): Promise<readonly Slot[]>;
  /** Newest first, at most five. */
  history(customerId: string): Promise<readonly Contact[]>;
}

/** The customer system did not answer, or not in time. */
export class CustomersFailed extends Error {
  override readonly name = 'CustomersFailed';
}

const LONGEST_WAIT_MS = 4000;

/** The same port, each call bounded in time and failing only with CustomersFailed. */
export function guarded(customers: Customers, longestWaitMs = LONGEST_WAIT_MS): Customers {
  const call = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Error(`no answer in ${longestWaitMs} ms`)), longestWaitMs);
    });
    return Promise.race([Promise.resolve().then(work), late])
      .catch((cause: unknown) => {
        throw new CustomersFailed(`The customer system failed at ${name}.`, { cause });
      })
      .finally(() => clearTimeout(timer));
  };
  return {
    find: (told) => call('find', () => customers.find(told)),
    profile: (id) => call('profile', () => customers.profile(id)),
    plan: (id) => call('plan', () => customers.plan(id)),
    invoices: (id) => call('invoices', () => customers.invoices(id)),
    visits: (id, today) => call('visits', () => customers.visits(id, today)),
    openSlots: (from, limit) => call('openSlots', () => customers.openSlots(from, limit)),
    history: (id) => call('history', () => customers.history(id)),
  };
}
