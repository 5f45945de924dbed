import { ticker } from '../../bot/tick.js';
import { obey, openTicket, type Desk } from '../../routing/desk.js';
import { deskSchema } from '../../routing/desk-definition.js';
import type { Ticket } from '../../routing/ticket.js';
import { openKept, type KeptWorld } from '../store/kept.js';
import { openTexts } from '../../texts/texts.js';

const agent = (id: string) => ({
  ...{ id, name: id, level: 'technician', departments: ['a'], skills: [], languages: ['pt-BR'], capacity: 9 },
  shifts: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
});
const desk: Desk = {
  definition: deskSchema.parse({
    ...{ name: 'd', timeZone: 'America/Sao_Paulo', departments: [{ id: 'a', name: 'A' }] },
    agents: [agent('ana'), agent('bia')],
  }),
  texts: openTexts(),
};

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
});
afterEach(() => world.gone());

test('a ticket whose timer fails stops no other: the rest are offered to somebody else at their time', async () => {
  let now = new Date('2026-11-23T13:00:00Z');
  const opens = (id: string): Promise<Ticket> =>
    world.store.commit('command', (tx) =>
      openTicket(
        tx,
        desk,
        {
          ...{ id, conversationId: `web:${id}`, customerId: id, department: 'a', skills: [] },
          ...{ urgency: 'normal', level: 'technician', problem: '', reasons: [] },
          brief: { said: ['oi'], tried: [], lastWords: 'oi', channel: 'web', previous: [] },
        },
        now,
      ),
    );
  for (const one of desk.definition.agents)
    await world.store.commit('command', (tx) =>
      obey(tx, desk, { agent: one, command: { type: 'presence', available: true } }, now),
    );
  for (const id of ['first', 'broken', 'last']) await opens(id);
  const sql = `update ticket set body = json_set(body, '$.sameDay', null) where id = 'broken'`;
  await world.db.writer.all(sql);
  const bugs: string[] = [];
  const tick = ticker({
    ...{ store: world.store, desk: () => desk, now: () => now },
    onBug: (_, ticketId) => bugs.push(ticketId),
  });
  now = new Date(now.getTime() + 60_000);
  await tick();
  const statusOf = async (id: string) =>
    (
      await world.db.reader.all<{ type: string }>(
        `select type from ticket_event where ticket_id = ? and type in ('lapsed', 'offered') order by position`,
        [id],
      )
    ).map(({ type }) => type);
  expect(await statusOf('first')).toEqual(['offered', 'lapsed', 'offered']);
  expect(await statusOf('last')).toEqual(['offered', 'lapsed', 'offered']);
  expect(await statusOf('broken')).toEqual(['offered']);
  expect(bugs).toEqual(['', 'broken']);
});
