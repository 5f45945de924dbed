import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide } from '../../routing/decide.js';
import { evolve, heardAgent, heardCustomer } from '../../routing/evolve.js';
import { RuleBroken } from '../../routing/reason.js';
import { requestOf } from '../../routing/request.js';
import { agentOf, dueAt, openOffer } from '../../routing/ticket.js';
import type { ActiveTicket, Ticket, TicketCommand, TicketEvent } from '../../routing/ticket.js';
import * as the from './tickets.js';
import { at, NEW, REQUEST, SAME_DAY } from './tickets.js';

/** What may happen to a ticket: a command, or that somebody speaks in its conversation. */
type Step = TicketCommand | { readonly type: 'customer-speaks' | 'agent-speaks' };

const agents = fc.constantFrom('ana', 'bia', 'caio');
const moments = fc.nat(120).map((seconds) => at(seconds));
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const rungs = fc.constantFrom('skill', 'specialist', 'supervisor');
const ladders = fc.record({ rung: rungs, enteredAt: moments });

const offers: fc.Arbitrary<TicketCommand> = fc
  .record({ agentId: agents, answerBy: moments, ladder: perhaps(ladders) })
  .map(({ agentId, answerBy, ladder }) => ({
    ...{ type: 'offer', offer: the.offer(agentId, { answerBy }) },
    ...(ladder && { ladder }),
  }));
const waits: fc.Arbitrary<TicketCommand> = fc
  .record({ ladder: ladders, retryAt: moments, escalateAt: moments })
  .map(the.wait);
const handovers: fc.Arbitrary<TicketCommand> = fc
  .record({ agentId: agents, answerBy: moments, department: perhaps(fc.constantFrom('sales', 'support')) })
  .map(({ agentId, answerBy, department }) =>
    the.handing(agentId, {
      ...{ offer: the.offer(agentId, { rule: 'transfer', answerBy }) },
      ...(department && { department }),
    }),
  );
const ends: fc.Arbitrary<Step> = fc.oneof(agents.map(the.close), fc.constantFrom(the.LEAVE, the.ABANDON));
const goesOn: fc.Arbitrary<Step> = fc.oneof(
  ...[offers, offers, waits, handovers, handovers],
  agents.map((agentId) => the.accept(agentId)),
  agents.map((agentId) => the.accept(agentId, at(70))),
  agents.map((agentId) => the.refuse(agentId)),
  agents.map((agentId) => the.takeOver(agentId)),
  moments.map(the.schedule),
  moments.map(the.reproach),
  moments.map(the.ask),
  agents.map((agentId): Step => ({
    type: 'find-nobody',
    by: agentId,
    department: 'support',
    note: 'x',
    reasons: the.FULL,
  })),
  fc.constantFrom<Step>(the.LAPSE, the.RETRY, the.RESUME, the.WITHDRAW, the.REQUEUE, the.LAPSE),
  fc.constantFrom<Step>({ type: 'customer-speaks' }, { type: 'agent-speaks' }, the.REQUEUE),
);
const steps = fc.oneof({ arbitrary: goesOn, weight: 60 }, { arbitrary: ends, weight: 1 });

interface Taken {
  readonly before: Ticket;
  readonly step: Step;
  readonly events: readonly TicketEvent[];
  readonly next: Ticket;
}

const isSpoken = (step: Step): step is Exclude<Step, TicketCommand> =>
  step.type === 'customer-speaks' || step.type === 'agent-speaks';

function take(before: Ticket, step: Step, seconds: number): Taken {
  const now = at(seconds);
  if (isSpoken(step)) {
    if (before.status !== 'active') return { before, step, events: [], next: before };
    const byCustomer = step.type === 'customer-speaks';
    const next = byCustomer ? heardCustomer(before, now, at(seconds + 60)) : heardAgent(before, now);
    return { before, step, events: [], next };
  }
  const events = allowed(before, step, now);
  return { before, step, events, next: events.reduce(evolve, before) };
}

function allowed(before: Ticket, command: TicketCommand, now: Date): TicketEvent[] {
  try {
    return decide(before, command, now);
  } catch (error) {
    if (error instanceof RuleBroken) return [];
    throw error;
  }
}

/** What may never happen between two states, whatever the step. Plain assertions: there are many steps. */
function mustBeLawful({ before, step, next }: Taken): void {
  const { department, ...request } = requestOf(next);
  assert.deepEqual({ ...request, department: REQUEST.department }, REQUEST);
  if (department !== before.department) {
    assert.equal(step.type, 'accept');
    assert.equal(before.status === 'active' && before.handover?.department, department);
  }
  if (before.status === 'closed') assert.equal(next, before);
  if (before.status === 'active') mustKeepItsHolder(before, step, next);
  else if (next.status === 'active' && step.type !== 'take-over') {
    assert.equal(step.type, 'accept');
    assert.equal(before.status === 'offered' && before.offer.agentId, next.agentId);
  }
}

