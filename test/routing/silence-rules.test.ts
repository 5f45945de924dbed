import { addToBrief, heardAgent, heardCustomer, setBack, toldCustomer } from '../../routing/evolve.js';
import { dueAt, type ActiveTicket, type Ticket, type TicketCommand } from '../../routing/ticket.js';
import * as the from './tickets.js';
import { after, at, broken, decided, given, handing, held, NEW, offering, TOLD, wait } from './tickets.js';

const { ABANDON, accept, ask, close, LAPSE, offer, reproach, REQUEUE, SAME_DAY, schedule } = the;
const owing = (more: Partial<ActiveTicket> = {}) =>
  held({ owedSince: at(20), silentAt: at(80), reproaches: 0, ...more });
const idle = (more: Partial<ActiveTicket> = {}) => held({ idleAt: at(1800), ...more });

describe('an agent who owes an answer', () => {
  test('is reproached once more each time, and keeps the ticket', () => {
    const once = after(owing(), reproach(at(140)), 80);
    expect(decided(owing(), reproach(at(140)), 80)).toEqual([
      { type: 'reproached', agentId: 'ana', times: 1, next: at(140) },
    ]);
    expect(once).toEqual({ ...owing(), reproaches: 1, silentAt: at(140) });
    expect(decided(once, reproach(at(200)), 140)).toMatchObject([{ times: 2 }]);
    expect(decided(held({ owedSince: at(20) }), reproach(at(140)), 80)).toMatchObject([{ times: 1 }]);
  });

  test('loses the ticket to a search from the level’s rung without them', () => {
    const before = owing({ ladder: { rung: 'supervisor', enteredAt: at(0) }, involved: ['ana'] });
    expect(decided(before, REQUEUE, 200)).toEqual([{ type: 'requeued', agentId: 'ana', since: at(200) }]);
    expect(after(before, REQUEUE, 200)).toEqual({
      ...{
        ...NEW,
        passedOver: ['ana'],
        involved: ['ana'],
        servedAt: at(10),
        servedIn: 'support',
        since: at(200),
      },
    });
  });

  test('loses the same-day reason with it if it was theirs', () => {
    const { sameDay } = after(owing({ sameDay: SAME_DAY }), REQUEUE, 200);
    expect(sameDay).toEqual({ ...SAME_DAY, code: 'same-day.refused' });
    expect(after(owing({ sameDay: SAME_DAY, agentId: 'bia' }), REQUEUE, 200).sameDay).toEqual(SAME_DAY);
  });

  test('is passed over beside those who were before', () => {
    expect(after(owing({ passedOver: ['bia'] }), REQUEUE, 200).passedOver).toEqual(['bia', 'ana']);
  });

  test('has served the customer: a second acceptance does not make the wait longer', () => {
    const again = after(
      after(after(owing(), REQUEUE, 200), offering('bia', { answerBy: at(260) }), 200),
      accept('bia'),
      210,
    );
    expect(again).toMatchObject({ servedAt: at(10), agentId: 'bia', acceptedAt: at(210) });
  });

  test.each<[string, TicketCommand]>([
    ['asked whether they are there', ask(at(99))],
    ['closed upon', ABANDON],
  ])('has a customer who waits and is not %s', (_, command) =>
    expect(decided(owing({ idleAt: at(50), asked: true }), command, 60)).toEqual([]),
  );
});

describe('a customer who owes an answer', () => {
  test('is asked once', () => {
    expect(decided(idle(), ask(at(3600)), 1800)).toEqual([{ type: 'asked', next: at(3600) }]);
    expect(after(idle(), ask(at(3600)), 1800)).toEqual({ ...idle(), asked: true, idleAt: at(3600) });
  });

  test('loses the ticket as abandoned, whose holder is known', () => {
    const resolution = { outcome: 'abandoned' };
    expect(decided(idle({ asked: true }), ABANDON, 3600)).toEqual([
      { type: 'closed', agentId: 'ana', closedAt: at(3600), resolution },
    ]);
    expect(after(idle(), ABANDON, 3600)).toMatchObject({ status: 'closed', agentId: 'ana', resolution });
  });

  test.each<[string, TicketCommand]>([
    ['reproached', reproach(at(99))],
    ['relieved of the ticket', REQUEUE],
  ])('has an agent who is not %s', (_, command) => expect(decided(idle(), command, 60)).toEqual([]));
});

test.each<[string, Ticket]>([
  ['waits', given(wait())],
  ['is offered', given(offering('ana'))],
  ['is put off', given(schedule(at(7200)))],
])('nobody is pressed while a ticket %s', (_, ticket) => {
  for (const command of [reproach(at(99)), REQUEUE, ask(at(99)), ABANDON])
    expect(decided(ticket, command, 60)).toEqual([]);
});

test('nobody is pressed once it is closed', () => {
  const closed = given(offering('ana'), accept('ana'), close('ana'));
  for (const command of [reproach(at(99)), REQUEUE, ask(at(99)), ABANDON])
    expect(broken(closed, command, 60)?.rule).toBe('rule.alreadyClosed');
});

