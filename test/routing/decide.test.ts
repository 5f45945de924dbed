import { decide } from '../../routing/decide.js';
import { protocolOf } from '../../routing/request.js';
import { agentOf, openOffer, type Ladder, type Ticket, type TicketCommand } from '../../routing/ticket.js';
import * as the from './tickets.js';
import { accept, after, at, given, LAPSE, NEW, offer, offering, refuse, wait } from './tickets.js';

const { broken, close, handing, held, LEAVE, RESOLUTION, RETRY, SAME_DAY, TOLD } = the;
const SKILL: Ladder = { rung: 'skill', enteredAt: at(0) };

describe('an offer', () => {
  test('is made to the agent with its reasons; they are involved from then on', () => {
    expect(decide(NEW, offering('ana'), at(0))).toEqual([{ type: 'offered', offer: offer('ana') }]);
    const { since: _, sought: __, ...rest } = NEW as Ticket & { status: 'waiting' };
    expect(given(offering('ana'))).toEqual({
      ...{ ...rest, status: 'offered', offer: offer('ana'), involved: ['ana'] },
    });
  });

  test('takes along how far the search has come; one without it leaves the ladder as it was', () => {
    const offered = after(NEW, { type: 'offer', offer: offer('ana'), ladder: SKILL }, 0);
    expect(offered.ladder).toEqual(SKILL);
    const again = after(after(offered, LAPSE, 60), offering('bia'), 60);
    expect(again.ladder).toEqual(SKILL);
  });

  test('that is accepted gives the ticket to that agent, who is the person it waited for', () => {
    expect(decide(given(offering('ana')), accept('ana'), at(10))).toEqual([
      { type: 'accepted', agentId: 'ana', acceptedAt: at(10) },
    ]);
    const { since: _, sought: __, ...rest } = NEW as Ticket & { status: 'waiting' };
    expect(given(offering('ana'), accept('ana'))).toEqual({
      ...{ ...rest, involved: ['ana'], servedAt: at(10), servedIn: 'support' },
      ...{ status: 'active', agentId: 'ana', acceptedAt: at(10) },
    });
  });

  test('accepted by somebody the customer waits for an answer from starts the clock of the answer', () => {
    const active = given(offering('ana'), accept('ana', at(70)));
    expect(active).toMatchObject({ owedSince: at(10), silentAt: at(70) });
    expect(held()).not.toHaveProperty('owedSince');
  });

  test('accepted ends what the customer was told while they waited', () => {
    expect(after({ ...given(offering('ana')), told: TOLD }, accept('ana'), 10)).not.toHaveProperty('told');
  });

  test('to somebody who was asked before involves them once', () => {
    const twice = given(offering('ana'), LAPSE, offering('bia'), LAPSE, offering('ana'));
    expect(twice.involved).toEqual(['ana', 'bia']);
  });

  test('refused passes the agent over, with their reason, and waits from then on for a search', () => {
    expect(decide(given(offering('ana')), refuse('ana', 'lunch'), at(5))).toEqual([
      { type: 'refused', agentId: 'ana', rule: 'skill', why: 'lunch', since: at(5) },
    ]);
    expect(given(offering('ana'), refuse('ana'))).toEqual({
      ...{ ...NEW, passedOver: ['ana'], involved: ['ana'], since: at(10), sought: false },
    });
  });

  test('lapsed passes the agent over as a refusal does', () => {
    expect(decide(given(offering('ana')), LAPSE, at(60))).toEqual([
      { type: 'lapsed', agentId: 'ana', rule: 'skill', since: at(60) },
    ]);
    expect(given(offering('ana'), LAPSE)).toEqual(given(offering('ana'), refuse('ana')));
  });

  test.each([
    ['refused', refuse('ana')],
    ['lapsed', LAPSE],
  ])('%s keeps the rung, its clock and what the customer was told', (_, command) => {
    const offered = { ...after(NEW, { type: 'offer', offer: offer('ana'), ladder: SKILL }, 0), told: TOLD };
    expect(after(offered, command, 59)).toMatchObject({ ladder: SKILL, told: TOLD });
  });

  test.each([
    ['refused', refuse('ana')],
    ['lapsed', LAPSE],
  ])('of the same day %s turns its reason into same-day.refused, with its facts', (_, command) => {
    const offered = after({ ...NEW, sameDay: SAME_DAY }, offering('ana', { rule: 'same-day' }), 0);
    expect(after(offered, command, 10).sameDay).toEqual({ ...SAME_DAY, code: 'same-day.refused' });
  });

  test.each([
    ['refused', refuse('bia')],
    ['lapsed', LAPSE],
  ])('to another %s leaves the same-day reason alone', (_, command) => {
    expect(after(given(offering('bia')), command, 10).sameDay).toEqual(NEW.sameDay);
    const offered = after({ ...NEW, sameDay: SAME_DAY }, offering('bia'), 0);
    expect(after(offered, command, 10).sameDay).toEqual(SAME_DAY);
  });
});

