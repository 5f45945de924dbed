import { addressKey } from '../channels/channel.js';
import type { ConsoleDesk, DeskChange } from '../channels/console/ports.js';
import { agentNamed, departmentName, languageOfAgent } from '../routing/desk-definition.js';
import { isAvailable } from '../routing/presence.js';
import type { Desk } from '../routing/telling.js';
import { agentOf, openOffer, type Ticket } from '../routing/ticket.js';
import { maySee } from '../routing/visibility.js';
import type { Connection } from './connection.js';
import { board, NOTHING } from './console-board.js';
import { readerOf } from './console-reader.js';
import { earlierOf, findTickets } from './console-search.js';
import { detail } from './console-views.js';
import type { DeskCommit, Store } from './open-store.js';
import { ticketOf } from './rows.js';

export interface ConsoleDeskDeps {
  readonly db: Connection;
  readonly store: Pick<Store, 'onDeskChanged'>;
  readonly desk: () => Desk;
  readonly now: () => Date;
}

/** What the console shows of the desk, each for one viewer and in their language. */
export async function consoleDesk(deps: ConsoleDeskDeps): Promise<ConsoleDesk> {
  const { db, desk, now } = deps;
  const open = await openTickets(db);
  const viewer = (agentId: string) => agentNamed(desk().definition, agentId);
  const readerNamed = (agentId: string) => {
    const agent = viewer(agentId);
    return agent && readerOf(desk(), agent);
  };
  return {
    agent: async (agentId) => {
      const agent = viewer(agentId);
      if (!agent) return undefined;
      const [presence] = await db.all<{ available: boolean | number }>(
        'select available from presence where agent_id = ?',
        [agentId],
      );
      return {
        id: agent.id,
        name: agent.name,
        level: agent.level,
        admin: agent.admin,
        departments: agent.departments.map((one) => departmentName(desk().definition, one)),
        language: languageOfAgent(desk().definition, agent),
        available: isAvailable(presence && Boolean(presence.available)),
      };
    },
    board: async (agentId) => {
      const reader = readerNamed(agentId);
      return reader ? board(db, reader, now()) : NOTHING;
    },
    ticket: async (agentId, ticketId) => {
      const reader = readerNamed(agentId);
      const [row] = await db.all<{ body: string }>('select body from ticket where id = ?', [ticketId]);
      const ticket = row && ticketOf(row.body);
      if (!reader || !ticket || !maySee(reader.agent, ticket)) return undefined;
      return { ...(await detail(db, reader, ticket)), earlier: await earlierOf(db, reader, ticket) };
    },
    search: async (agentId, words) => {
      const reader = readerNamed(agentId);
      return reader ? findTickets(db, reader, words, now()) : { tickets: [], more: false };
    },
    onChanged: (listener) =>
      deps.store.onDeskChanged((commit) => {
        for (const one of changesOf(open, desk, commit)) listener(one);
      }),
  };
}

/** The open tickets by conversation, so that a commit need not be looked up to know whom it concerns. */
type Open = Map<string, Ticket>;

async function openTickets(db: Connection): Promise<Open> {
  const rows = await db.all<{ body: string }>(`select body from ticket where status <> 'closed'`);
  return new Map(rows.map(({ body }) => ticketOf(body)).map((ticket) => [ticket.conversationId, ticket]));
}

/** The tickets touched by a commit, changed, written to or with a message of ours that has come further; and, for everybody, that the team's state has changed. */
function changesOf(open: Open, desk: () => Desk, commit: DeskCommit): DeskChange[] {
  const { tickets, entries, presence, marked } = commit;
  const touched = new Map<string, DeskChange>();
  let moved = presence;
  const sees = (agentId: string, ticket: Ticket | undefined) => {
    const agent = agentNamed(desk().definition, agentId);
    return agent !== undefined && ticket !== undefined && maySee(agent, ticket);
  };
  for (const ticket of new Map(tickets.map((one) => [one.id, one])).values()) {
    const kept = open.get(ticket.conversationId);
    const before = kept?.id === ticket.id ? kept : undefined;
    moved ||= loadedBy(before).join() !== loadedBy(ticket).join();
    touched.set(ticket.id, {
      ticketId: ticket.id,
      // Who sees it no longer must hear that, too.
      visibleTo: (agentId) => sees(agentId, ticket) || sees(agentId, before),
      ...newOffer(before, ticket),
    });
    if (ticket.status !== 'closed') open.set(ticket.conversationId, ticket);
    else if (before) open.delete(ticket.conversationId);
  }
  for (const id of [...entries.map(({ conversation }) => addressKey(conversation)), ...marked]) {
    const ticket = open.get(id);
    if (ticket && !touched.has(ticket.id))
      touched.set(ticket.id, { ticketId: ticket.id, visibleTo: (agentId) => sees(agentId, ticket) });
  }
  const changes = [...touched.values()];
  return moved ? [...changes, { visibleTo: () => true }] : changes;
}

/** On whose load a ticket counts. */
const loadedBy = (ticket: Ticket | undefined): readonly (string | undefined)[] =>
  ticket && ticket.status !== 'closed' ? [agentOf(ticket), openOffer(ticket)?.agentId] : [];

/** Whom the ticket is offered or passed to, unless they know that already. */
function newOffer(before: Ticket | undefined, after: Ticket): Pick<DeskChange, 'offeredTo'> {
  const [was, is] = [before && openOffer(before), openOffer(after)];
  const isNew = is && (is.agentId !== was?.agentId || is.offeredAt.getTime() !== was.offeredAt.getTime());
  return isNew ? { offeredTo: is.agentId } : {};
}
