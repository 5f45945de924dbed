import fc from 'fast-check';
import { reason, RuleBroken } from '../../routing/reason.js';
import { protocolOf, requestOf, type Request } from '../../routing/request.js';
import {
  agentOf,
  decide,
  dueAt,
  evolve,
  type Offer,
  type Ticket,
  type TicketCommand,
} from '../../routing/ticket.js';

const OPENED = new Date('2026-11-23T13:00:00Z');
const at = (seconds: number) => new Date(OPENED.getTime() + seconds * 1000);

const REQUEST: Request = {
  ...{
    id: 't1',
    version: 0,
    number: 7,
    protocol: '20261123-0007',
    conversationId: 'web:1',
    customerId: 'c1',
  },
  ...{
    customerName: 'Joana',
    department: 'support',
    skills: ['fiber'],
    language: 'pt-BR',
    urgency: 'normal',
  },
  ...{ level: 'technician', problem: 'sem-internet', reasons: [reason('customer-asked')], openedAt: OPENED },
  brief: { said: ['caiu'], tried: [], lastWords: 'caiu', channel: 'web', previous: [] },
  follows: 't0',
};
const WAITING: Ticket = {
  ...{ ...REQUEST, sameDay: reason('same-day.none'), passedOver: [], status: 'waiting', since: OPENED },
};

const offer = (agentId: string, more: Partial<Offer> = {}): Offer => ({
  ...{ agentId, rule: 'skill', reasons: [reason('skill')], offeredAt: at(0), answerBy: at(60) },
  ...more,
});
const offering = (agentId: string, more: Partial<Offer> = {}): TicketCommand => ({
  type: 'offer',
  offer: offer(agentId, more),
});
const accept = (agentId: string): TicketCommand => ({ type: 'accept', agentId });
const refuse = (agentId: string, why?: string): TicketCommand => ({
  ...{ type: 'refuse', agentId },
  ...(why !== undefined && { why }),
});
const resolution = { outcome: 'resolved', told: 'reboot', solved: 'rebooted' } as const;
const close = (agentId: string): TicketCommand => ({ type: 'close', agentId, resolution });
const LAPSE: TicketCommand = { type: 'lapse' };
const RETRY: TicketCommand = { type: 'retry' };
const WAIT: TicketCommand = { type: 'wait', reasons: [reason('skill.full')], retryAt: at(500) };

const after = (ticket: Ticket, command: TicketCommand, seconds: number): Ticket =>
  decide(ticket, command, at(seconds)).reduce(evolve, ticket);
/** The ticket after these commands, ten seconds apart. */
const given = (...commands: TicketCommand[]): Ticket =>
  commands.reduce<Ticket>((ticket, command, i) => after(ticket, command, i * 10), WAITING);

