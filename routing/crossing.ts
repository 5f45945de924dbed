import type { Deed, Earlier } from '../channels/channel.js';
import { forbidTwoReaders, leadingNumber } from './addressing/numbers.js';
import { counterpart, earlierOf } from './counterpart.js';
import type { Agent } from './desk-definition.js';
import { RuleBroken } from './reason.js';
import { asSpeaker, heldBy, keepAnswered } from './saying.js';
import type { PastMessage, RoutingTx } from './store.js';
import { customerLanguage, type Desk } from './telling.js';
import { isHeldBy, type Ticket } from './ticket.js';

/** What an agent does to a message of their chat; `of` is the network's id of it there. */
export type Did =
  | { readonly kind: 'edit'; readonly of: string; readonly text: string }
  | { readonly kind: 'delete'; readonly of: string }
  | { readonly kind: 'react'; readonly of: string; readonly emoji: string };

interface Doing {
  readonly agent: Agent;
  /** The agent's chat in which it was done. */
  readonly conversationId: string;
  readonly did: Did;
}

/** The message in the customer's conversation that it is done to. */
interface Hit {
  readonly ticket: Ticket;
  readonly there: Earlier;
}

/**
 * Does to the customer's side what an agent did to a message in their own chat. Throws RuleBroken, with nothing done,
 * for a correction of what never crossed, of words that are then another's, or in a ticket the agent does not hold. Their
 * own words they may delete whoever holds it by now. Deleting what never crossed means nothing, nor does reacting to it
 * or in a ticket that is not theirs.
 */
export async function carryDeed(tx: RoutingTx, desk: Desk, doing: Doing, now: Date): Promise<void> {
  const { agent, did } = doing;
  const hit = await hitBy(tx, doing);
  if (!hit) {
    if (did.kind === 'edit') throw new RuleBroken('rule.editedCommand');
    return;
  }
  const { ticket, there } = hit;
  if (did.kind === 'delete' && (await tx.takeBack(there.id))) return;
  const deed = await deedOf(tx, doing, hit);
  const { conversationId } = ticket;
  const text = inWords(desk, ticket, deed);
  await tx.say({ conversationId, author: asSpeaker(agent), text, deed }, now);
  if (did.kind === 'edit') await keepAnswered(tx, desk, heldBy(agent, ticket), now);
}

/** Undefined if what it is done to never crossed, or is no longer there. */
async function hitBy(tx: RoutingTx, { agent, conversationId, did }: Doing): Promise<Hit | undefined> {
  const message = await tx.messageNamed(conversationId, did.of);
  if (message?.ticketId === undefined || (did.kind !== 'react' && !isOwn(message))) return undefined;
  const ticket = await tx.ticket(message.ticketId);
  if (!ticket) return undefined;
  const there =
    did.kind === 'delete'
      ? await toDelete(tx, message, ticket.conversationId)
      : await counterpart(tx, message, ticket.conversationId);
  if (there && did.kind === 'edit') heldBy(agent, ticket);
  if (did.kind === 'react' && !isHeldBy(ticket, agent.id)) return undefined;
  return there && { ticket, there };
}

/** The deletion itself is known here already; that it reached the other side is not. */
async function toDelete(tx: RoutingTx, message: PastMessage, conversationId: string) {
  const there = await tx.counterpartOf(message.id, conversationId);
  return there && !there.isGone ? earlierOf(there) : undefined;
}

/** The agent wrote it in this chat. */
const isOwn = ({ author, isOurs }: PastMessage): boolean => author === 'customer' && !isOurs;

async function deedOf(tx: RoutingTx, { agent, did }: Doing, { ticket, there: target }: Hit): Promise<Deed> {
  switch (did.kind) {
    case 'edit':
      return { kind: 'edit', target, text: wordsFor(ticket, did.text, await tx.ticketsOfAgent(agent.id)) };
    case 'delete':
      return { kind: 'delete', target };
    case 'react':
      return { kind: 'react', target, emoji: did.emoji };
  }
}

/**
 * The words of a correction without the number in front. They may neither become a command nor go to another customer:
 * what has been said cannot be moved.
 */
function wordsFor(ticket: Ticket, written: string, mine: readonly Ticket[]): string {
  const { number = ticket.number, rest } = leadingNumber(written);
  if (number !== ticket.number) throw new RuleBroken('rule.editMoves', { number: ticket.number });
  const text = rest.trim();
  if (text === '' || /^[/\uFF0F]/u.test(text)) throw new RuleBroken('rule.editedCommand');
  const numbers = mine.map((one) => one.number);
  forbidTwoReaders(text, numbers, ticket);
  return text;
}

/** The same for a customer whose network cannot show it. */
function inWords(desk: Desk, ticket: Ticket, deed: Deed): string {
  const say = (what: string, text = '') =>
    desk.texts.say(customerLanguage(desk, ticket), `did.${what}`, { text });
  switch (deed.kind) {
    case 'edit':
      return say('correction', deed.text);
    case 'delete':
      return say('deleted');
    case 'react':
      return deed.emoji === '' ? say('reaction-removed') : say('reaction', deed.emoji);
  }
}
