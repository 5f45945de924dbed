import { RuleBroken } from '../reason.js';
import type { AtHand, Named, QuotedThing } from './meant.js';

/** What an agent's words say about which ticket they mean: a number, and what they quote. */
export interface Pointing {
  readonly number?: number;
  readonly quotes?: QuotedThing;
}

/** Which tickets something can be done to. */
export interface Reach {
  /** An offered one too. */
  readonly offered?: true;
  /** One of somebody else's, too. */
  readonly elsewhere?: 'maySee' | 'mayNote';
}

export const numbersOf = (tickets: readonly Named[]): string =>
  tickets.map(({ number }) => `#${number}`).join(', ');

/** The ticket that a quote is about; undefined if it is about none, or none that we know. */
export const quotedTicket = (quotes: QuotedThing | undefined): string | undefined =>
  quotes && quotes.by !== 'unknown' ? quotes.ticketId : undefined;

/** All tickets of which we know number and id at once. */
export const known = ({ held, offered, elsewhere }: AtHand): readonly Named[] => [
  ...held,
  ...offered,
  ...(elsewhere ? [elsewhere] : []),
];

/**
 * The ticket that is pointed at by number or quote, if one is. Throws RuleBroken if they disagree, and if it is out of
 * reach: another one is never taken in its place.
 */
export function pointedAt(pointing: Pointing, atHand: AtHand, reach: Reach = {}): Named | undefined {
  const { number } = pointing;
  const quoted = quotedTicket(pointing.quotes);
  if (number === undefined && quoted === undefined) return undefined;
  const of = known(atHand).find((one) => (number === undefined ? one.id === quoted : one.number === number));
  if (number !== undefined && quoted !== undefined && of?.id !== quoted)
    throw new RuleBroken('rule.numberAndQuote', { number });
  if (!of) throw number === undefined ? new RuleBroken('rule.quotedGone') : notYours(number);
  return within(of, atHand, reach);
}

const notYours = (number: number): RuleBroken => new RuleBroken('rule.notYours', { number });

function within(ticket: Named, { held, offered, elsewhere }: AtHand, reach: Reach): Named {
  const { id, number } = ticket;
  if (held.some((one) => one.id === id)) return ticket;
  if (offered.some((one) => one.id === id)) {
    if (!reach.offered) throw new RuleBroken('rule.acceptFirst', { number });
    return ticket;
  }
  if (reach.elsewhere && elsewhere?.id === id && elsewhere[reach.elsewhere]) return ticket;
  throw notYours(number);
}

/** The only ticket that is meant where none is pointed at; throws RuleBroken with the question which. */
export function onlyOne(atHand: AtHand, reach: Reach, command: string): Named {
  const { held, offered } = atHand;
  const [only, second] = held.length === 0 && reach.offered ? offered : held;
  if (only && second)
    throw new RuleBroken('rule.whichTicket', {
      ...{ numbers: numbersOf(held.length > 0 ? held : offered), number: only.number, command },
    });
  if (!only) throw nothingHeld(atHand);
  return only;
}

/** Why nothing can be written to a customer now. */
export function nothingHeld({ offered }: AtHand): RuleBroken {
  const first = offered[0];
  return first
    ? new RuleBroken('rule.acceptFirst', { number: first.number })
    : new RuleBroken('rule.noTicket');
}
