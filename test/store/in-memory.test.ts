import { ConcurrentChange } from '../../bot/store.js';
import { reason } from '../../routing/reason.js';
import type { Offer, Ticket, TicketEvent } from '../../routing/ticket.js';
import { InMemoryRouting } from '../../store/in-memory.js';

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const NOW = at('13:00');

type Some = Partial<Record<string, unknown>>;
const offerTo = (agentId: string, answerBy = at('23:00')): Offer => ({
  ...{ agentId, rule: 'skill', reasons: [], offeredAt: NOW, answerBy },
});
function ticketNumbered(number: number, more: Some = {}): Ticket {
  return {
    ...{
      id: `t${number}`,
      version: 0,
      number,
      protocol: `20261123-000${number}`,
      conversationId: `web:${number}`,
    },
    ...{ customerId: 'joana', department: 'suporte', skills: [], urgency: 'normal', level: 'technician' },
    ...{ problem: 'p', brief: { said: [], tried: [], lastWords: '', channel: 'web', previous: [] } },
    ...{ reasons: [], openedAt: NOW, sameDay: reason('same-day.none'), passedOver: [], involved: [] },
    ...{ status: 'waiting', since: NOW, sought: true, ...more },
  };
}
const offered = (agentId: string, answerBy?: Date) => ({
  status: 'offered',
  offer: offerTo(agentId, answerBy),
});
const active = (agentId: string, more: Some = {}) => ({
  status: 'active',
  agentId,
  acceptedAt: NOW,
  ...more,
});
const closed = (closedAt: Date, agentId?: string, solved = 'rebooted') => ({
  ...{ status: 'closed', closedAt, resolution: { outcome: 'resolved', told: 'x', solved } },
  ...(agentId && { agentId }),
});

let store: InMemoryRouting;
beforeEach(() => {
  store = new InMemoryRouting();
});
async function keeps(number: number, more: Some = {}): Promise<Ticket> {
  const ticket = ticketNumbered(number, more);
  await store.addTicket(ticketNumbered(number), NOW);
  return store.saveTicket({ ...ticket, version: 0 }, [], NOW);
}
const numbers = (tickets: readonly Ticket[]) => tickets.map(({ number }) => number);

test('a change is kept one version later; one computed from an older version is refused', async () => {
  const before = ticketNumbered(1);
  await store.addTicket(before, NOW);
  const after = await store.saveTicket({ ...before, passedOver: ['ana'] }, [], NOW);
  expect(after).toMatchObject({ version: 1, passedOver: ['ana'] });
  expect(await store.ticket('t1')).toEqual(after);
  await expect(store.saveTicket(before, [], NOW)).rejects.toThrow(ConcurrentChange);
  await expect(store.saveTicket(ticketNumbered(9), [], NOW)).rejects.toThrow(ConcurrentChange);
  expect(await store.ticket('t1')).toEqual(after);
});

test('tickets are numbered from one on', async () => {
  expect([await store.nextTicketNumber(), await store.nextTicketNumber()]).toEqual([1, 2]);
});

test('the listener hears of every ticket and every change, as kept', async () => {
  const heard: [number, number, string[]][] = [];
  const onKept = (ticket: Ticket, events: readonly TicketEvent[]) =>
    heard.push([ticket.number, ticket.version, events.map(({ type }) => type)]);
  store = new InMemoryRouting({ onKept });
  const ticket = ticketNumbered(1);
  await store.addTicket(ticket, NOW);
  await store.saveTicket(ticket, [{ type: 'retried' }], NOW);
  expect(heard).toEqual([
    [1, 0, []],
    [1, 1, ['retried']],
  ]);
});

test('who waits: the urgent ones first, then by age', async () => {
  await keeps(1, { openedAt: at('13:10') });
  await keeps(2, { openedAt: at('13:05') });
  await keeps(3, { openedAt: at('13:20'), urgency: 'urgent' });
  await keeps(4, { openedAt: at('13:05') });
  await keeps(5, offered('ana'));
  expect(numbers(await store.waitingTickets())).toEqual([3, 2, 4, 1]);
});

