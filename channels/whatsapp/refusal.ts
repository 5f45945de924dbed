/** What became of one attempt to write something. */
export type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'later'; readonly reason: string; readonly isTimeOut?: boolean };

export const TAKEN: Outcome = { kind: 'taken' };

/** The company's number may not write first to anybody for a while, or lacks this person's token. */
export const LOCKED = '463';

/** Refusals of how the person was addressed: their other form of address may be taken. */
const ADDRESSING: ReadonlySet<string> = new Set(['400', '404', '421', '479']);
const WORTH_A_RETRY: ReadonlySet<string> = new Set(['408', '425', '429']);

/**
 * What a code of WhatsApp's means: `address`, it may like the person's other address; `later`, it may take the same
 * message later; `never`, trying again changes nothing or makes it worse (463).
 */
export function meaningOf(code: string): 'address' | 'later' | 'never' {
  if (ADDRESSING.has(code)) return 'address';
  return WORTH_A_RETRY.has(code) || /^5\d\d$/.test(code) ? 'later' : 'never';
}

/** A message no WhatsApp message can be made of. It would fail the same way every time. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
}

export const outcomeOf = (code: string): Outcome =>
  meaningOf(code) === 'later' ? { kind: 'later', reason: code } : { kind: 'refused', code };

/** What an error thrown while writing means. Only a query's own answer or a fault of the message is a refusal. */
export function failureOf(error: unknown): Outcome {
  const { data, output, code } = (error ?? {}) as {
    data?: unknown;
    output?: { statusCode?: unknown };
    code?: unknown;
  };
  // Baileys puts the code of a query's error answer here.
  if (typeof data === 'number') return outcomeOf(String(data));
  if (output?.statusCode === 408) return { kind: 'later', reason: 'timed-out', isTimeOut: true };
  if (output?.statusCode === 428) return { kind: 'later', reason: 'closed' };
  if (code === 'ENOENT') return { kind: 'refused', code: 'file-gone' };
  if (error instanceof Unwritable) return { kind: 'refused', code: 'unwritable' };
  return { kind: 'later', reason: 'failed' };
}