function broken(ticket: Ticket, command: TicketCommand, seconds: number): RuleBroken | undefined {
  try {
    decide(ticket, command, at(seconds));
    return undefined;
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
}

describe('what a command leads to', () => {
  test('an offer that is accepted gives the ticket to that agent', () => {
    expect(given(offering('ana'), accept('ana'))).toEqual({
      ...{ ...WAITING, status: 'active', agentId: 'ana', acceptedAt: at(10), since: undefined },
    });
  });

  test('a refusal passes the agent over, with their reason, and goes on waiting since the offer', () => {
    expect(decide(given(offering('ana')), refuse('ana', 'lunch'), at(5))).toEqual([
      { type: 'refused', agentId: 'ana', rule: 'skill', why: 'lunch' },
    ]);
    expect(given(offering('ana'), refuse('ana'))).toEqual({ ...WAITING, passedOver: ['ana'], since: at(0) });
  });

  test('a lapse passes the agent over as a refusal does', () => {
    expect(given(offering('ana'), LAPSE)).toEqual(given(offering('ana'), refuse('ana')));
  });

  test.each([
    ['a refused', refuse('ana')],
    ['a lapsed', LAPSE],
  ])('%s same-day offer turns the reason into same-day.refused, with its facts', (_, command) => {
    const sameDay = reason('same-day', { agent: 'Ana', agentId: 'ana' });
    const offered = after({ ...WAITING, sameDay }, offering('ana', { rule: 'same-day' }), 0);
    expect(after(offered, command, 10).sameDay).toEqual({ ...sameDay, code: 'same-day.refused' });
  });

  test.each([
    ['a refused', refuse('ana')],
    ['a lapsed', LAPSE],
  ])('%s offer of another rule leaves the same-day reason alone', (_, command) => {
    expect(given(offering('ana'), command).sameDay).toEqual(WAITING.sameDay);
  });

  test('a retry forgets who was passed over, but never the refused same-day offer', () => {
    const ticket = { ...WAITING, sameDay: reason('same-day') };
    const tried = after(after(ticket, offering('ana', { rule: 'same-day' }), 0), LAPSE, 60);
    const again = after(tried, RETRY, 180);
    expect(again.passedOver).toEqual([]);
    expect(again.sameDay.code).toBe('same-day.refused');
  });

  test('waiting names its reasons and when the search starts again', () => {
    const waiting = given(offering('ana'), LAPSE, WAIT);
    expect(waiting).toEqual({ ...WAITING, passedOver: ['ana'], since: at(20), retryAt: at(500) });
    expect(dueAt(waiting)).toEqual(at(500));
  });

  test('closing by its holder ends it', () => {
    const closed = given(offering('ana'), accept('ana'), close('ana'));
    expect(closed).toMatchObject({ status: 'closed', agentId: 'ana', closedAt: at(20), resolution });
  });

  test.each<[string, Ticket, TicketCommand]>([
    ['a lapse of what is not offered', WAITING, LAPSE],
    ['a retry of what does not wait', given(offering('ana')), RETRY],
  ])('%s changes nothing', (_, ticket, command) => expect(decide(ticket, command, at(9))).toEqual([]));
});

describe('what is against the rules', () => {
  const offered = given(offering('ana'));
  const active = given(offering('ana'), accept('ana'));
  const closed = given(offering('ana'), accept('ana'), close('ana'));
  const held = { number: 7, agentId: 'ana', at: at(10).toISOString() };
  const late = { number: 7, at: at(60).toISOString() };

  test.each<[string, Ticket, TicketCommand, number, string, object]>([
    ['accepting exactly at answerBy', offered, accept('ana'), 60, 'rule.tooLate', late],
    ['refusing exactly at answerBy', offered, refuse('ana'), 60, 'rule.tooLate', late],
    ['accepting what was offered to another', offered, accept('bia'), 1, 'rule.notOffered', { number: 7 }],
    ['refusing what was offered to another', offered, refuse('bia'), 1, 'rule.notOffered', { number: 7 }],
    ['accepting what is not offered', WAITING, accept('ana'), 1, 'rule.notOffered', { number: 7 }],
    ['accepting what another holds', active, accept('bia'), 20, 'rule.heldBy', held],
    ['accepting twice', active, accept('ana'), 20, 'rule.heldBy', held],
    ['offering what somebody holds', active, offering('bia'), 20, 'rule.heldBy', held],
    ['letting wait what somebody holds', active, WAIT, 20, 'rule.heldBy', held],
    ['a lapse of what somebody holds', active, LAPSE, 20, 'rule.heldBy', held],
    ['closing what another holds', active, close('bia'), 20, 'rule.notYours', { number: 7 }],
    ['closing what is only offered', offered, close('ana'), 20, 'rule.notYours', { number: 7 }],
    ['closing twice', closed, close('ana'), 30, 'rule.alreadyClosed', { number: 7 }],
    ['offering what is closed', closed, offering('bia'), 30, 'rule.alreadyClosed', { number: 7 }],
    ['retrying what is closed', closed, RETRY, 30, 'rule.alreadyClosed', { number: 7 }],
  ])('%s', (_, ticket, command, ...[seconds, rule, facts]) => {
    expect(broken(ticket, command, seconds)).toMatchObject({ rule, facts });
  });

  test('a moment before answerBy is not too late', () => {
    expect(decide(offered, accept('ana'), at(59.999))).toMatchObject([{ type: 'accepted', agentId: 'ana' }]);
  });
});

test('whom a ticket concerns, and when time changes it, follows from its state', () => {
  const states = [WAITING, given(offering('ana')), given(offering('ana'), accept('ana'))];
  expect(states.map(agentOf)).toEqual([undefined, 'ana', 'ana']);
  expect(states.map(dueAt)).toEqual([undefined, at(60), undefined]);
});

test('the protocol is the local date and the number, of at least four digits', () => {
  expect(protocolOf('2026-11-23', 7)).toBe('20261123-0007');
  expect(protocolOf('2026-11-23', 12345)).toBe('20261123-12345');
});

const agents = fc.constantFrom('ana', 'bia', 'caio');
const commands: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc
    .record({ agentId: agents, sameDay: fc.boolean(), seconds: fc.nat(90) })
    .map(({ agentId, sameDay, seconds }) =>
      offering(agentId, { rule: sameDay ? 'same-day' : 'skill', answerBy: at(seconds) }),
    ),
  agents.map(accept),
  agents.map((agentId) => refuse(agentId)),
  agents.map(close),
  fc.constantFrom(LAPSE, RETRY, WAIT),
);

/** What may never happen between two states, whatever the command. */
function expectLawful(before: Ticket, command: TicketCommand, next: Ticket): void {
  expect(requestOf(next)).toEqual(REQUEST);
  if (before.status === 'closed') expect(next).toBe(before);
  if (before.status === 'active' && next !== before) {
    expect(command).toEqual(close(before.agentId));
    expect(next).toMatchObject({ status: 'closed', agentId: before.agentId });
  }
  if (next.status === 'active' && next !== before)
    expect(before).toMatchObject({ status: 'offered', offer: { agentId: next.agentId } });
}

test('whatever is commanded in whatever order, the request stays, one holds it, and closed is closed', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(commands, { minLength: 1, maxLength: 25 }), (sequence) => {
      let ticket = given();
      sequence.forEach((command, i) => {
        const before = structuredClone(ticket);
        let next = ticket;
        if (!broken(ticket, command, i * 3)) next = after(ticket, command, i * 3);
        expect(ticket).toEqual(before);
        expectLawful(ticket, command, next);
        reached.add(next.status);
        ticket = next;
      });
    }),
    { numRuns: 2000, seed: 20261123 },
  );
  expect([...reached].sort()).toEqual(['active', 'closed', 'offered', 'waiting']);
});
