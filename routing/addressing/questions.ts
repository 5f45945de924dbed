import { openQuestion, secondsOf } from '../agent-chat.js';
import { RuleBroken } from '../reason.js';
import { decisionIn, decisionOrWords } from './decisions.js';
import { bareNumber } from './numbers.js';
import { fold, trimmed } from './reading.js';
import { askAgain } from './plain.js';
import type { ClosingQuestion, Question, WhomQuestion } from '../agent-chat.js';
import type { AtHand, Held, Meant, Said } from './meant.js';

/** `#12` behind the question whom some words are for; undefined if it is no answer to it. */
export function releaseBy(number: number, said: Said, atHand: AtHand): Meant | undefined {
  const { held } = atHand;
  const question = openQuestion(atHand, said.sentAt);
  if (question?.kind !== 'whom' || said.hasFiles) return undefined;
  const ticket = held.find((one) => one.number === number);
  // Asked again since: other words may wait by now.
  if (ticket && isBefore(said, question)) throw new RuleBroken('rule.askedSince', { number });
  return ticket && releaseTo(ticket, question);
}

const isBefore = ({ sentAt }: Said, { askedAt }: Question): boolean => secondsOf(sentAt) < secondsOf(askedAt);

function releaseTo(ticket: Held, question: WhomQuestion): Meant {
  if (!question.among.includes(ticket.id)) throw new RuleBroken('rule.notAmong', { number: ticket.number });
  return { kind: 'release', question, ticketId: ticket.id };
}

/** What words mean that quote the open question itself. */
export function answerByQuote(said: Said, question: Question, atHand: AtHand): Meant {
  if (question.kind === 'whom') return whomAnswered(said, question, { atHand, isSure: true });
  if (trimmed(said.text) === '' || said.hasFiles) throw questionOpen(question, atHand);
  return closingAnswered(said.text, question, atHand);
}

/** What words mean that quote nothing and name nobody while a question is open. */
export function answerUnquoted(said: Said, question: Question, atHand: AtHand): Meant {
  const decision = decisionIn(said.text);
  const isNext = atHand.isQuestionLast && atHand.offered.length === 0 && !isBefore(said, question);
  if (question.kind === 'whom') return whomAnswered(said, question, { atHand, isSure: isNext });
  if (decision && atHand.offered.length > 0) throw decisionOrWords(decision, atHand);
  if (!isNext || said.hasFiles || trimmed(said.text) === '') throw questionOpen(question, atHand);
  // A two, or "accept", answers no question of ours: it may belong to an offer that is gone.
  if (decision && decision.number === undefined && !isOne(said.text)) throw questionOpen(question, atHand);
  return closingAnswered(said.text, question, atHand);
}

const isOne = (text: string): boolean => /^1[.!)]?$/.test(fold(text));

function closingAnswered(text: string, question: ClosingQuestion, atHand: AtHand): Meant {
  if (!isOne(text)) return { kind: 'answer', question, text: trimmed(text) };
  if (question.proposed.trim() === '')
    throw new RuleBroken('rule.nothingProposed', { number: numberOf(question, atHand) });
  return { kind: 'answer', question, text: '' };
}

interface Heard {
  readonly atHand: AtHand;
  /** It surely answers this question: a bare number is enough. */
  readonly isSure: boolean;
}

function whomAnswered(said: Said, question: WhomQuestion, { atHand, isSure }: Heard): Meant {
  const number = said.hasFiles ? undefined : bareNumber(said.text);
  const ticket = atHand.held.find((one) => one.number === number);
  if (ticket && isSure) return releaseTo(ticket, question);
  const decision = decisionIn(said.text);
  if (decision) throw decisionOrWords(decision, atHand);
  if (ticket) throw new RuleBroken('rule.hashNeeded', { number: ticket.number });
  if (number !== undefined) throw new RuleBroken('rule.notYours', { number });
  return askAgain(said, atHand);
}

/** The words may be the answer or for a customer; `number` is the ticket that is being closed. */
export const questionOpen = (question: ClosingQuestion, atHand: AtHand): RuleBroken =>
  new RuleBroken('rule.questionOpen', { number: numberOf(question, atHand) });

const numberOf = ({ ticketId }: ClosingQuestion, { held }: AtHand): number | string =>
  held.find(({ id }) => id === ticketId)?.number ?? '';