/** Only who accepts, takes over or was silent ends it. */
function mustKeepItsHolder(before: ActiveTicket, step: Step, next: Ticket): void {
  assert.ok(['active', 'closed', 'waiting'].includes(next.status));
  if (next.status === 'active' && next.agentId !== before.agentId) {
    if (step.type !== 'take-over') assert.equal(step.type, 'accept');
    const taker = step.type === 'take-over' ? step.agentId : before.handover?.offer.agentId;
    assert.equal(next.agentId, taker);
  }
  if (next.status === 'closed') {
    assert.ok(step.type === 'close' || step.type === 'abandon');
    assert.equal(next.agentId, before.agentId);
  }
  if (next.status === 'waiting') {
    assert.ok(step.type === 'requeue' && before.owedSince);
    assert.ok(next.passedOver.includes(before.agentId));
  }
}

/** What a ticket remembers: who was ever asked, who had said no, when the customer first had a person. */
function mustRemember({ before, step, next }: Taken): void {
  assert.deepEqual(next.involved.slice(0, before.involved.length), before.involved);
  assert.equal(new Set(next.involved).size, next.involved.length);
  for (const id of [agentOf(next), openOffer(next)?.agentId]) assert.ok(!id || next.involved.includes(id));
  const forgets = (step.type === 'retry' || step.type === 'schedule') && next !== before;
  assert.ok(
    forgets ? next.passedOver.length === 0 : before.passedOver.every((id) => next.passedOver.includes(id)),
  );
  if (before.servedAt) assert.equal(next.servedAt, before.servedAt);
  if (next.status === 'active') assert.ok(next.servedAt);
  if (next.sameDay === before.sameDay) return;
  assert.equal(before.sameDay, SAME_DAY);
  assert.deepEqual(next.sameDay, { ...SAME_DAY, code: 'same-day.refused' });
  assert.ok(next.passedOver.includes('ana'));
}

/** Whoever is asked has a time to answer, is asked alone, and is not the holder; what is owed has its time. */
function mustBeSound(ticket: Ticket): void {
  const due = dueAt(ticket);
  const offer = openOffer(ticket);
  if (offer) assert.ok(due && due <= offer.answerBy);
  if (ticket.status === 'scheduled') assert.equal(due, ticket.callbackAt);
  if (ticket.status !== 'active') return;
  assert.notEqual(ticket.handover?.offer.agentId, ticket.agentId);
  assert.equal(ticket.silentAt === undefined, ticket.owedSince === undefined);
  assert.ok(!ticket.asked || ticket.idleAt);
}

/** Every decision says why. */
function mustSayWhy(event: TicketEvent): void {
  if (event.type === 'offered') assert.ok(event.offer.reasons.length > 0);
  if (event.type === 'transfer-offered') assert.ok(event.handover.offer.reasons.length > 0);
  if (event.type === 'transfer-offered') assert.notEqual(event.handover.note, '');
  if (['waiting', 'climbed', 'scheduled', 'transfer-failed'].includes(event.type))
    assert.ok('reasons' in event && event.reasons.length > 0);
}

/** Frozen, so that a step that changed it instead of making a new one would throw. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

test('whatever is commanded in whatever order, the request stays, one holds it, and closed is closed', () => {
  const reached = new Set<string>();
  const happened = new Set<string>();
  let taken = 0;
  const walk = (sequence: readonly Step[]): void => {
    let ticket: Ticket = frozen({ ...NEW, sameDay: SAME_DAY });
    sequence.forEach((step, i) => {
      const made = take(ticket, step, i * 3);
      mustBeLawful(made);
      mustRemember(made);
      mustBeSound(made.next);
      made.events.forEach(mustSayWhy);
      made.events.forEach(({ type }) => happened.add(type));
      ticket = frozen(made.next);
      reached.add(ticket.status);
      if (made.before.status !== 'closed') taken += 1;
    });
  };
  fc.assert(fc.property(fc.array(steps, { minLength: 30, maxLength: 40 }), walk), {
    ...{ numRuns: 1000, seed: 20261123 },
  });
  expect(taken).toBeGreaterThan(20_000);
  expect([...reached].sort()).toEqual(['active', 'closed', 'offered', 'scheduled', 'waiting']);
  expect([...happened].sort()).toEqual(
    [
      ...['offered', 'accepted', 'refused', 'lapsed', 'withdrawn', 'taken-over', 'closed', 'reproached'],
      ...['waiting', 'climbed', 'retried', 'scheduled', 'resumed', 'requeued', 'asked'],
      ...['transfer-offered', 'transfer-refused', 'transfer-lapsed', 'transfer-failed'],
    ].sort(),
  );
});
