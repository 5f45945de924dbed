import { RuleBroken } from '../reason.js';
import type { Question } from '../agent-chat.js';
import { decide, decisionIn } from './decisions.js';
import { leadingNumber } from './numbers.js';
import { carriedBy } from './carrying.js';
import { bareCall, slashCall } from './orders.js';
import { sayTo, sayToOnly } from './plain.js';
import {
  forbidLateAnswer,
  answerByQuote,
  answerUnquoted,
  openQuestion,
  questionOpen,
  releaseBy,
} from './questions.js';
import { orderNamed } from './command-words.js';
import { isSlashLine, trimmed } from './reading.js';
import { nothingHeld, numbersOf, pointedAt, quotedTicket } from './tickets.js';
import type { AtHand, Meant, Names, QuotedThing, Said } from './meant.js';

/**
 * What an agent's words in a chat mean. Never guesses whom they are for: where more than one ticket or purpose could
 * be meant, the meaning is a question, or RuleBroken is thrown with one. Nothing else is ever thrown.
 */
export function meaningOf(said: Said, atHand: AtHand, team: Names): Meant {
  const { question: asked, ...rest } = atHand;
  const question = openQuestion(said, atHand);
  const now: AtHand = { ...rest, ...(question && { question }) };
  if (isSlashLine(said.text)) return ordered(said.text, { said, atHand: now, team });
  const { number, rest: words } = leadingNumber(said.text);
  if (number !== undefined && isSlashLine(words)) return ordered(words, { said, atHand: now, team, number });
  if (number !== undefined) return numbered(number, words, said, now);
  const { quotes } = said;
  if (!quotes) return unquoted(said, now, { team, ...(asked && { asked }) });
  const ticketId = quotedTicket(quotes);
  if (quotes.by === 'desk') return quotingDesk({ ...said, quotes }, now, { team, ...(asked && { asked }) });
  if (ticketId !== undefined) return quotingCustomer(said, now);
  return quotingUnclear(said, now, team);
}

interface Heard {
  readonly said: Said;
  readonly atHand: AtHand;
  readonly team: Names;
  readonly number?: number;
}

function ordered(text: string, { said, atHand, team, number }: Heard): Meant {
  const call = slashCall(trimmed(text));
  return carriedBy({ ...call, ...(number !== undefined && { number }) }, { said, atHand, team });
}

/** `#12 words`: for that customer, or, without words, the answer to the question whom others are for. */
function numbered(number: number, words: string, said: Said, atHand: AtHand): Meant {
  const ticket = pointedAt({ number, ...(said.quotes && { quotes: said.quotes }) }, atHand);
  const released = trimmed(words) === '' ? releaseBy(number, said, atHand) : undefined;
  if (released || !ticket) return released ?? sayToOnly(said, atHand);
  return sayTo(ticket, words, said, atHand);
}

/** Words that answer what a customer wrote, or what the agent wrote to one. */
function quotingCustomer(said: Said, atHand: AtHand): Meant {
  const decision = decisionIn(said.text);
  if (decision?.isSure) throw new RuleBroken('rule.numberAndQuote', { number: decision.number ?? '' });
  return toQuoted(said, atHand);
}

function toQuoted(said: Said, atHand: AtHand): Meant {
  const ticket = pointedAt(said.quotes ? { quotes: said.quotes } : {}, atHand);
  if (!ticket) throw quoteUnclear(atHand);
  return sayTo(ticket, said.text, said, atHand);
}

interface Besides {
  readonly team: Names;
  /** The last question, even if it is none any more. */
  readonly asked?: Question;
}

type QuotingDesk = Said & { readonly quotes: Extract<QuotedThing, { by: 'desk' }> };

/** Words that answer the desk: its question, an offer, an order, or else words for the customer it spoke of. */
function quotingDesk(said: QuotingDesk, atHand: AtHand, { asked, team }: Besides): Meant {
  const { messageId, ticketId } = said.quotes;
  const { question } = atHand;
  const isAnswer = messageId === asked?.messageId;
  if (isAnswer && question) return quotingQuestion(said, question, { atHand, team });
  const decision = decisionIn(said.text);
  if (decision) return decide(decision, said, atHand);
  const call = bareCall(said, atHand);
  if (call) return carriedBy(call, { said, atHand, team });
  if (isAnswer) throw new RuleBroken('rule.questionGone');
  if (ticketId === undefined) throw quoteUnclear(atHand);
  // Words about a ticket that is being closed may be meant for the record.
  if (question && question.kind !== 'whom' && question.ticketId === ticketId)
    throw questionOpen(question, atHand);
  return toQuoted(said, atHand);
}

/** To a question that asks for a sentence any words are an answer, but for the one that calls it off. */
function quotingQuestion(
  said: Said,
  question: Question,
  { atHand, team }: { readonly atHand: AtHand; readonly team: Names },
): Meant {
  const isSentence = question.kind !== 'whom';
  const call = isSentence ? undefined : bareCall(said, atHand);
  if (call) return carriedBy(call, { said, atHand, team });
  if (orderNamed(trimmed(said.text)) === 'cancel') return { kind: 'command', command: { type: 'cancel' } };
  return answerByQuote(said, question, atHand);
}

/** Words that answer something that we do not know, or words of the agent that were for nobody. */
function quotingUnclear(said: Said, atHand: AtHand, team: Names): Meant {
  const decision = decisionIn(said.text);
  if (decision) return decide(decision, said, atHand);
  const call = bareCall(said, atHand);
  if (call) return carriedBy(call, { said, atHand, team });
  throw quoteUnclear(atHand);
}

function unquoted(said: Said, atHand: AtHand, { team, asked }: Besides): Meant {
  const decision = decisionIn(said.text);
  if (decision?.isSure) return decide(decision, said, atHand);
  if (atHand.question) return answerUnquoted(said, atHand.question, atHand);
  if (decision && asked) forbidLateAnswer(decision, said, asked, atHand);
  if (decision) return decide(decision, said, atHand);
  const call = bareCall(said, atHand);
  return call ? carriedBy(call, { said, atHand, team }) : sayToOnly(said, atHand);
}

function quoteUnclear(atHand: AtHand): RuleBroken {
  const [first] = atHand.held;
  if (!first) return nothingHeld(atHand);
  return new RuleBroken('rule.quoteUnclear', { numbers: numbersOf(atHand.held), number: first.number });
}
