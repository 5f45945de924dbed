import { openQuestion } from '../agent-chat.js';
import { LONGEST_TEXT, type DeskCommand } from '../commands.js';
import { RuleBroken } from '../reason.js';
import { decideBySlash } from './decisions.js';
import { argumentNumber } from './numbers.js';
import { trimmed } from './reading.js';
import { known, numbersOf, onlyOne, pointedAt, type Reach } from './tickets.js';
import { handingOf } from './targets.js';
import type { Order } from './command-words.js';
import type { AtHand, ChatCommand, Meant, Named, Names, Said } from './meant.js';
import type { Call } from './orders.js';

type OnTicket = 'history' | 'note' | 'transfer' | 'specialist' | 'supervisor' | 'hand-back' | 'close';
type Command = DeskCommand | ChatCommand;

export interface Context {
  readonly said: Said;
  readonly atHand: AtHand;
  readonly team: Names;
}

/** What an order commands. Throws RuleBroken with what is missing. */
export function carriedBy(call: Call, context: Context): Meant {
  const { order, number } = call;
  const { said, atHand } = context;
  switch (order) {
    case 'accept':
    case 'refuse': {
      const named = { ...said, ...(number !== undefined && { number }) };
      return decideBySlash(order, call.rest, named, atHand);
    }
    case 'queue':
    case 'help':
      return { kind: 'command', command: { type: order } };
    case 'away':
    case 'available':
      return { kind: 'command', command: { type: 'presence', available: order === 'available' } };
    case 'cancel':
      if (!openQuestion(atHand, said.sentAt)) throw new RuleBroken('rule.nothingAsked');
      return { kind: 'command', command: { type: 'cancel' } };
    case 'history':
    case 'note':
    case 'transfer':
    case 'specialist':
    case 'supervisor':
    case 'hand-back':
    case 'close':
      return { kind: 'command', command: doneTo(order, call, context) };
  }
}

function doneTo(order: OnTicket, call: Call, { said, atHand, team }: Context): Command {
  const { ticket, rest } = aimed(call, said, atHand);
  const { id: ticketId, number } = ticket;
  switch (order) {
    case 'history':
      if (rest !== '') throw new RuleBroken('rule.historyOf', { number });
      return { type: 'history', ticketId };
    case 'note':
      return { type: 'note', ticketId, text: sentence(rest, new RuleBroken('rule.noteEmpty')) };
    case 'transfer': {
      const { target, note } = handingOf(rest, team);
      return { type: 'transfer', ticketId, ...target, note: sentence(note) };
    }
    case 'specialist':
    case 'supervisor': {
      const missing = new RuleBroken('rule.noteNeeded', { command: call.command });
      return { type: 'escalate', ticketId, to: order, note: sentence(rest, missing) };
    }
    case 'hand-back':
      return { type: 'hand-back', ticketId, ...(rest !== '' && { note: sentence(rest) }) };
    case 'close':
      return closing(ticket, rest);
  }
}

/** The ticket that a command is done to, and what else it says. */
function aimed(call: Call, { quotes }: Said, atHand: AtHand): { ticket: Named; rest: string } {
  const { number, rest } = numberOf(call, atHand);
  if (quotes?.by === 'unknown' && number === undefined) throw whichTicket(call, atHand);
  const reach = reachOf(call.order);
  const pointing = { ...(number !== undefined && { number }), ...(quotes && { quotes }) };
  const ticket = pointedAt(pointing, atHand, reach) ?? onlyOne(atHand, reach, call.command);
  return { ticket, rest: trimmed(rest) };
}

/** The number in front of the order or behind it. */
function numberOf(call: Call, atHand: AtHand): { number: number | undefined; rest: string } {
  const own = argumentNumber(call.rest, (number) => known(atHand).some((one) => one.number === number));
  const { number = call.number, rest } = own;
  if (call.number !== undefined && number !== call.number) throw new RuleBroken('rule.twoNumbers');
  return { number, rest };
}

/** They quote what we do not know: it may be about any ticket. */
const whichTicket = ({ command }: Call, { held }: AtHand): RuleBroken =>
  new RuleBroken('rule.whichTicket', { numbers: numbersOf(held), number: held[0]?.number ?? '', command });

function reachOf(order: Order): Reach {
  if (order === 'history') return { offered: true, elsewhere: 'maySee' };
  return order === 'note' ? { offered: true, elsewhere: 'mayNote' } : {};
}

/** Both sentences close at once; none begins the two questions. */
function closing({ id: ticketId, number }: Named, rest: string): Command {
  if (rest === '') return { type: 'begin-closing', ticketId };
  const [told = '', ...after] = rest.split(';').map(trimmed);
  const missing = new RuleBroken('rule.closeNeeds', { number });
  const solved = sentence(after.filter((part) => part !== '').join('; '), missing);
  return { type: 'close', ticketId, told: sentence(told, missing), solved };
}

function sentence(text: string, missing?: RuleBroken): string {
  const words = trimmed(text);
  if (missing && words === '') throw missing;
  if (words.length > LONGEST_TEXT) throw new RuleBroken('rule.tooLong', { max: LONGEST_TEXT });
  return words;
}
