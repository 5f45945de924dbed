import { isClosing, openQuestion, type Question } from '../agent-chat.js';
import { RuleBroken } from '../reason.js';
import { decide, decisionIn } from './decisions.js';
import { leadingNumber } from './numbers.js';
import { carriedBy, type Context } from './carrying.js';
import { bareCall, slashCall } from './orders.js';
import { sayTo, sayToOnly } from './plain.js';
import { answerByQuote, answerUnquoted, questionOpen, releaseBy } from './questions.js';
import { orderNamed } from './command-words.js';
import { isSlashLine, trimmed } from './reading.js';
import { nothingHeld, numbersOf, pointedAt } from './tickets.js';
import type { AtHand, Meant, Names, QuotedThing, Said } from './meant.js';

/**
 * What an agent's words in a chat mean. Never guesses whom they are for: where more than one ticket or purpose could
 * be meant, the meaning is a question, or RuleBroken is thrown with one. Nothing else is ever thrown.
 */
export function meaningOf(said: Said, atHand: AtHand, team: Names): Meant {
  const context: Context = { said, atHand, team };
  if (isSlashLine(said.text)) return ordered(said.text, context);
  const { number, rest: words } = leadingNumber(said.text);
  if (number !== undefined)
    return isSlashLine(words) ? ordered(words, context, number) : numbered(number, words, context);
  switch (said.quotes?.by) {
    case undefined:
      return unquoted(context);
    case 'desk':
      return quotingDesk(said.quotes, context);
    case 'customer':
      return quotingCustomer(said, atHand);
    case 'self':
      return said.quotes.ticketId === undefined ? quotingUnclear(context) : quotingCustomer(said, atHand);
    case 'unknown':
      return quotingUnclear(context);
  }
}

function ordered(text: string, context: Context, number?: number): Meant {
  return carriedBy({ ...slashCall(trimmed(text)), ...(number !== undefined && { number }) }, context);
}

/** `#12 words`: for that customer, or, without words, the answer to the question whom others are for. */
function numbered(number: number, words: string, { said, atHand }: Context): Meant {
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

type QuotedDesk = Extract<QuotedThing, { by: 'desk' }>;

/** Words that answer the desk: its question, an offer, an order, or else words for the customer it spoke of. */
function quotingDesk({ messageId, ticketId }: QuotedDesk, context: Context): Meant {
  const { said, atHand } = context;
  const question = openQuestion(atHand, said.sentAt);
  if (messageId === atHand.question?.messageId) return quotingQuestion(question, context);
  const done = orderedBarely(context);
  if (done) return done;
  if (ticketId === undefined) throw quoteUnclear(atHand);
  // Words about a ticket that is being closed may be meant for the record.
  if (question && isClosing(question) && question.ticketId === ticketId) throw questionOpen(question, atHand);
  return toQuoted(said, atHand);
}

/** To a question that asks for a sentence any words are an answer, but for the one that calls it off. */
function quotingQuestion(question: Question | undefined, { said, atHand, team }: Context): Meant {
  if (!question) throw new RuleBroken('rule.questionGone');
  const call = isClosing(question) ? undefined : bareCall(said, atHand);
  if (call) return carriedBy(call, { said, atHand, team });
  if (orderNamed(trimmed(said.text)) === 'cancel') return { kind: 'command', command: { type: 'cancel' } };
  return answerByQuote(said, question, atHand);
}

/** Words that answer something that we do not know, or words of the agent that were for nobody. */
function quotingUnclear(context: Context): Meant {
  const done = orderedBarely(context);
  if (done) return done;
  throw quoteUnclear(context.atHand);
}

function unquoted(context: Context): Meant {
  const { said, atHand } = context;
  const question = openQuestion(atHand, said.sentAt);
  // `1 #12` is never an answer to a question.
  if (question && !decisionIn(said.text)?.isSure) return answerUnquoted(said, question, atHand);
  return orderedBarely(context) ?? sayToOnly(said, atHand);
}

/** What words without a slash decide or order, if they do. */
function orderedBarely({ said, atHand, team }: Context): Meant | undefined {
  const decision = decisionIn(said.text);
  if (decision) return decide(decision, said, atHand);
  const call = bareCall(said, atHand);
  return call && carriedBy(call, { said, atHand, team });
}

function quoteUnclear(atHand: AtHand): RuleBroken {
  const [first] = atHand.held;
  if (!first) return nothingHeld(atHand);
  return new RuleBroken('rule.quoteUnclear', { numbers: numbersOf(atHand.held), number: first.number });
}
