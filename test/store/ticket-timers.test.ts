import { heardCustomer, toldCustomer } from '../../routing/evolve.js';
import type { ActiveTicket, Ticket } from '../../routing/ticket.js';
import { NOW, openKept, type KeptWorld } from './kept.js';
import { at, handing, offering, RESOLUTION, ticketNumbered, ticketsOf } from './kept-tickets.js';

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
});
afterEach(() => world.gone());

const { inTx, opens, doing, held } = ticketsOf(() => world);
const saves = (ticket: Ticket) => inTx((tx) => tx.saveTicket(ticket, [], NOW));
const numbers = (tickets: readonly Ticket[]) => tickets.map(({ number }) => number);
const puts = (ticket: Ticket, callbackAt: Date) =>
  doing(ticket, { type: 'schedule', reasons: [], callbackAt });
const loads = async () =>
  [...(await inTx((tx) => tx.loads(at('00:00:00'))))].map(([id, { open }]) => [id, open]);
const ofAgent = async (agentId: string) => numbers(await inTx((tx) => tx.ticketsOfAgent(agentId)));

describe('a ticket being passed on', () => {
  test('counts in the loads of its holder and of whoever is asked, until they answer', async () => {
    const passing = await doing(await held(1, 'ana'), handing('bia'));
    expect((await loads()).sort()).toEqual([
      ['ana', 1],
      ['bia', 1],
    ]);
    const kept = await doing(passing, { type: 'refuse', agentId: 'bia' });
    expect(await loads()).toEqual([['ana', 1]]);
    await doing(await doing(kept, handing('bia')), { type: 'accept', agentId: 'bia' });
    expect(await loads()).toEqual([['bia', 1]]);
  });

  test('is asked about beside what the other holds and is offered', async () => {
    await doing(await held(1, 'ana'), handing('bia'));
    await held(2, 'bia');
    await doing(await opens(3), offering('bia'));
    expect(Object.fromEntries(await loads())).toEqual({ ana: 1, bia: 3 });
    expect(await ofAgent('bia')).toEqual([1, 2, 3]);
    expect(await ofAgent('ana')).toEqual([1]);
  });

  test('is no more the other’s once it is refused, lapsed or closed', async () => {
    const [one, two] = [await held(1, 'ana'), await held(2, 'ana')];
    await doing(await doing(one, handing('bia')), { type: 'lapse' });
    await doing(await doing(two, handing('bia')), { type: 'close', agentId: 'ana', resolution: RESOLUTION });
    expect([await ofAgent('bia'), await ofAgent('ana')]).toEqual([[], [1]]);
    expect(await loads()).toEqual([['ana', 1]]);
  });

  test('is found in its new department once it is accepted', async () => {
    const passing = await doing(await held(1, 'ana'), handing('bia', { department: 'sales' }));
    const department = async () => {
      const rows = await world.db.reader.all<{ department: string }>('select department from ticket');
      return rows.map((row) => row.department);
    };
    expect(await department()).toEqual(['support']);
    await doing(passing, { type: 'accept', agentId: 'bia' });
    expect(await department()).toEqual(['sales']);
  });
});

test('what an agent has does not include what waits, is put off or is closed, nor what is another’s', async () => {
  await opens(1, { involved: ['ana'] });
  await puts(await opens(2), at('20:00:00'));
  await doing(await held(3, 'ana'), { type: 'close', agentId: 'ana', resolution: RESOLUTION });
  await held(4, 'bia');
  expect(await ofAgent('ana')).toEqual([]);
});

describe('timers', () => {
  const due = async (time: string) => numbers(await inTx((tx) => tx.dueTickets(at(time))));
  const all = async () => numbers(await inTx((tx) => tx.timedTickets()));

  async function several() {
    await doing(await opens(1), offering('ana', at('14:03:00')));
    await puts(await opens(2), at('14:01:00'));
    await opens(3, { escalateAt: at('14:02:00') });
    await doing(await held(4, 'ana'), handing('bia', { answerBy: at('14:01:00') }));
    const active = (await held(5, 'ana')) as ActiveTicket;
    await saves(heardCustomer(active, NOW, at('14:04:00')));
    await opens(6);
    await held(7, 'ana');
  }

  test('are due from their moment on, the earliest first, of equal ones by number', async () => {
    await several();
    expect(await due('14:00:59.999')).toEqual([]);
    expect(await due('14:01:00')).toEqual([2, 4]);
    expect(await due('14:10:00')).toEqual([2, 4, 3, 1, 5]);
  });

  test('are all found, by number, when the clock must be set right', async () => {
    await several();
    expect(await all()).toEqual([1, 2, 3, 4, 5]);
  });

  test('end with what they wait for', async () => {
    const offered = await doing(await opens(1), offering('ana', at('14:00:00')));
    const told = { toldAt: NOW, text: '', reminders: 0, remindAt: at('13:30:00') };
    const reminded = await saves(toldCustomer(offered, told));
    expect(await due('13:30:00')).toEqual([1]);
    await doing(reminded, { type: 'accept', agentId: 'ana' });
    expect([await due('23:59:59'), await all()]).toEqual([[], []]);
  });

  test('survive the next start', async () => {
    await several();
    world = await world.reopened();
    expect(await due('14:10:00')).toEqual([2, 4, 3, 1, 5]);
  });
});

