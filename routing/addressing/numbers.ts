import { leftInDoubt } from '../agent-chat.js';
import { RuleBroken } from '../reason.js';
import { linesOf, started, trimmed } from './reading.js';
import type { AtHand, Named, Said } from './meant.js';

const HASH = '[#＃]';
const DIGIT = '[0-9０-９]';
const LEADING = new RegExp(String.raw`^${HASH}+[\s\p{Cf}]*(${DIGIT}+)([\s\S]*)$`, 'u');
/** A number behind a bracket, a star or a smiley: meant for a reader, or not quite the way to name a ticket. */
const ALMOST_LEADING = new RegExp(String.raw`^[^\p{L}\p{N}#＃]*${HASH}+[\s\p{Cf}]*(${DIGIT}+)`, 'u');
const MENTION = new RegExp(`${HASH}(${DIGIT}+)`, 'g');
const SEPARATOR = /^(?:[:;,.)>\]–—-]|[\s\p{Cf}]*[:–—-](?=[\s\p{Cf}]))(?!\p{N})/u;
/** Letters right behind the digits, or digits behind a sign: `#5G`, `#7,8`. */
const RUNS_ON = /^(?:\p{L}|[:;,.)>\]–—-]*\p{N})/u;
const BARE = new RegExp(`^${DIGIT}+$`);
const ARGUMENT = new RegExp(
  String.raw`^(${HASH}*)[\s\p{Cf}]*(${DIGIT}+):?(?=[\s\p{Cf};]|$)[\s\p{Cf}]*([\s\S]*)$`,
  'u',
);

export interface Numbered {
  readonly number?: number;
  /** What follows the number; without one, all of it as it was written. */
  readonly rest: string;
}

const valueOf = (digits: string): number => Number(digits.normalize('NFKC'));

/**
 * The number with which words name their ticket. Throws RuleBroken where something like a number stands in front that
 * is not surely one, and where two tickets are named.
 */
export function leadingNumber(text: string): Numbered {
  const first = firstNumber(text);
  if (first.number === undefined) return first;
  const second = firstNumber(first.rest);
  if (second.number === undefined) return first;
  // Written twice by mistake: once is enough.
  if (second.number === first.number && !ALMOST_LEADING.test(second.rest)) return second;
  throw new RuleBroken('rule.twoNumbers');
}

function firstNumber(text: string): Numbered {
  const start = started(text);
  const [, digits, after = ''] = LEADING.exec(start) ?? [];
  if (digits === undefined) {
    const almost = ALMOST_LEADING.exec(start)?.[1];
    if (almost !== undefined) throw new RuleBroken('rule.numberUnclear', { number: valueOf(almost) });
    return { rest: text };
  }
  const number = valueOf(digits);
  if (RUNS_ON.test(after)) throw new RuleBroken('rule.numberUnclear', { number });
  return { number, rest: started(after.replace(SEPARATOR, '')) };
}

/** The ticket's number if the words are nothing else: `12`. */
export function bareNumber(text: string): number | undefined {
  const words = trimmed(text);
  return BARE.test(words) ? valueOf(words) : undefined;
}

/**
 * The number that a command begins with: `#12`, or `12` if nothing else is written or a ticket that we know has it
 * (else it is a word of the sentence).
 */
export function argumentNumber(text: string, isKnown: (number: number) => boolean): Numbered {
  const words = trimmed(text);
  const [, hash = '', digits, rest = ''] = ARGUMENT.exec(words) ?? [];
  if (digits === undefined) return leadingNumber(words);
  const number = valueOf(digits);
  if (hash === '' && rest !== '' && !isKnown(number)) return { rest: words };
  const second = leadingNumber(rest).number;
  if (second !== undefined && second !== number) throw new RuleBroken('rule.twoNumbers');
  return { number, rest };
}

/** The tickets that an agent can have had in mind when they sent something. */
export const numbersInMind = (atHand: AtHand, { sentAt }: Said): readonly number[] =>
  [...atHand.held, ...atHand.offered, ...leftInDoubt(atHand, sentAt)].map(({ number }) => number);

/**
 * Throws RuleBroken if these words for a customer have another line that is a command or names a ticket, or mention
 * another of these tickets: they may be for two people.
 */
export function forbidTwoReaders(text: string, tickets: readonly number[], reader?: Named): void {
  for (const line of linesOf(text)) {
    const start = started(line);
    if (/^[/／]/.test(start)) throw new RuleBroken('rule.slashLine');
    if (ALMOST_LEADING.test(start)) throw new RuleBroken('rule.twoNumbers');
  }
  if (!reader) return;
  for (const [, digits = ''] of text.matchAll(MENTION)) {
    const number = valueOf(digits);
    if (number !== reader.number && tickets.includes(number)) throw new RuleBroken('rule.twoNumbers');
  }
}
