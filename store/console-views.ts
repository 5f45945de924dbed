import type { Named, Passing, TicketDetail, TicketSummary } from '../channels/console/api.js';
import { shownPhone } from '../channels/console/phone.js';
import { departmentName } from '../routing/desk-definition.js';
import { briefLines } from '../routing/notices.js';
import type { Reason } from '../routing/reason.js';
import { customerLanguage, customerName, nameOf, type Desk } from '../routing/telling.js';
import {
  agentOf,
  openOffer,
  type ActiveTicket,
  type Handover,
  type Offer,
  type Ticket,
} from '../routing/ticket.js';
import type { Connection } from './connection.js';
import {
  acceptedOffer,
  eventsOf,
  eventView,
  lastFinding,
  reasonsFor,
  type DatedEvent,
} from './console-events.js';
import { actionsOf } from './console-may.js';
import type { Reader } from './console-reader.js';
import { cannedRepliesIn } from './console-replies.js';
import { transcriptOf } from './console-transcript.js';

/** A ticket in a list, for one reader. `finding` is why it waits, while it does. */
export function summary(reader: Reader, ticket: Ticket, finding?: readonly Reason[]): TicketSummary {
  const { desk } = reader;
  const { definition } = desk;
  const agentId = agentOf(ticket);
  const because = openOffer(ticket)?.reasons ?? finding;
  return {
    id: ticket.id,
    number: ticket.number,
    protocol: ticket.protocol,
    status: ticket.status,
    customer: customerName(desk, reader.agent, ticket),
    channel: ticket.brief.channel,
    department: departmentName(definition, ticket.department),
    problem: reader.problemTitle(ticket.problem),
    ...(ticket.kind && { kind: ticket.kind }),
    summary: ticket.brief.lastWords,
    urgency: ticket.urgency,
    openedAt: ticket.openedAt.toISOString(),
    ...(agentId !== undefined && { agent: personOf(desk, agentId, reader.language) }),
    ...(because && { chosenBecause: reasonsFor(reader)(because) }),
    ...standingOf(desk, ticket),
  };
}

const personOf = (desk: Desk, id: string, language?: Reader['language']): Named => ({
  id,
  name: nameOf(desk, id, language),
});

const iso = (key: string, at: Date | undefined) => at && { [key]: at.toISOString() };

function standingOf(desk: Desk, ticket: Ticket): Partial<TicketSummary> {
  switch (ticket.status) {
    case 'waiting': {
      const { since, retryAt, escalateAt } = ticket;
      return { ...iso('waitingSince', since), ...iso('retryAt', retryAt), ...iso('escalateAt', escalateAt) };
    }
    case 'offered':
      return { answerBy: ticket.offer.answerBy.toISOString(), rule: ticket.offer.rule };
    case 'scheduled':
      return { callbackAt: ticket.callbackAt.toISOString() };
    case 'active':
      return {
        ...(ticket.handover && { passing: passingOf(desk, ticket.handover) }),
        ...silenceOf(ticket),
      };
    case 'closed':
      return { closedAt: ticket.closedAt.toISOString(), outcome: ticket.resolution.outcome };
  }
}

const passingOf = (desk: Desk, { type, note, by, offer }: Handover): Passing => ({
  ...{ type, note },
  to: personOf(desk, offer.agentId),
  by: personOf(desk, by),
  answerBy: offer.answerBy.toISOString(),
});

const silenceOf = ({ owedSince, reproaches = 0, asked }: ActiveTicket): Partial<TicketSummary> => ({
  ...(owedSince && { silent: { since: owedSince.toISOString(), reproaches } }),
  ...(asked && { idle: true as const }),
});

/** Everything about one ticket, for one reader. */
export async function detail(
  db: Connection,
  reader: Reader,
  ticket: Ticket,
): Promise<Omit<TicketDetail, 'earlier'>> {
  const { desk, agent } = reader;
  const events = await eventsOf(db, ticket.id);
  const offer = offerThatCounts(ticket, events, agent.id);
  const isUnserved = ticket.status === 'waiting' || ticket.status === 'scheduled';
  const because = offer?.reasons ?? (isUnserved ? lastFinding(events) : undefined);
  // The brief speaks to its reader: why they were chosen, not why somebody else was.
  const ownOffer = offer?.agentId === agent.id ? offer : undefined;
  const closed =
    ticket.status === 'closed' && ticket.resolution.outcome === 'resolved' ? ticket.resolution : undefined;
  return {
    ...summary(reader, ticket),
    rule: offer?.rule,
    chosenBecause: because && reasonsFor(reader)(because),
    brief: briefLines(desk, reader.language, ticket, ownOffer),
    events: events.map((one) => eventView(reader, one)),
    transcript: await transcriptOf(db, ticket),
    ...(await phoneOf(db, ticket)),
    ...workOf(reader, ticket),
    ...(closed && { told: closed.told, solved: closed.solved }),
  };
}

async function phoneOf(db: Connection, { conversationId }: Ticket): Promise<Pick<TicketDetail, 'phone'>> {
  const sql = 'select phone from conversation where id = ?';
  const [row] = await db.all<{ phone: string | null }>(sql, [conversationId]);
  return row?.phone ? { phone: shownPhone(row.phone) } : {};
}

/** What the reader works with: what they may do, and what they need for it. */
function workOf({ desk, agent }: Reader, ticket: Ticket) {
  const { customerName: name, problem } = ticket;
  const may = actionsOf(agent, ticket);
  const replies = () => cannedRepliesIn(desk.definition, customerLanguage(desk, ticket));
  return {
    ...{ may, problemId: problem },
    ...(name !== undefined && { customerName: name }),
    cannedReplies: may.includes('reply') ? replies() : [],
  };
}

/** The offer the reader has to answer, else the one by which the ticket came to where it is. */
function offerThatCounts(ticket: Ticket, events: readonly DatedEvent[], readerId: string): Offer | undefined {
  const open = openOffer(ticket);
  switch (ticket.status) {
    case 'offered':
      return open;
    case 'active':
    case 'closed':
      return open?.agentId === readerId ? open : acceptedOffer(events);
    case 'waiting':
    case 'scheduled':
      return undefined;
  }
}
