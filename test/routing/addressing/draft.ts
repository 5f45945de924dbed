import { pickFrom, type Chance } from './chance.js';
import type { QuotedThing } from '../../../routing/addressing/meant.js';
import type { Sent } from './judgement.js';
import type { Seen } from './phone.js';

/** What an agent is about to send, and what they mean by it. */
export interface Draft extends Pick<Sent, 'purpose' | 'ticket' | 'way' | 'words'> {
  readonly quotes?: QuotedThing;
}

/** The answer to an offer that the phone shows. */
export function decision({ offers, held, messages }: Seen, pick: Chance): Draft {
  const ticket = pickFrom(offers, pick) ?? 0;
  const purpose = pick(4) === 0 ? 'refuse' : 'accept';
  const digit = purpose === 'accept' ? '1' : '2';
  const way = pick(3);
  const offer = messages.find((one) => one.ticket === ticket && one.change === 'offered');
  if (way === 0 && offer) return { purpose, ticket, way: 'quote', words: digit, quotes: offer.quotes };
  if (way === 1 && offers.length === 1 && held.length === 0)
    return { purpose, ticket, way: 'plain', words: digit };
  return { purpose, ticket, way: 'number', words: `${digit} #${ticket}` };
}

/** Words for a customer of theirs, or the end of a ticket. Without a name only where the phone shows one customer. */
export function speech({ held, messages }: Seen, pick: Chance, count: number): Draft {
  const ticket = pickFrom(held, pick) ?? 0;
  const words = `palavras ${count} para ${ticket}`;
  const way = pick(12);
  const about = pickFrom(
    messages.filter((one) => one.ticket === ticket),
    pick,
  );
  if (way >= 3 && way < 6 && about)
    return { purpose: 'say', ticket, way: 'quote', words, quotes: about.quotes };
  if (way === 6) return { purpose: 'say', ticket, way: 'unknown-quote', words, quotes: { by: 'unknown' } };
  if (way === 7) return { purpose: 'close', ticket, way: 'number', words: `/encerrar #${ticket} a; b` };
  if (way === 8) return { purpose: 'begin-closing', ticket, way: 'number', words: `/encerrar ${ticket}` };
  if (way > 8 && held.length === 1) return { purpose: 'say', ticket, way: 'plain', words };
  return { purpose: 'say', ticket, way: 'number', words: `#${ticket} ${words}` };
}
