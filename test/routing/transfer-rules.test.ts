import { reason } from '../../routing/reason.js';
import {
  agentOf,
  openOffer,
  type ActiveTicket,
  type Ticket,
  type TicketCommand,
} from '../../routing/ticket.js';
import { maySee, maySupervise } from '../../routing/visibility.js';
import { candidate } from './candidates.js';
import * as the from './tickets.js';
import {
  accept,
  after,
  at,
  broken,
  decided,
  given,
  handing,
  handover,
  held,
  LAPSE,
  offering,
} from './tickets.js';

const { close, COURSE, LEAVE, NEW, refuse, SAME_DAY, schedule, takeOver, wait, WITHDRAW } = the;
const asked = { number: 7, agentId: 'ana', at: at(10).toISOString() };
/** Ana's, on its way to bia. */
const passing = (more: Partial<ActiveTicket> = {}) => after(held(more), handing('bia'), 20) as ActiveTicket;
const owing = { owedSince: at(5), silentAt: at(65), reproaches: 1 };
const idle = { idleAt: at(1800), asked: true };

describe('passing a ticket on', () => {
  test('leaves it with its holder, and involves whoever is asked', () => {
    expect(decided(held(), handing('bia'), 20)).toEqual([
      { type: 'transfer-offered', handover: handover('bia') },
    ]);
    expect(passing()).toEqual({ ...held(), handover: handover('bia'), involved: ['ana', 'bia'] });
    expect([agentOf(passing()), openOffer(passing())?.agentId]).toEqual(['ana', 'bia']);
  });

  test('accepted gives it to the other, who has served the customer no earlier', () => {
    expect(decided(passing(), accept('bia'), 30)).toEqual([
      { type: 'accepted', agentId: 'bia', acceptedAt: at(30), from: 'ana' },
    ]);
    const passed = after(passing(), accept('bia'), 30);
    expect(passed).toEqual({ ...held(), involved: ['ana', 'bia'], agentId: 'bia', acceptedAt: at(30) });
    expect(passed).toMatchObject({ department: 'support', servedAt: at(10), passedOver: [] });
  });

  test('accepted in another department moves it there', () => {
    const sold = after(held(), handing('bia', { type: 'external', department: 'sales' }), 20);
    expect(sold.department).toBe('support');
    expect(decided(sold, accept('bia'), 30)).toMatchObject([{ from: 'ana', department: 'sales' }]);
    expect(after(sold, accept('bia'), 30)).toMatchObject({ department: 'sales', agentId: 'bia' });
    expect(after(sold, LAPSE, 90).department).toBe('support');
  });

  test('accepted starts the clock of the answer anew for the other when one is owed', () => {
    const passed = after(passing(owing), accept('bia', at(90)), 30);
    expect(passed).toMatchObject({ owedSince: at(30), silentAt: at(90) });
    expect(passed).not.toHaveProperty('reproaches');
  });

  test('accepted leaves a silent customer silent when none is owed', () => {
    expect(after(passing(idle), accept('bia'), 30)).toMatchObject(idle);
    expect(after(passing(idle), accept('bia', at(90)), 30)).not.toHaveProperty('idleAt');
  });

  test.each<[string, TicketCommand, object]>([
    ['refused', refuse('bia', 'almoço'), { type: 'transfer-refused', why: 'almoço' }],
    ['refused without a word', refuse('bia'), { type: 'transfer-refused' }],
    ['lapsed', LAPSE, { type: 'transfer-lapsed' }],
  ])('%s leaves its holder everything; who was asked is not asked again', (_, command, event) => {
    const before = passing({ ...owing, sameDay: SAME_DAY });
    expect(decided(before, command, 60)).toEqual([{ agentId: 'bia', rule: 'transfer', ...event }]);
    expect(after(before, command, 60)).toEqual({
      ...held({ ...owing, sameDay: SAME_DAY }),
      ...{ involved: ['ana', 'bia'], passedOver: ['bia'] },
    });
  });

  test('to the agent of the same day, who refuses, leaves that reason alone', () => {
    const before = after(held({ agentId: 'caio', sameDay: SAME_DAY }), handing('ana'), 20);
    expect(after(before, refuse('ana'), 30).sameDay).toEqual(SAME_DAY);
  });

  test('can be tried again with the same or another once it ended', () => {
    const free = after(passing(), LAPSE, 90);
    expect(decided(free, handing('bia'), 100)).toMatchObject([{ type: 'transfer-offered' }]);
    expect(after(free, handing('caio'), 100).involved).toEqual(['ana', 'bia', 'caio']);
  });

  test('to nobody, because none was found, is kept with its reasons and changes nothing', () => {
    const reasons = [reason('skill.none')];
    const command = { type: 'find-nobody', by: 'ana', department: 'support', note: 'x', reasons } as const;
    expect(decided(held(), command, 20)).toEqual([{ ...command, type: 'transfer-failed' }]);
    expect(after(held(), command, 20)).toEqual(held());
  });
});

