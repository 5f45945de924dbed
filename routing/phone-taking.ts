import { lostTicket } from './agent-lost.js';
import { agentNamed, languageOfAgent } from './desk-definition.js';
import { heardAgent } from './evolve.js';
import { addTicket, type TicketDraft } from './new-ticket.js';
import { change, settle } from './search.js';
import type { RoutingTx } from './store.js';
import { teamNow } from './team.js';
import { nameOf, tellAgent, tellCustomer, tellWaiting, type Desk } from './telling.js';
import { openOffer, type ActiveTicket, type Ticket } from './ticket.js';

/** Words that a person typed to a customer on the company's own phone. */
export interface PhoneWords {
  /** Whose phone: the id under which it holds tickets. */
  readonly phone: string;
  readonly typedAt: Date;
  /** The customer's open ticket, as it is in this transaction; where there is none, what to open. */
  readonly about: { readonly ticket: Ticket } | { readonly draft: TicketDraft };
}

/**
 * Whoever types on the phone takes the customer over at once, from the line or from an agent. The customer is told
 * nothing: the person has just spoken. What was typed long ago takes nothing from whoever came after it.
 */
export async function takeByPhone(
  tx: RoutingTx,
  desk: Desk,
  { phone, typedAt, about }: PhoneWords,
  now: Date,
): Promise<void> {
  const idleAt = phoneIdleAt(desk, typedAt, now);
  const open = 'ticket' in about ? about.ticket : undefined;
  if (open?.status === 'active' && open.agentId === phone) {
    await tx.saveTicket(heardAgent(open, later(open.idleAt, idleAt)), [], now);
    return;
  }
  if (open && idleAt <= now && beganAt(open) > typedAt) return;
  const team = teamNow(tx, desk.definition, now);
  const before =
    'draft' in about ? await addTicket(tx, desk, { draft: about.draft, team }, now) : about.ticket;
  const taken = await change(tx, before, { type: 'take-over', agentId: phone }, now);
  await tx.passTheFloor(taken.conversationId);
  if (taken.status === 'active') await tx.saveTicket(heardAgent(taken, idleAt), [], now);
  await tellOthers(tx, desk, { before, phone }, now);
  if (open) await settle(tx, desk, now);
}

/** When a chat on the phone has rested long enough, counted from words of this moment. */
export const phoneIdleAt = ({ definition }: Desk, saidAt: Date, now: Date): Date =>
  new Date(Math.min(saidAt.getTime(), now.getTime()) + definition.rules.phoneIdleMinutes * 60_000);

const later = (one: Date | undefined, other: Date): Date => (one && one > other ? one : other);

/** Since when the ticket is where it is. */
const beganAt = (ticket: Ticket): Date => (ticket.status === 'active' ? ticket.acceptedAt : ticket.openedAt);

/** Who was asked need not answer any more; who held it hears who has it now. */
async function tellOthers(
  tx: RoutingTx,
  desk: Desk,
  { before, phone }: { before: Ticket; phone: string },
  now: Date,
): Promise<void> {
  await tellAsked(tx, desk, before, now);
  const holder = before.status === 'active' ? agentNamed(desk.definition, before.agentId) : undefined;
  if (!holder) return;
  await lostTicket(tx, { agent: holder, ticket: before }, now);
  const agent = nameOf(desk, phone, languageOfAgent(desk.definition, holder));
  await tellAgent(
    tx,
    desk,
    { agent: holder, key: 'agent.transferAccepted', about: before, facts: { agent } },
    now,
  );
}

async function tellAsked(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<void> {
  const agent = agentNamed(desk.definition, openOffer(ticket)?.agentId ?? '');
  await tellAgent(tx, desk, { agent, key: 'agent.withdrawn', about: ticket }, now);
}

/**
 * By command on the phone the bot goes on, and says so to whoever has written to us before. Nothing happens to a ticket
 * that the phone does not hold.
 */
export async function handBackByPhone(
  tx: RoutingTx,
  desk: Desk,
  { ticket, phone, wasHeard }: { ticket: Ticket; phone: string; wasHeard: boolean },
  now: Date,
): Promise<void> {
  if (ticket.status !== 'active' || ticket.agentId !== phone) return;
  const closed = await returnToBot(tx, desk, ticket, now);
  if (wasHeard) await tellCustomer(tx, desk, { ticket: closed, key: 'bot.back' }, now);
  await settle(tx, desk, now);
}

/**
 * Nobody has written for long in a chat that the phone holds: a customer who is owed an answer gets a person of the
 * desk; any other is the bot's again and need not know.
 */
export async function phoneRests(tx: RoutingTx, desk: Desk, ticket: ActiveTicket, now: Date): Promise<void> {
  if (!ticket.owedSince) return void (await returnToBot(tx, desk, ticket, now));
  const free = await change(tx, ticket, { type: 'requeue' }, now);
  await tx.passTheFloor(ticket.conversationId);
  await tellWaiting(tx, desk, { ticket: free, news: { key: 'notice.phoneRequeued' } }, now);
}

async function returnToBot(tx: RoutingTx, desk: Desk, ticket: ActiveTicket, now: Date): Promise<Ticket> {
  const resolution = { outcome: 'returned-to-bot' } as const;
  const closed = await change(tx, ticket, { type: 'close', agentId: ticket.agentId, resolution }, now);
  await tx.passTheFloor(ticket.conversationId);
  await tellAsked(tx, desk, ticket, now);
  return closed;
}
