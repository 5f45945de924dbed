import { departmentName, type DeskDefinition } from './desk-definition.js';
import { decide } from './decide.js';
import { evolve } from './evolve.js';
import { tellLine } from './line.js';
import { chooseAgent, type Choice, type ChoiceRules, type Wanted } from './policy.js';
import { reason, type Reason } from './reason.js';
import type { RoutingTx } from './store.js';
import { teamNow, type Team } from './team.js';
import { briefAgent, calledOf, customerLanguage, dateText, tellWaiting, type Desk } from './telling.js';
import type { Offer, Rule, Ticket, TicketCommand } from './ticket.js';

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

/** What the choice needs to know of a ticket. The same-day agent is asked once. */
function wantedOf(ticket: Ticket): Wanted {
  const { sameDay, involved } = ticket;
  const agentId = sameDay.code === 'same-day' ? String(sameDay.facts['agentId']) : undefined;
  const isNew = agentId !== undefined && !involved.includes(agentId);
  return { ...ticket, sameDay: { reason: sameDay, ...(isNew && { agentId }) } };
}

export const choiceRules = ({ rules, timeZone, holidays }: DeskDefinition): ChoiceRules => ({
  ...rules,
  timeZone,
  holidays,
});

/**
 * Looks for an agent for a ticket that has none: offers it, lets it wait, or puts it off until the desk opens. A
 * search that changes nothing keeps nothing.
 */
export async function search(
  tx: RoutingTx,
  desk: Desk,
  sought: { ticket: Ticket; team: Team },
  now: Date,
): Promise<Ticket> {
  const { ticket, team } = sought;
  const choice = chooseAgent(wantedOf(ticket), await team.candidates(), choiceRules(desk.definition), now);
  const reasons = named(choice.reasons, desk.definition);
  switch (choice.kind) {
    case 'offer': {
      team.moved();
      const offer = offerOf(desk, ticket, { ...choice, reasons }, now);
      const ladder = choice.ladder ?? ticket.ladder;
      return makeOffer(tx, desk, { ticket, offer, ...(ladder && { ladder }) }, now);
    }
    case 'wait':
      return change(tx, ticket, { type: 'wait', reasons, hold: holdOf(desk, ticket, choice, now) }, now);
    case 'schedule':
      return schedule(tx, desk, { ticket, reasons, callbackAt: choice.callbackAt }, now);
  }
}

/** Offers a ticket nobody holds and tells both sides. */
export async function makeOffer(
  tx: RoutingTx,
  desk: Desk,
  made: { ticket: Ticket; offer: Offer; ladder?: Ticket['ladder'] },
  now: Date,
): Promise<Ticket> {
  const { ladder } = made;
  const offer = { ...made.offer, heardUpTo: await tx.heardUpTo(made.ticket.conversationId) };
  const command = { type: 'offer', offer, ...(ladder && { ladder }) } as const;
  const ticket = await change(tx, made.ticket, command, now);
  await briefAgent(tx, desk, { ticket, offer }, now);
  const key = made.ticket.told === undefined ? 'notice.offered' : 'notice.offeredNext';
  const facts = { agent: calledOf(desk, offer.agentId) };
  return tellWaiting(tx, desk, { ticket, news: { key, facts } }, now);
}

/** An offer made now. Urgency halves the time to answer. */
export function offerOf(
  { definition }: Desk,
  { urgency }: Ticket,
  chosen: { readonly agentId: string; readonly rule: Rule; readonly reasons: readonly Reason[] },
  now: Date,
): Offer {
  const { agentId, rule, reasons } = chosen;
  const timeoutMs = (definition.rules.offerTimeoutSeconds * 1000) / (urgency === 'urgent' ? 2 : 1);
  return { agentId, rule, reasons, offeredAt: now, answerBy: new Date(now.getTime() + timeoutMs) };
}

/** Refusals and lapses are forgotten some time after every rung was tried; without any there is nothing to forget. */
function holdOf({ definition }: Desk, ticket: Ticket, choice: Choice & { kind: 'wait' }, now: Date) {
  const { ladder, escalateAt, exhausted } = choice;
  const forget = exhausted && ticket.passedOver.length > 0;
  const retryAt = new Date(now.getTime() + definition.rules.retryAfterSeconds * 1000);
  return { ladder, ...(escalateAt && { escalateAt }), ...(forget && { retryAt }) };
}

async function schedule(
  tx: RoutingTx,
  desk: Desk,
  put: { ticket: Ticket; reasons: readonly Reason[]; callbackAt: Date },
  now: Date,
): Promise<Ticket> {
  const { callbackAt, reasons } = put;
  const ticket = await change(tx, put.ticket, { type: 'schedule', reasons, callbackAt }, now);
  if (ticket === put.ticket) return ticket;
  const when = dateText(desk, customerLanguage(desk, ticket), callbackAt);
  const news = { key: 'notice.callback', facts: { when }, options: true };
  return tellWaiting(tx, desk, { ticket, news }, now);
}

/**
 * Tries every ticket that waits, the most urgent and oldest first, because somebody may have room or a shift may have
 * begun or ended; then tells those who go on waiting what has changed for them.
 */
export async function settle(tx: RoutingTx, desk: Desk, now: Date): Promise<void> {
  const team = teamNow(tx, desk.definition, now);
  for (const ticket of await tx.waitingTickets()) await search(tx, desk, { ticket, team }, now);
  await tellLine(tx, desk, { team }, now);
}

/** Departments are decided by id and read by name. */
export const named = (reasons: readonly Reason[], desk: DeskDefinition): Reason[] =>
  reasons.map((one) => {
    const { department } = one.facts;
    return typeof department === 'string'
      ? reason(one.code, { ...one.facts, department: departmentName(desk, department) })
      : one;
  });