describe('taking a ticket over', () => {
  test.each<[string, Ticket, object]>([
    ['that waits', given(wait()), {}],
    ['that is put off', given(schedule(at(7200))), {}],
    ['that is offered', given(offering('ana')), {}],
    ['that somebody holds', held(), { from: 'ana' }],
    ['that is being passed on', passing(), { from: 'ana' }],
    ['that is being passed to oneself', after(held(), handing('u'), 20), { from: 'ana' }],
  ])('%s is possible at once', (_, ticket, from) => {
    const { involved } = ticket;
    expect(decided(ticket, takeOver('u'), 30)).toEqual([
      { type: 'taken-over', agentId: 'u', acceptedAt: at(30), ...from },
    ]);
    const taken = after(ticket, takeOver('u', at(90)), 30);
    expect(taken).toEqual({
      ...{ ...COURSE, involved: [...involved.filter((id) => id !== 'u'), 'u'] },
      ...{
        status: 'active',
        agentId: 'u',
        acceptedAt: at(30),
        servedAt: ticket.servedAt ?? at(30),
        servedIn: 'support',
      },
      ...{ owedSince: at(30), silentAt: at(90) },
    });
  });

  test('blames nobody: neither who held it nor who was asked is passed over', () => {
    for (const ticket of [
      held({ sameDay: SAME_DAY }),
      after({ ...NEW, sameDay: SAME_DAY }, offering('ana'), 0),
    ])
      expect(after(ticket, takeOver('u'), 30)).toMatchObject({ sameDay: SAME_DAY, passedOver: [] });
  });

  test('ends what the customer was told while they waited', () => {
    expect(after({ ...NEW, told: the.TOLD }, takeOver('u'), 30)).not.toHaveProperty('told');
  });
});

describe('withdrawing', () => {
  test('an offer leaves the ticket to a search, and blames nobody', () => {
    const before = after({ ...NEW, sameDay: SAME_DAY }, offering('ana', { rule: 'same-day' }), 0);
    expect(decided(before, WITHDRAW, 20)).toEqual([{ type: 'withdrawn', agentId: 'ana', since: at(20) }]);
    expect(after(before, WITHDRAW, 20)).toEqual({
      ...{ ...NEW, sameDay: SAME_DAY, involved: ['ana'], since: at(20) },
    });
  });

  test.each<[string, Ticket]>([
    ['waits', given(wait())],
    ['is put off', given(schedule(at(7200)))],
    ['is held', held()],
    ['is being passed on', passing()],
  ])('what is not offered changes nothing: it %s', (_, ticket) =>
    expect(decided(ticket, WITHDRAW, 20)).toEqual([]),
  );
});

