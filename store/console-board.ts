import type { Board, TeamMember } from '../channels/console/api.js';
import { departmentName, type DeskDefinition } from '../routing/desk-definition.js';
import { localDay } from '../routing/hours.js';
import { teamNow } from '../routing/team.js';
import { openOffer, type Ticket } from '../routing/ticket.js';
import { maySee } from '../routing/visibility.js';
import type { Connection } from './connection.js';
import { lastFindings } from './console-events.js';
import type { Reader } from './console-reader.js';
import { summary } from './console-views.js';
import { ticketOf } from './rows.js';
import { TicketTx } from './ticket-tx.js';

export const NOTHING: Board = {
  ...{ mine: [], queue: [], others: [] },
  ...{ team: [], departments: [], problems: [] },
};

/** The lists of one reader. */
export async function board(db: Connection, reader: Reader, now: Date): Promise<Board> {
  const { definition } = reader.desk;
  const { agent } = reader;
  const today = localDay(now, definition.timeZone).begins.toISOString();
  const sql = `select body from ticket where status <> 'closed' or closed_at >= ? order by number`;
  const rows = await db.all<{ body: string }>(sql, [today]);
  const seen = rows.map(({ body }) => ticketOf(body)).filter((ticket) => maySee(agent, ticket));
  const findings = await lastFindings(db);
  const of = (...places: Place[]) =>
    places.flatMap((place) =>
      seen
        .filter((ticket) => placeOf(ticket, agent.id) === place)
        .map((ticket) => summary(reader, ticket, findings.get(ticket.id))),
    );
  return {
    mine: of('mine'),
    queue: of('for me', 'queue', 'scheduled'),
    others: of('others').reverse(),
    team: await teamOf(db, definition, now),
    departments: definition.departments.map(({ id, name }) => ({ id, name })),
    problems: reader.problems.map(({ id, title }) => ({ id, title })),
  };
}

type Place = 'for me' | 'mine' | 'queue' | 'scheduled' | 'others';

function placeOf(ticket: Ticket, id: string): Place {
  if (openOffer(ticket)?.agentId === id) return 'for me';
  switch (ticket.status) {
    case 'waiting':
    case 'offered':
      return 'queue';
    case 'scheduled':
      return 'scheduled';
    case 'active':
      return ticket.agentId === id ? 'mine' : 'others';
    case 'closed':
      return 'others';
  }
}

/** Everyone of the desk as they are now, in the order of the desk's file. */
async function teamOf(db: Connection, definition: DeskDefinition, now: Date): Promise<TeamMember[]> {
  const candidates = await teamNow(new TicketTx(db), definition, now).candidates();
  return candidates.map(({ agent, onShift, away, openTickets }) => ({
    ...{ id: agent.id, name: agent.name, level: agent.level, capacity: agent.capacity },
    departments: agent.departments.map((one) => departmentName(definition, one)),
    ...{ skills: agent.skills, onShift, available: !away, open: openTickets },
  }));
}