test('timers: those that are due, in their order; the earliest of all', async () => {
  expect(store.nextDue()).toBeUndefined();
  await keeps(1, offered('ana', at('13:05')));
  await keeps(2, { status: 'scheduled', callbackAt: at('13:02') });
  await keeps(3, { retryAt: at('13:09'), escalateAt: at('13:03') });
  await keeps(4, active('ana'));
  await keeps(5, closed(at('12:00'), 'ana'));
  expect(numbers(await store.dueTickets(at('13:01')))).toEqual([]);
  expect(numbers(await store.dueTickets(at('13:05')))).toEqual([2, 3, 1]);
  expect(numbers(await store.timedTickets())).toEqual([1, 2, 3]);
  expect(numbers(await store.scheduledTickets())).toEqual([2]);
  expect(store.nextDue()).toEqual(at('13:02'));
  expect(store.nextDue(at('13:03'))).toEqual(at('13:05'));
  expect(store.nextDue(at('13:05'))).toBeUndefined();
});

test('a ticket being passed on counts for its holder and for whoever is asked', async () => {
  const handover = { type: 'internal', note: 'n', by: 'ana', offer: offerTo('bia') };
  await keeps(1, active('ana', { handover }));
  await keeps(2, offered('bia'));
  await keeps(3, closed(at('12:00'), 'bia'));
  await keeps(4, closed(at('11:00'), 'bia'));
  await keeps(5, closed(at('09:00'), 'caio'));
  const loads = await store.loads(at('10:00'));
  expect(Object.fromEntries(loads)).toEqual({
    ana: { open: 1 },
    bia: { open: 2, lastClosedAt: at('12:00') },
  });
  expect(numbers(await store.ticketsOfAgent('bia'))).toEqual([1, 2]);
  expect(numbers(await store.ticketsOfAgent('ana'))).toEqual([1]);
});

test('the last waits of a department, newest first', async () => {
  const opened = { openedAt: at('12:00') };
  await keeps(1, { ...opened, ...active('ana'), servedIn: 'suporte', servedAt: at('12:01') });
  await keeps(2, { ...opened, ...closed(at('12:50'), 'ana'), servedIn: 'suporte', servedAt: at('12:02') });
  await keeps(3, {
    ...opened,
    ...active('vic'),
    servedIn: 'vendas',
    servedAt: at('12:03'),
    department: 'vendas',
  });
  await keeps(4, opened);
  await keeps(5, { ...opened, ...active('ana'), servedIn: 'suporte', servedAt: at('12:04') });
  expect(await store.recentWaits('suporte', 20)).toEqual([240, 120, 60]);
  expect(await store.recentWaits('suporte', 2)).toEqual([240, 120]);
});

test('what an agent finished last in a stretch of time, its end not included', async () => {
  await keeps(1, closed(at('12:00'), 'ana'));
  await keeps(2, closed(at('12:30'), 'bia'));
  await keeps(3, closed(at('12:40')));
  await keeps(4, closed(at('12:20'), 'caio'));
  await keeps(5, { ...closed(at('12:45'), 'caio'), customerId: 'pedro' });
  const finished = (from: string, to: string) => store.lastFinished('joana', at(from), at(to));
  expect(await finished('00:00', '23:00')).toEqual({ ticketId: 't2', agentId: 'bia', closedAt: at('12:30') });
  expect(await finished('12:00', '12:20')).toMatchObject({ ticketId: 't1' });
  expect(await finished('12:31', '23:00')).toBeUndefined();
});

test('the customer’s closed tickets, newest first; only what was solved is told', async () => {
  await keeps(1, closed(at('12:00'), 'ana', 'one'));
  await keeps(2, closed(at('12:30'), 'ana', 'two'));
  await keeps(3, { ...closed(at('12:40')), resolution: { outcome: 'abandoned' } });
  expect(await store.previousTickets('joana', 3)).toEqual([
    { protocol: '20261123-0002', solved: 'two' },
    { protocol: '20261123-0001', solved: 'one' },
  ]);
  expect(await store.previousTickets('joana', 1)).toEqual([]);
});

test('presence: what was said last; some may be there from the start', async () => {
  store = new InMemoryRouting({ available: ['ana', 'bia'] });
  await store.setPresence('bia', false);
  expect(Object.fromEntries(await store.presences())).toEqual({ ana: true, bia: false });
});

test('what the desk says is collected', async () => {
  await store.say({ conversationId: 'web:1', author: { kind: 'desk' }, text: 'Olá' });
  expect(store.said.map(({ text }) => text)).toEqual(['Olá']);
});