describe('the end', () => {
  test('comes by its holder, with what was told and what solved it', () => {
    const closed = given(offering('ana'), accept('ana'), close('ana'));
    expect(closed).toMatchObject({
      status: 'closed',
      agentId: 'ana',
      closedAt: at(20),
      resolution: RESOLUTION,
    });
    expect(closed).not.toHaveProperty('acceptedAt');
  });

  test('keeps the problem as its holder corrected it, and as it was if they did not', () => {
    const corrected = { ...close('ana'), problem: 'wi-fi' } as TicketCommand;
    expect(decide(held(), corrected, at(20))).toMatchObject([{ type: 'closed', problem: 'wi-fi' }]);
    expect(after(held(), corrected, 20).problem).toBe('wi-fi');
    expect(after(held(), close('ana'), 20).problem).toBe(NEW.problem);
    const complaint = { ...corrected, kind: 'complaint' } as TicketCommand;
    expect(after(held(), complaint, 20).kind).toBe('complaint');
    expect(after({ ...held(), kind: 'other' }, close('ana'), 20).kind).toBe('other');
  });

  test('comes by its holder also while it is being passed on', () => {
    const closed = after(given(offering('ana'), accept('ana'), handing('bia')), close('ana'), 30);
    expect(closed).toMatchObject({ status: 'closed', agentId: 'ana' });
    expect(closed).not.toHaveProperty('handover');
  });

  test.each<[string, Ticket]>([
    ['waits', given(wait())],
    ['is offered', given(offering('ana'))],
    ['is put off', given(the.schedule(at(7200)))],
  ])('comes by the customer while it %s: nobody finished it', (_, ticket) => {
    const resolution = { outcome: 'abandoned' };
    expect(decide(ticket, LEAVE, at(20))).toEqual([{ type: 'closed', closedAt: at(20), resolution }]);
    const left = after(ticket, LEAVE, 20);
    expect([left.status, agentOf(left), openOffer(left)]).toEqual(['closed', undefined, undefined]);
  });
});

const NOTE: TicketCommand = { type: 'note', by: 'bia', text: 'mora no sítio' };

test.each<[string, Ticket]>([
  ['waits', given(wait())],
  ['is offered', given(offering('ana'))],
  ['is put off', given(the.schedule(at(7200)))],
  ['is held', held()],
  ['is being passed on', after(held(), handing('bia'), 20)],
])('a note joins the history of a ticket that %s and changes nothing of it', (_, ticket) => {
  expect(decide(ticket, NOTE, at(30))).toEqual([{ type: 'noted', by: 'bia', text: 'mora no sítio' }]);
  expect(after(ticket, NOTE, 30)).toBe(ticket);
});

test.each<[string, Ticket, TicketCommand]>([
  ['a lapse of what is not offered', NEW, LAPSE],
  ['a lapse of what somebody holds', held(), LAPSE],
  ['a retry of what does not wait', given(offering('ana')), RETRY],
  ['a retry of what somebody holds', held(), RETRY],
  ['a resumption of what was not put off', given(wait()), the.RESUME],
  ['a resumption of what somebody holds', held(), the.RESUME],
])('%s changes nothing: the timer is of another time', (_, ticket, command) =>
  expect(decide(ticket, command, at(9))).toEqual([]),
);

describe('what is against the rules', () => {
  const offered = given(offering('ana'));
  const active = held();
  const closed = given(offering('ana'), accept('ana'), close('ana'));
  const number = { number: 7 };
  const heldFacts = { number: 7, agentId: 'ana', at: at(10).toISOString() };
  const asked = { number: 7, agentId: 'ana', at: at(0).toISOString() };
  const late = { number: 7, at: at(60).toISOString() };
  const put = the.schedule(at(7200));

  test.each<[string, Ticket, TicketCommand, number, string, object]>([
    ['accepting exactly at answerBy', offered, accept('ana'), 60, 'rule.tooLate', late],
    ['refusing exactly at answerBy', offered, refuse('ana'), 60, 'rule.tooLate', late],
    ['accepting what was offered to another', offered, accept('bia'), 1, 'rule.notOffered', number],
    ['refusing what was offered to another', offered, refuse('bia'), 1, 'rule.notOffered', number],
    ['accepting what is not offered', NEW, accept('ana'), 1, 'rule.notOffered', number],
    ['accepting what is put off', given(put), accept('ana'), 1, 'rule.notOffered', number],
    ['accepting what another holds', active, accept('bia'), 20, 'rule.heldBy', heldFacts],
    ['accepting twice', active, accept('ana'), 20, 'rule.heldBy', heldFacts],
    ['offering what somebody holds', active, offering('bia'), 20, 'rule.heldBy', heldFacts],
    ['letting wait what somebody holds', active, wait(), 20, 'rule.heldBy', heldFacts],
    ['putting off what somebody holds', active, put, 20, 'rule.heldBy', heldFacts],
    ['leaving what somebody holds', active, LEAVE, 20, 'rule.heldBy', heldFacts],
    ['offering what is offered', offered, offering('bia'), 20, 'rule.offeredTo', asked],
    ['letting wait what is offered', offered, wait(), 20, 'rule.offeredTo', asked],
    ['putting off what is offered', offered, put, 20, 'rule.offeredTo', asked],
    ['closing what another holds', active, close('bia'), 20, 'rule.notYours', number],
    ['closing what is only offered', offered, close('ana'), 20, 'rule.notYours', number],
    ['closing twice', closed, close('ana'), 30, 'rule.alreadyClosed', number],
    ['offering what is closed', closed, offering('bia'), 30, 'rule.alreadyClosed', number],
    ['retrying what is closed', closed, RETRY, 30, 'rule.alreadyClosed', number],
    ['noting on what is closed', closed, NOTE, 30, 'rule.alreadyClosed', number],
    ['leaving what is closed', closed, LEAVE, 30, 'rule.alreadyClosed', number],
  ])('%s', (_, ticket, command, ...[seconds, rule, facts]) => {
    expect(broken(ticket, command, seconds)).toMatchObject({ rule, facts });
  });

  test('a moment before answerBy is not too late', () => {
    expect(decide(offered, accept('ana'), at(59.999))).toMatchObject([{ type: 'accepted', agentId: 'ana' }]);
  });
});

test('the protocol is the local date and the number, of at least four digits', () => {
  expect(protocolOf('2026-11-23', 7)).toBe('20261123-0007');
  expect(protocolOf('2026-11-23', 12345)).toBe('20261123-12345');
});
