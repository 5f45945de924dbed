import { RuleBroken } from '../reason.js';
import { secondsOf } from './decisions.js';
import { bareNumber, forbidTwoReaders } from './numbers.js';
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
  forbidTwoReaders(text, atHand, ticket);
  return { kind: 'say', ticketId: ticket.id, text, isNamed };
}

/** Words that name nobody: for the only customer they can be for, else the question whom they are for. */
export function sayToOnly(said: Said, atHand: AtHand): Meant {
  const [ticket, second] = atHand.held;
  if (!ticket) throw nothingHeld(atHand);
  forbidTicketAlone(said, atHand);
  if (second) return askWhom(said, atHand, 'several');
  if (atHand.lost.length > 0 || hasLeftSince(said, atHand)) return askWhom(said, atHand, 'lost');
  if (secondsOf(said.sentAt) < secondsOf(ticket.acceptedAt)) return askWhom(said, atHand, 'older');
  return saying(ticket, { text: said.text, said, isNamed: false }, atHand);
}

/** So many seconds after a ticket was lost nobody is sure to know it, whatever they have named since. */
const SEEN_AFTER = 10;

const hasLeftSince = ({ sentAt }: Said, { left = [] }: AtHand): boolean =>
  left.some(({ leftAt, isLost }) => secondsOf(leftAt) + (isLost ? SEEN_AFTER : 0) >= secondsOf(sentAt));

/** A ticket's number and nothing else is rather the answer to a question that is gone than words for a customer. */
function forbidTicketAlone({ text, hasFiles }: Said, { held, offered, lost }: AtHand): void {
  const number = hasFiles ? undefined : bareNumber(text);
  if (number === undefined) return;
  const numbers = [...held, ...offered].map((one) => one.number).concat(lost);
  if (numbers.includes(number))
    throw new RuleBroken('rule.numberAlone', { number, held: held[0]?.number ?? '' });
}

/** The question that is open already is asked again, even if only one ticket is left. */
export function askAgain(said: Said, atHand: AtHand): Meant {
  const again = sayToOnly(said, atHand);
  return again.kind === 'say' ? askWhom(said, atHand, 'several') : again;
}

function askWhom(said: Said, atHand: AtHand, why: Extract<Meant, { kind: 'ask-whom' }>['why']): Meant {
  forbidTwoReaders(said.text, atHand);
  const among = atHand.held.map(({ id, number }) => ({ id, number }));
  return { kind: 'ask-whom', text: said.text, among, why };
}
