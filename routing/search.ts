import { nearestLanguage, type Language, type Texts } from '../texts/texts.js';
import {
  agentNamed,
  departmentName,
  languageOfAgent,
  type Agent,
  type DeskDefinition,
} from './desk-definition.js';
import { localDay, shiftOf, wallClock } from './hours.js';
import { briefText, firstName } from './notices.js';
import { chooseAgent, type Candidate } from './policy.js';
import { isAvailable } from './presence.js';
import { reason } from './reason.js';
import type { RoutingTx } from './store.js';
import { decide, evolve, type Offer, type Ticket, type TicketCommand } from './ticket.js';

/** The desk as running code sees it: the current version of the definition and the words that go with it. */
export interface Desk {
  readonly definition: DeskDefinition;
  readonly texts: Texts;
}

/** Applies a command: decided, evolved and kept with its events. Throws RuleBroken or ConcurrentChange. */
export async function change(
  tx: RoutingTx,
  ticket: Ticket,
  command: TicketCommand,
  now: Date,
): Promise<Ticket> {
  const events = decide(ticket, command, now);
  if (events.length === 0) return ticket;
  return tx.saveTicket(events.reduce(evolve, ticket), events, now);
}

/** Everyone of the desk, as the choice sees them now. */
export async function candidatesNow(tx: RoutingTx, desk: DeskDefinition, now: Date): Promise<Candidate[]> {
  const today = localDay(now, desk.timeZone);
  const loads = await tx.loads(today.begins);
  const presences = await tx.presences();
  return desk.agents.map((agent) => {
    const shift = shiftOf(desk, agent, now);
    const load = loads.get(agent.id);
    return {
      agent,
      onShift: shift !== undefined,
      away: !isAvailable(agent, presences.get(agent.id)),
      openTickets: load?.open ?? 0,
      idleSince: load?.lastClosedAt ?? shift?.began ?? today.begins,
    };
  });
}

/**
 * Looks for an agent for a ticket that has none, and offers it or lets it wait. A search that changes nothing keeps
 * nothing. The customer is told who was called, or where they stand.
 */
export async function search(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<Ticket> {
  const { definition } = desk;
  const sameDayAgent =
    ticket.sameDay.code === 'same-day' ? String(ticket.sameDay.facts['agentId']) : undefined;
  const sameDay = { reason: ticket.sameDay, ...(sameDayAgent !== undefined && { agentId: sameDayAgent }) };
  const choice = chooseAgent(ticket, sameDay, await candidatesNow(tx, definition, now));
  const reasons = choice.reasons.map((one) => named(one, definition));
  if (choice.kind === 'offer') {
    const { agentId, rule } = choice;
    const answerBy = new Date(now.getTime() + offerTimeoutMs(definition, ticket));
    const offer: Offer = { agentId, rule, reasons, offeredAt: now, answerBy };
    const offered = await change(tx, ticket, { type: 'offer', offer }, now);
    await tellOffer(tx, desk, { ticket: offered, offer }, now);
    return offered;
  }
  const retryAt = retryAtOf(definition, ticket, now);
  const alreadyDecided = ticket.version > 0 && ticket.status === 'waiting';
  if (alreadyDecided && retryAt?.getTime() === ticket.retryAt?.getTime()) return ticket;
  return change(tx, ticket, { type: 'wait', reasons, ...(retryAt && { retryAt }) }, now);
}

/** Tries everything that waits, the most urgent and oldest first: somebody may have room now. */
export async function searchWaiting(tx: RoutingTx, desk: Desk, now: Date): Promise<void> {
  for (const ticket of await tx.waitingTickets()) await search(tx, desk, ticket, now);
}

/** Tells the customer that nobody could be called yet and, if that is because all are busy, where they stand. */
export async function tellPosition(tx: RoutingTx, desk: Desk, ticket: Ticket, now: Date): Promise<void> {
  const working = (await candidatesNow(tx, desk.definition, now)).some(
    ({ onShift, away }) => onShift && !away,
  );
  if (!working) {
    const facts = { protocol: ticket.protocol };
    return tellCustomer(tx, desk, { ticket, key: 'notice.searching', facts }, now);
  }
  const line = (await tx.waitingTickets()).filter(({ department }) => department === ticket.department);
  const count = Math.max(1, line.findIndex(({ id }) => id === ticket.id) + 1);
  await tellCustomer(
    tx,
    desk,
    { ticket, key: 'notice.waiting', facts: { count, protocol: ticket.protocol } },
    now,
  );
}

export async function tellCustomer(
  tx: RoutingTx,
  desk: Desk,
  notice: { ticket: Ticket; key: string; facts?: Record<string, string | number> },
  now: Date,
): Promise<void> {
  const { ticket, key, facts = {} } = notice;
  const text = desk.texts.say(customerLanguage(desk, ticket), key, facts);
  await tx.say({ conversationId: ticket.conversationId, author: { kind: 'desk' }, text }, now);
}

/** Says something to an agent where they chat. An agent who only uses the console sees it there instead. */
export async function tellAgent(
  tx: RoutingTx,
  desk: Desk,
  notice: { agent: Agent; key: string; facts: Record<string, string | number> },
  now: Date,
): Promise<void> {
  const conversationId = await tx.conversationOf(notice.agent.accounts);
  if (conversationId === undefined) return;
  const text = desk.texts.say(languageOfAgent(desk.definition, notice.agent), notice.key, notice.facts);
  await tx.say({ conversationId, author: { kind: 'desk' }, text }, now);
}

/** The language in which the desk speaks to this customer. */
export const customerLanguage = (desk: Desk, ticket: Ticket): Language =>
  nearestLanguage(ticket.language) ?? desk.definition.language;

async function tellOffer(
  tx: RoutingTx,
  desk: Desk,
  made: { ticket: Ticket; offer: Offer },
  now: Date,
): Promise<void> {
  const { ticket, offer } = made;
  const agent = agentNamed(desk.definition, offer.agentId);
  if (!agent) return;
  const brief = briefText(desk.texts, languageOfAgent(desk.definition, agent), ticket, offer);
  const facts = { number: ticket.number, protocol: ticket.protocol, brief };
  await tellAgent(tx, desk, { agent, key: 'agent.offer', facts }, now);
  const key = ticket.passedOver.length > 0 ? 'notice.offeredNext' : 'notice.offered';
  const told = { agent: firstName(agent.name), protocol: ticket.protocol };
  await tellCustomer(tx, desk, { ticket, key, facts: told }, now);
}

/** Urgency halves the time to answer. */
const offerTimeoutMs = ({ rules }: DeskDefinition, { urgency }: Ticket): number =>
  (rules.offerTimeoutSeconds * 1000) / (urgency === 'urgent' ? 2 : 1);

/** Refusals and lapses are forgotten some time after nobody could be found; without any there is nothing to forget. */
function retryAtOf({ rules }: DeskDefinition, ticket: Ticket, now: Date): Date | undefined {
  if (ticket.passedOver.length === 0) return undefined;
  if (ticket.status === 'waiting' && ticket.retryAt) return ticket.retryAt;
  return new Date(now.getTime() + rules.retryAfterSeconds * 1000);
}

/** Departments are decided by id and read by name. */
function named(one: ReturnType<typeof reason>, desk: DeskDefinition): ReturnType<typeof reason> {
  const { department } = one.facts;
  return typeof department === 'string'
    ? reason(one.code, { ...one.facts, department: departmentName(desk, department) })
    : one;
}

/** The wall-clock time that a sentence names. */
export const timeText = (iso: string | number | undefined, desk: DeskDefinition): string =>
  wallClock(new Date(String(iso)), desk.timeZone);
