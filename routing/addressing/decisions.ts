import { mayAnswerDropped, openQuestion, secondsOf } from '../agent-chat.js';
import { RuleBroken } from '../reason.js';
import { bareNumber, leadingNumber } from './numbers.js';
import { fold, splitWord, trimmed } from './reading.js';
import { orderNamed } from './command-words.js';
import { numbersOf, pointedAt, quotedTicket } from './tickets.js';
import type { AtHand, Meant, Offered, Said } from './meant.js';

/** "1", "aceitar #12": the answer to an offer, as far as its words tell. */
export interface Decision {
  readonly type: 'accept' | 'refuse';
  /** As it was written. */
  readonly words: string;
  readonly number?: number;
  /** The number stands behind a `#`: it can be nothing but a ticket's. */
  readonly isSure: boolean;
}

/** What these words decide, if they are nothing but a decision. */
export function decisionIn(text: string): Decision | undefined {
  const words = trimmed(text);
  const { word, rest } = splitWord(words);
  const type = decisionNamed(word);
  if (!type) return undefined;
  if (rest === '') return { type, words: word, isSure: false };
  const bare = bareNumber(rest);
  if (bare !== undefined) return { type, words: word, number: bare, isSure: false };
  if (!/^[#＃]/.test(rest)) return undefined;
  const { number, rest: more } = leadingNumber(rest);
  return number !== undefined && trimmed(more) === ''
    ? { type, words: word, number, isSure: true }
    : undefined;
}

/** Which of the two this one word is: a digit, or the word itself. */
function decisionNamed(word: string): Decision['type'] | undefined {
  const digit = fold(word).replace(/[.!)]$/, '');
  if (digit === '1') return 'accept';
  if (digit === '2') return 'refuse';
  const order = orderNamed(word.replace(/[.!]$/, ''));
  return order === 'accept' || order === 'refuse' ? order : undefined;
}

/**
 * What a decision without a slash does that quotes no customer. Without a number and a quote it counts only if one
 * offer is open and neither a ticket nor a question: else "1" could be for somebody.
 */
export function decide(decision: Decision, said: Said, atHand: AtHand): Meant {
  const { quotes } = said;
  const quoted = quotedTicket(quotes);
  if (quoted !== undefined) return decideOn(decision, atHand, { ...decision, quoted });
  if (decision.isSure) return decideOn(decision, atHand, decision);
  const isFree = atHand.held.length === 0 && !openQuestion(atHand, said.sentAt);
  if (isFree && decision.number !== undefined) return decideOn(decision, atHand, decision);
  if (isFree && !quotes && !mayAnswerDropped(atHand, said.sentAt))
    return accepted(decision, only(said, atHand));
  if (atHand.offered.length === 0 && mayAnswerDropped(atHand, said.sentAt))
    throw new RuleBroken('rule.questionGone');
  throw decisionOrWords(decision, atHand);
}

/** What `/aceitar` and `/recusar` do: surely a decision, so that one open offer is enough. */
export function decideBySlash(
  type: Decision['type'],
  text: string,
  said: Said & { readonly number?: number },
  atHand: AtHand,
): Meant {
  const { number, reason } = argumentsOf(text, said.number);
  if (type === 'accept' && reason !== '') throw new RuleBroken('rule.badCommand');
  const quoted = quotedTicket(said.quotes);
  if (said.quotes?.by === 'unknown' && number === undefined) throw whichOffer(atHand);
  if (number !== undefined || quoted !== undefined)
    return decideOn({ type, reason }, atHand, {
      ...(number !== undefined && { number }),
      ...(quoted !== undefined && { quoted }),
    });
  return accepted({ type, reason }, only(said, atHand));
}

function argumentsOf(text: string, before?: number): { number?: number; reason: string } {
  const { word, rest } = splitWord(text);
  const bare = bareNumber(word);
  const named = bare === undefined ? leadingNumber(text) : { number: bare, rest };
  if (before !== undefined && named.number !== undefined && named.number !== before)
    throw new RuleBroken('rule.twoNumbers');
  const number = named.number ?? before;
  return { ...(number !== undefined && { number }), reason: trimmed(named.rest) };
}

interface Choice {
  readonly type: Decision['type'];
  readonly reason?: string;
}

/** The offer that is named by number, by quote, or by both alike. */
function decideOn(choice: Choice, atHand: AtHand, by: { number?: number; quoted?: string }): Meant {
  const { number, quoted } = by;
  const { held, offered } = atHand;
  const isAtHand = [...held, ...offered].some(({ id }) => id === quoted);
  // The desk knows why it is no longer offered.
  if (number === undefined && quoted !== undefined && !isAtHand) return accepted(choice, { id: quoted });
  const pointing = {
    ...(number !== undefined && { number }),
    ...(quoted !== undefined && { quotes: { by: 'customer', ticketId: quoted } as const }),
  };
  const ticket = pointedAt(pointing, atHand, { offered: true, elsewhere: 'maySee' });
  const facts = { number: ticket?.number ?? '' };
  if (held.some(({ id }) => id === ticket?.id)) throw new RuleBroken('rule.alreadyAccepted', facts);
  if (!offered.some(({ id }) => id === ticket?.id)) throw new RuleBroken('rule.notOffered', facts);
  return accepted(choice, { id: ticket?.id ?? '' });
}

function accepted({ type, reason }: Choice, { id }: { readonly id: string }): Meant {
  if (type === 'accept') return { kind: 'command', command: { type, ticketId: id } };
  return { kind: 'command', command: { type, ticketId: id, ...(reason && { reason }) } };
}

/** The one open offer, if it was there when the words were sent. */
function only({ sentAt }: Said, atHand: AtHand): Offered {
  const [first, second] = atHand.offered;
  if (!first) throw new RuleBroken('rule.noOffer');
  if (second || (first.offeredAt && secondsOf(sentAt) < secondsOf(first.offeredAt))) throw whichOffer(atHand);
  return first;
}

function whichOffer({ offered }: AtHand): RuleBroken {
  if (offered.length === 0) return new RuleBroken('rule.noOffer');
  return new RuleBroken('rule.whichOffer', { numbers: numbersOf(offered) });
}

/** The question whether "1" answers an offer or is for a customer, with both ways to write it. */
export function decisionOrWords({ words }: Decision, atHand: AtHand): RuleBroken {
  const held = atHand.held[0];
  const offer = atHand.offered[0];
  if (!held) return whichOffer(atHand);
  if (!offer) return new RuleBroken('rule.offerPassed', { words, held: held.number });
  const facts = { words, held: held.number, number: offer.number, numbers: numbersOf(atHand.offered) };
  return new RuleBroken('rule.decisionOrWords', facts);
}