describe('what is said', () => {
  test('by the customer makes the agent owe an answer from the first word on', () => {
    const first = heardCustomer(idle({ asked: true, reproaches: 2 }), at(20), at(80));
    expect(first).toEqual(owing());
    expect(heardCustomer(first, at(40), at(100))).toEqual(first);
    const pressed = owing({ reproaches: 2, silentAt: at(200) });
    expect(heardCustomer(pressed, at(150), at(210))).toEqual(pressed);
  });

  test('by the agent settles it, and makes it the customer’s turn', () => {
    expect(heardAgent(owing({ reproaches: 1 }), at(1800))).toEqual(idle());
    expect(heardAgent(idle({ asked: true }), at(3600))).toEqual(idle({ idleAt: at(3600) }));
  });

  test('leaves what is being passed on as it is', () => {
    const passing = after(held(), handing('bia'), 20) as ActiveTicket;
    expect(heardCustomer(passing, at(20), at(80)).handover).toEqual(passing.handover);
    expect(heardAgent(passing, at(80)).handover).toEqual(passing.handover);
  });

  test('to a waiting customer is remembered through all that happens until they have a person', () => {
    const told = toldCustomer(NEW, TOLD);
    const steps = [wait(), offering('ana'), LAPSE, schedule(at(7200)), the.RESUME];
    expect(the.from(told, ...steps).told).toEqual(TOLD);
    expect(the.from(told, ...steps, offering('bia')).told).toEqual(TOLD);
    expect(the.from(told, offering('bia'), accept('bia'))).not.toHaveProperty('told');
  });

  test('by a customer who waits joins the brief, unless it says nothing', () => {
    const one = addToBrief(NEW, 'e o modem pisca');
    const brief = {
      ...NEW.brief,
      said: ['caiu', 'e o modem pisca'],
      lastWords: 'e o modem pisca',
      facts: [],
    };
    expect(one).toEqual({ ...NEW, brief });
    const two = addToBrief(addToBrief(one, 'alô?'), 'tem alguém?');
    expect([two.brief.said, two.brief.lastWords]).toEqual([brief.said, 'tem alguém?']);
    const many = Array.from({ length: 40 }, (_, i) => `a luz ${i} do modem ficou apagada o dia todo`);
    const full = many.reduce((now, words) => addToBrief(now, words), NEW).brief;
    expect([...full.said, full.lastWords].join(' · ').length).toBeLessThanOrEqual(606);
    expect(full.said.at(-1)).toBe(many.at(-1));
  });
});

const early = { ...TOLD, remindAt: at(30) };
const late = { ...TOLD, remindAt: at(9000) };
const hold = { retryAt: at(120), escalateAt: at(300) };
const passing = (more: Partial<ActiveTicket> = {}) => after(held(more), handing('bia'), 20);

test.each<[string, Ticket, Date | undefined]>([
  ['nobody was told of', NEW, undefined],
  ['waits for nothing but room', given(wait()), undefined],
  ['waits to escalate', given(wait({ escalateAt: at(300) })), at(300)],
  ['waits to try again', given(wait({ retryAt: at(120) })), at(120)],
  ['waits for several things', given(wait(hold)), at(120)],
  ['waits and is to be reminded first', { ...given(wait(hold)), told: early }, at(30)],
  ['waits and is to be reminded later', { ...given(wait(hold)), told: late }, at(120)],
  ['is offered', given(offering('ana')), at(60)],
  ['is offered and is to be reminded first', { ...given(offering('ana')), told: early }, at(30)],
  ['is offered and is to be reminded later', { ...given(offering('ana')), told: late }, at(60)],
  ['is put off, whatever was told', { ...given(schedule(at(7200))), told: early }, at(7200)],
  ['is held and owes nothing', held(), undefined],
  ['is held by an agent who owes an answer', owing(), at(80)],
  ['is held for a customer who owes one', idle(), at(1800)],
  ['is held in both ways', owing({ idleAt: at(70) }), at(70)],
  ['is being passed on: its holder is not pressed', passing({ silentAt: at(30) }), at(90)],
  ['is closed', given(offering('ana'), accept('ana'), close('ana')), undefined],
  ['is closed, whatever was told', { ...given(the.LEAVE), told: early }, undefined],
])('when time changes a ticket that %s', (_, ticket, due) => expect(dueAt(ticket)).toEqual(due));

describe('when the clock has gone back', () => {
  const ladder = { rung: 'skill', enteredAt: at(1) } as const;

  test.each<[string, Ticket, object]>([
    [
      'waits',
      { ...given(wait({ ladder, ...hold })), told: TOLD },
      {
        ...{ retryAt: at(20), escalateAt: at(200), ladder: { ...ladder, enteredAt: at(-99) } },
        told: { ...TOLD, remindAt: at(-40) },
      },
    ],
    ['is offered', given(offering('ana')), { offer: offer('ana', { answerBy: at(-40) }) }],
    ['is put off', given(schedule(at(7200))), {}],
    ['is held', owing({ idleAt: at(1800) }), { silentAt: at(-20), idleAt: at(1700) }],
    [
      'is being passed on',
      passing(),
      { handover: the.handover('bia', { offer: { ...the.handover('bia').offer, answerBy: at(-10) } }) },
    ],
  ])('every timer of a ticket that %s goes along, and nothing else', (_, ticket, moved) => {
    const untouched = structuredClone(ticket);
    expect(setBack(ticket, 100_000)).toEqual({ ...ticket, ...moved });
    expect(setBack(setBack(ticket, 100_000), -100_000)).toEqual(ticket);
    expect(ticket).toEqual(untouched);
  });
});