describe('what is against the rules of passing on', () => {
  const closed = given(offering('ana'), accept('ana'), close('ana'));
  const number = { number: 7 };
  const pending = { number: 7, agentId: 'bia', at: at(0).toISOString() };
  const none = { type: 'find-nobody', by: 'ana', department: 'support', note: 'x', reasons: [] } as const;

  test.each<[string, Ticket, TicketCommand, number, string, object]>([
    ['passing on what waits', NEW, handing('bia'), 20, 'rule.nobodyHolds', number],
    ['passing on what is offered', given(offering('ana')), handing('bia'), 5, 'rule.nobodyHolds', number],
    ['passing on what is put off', given(schedule(at(99))), handing('bia'), 5, 'rule.nobodyHolds', number],
    ['passing on what is closed', closed, handing('bia'), 30, 'rule.alreadyClosed', number],
    ['passing it to its holder', held(), handing('ana'), 20, 'rule.toHolder', asked],
    ['passing it on twice', passing(), handing('caio'), 30, 'rule.transferPending', pending],
    ['passing it on twice to the same', passing(), handing('bia'), 30, 'rule.transferPending', pending],
    ['accepting it exactly at answerBy', passing(), accept('bia'), 90, 'rule.tooLate', number],
    ['refusing it exactly at answerBy', passing(), refuse('bia'), 90, 'rule.tooLate', number],
    ['accepting what is passed to another', passing(), accept('caio'), 30, 'rule.heldBy', asked],
    ['its holder refusing it', passing(), refuse('ana'), 30, 'rule.heldBy', asked],
    ['the other closing it before they accepted', passing(), close('bia'), 30, 'rule.notYours', number],
    ['the customer leaving while it is passed on', passing(), LEAVE, 30, 'rule.heldBy', asked],
    ['offering it while it is passed on', passing(), offering('caio'), 30, 'rule.heldBy', asked],
    ['taking over one’s own', held(), takeOver('ana'), 30, 'rule.alreadyYours', number],
    ['taking over one’s own that is passed on', passing(), takeOver('ana'), 30, 'rule.alreadyYours', number],
    ['taking over what is closed', closed, takeOver('u'), 30, 'rule.alreadyClosed', number],
    ['withdrawing what is closed', closed, WITHDRAW, 30, 'rule.alreadyClosed', number],
    ['finding nobody for what is closed', closed, none, 30, 'rule.alreadyClosed', number],
  ])('%s', (_, ticket, command, ...[seconds, rule, facts]) => {
    expect(broken(ticket, command, seconds)).toMatchObject({ rule, facts });
  });

  test('a moment before answerBy the other is not too late', () =>
    expect(decided(passing(), accept('bia'), 89.999)).toMatchObject([{ type: 'accepted', from: 'ana' }]));
});

describe('who sees a ticket', () => {
  const of = (id: string, more = {}) => candidate(id, { departments: ['sales'], ...more }).agent;
  test.each<[string, ReturnType<typeof of>, boolean]>([
    ['somebody of its department', of('x', { departments: ['sales', 'support'] }), true],
    ['its holder, of another department', of('ana'), true],
    ['whoever it is passed to', of('bia'), true],
    ['an admin', of('x', { admin: true }), true],
    ['anybody else', of('x'), false],
    ['a supervisor of elsewhere', of('x', { level: 'supervisor' }), false],
  ])('%s: %#', (_, agent, sees) => expect(maySee(agent, passing())).toBe(sees));

  test('whoever it was ever offered, passed to or taken from goes on seeing it', () => {
    const moved = after(after(after(held(), handing('bia'), 20), LAPSE, 90), takeOver('u'), 100);
    for (const id of ['ana', 'bia', 'u']) expect(maySee(of(id), moved)).toBe(true);
  });

  test.each<[string, ReturnType<typeof of>, boolean]>([
    ['a supervisor of its department', of('x', { level: 'supervisor', departments: ['support'] }), true],
    ['a supervisor of elsewhere', of('x', { level: 'supervisor' }), false],
    ['a supervisor of elsewhere who is an admin', of('x', { level: 'supervisor', admin: true }), true],
    ['a specialist of its department', of('x', { level: 'specialist', departments: ['support'] }), false],
  ])('and who may take it over or reassign it: %s: %#', (_, agent, may) =>
    expect(maySupervise(agent, passing())).toBe(may),
  );
});