test('what is put off is found oldest first, and no more once it is taken up again', async () => {
  await puts(await opens(1, { openedAt: at('12:30:00') }), at('20:00:00'));
  const second = await puts(await opens(2, { openedAt: at('12:00:00') }), at('21:00:00'));
  await opens(3);
  const found = async () => numbers(await inTx((tx) => tx.scheduledTickets()));
  expect(await found()).toEqual([2, 1]);
  await doing(second, { type: 'resume' }, at('21:00:00'));
  expect(await found()).toEqual([1]);
  expect(numbers(await inTx((tx) => tx.waitingTickets()))).toEqual([2, 3]);
});

describe('the last waits', () => {
  const waits = (department = 'support', limit = 20) => inTx((tx) => tx.recentWaits(department, limit));
  const served = (number: number, opened: string, accepted: string, department = 'support') =>
    held(number, `a${number}`, { openedAt: at(opened), department }, at(accepted));

  test('are in seconds, the customer served last first, of the department, as many as asked for', async () => {
    await served(1, '12:00:00', '13:00:30');
    await served(2, '12:59:00', '13:00:10');
    await served(3, '13:00:00', '13:00:20', 'sales');
    await served(4, '13:00:00', '13:00:05.500');
    await opens(5);
    expect(await waits()).toEqual([3630, 70, 5.5]);
    expect(await waits('support', 2)).toEqual([3630, 70]);
    expect(await waits('sales')).toEqual([20]);
    expect(await waits('nobody')).toEqual([]);
  });

  test('end with the first person, whatever becomes of the ticket afterwards', async () => {
    const active = (await served(1, '13:00:00', '13:00:40')) as ActiveTicket;
    const owed = await saves(heardCustomer(active, NOW, NOW));
    expect(await waits()).toEqual([40]);
    const requeued = await doing(owed, { type: 'requeue' }, at('13:10:00'));
    expect(await waits()).toEqual([40]);
    const again = await doing(requeued, offering('bia'));
    const second = await doing(again, { type: 'accept', agentId: 'bia' }, at('13:20:00'));
    await doing(second, { type: 'close', agentId: 'bia', resolution: RESOLUTION }, at('13:30:00'));
    expect(await waits()).toEqual([40]);
  });
});

describe('read after the next start', () => {
  const ladder = { rung: 'specialist', enteredAt: at('13:00:01') } as const;
  const told = { toldAt: at('13:00:02'), text: 'x', reminders: 1, remindAt: at('13:01:00'), position: 2 };
  const hold = { retryAt: at('13:02:00'), escalateAt: at('13:05:00') };
  const passing = async () => {
    const active = (await held(1, 'ana')) as ActiveTicket;
    const timed = {
      ...heardCustomer(active, at('13:00:03'), at('13:01:03')),
      idleAt: at('13:30:00'),
      asked: true,
    };
    return doing(await saves(timed), handing('bia'));
  };
  test.each<[string, () => Promise<Ticket>]>([
    ['one that waits', async () => saves({ ...(await opens(1, { ladder, told })), ...hold })],
    ['one that is offered', async () => doing(await opens(1, { ladder, told }), offering('ana'))],
    ['one that is put off', async () => puts(await opens(1, { told }), at('20:00:00'))],
    ['one that is being passed on', passing],
    [
      'one that was requeued',
      async () => {
        const active = (await held(1, 'ana')) as ActiveTicket;
        return doing(await saves(heardCustomer(active, NOW, NOW)), { type: 'requeue' }, at('13:03:00'));
      },
    ],
  ])('every date of %s is a date again', async (_, made) => {
    const kept = await made();
    world = await world.reopened();
    expect(await inTx((tx) => tx.ticket('t1'))).toStrictEqual({ ...kept });
  });
});

describe('a ticket as the first version kept it', () => {
  const { involved: _, sought: __, ...old } = ticketNumbered(1);
  const offer = { agentId: 'ana', rule: 'skill', reasons: [], offeredAt: NOW, answerBy: at('23:00:00') };
  const { since: ___, ...bare } = old;
  type Body = Readonly<Record<string, unknown>> & { readonly status: string };
  async function keptBefore(body: Body): Promise<Ticket | undefined> {
    await opens(1);
    await world.db.writer.all('update ticket set status = ?, body = ?', [body.status, JSON.stringify(body)]);
    return inTx((tx) => tx.ticket('t1'));
  }

  test.each<[string, Body, object]>([
    ['waiting', { ...old, retryAt: at('13:02:00') }, { sought: true, involved: [], retryAt: at('13:02:00') }],
    ['offered', { ...bare, status: 'offered', offer }, { involved: ['ana'] }],
    ['active', { ...bare, status: 'active', agentId: 'ana', acceptedAt: NOW }, { involved: ['ana'] }],
    [
      'closed',
      { ...bare, status: 'closed', agentId: 'ana', closedAt: NOW, resolution: RESOLUTION },
      { involved: ['ana'] },
    ],
    [
      'closed by nobody',
      { ...bare, status: 'closed', closedAt: NOW, resolution: { outcome: 'abandoned' } },
      { involved: [] },
    ],
  ])('is read: %s', async (_, body, more) => {
    expect(await keptBefore(body)).toStrictEqual({ ...body, ...more });
  });

  test('goes on from there', async () => {
    const waiting = await keptBefore({ ...old });
    if (!waiting) throw new Error('It is not there.');
    const offered = await doing(waiting, offering('ana'));
    const active = await doing(offered, { type: 'accept', agentId: 'ana' }, at('13:00:30'));
    expect(active).toMatchObject({ status: 'active', involved: ['ana'], servedAt: at('13:00:30') });
    expect(await ofAgent('ana')).toEqual([1]);
  });
});
