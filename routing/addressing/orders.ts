import { RuleBroken } from '../reason.js';
import { argumentNumber } from './numbers.js';
import { splitWord, trimmed } from './reading.js';
import { known, numbersOf, quotedTicket } from './tickets.js';
import { orderMeant, orderNamed, type Order } from './command-words.js';
import type { AtHand, Said } from './meant.js';

/** An order of an agent, before it is clear to what it is done. */
export interface Call {
  readonly order: Order;
  /** As it was written, with a slash in front. */
  readonly command: string;
  /** What follows the word. */
  readonly rest: string;
  /** A number that stands in front of it. */
  readonly number?: number;
}

/** A word behind a slash; what follows may touch it only where nothing but a sentence can begin. */
const SLASHED =
  /^[/／][\s\p{Cf}]*([\p{L}\p{M}]+|[12])(?:[:,.!]+(?=[\s\p{Cf}]|$)|(?=[\s\p{Cf}#＃;]|$))([\s\S]*)$/u;

/** Orders that are said with nothing else. */
const ALONE: ReadonlySet<Order> = new Set(['queue', 'help', 'away', 'available', 'cancel']);

/** The order behind a slash. Throws RuleBroken if it is none: such a line is never for a customer. */
export function slashCall(text: string): Call {
  const [, word, rest = ''] = SLASHED.exec(text) ?? [];
  if (word === undefined) throw new RuleBroken('rule.badCommand');
  const order = word === '1' ? 'accept' : word === '2' ? 'refuse' : orderMeant(word);
  return { order, command: `/${word}`, rest };
}

/**
 * The order that words without a slash are: only if no ticket is held, or a message of the desk is quoted. Throws
 * RuleBroken if they could as well be for a customer. What answers an offer is no order: see `decisionIn`.
 */
export function bareCall(said: Said, atHand: AtHand): Call | undefined {
  if (atHand.held.length > 0 && said.quotes?.by !== 'desk') return undefined;
  const { word, rest } = splitWord(trimmed(said.text));
  const plain = word.replace(/[:.!]$/, '');
  const order = orderNamed(plain);
  if (!order || !isOrder(order, rest)) return undefined;
  const call: Call = { order, command: `/${plain.toLowerCase()}`, rest };
  if (rest === '' || isNumbered(rest, atHand) || !canBeSaid(said, atHand)) return call;
  throw new RuleBroken('rule.commandOrWords', { command: call.command, numbers: numbersOf(atHand.held) });
}

const isOrder = (order: Order, rest: string): boolean =>
  rest === '' ? order !== 'accept' && order !== 'refuse' : order !== 'accept' && !ALONE.has(order);

const isNumbered = (rest: string, atHand: AtHand): boolean =>
  argumentNumber(rest, (number) => known(atHand).some((one) => one.number === number)).number !== undefined;

/** These words could be for a customer: no other message of the desk than one about a held ticket, or none, is quoted. */
function canBeSaid({ quotes }: Said, { held }: AtHand): boolean {
  const quoted = quotedTicket(quotes);
  return held.length > 0 && (quoted === undefined || held.some(({ id }) => id === quoted));
}
