import { leftInDoubt, mayAnswerDropped, secondsOf } from '../agent-chat.js';
import { RuleBroken } from '../reason.js';
import { bareNumber, forbidTwoReaders, numbersInMind } from './numbers.js';
import { trimmed } from './reading.js';
import { nothingHeld } from './tickets.js';
import type { AtHand, Meant, Named, Said } from './meant.js';

/** Words for this customer and no other. */
export function sayTo(ticket: Named, text: string, said: Said, atHand: AtHand): Meant {
  return saying(ticket, { text, said, isNamed: true }, atHand);
}

interface Words {
  readonly text: string;
  readonly said: Said;
  readonly isNamed: boolean;
}

function saying(ticket: Named, { text, said, isNamed }: Words, atHand: AtHand): Meant {
  if (said.hasFiles === false && trimmed(text) === '')
    throw new RuleBroken('rule.noWords', { number: ticket.number });
  forbidTwoReaders(text, numbersInMind(atHand, said), ticket);
  return { kind: 'say', ticketId: ticket.id, text, isNamed };
}

/** Words that name nobody: for the only customer they can be for, else the question whom they are for. */
export function sayToOnly(said: Said, atHand: AtHand): Meant {
  const [ticket, second] = atHand.held;
  if (!ticket) throw nothingHeld(atHand);
  forbidTicketAlone(said, atHand);
  if (second) return askWhom(said, atHand, 'several');
  if (leftInDoubt(atHand, said.sentAt).length > 0) return askWhom(said, atHand, 'left');
  if (mayAnswerDropped(atHand, said.sentAt)) return askWhom(said, atHand, 'dropped');
  if (secondsOf(said.sentAt) < secondsOf(ticket.acceptedAt)) return askWhom(said, atHand, 'older');
  return saying(ticket, { text: said.text, said, isNamed: false }, atHand);
}

/** A ticket's number and nothing else is rather the answer to a question that is gone than words for a customer. */
function forbidTicketAlone(said: Said, atHand: AtHand): void {
  const number = said.hasFiles ? undefined : bareNumber(said.text);
  if (number === undefined || !numbersInMind(atHand, said).includes(number)) return;
  throw new RuleBroken('rule.numberAlone', { number, held: atHand.held[0]?.number ?? '' });
}

/** The question that is open already is asked again, even if only one ticket is left. */
export function askAgain(said: Said, atHand: AtHand): Meant {
  const again = sayToOnly(said, atHand);
  return again.kind === 'say' ? askWhom(said, atHand, 'several') : again;
}

function askWhom(said: Said, atHand: AtHand, why: Extract<Meant, { kind: 'ask-whom' }>['why']): Meant {
  forbidTwoReaders(said.text, numbersInMind(atHand, said));
  const among = atHand.held.map(({ id, number }) => ({ id, number }));
  const gone = why === 'left' ? leftInDoubt(atHand, said.sentAt).map(({ number }) => number) : [];
  return { kind: 'ask-whom', text: said.text, among, why, gone };
}
