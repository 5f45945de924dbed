import { deskSchema } from '../../routing/desk-definition.js';
import type { DeskCommand } from '../../routing/commands.js';
import { obey, openTicket, type Desk, type TicketDraft } from '../../routing/desk.js';
import { reconsiderCallbacks, runTimers } from '../../routing/timers.js';
import type { Ticket, TicketEvent } from '../../routing/ticket.js';
import { InMemoryRouting } from '../../store/in-memory.js';
import { openTexts } from '../../texts/texts.js';

const person = (id: string, level = 'technician', more: object = {}) => ({
  ...{ id, name: id, level, departments: ['a'], skills: [], languages: ['pt-BR'], capacity: 1 },
  ...{ shifts: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }], ...more },
});
const deskOf = (...agents: ReturnType<typeof person>[]): Desk => ({
  definition: deskSchema.parse({
    ...{ name: 'desk', timeZone: 'America/Sao_Paulo', agents },
    departments: ['a', 'b'].map((id) => ({ id, name: id.toUpperCase() })),
  }),
  texts: openTexts(),
});

const at = (day: number, time: string) => new Date(`2026-11-${day}T${time}-03:00`);

/** A desk with everybody there, and its decisions in short. */
function openDesk(desk: Desk) {
  const said: string[] = [];
  const line = (ticket: Ticket, event: TicketEvent): string | undefined => {
    if (event.type === 'offered') return `${ticket.id} ${event.offer.agentId} ${event.offer.rule}`;
    if (event.type === 'transfer-offered') return `${ticket.id} to ${event.handover.offer.agentId}`;
    return ['waiting', 'scheduled', 'resumed', 'transfer-failed'].includes(event.type)
      ? `${ticket.id} ${event.type}`
      : undefined;
  };
  const store = new InMemoryRouting({
    available: desk.definition.agents.map(({ id }) => id),
    onKept: (ticket, events) => said.push(...events.flatMap((event) => line(ticket, event) ?? [])),
  });
  const last = () => said.splice(0);
  const agentNamed = (id: string) => {
    const agent = desk.definition.agents.find((one) => one.id === id);
    if (!agent) throw new Error(`no ${id}`);
    return agent;
  };
  return {
    store,
    /** What was decided since one asked last. */
    last,
    opens: (id: string, now: Date, more: Partial<TicketDraft> = {}) =>
      openTicket(
        store,
        desk,
        {
          ...{ id, conversationId: `web:${id}`, customerId: id, department: 'a', skills: [] },
          ...{ urgency: 'normal', level: 'technician', problem: '', reasons: [] },
          brief: { said: ['oi'], tried: [], lastWords: 'oi', channel: 'web', previous: [] },
          ...more,
        },
        now,
      ),
    does: (id: string, command: DeskCommand, now: Date) =>
      obey(store, desk, { agent: agentNamed(id), command }, now),
    timers: (now: Date) => runTimers(store, desk, now),
    /** What the first tick after a start does. */
    starts: async (now: Date) => {
      await reconsiderCallbacks(store, desk, now);
      await runTimers(store, desk, now);
    },
  };
}

test('a ticket put off starts at its first rung when the desk opens, also after a night with the program stopped', async () => {
  const desk = openDesk(deskOf(person('t'), person('e', 'specialist')));
  await desk.opens('x1', at(23, '17:50:00'));
  await desk.does('t', { type: 'accept', ticketId: 'x1' }, at(23, '17:50:10'));
  await desk.does('t', { type: 'say', ticketId: 'x1', text: 'oi' }, at(23, '17:50:20'));
  await desk.opens('x2', at(23, '17:58:00'));
  await desk.timers(at(23, '18:00:00'));
  expect(desk.last()).toEqual(['x1 t skill', 'x2 waiting', 'x2 scheduled']);
  await desk.does('t', { type: 'say', ticketId: 'x1', text: 'até amanhã' }, at(24, '07:59:00'));
  await desk.starts(at(24, '08:00:05'));
  expect(desk.last()).toEqual(['x2 resumed', 'x2 waiting']);
  await desk.timers(at(24, '08:05:05'));
  expect(desk.last()).toEqual(['x2 e specialist']);
});

test('when the desk opens urgent ones are served first, however late they came', async () => {
  const desk = openDesk(deskOf(person('t')));
  await desk.opens('n1', at(23, '19:00:00'));
  await desk.opens('u2', at(23, '19:01:00'), { urgency: 'urgent' });
  desk.last();
  await desk.starts(at(24, '08:00:05'));
  expect(desk.last()).toEqual(['n1 resumed', 'u2 resumed', 'u2 t skill', 'n1 waiting']);
});

test('a department is not asked through somebody who has refused the ticket already', async () => {
  const desk = openDesk(deskOf(person('ana'), person('bia')));
  const now = at(23, '10:00:00');
  const passOn = { type: 'transfer', ticketId: 'x', department: 'a', note: 'n' } as const;
  await desk.opens('x', now);
  await desk.does('ana', { type: 'refuse', ticketId: 'x' }, now);
  await desk.does('bia', { type: 'accept', ticketId: 'x' }, now);
  await desk.does('bia', passOn, now);
  expect(desk.last()).toEqual(['x ana skill', 'x bia skill', 'x transfer-failed']);
});

test('nor through somebody who has refused to take it over', async () => {
  const desk = openDesk(deskOf(person('ana'), person('bia')));
  const now = at(23, '10:00:00');
  const passOn = { type: 'transfer', ticketId: 'x', department: 'a', note: 'n' } as const;
  await desk.opens('x', now);
  await desk.does('ana', { type: 'accept', ticketId: 'x' }, now);
  await desk.does('ana', passOn, now);
  await desk.does('bia', { type: 'refuse', ticketId: 'x' }, now);
  await desk.does('ana', passOn, now);
  expect(desk.last()).toEqual(['x ana skill', 'x to bia', 'x transfer-failed']);
});

test('a wait counts for the department that ended it, and without the hours in which nobody was there', async () => {
  const desk = openDesk(deskOf(person('ana'), person('bia', 'technician', { departments: ['b'] })));
  await desk.opens('x', at(23, '20:00:00'));
  await desk.timers(at(24, '08:00:00'));
  await desk.does('ana', { type: 'accept', ticketId: 'x' }, at(24, '08:00:40'));
  await desk.does('ana', { type: 'transfer', ticketId: 'x', department: 'b', note: 'n' }, at(24, '08:01:00'));
  await desk.does('bia', { type: 'accept', ticketId: 'x' }, at(24, '08:01:10'));
  expect((await desk.store.ticket('x'))?.department).toBe('b');
  expect(await desk.store.recentWaits('a', 20)).toEqual([40]);
  expect(await desk.store.recentWaits('b', 20)).toEqual([]);
});
