import type { AtHand, Meant, Said } from '../../../routing/addressing/meant.js';

type Purpose = 'say' | 'accept' | 'refuse' | 'close' | 'begin-closing' | 'answer' | 'release' | 'cancel';
type Way = 'number' | 'quote' | 'plain' | 'unknown-quote';

/** What an agent sent, and what they meant by it. */
export interface Sent {
  readonly id: number;
  readonly said: Said;
  readonly arrives: number;
  readonly purpose: Purpose;
  readonly way: Way;
  /** The number of the ticket they mean. */
  readonly ticket: number;
  readonly words: string;
  /** Offers that had been made and that the agent could not have seen. */
  readonly unseenOffers: readonly number[];
}

export const id = (number: number) => `t${number}`;

export type Command = Extract<Meant, { kind: 'command' }>['command'];

/** What must never happen: anything but what the agent meant. */
export function wrongIn(
  sent: Sent,
  meant: Meant | undefined,
  waiting: (message: string) => number | undefined,
): string | undefined {
  const own = id(sent.ticket);
  switch (meant?.kind) {
    case undefined:
      return undefined;
    case 'say': {
      const words = sent.words.replace(/^#\d+ /, '');
      const isRight = sent.purpose === 'say' && meant.ticketId === own && meant.text === words;
      return isRight ? undefined : 'said to a customer';
    }
    case 'ask-whom':
      return sent.way === 'plain' ? undefined : 'asked whom';
    case 'answer': {
      const isRight = sent.purpose === 'answer' && meant.question.ticketId === own;
      return isRight ? undefined : 'taken for an answer';
    }
    case 'release': {
      const isRight = sent.purpose === 'release' && meant.ticketId === own;
      const isAll = meant.question.messages.every((one) => waiting(one) === sent.ticket);
      return isRight && isAll ? undefined : 'released to a customer';
    }
    case 'command':
      return wrongCommand(sent, meant.command);
  }
}

function wrongCommand({ purpose, ticket, way, unseenOffers }: Sent, command: Command): string | undefined {
  if (!('ticketId' in command)) return command.type === purpose ? undefined : 'another command';
  // "1" without a number takes the one offer that is open, even if it has not reached the phone yet.
  const isNewer = way === 'plain' && unseenOffers.some((one) => command.ticketId === id(one));
  if (isNewer && (command.type === 'accept' || command.type === 'refuse')) return undefined;
  if (command.type !== purpose) return 'another command';
  return command.ticketId === id(ticket) ? undefined : 'done to another ticket';
}

/** What must not be asked: words that only one ticket can be meant by. */
export function missedIn(sent: Sent, atHand: AtHand, meant?: Meant): string | undefined {
  if (sent.purpose !== 'say' || meant?.kind === 'say') return undefined;
  return isClear(sent, atHand) ? 'asked in vain' : undefined;
}

function isClear({ way, ticket, said }: Sent, atHand: AtHand): boolean {
  const { held, question } = atHand;
  const meant = held.find(({ number }) => number === ticket);
  if (!meant) return false;
  switch (way) {
    case 'unknown-quote':
      return false;
    case 'number':
      return true;
    case 'quote':
      // A message of the desk about a ticket that is being closed may be quoted for the record.
      return said.quotes?.by !== 'desk' || !question;
    case 'plain': {
      const isOlder = said.sentAt.getTime() < Math.floor(meant.acceptedAt.getTime() / 1000) * 1000;
      return held.length === 1 && !isOlder && !isInDoubt(said.sentAt, atHand);
    }
  }
}

/** Something has happened to a ticket that they may not have known, or something is asked. */
function isInDoubt(sentAt: Date, { left = [], question }: AtHand): boolean {
  const isBefore = (moment: string, seconds = 0) =>
    sentAt.getTime() < Date.parse(moment) + (seconds + 1) * 1000;
  if (question && (!question.droppedAt || isBefore(question.droppedAt, 10))) return true;
  return left.some(({ knownAt }) => !knownAt || isBefore(knownAt));
}
