import type { TicketEventView } from '../channels/console/api.js';
import { departmentName } from '../routing/desk-definition.js';
import { reasonText, type Reason } from '../routing/reason.js';
import { nameOf } from '../routing/telling.js';
import type { Offer, Resolution } from '../routing/ticket.js';
import type { Connection } from './connection.js';
import type { Reader } from './console-reader.js';
import { eventOf } from './rows.js';
import type { KeptEvent } from './ticket-tx.js';

export interface DatedEvent {
  readonly at: string;
  readonly event: KeptEvent;
}

export async function eventsOf(db: Connection, ticketId: string): Promise<DatedEvent[]> {
  const sql = 'select at, body from ticket_event where ticket_id = ? order by position';
  const rows = await db.all<{ at: string; body: string }>(sql, [ticketId]);
  return rows.map(({ at, body }) => ({ at, event: eventOf<KeptEvent>(body) }));
}

/** What the desk last found about a ticket that nobody serves: why it waits or rests. */
export const lastFinding = (events: readonly DatedEvent[]): readonly Reason[] | undefined =>
  events.flatMap(({ event }) => (FINDINGS.includes(event.type) ? [reasonsOf(event)] : [])).at(-1);

/** The same of every ticket that waits or rests, by the ticket's id. */
export async function lastFindings(db: Connection): Promise<ReadonlyMap<string, readonly Reason[]>> {
  const rows = await db.all<{ ticket_id: string; body: string }>(
    `select ticket_id, body from ticket_event where position in (
       select max(e.position) from ticket_event e join ticket t on t.id = e.ticket_id
       where t.status in ('waiting', 'scheduled') and e.type in (${FINDINGS.map(() => '?').join(', ')})
       group by t.id)`,
    FINDINGS,
  );
  return new Map(rows.map(({ ticket_id, body }) => [ticket_id, reasonsOf(eventOf<KeptEvent>(body))]));
}

const FINDINGS = ['waiting', 'climbed', 'scheduled'];

/** The offer by which the holder got the ticket; undefined for one that was taken over. */
export function acceptedOffer(events: readonly DatedEvent[]): Offer | undefined {
  let open: Offer | undefined;
  let accepted: Offer | undefined;
  for (const { event } of events) {
    if (event.type === 'offered') open = event.offer;
    if (event.type === 'transfer-offered') open = event.handover.offer;
    if (event.type === 'accepted') accepted = open;
    if (event.type === 'taken-over') accepted = undefined;
  }
  return accepted;
}

/** Reasons as sentences for one reader. */
export function reasonsFor({ desk, language }: Reader) {
  return (reasons: readonly Reason[]) =>
    reasons.map((one) => ({ code: one.code, text: reasonText(desk, language, one) }));
}

/** A line of the history for one reader: names instead of ids, reasons as sentences. */
export function eventView(reader: Reader, { at, event }: DatedEvent): TicketEventView {
  const { definition } = reader.desk;
  const { agentId, from, by, department, problem, ...rest } = factsOf(event);
  const named = (key: string, id: string | undefined) =>
    id !== undefined && { [key]: nameOf(reader.desk, id, reader.language) };
  return {
    ...{ at, type: event.type, ...rest },
    ...named('agent', agentId),
    ...named('from', from),
    ...named('by', by),
    ...(department !== undefined && { department: departmentName(definition, department) }),
    ...(problem !== undefined && { problem: reader.problemTitle(problem) }),
    reasons: reasonsFor(reader)(reasonsOf(event)),
  };
}

/** An event's facts, people and departments by id. */
type Facts = Omit<Partial<TicketEventView>, 'at' | 'type' | 'agent' | 'reasons'> & {
  readonly agentId?: string;
};

function factsOf(event: KeptEvent): Facts {
  switch (event.type) {
    case 'offered':
      return { agentId: event.offer.agentId, rule: event.offer.rule };
    case 'transfer-offered':
      return passingFacts(event);
    case 'transfer-failed':
      return failedFacts(event);
    case 'scheduled':
      return { until: event.callbackAt.toISOString() };
    case 'accepted':
    case 'taken-over':
      return { agentId: event.agentId, ...pick(event, 'from', 'department') };
    case 'refused':
    case 'lapsed':
    case 'transfer-refused':
    case 'transfer-lapsed':
      return { agentId: event.agentId, rule: event.rule, ...(event.why && { note: event.why }) };
    case 'closed':
      return { ...pick(event, 'agentId', 'problem', 'by'), ...outcomeFacts(event.resolution) };
    case 'noted':
      return { by: event.by, note: event.text };
    case 'withdrawn':
    case 'reproached':
    case 'requeued':
      return { agentId: event.agentId };
    case 'opened':
    case 'waiting':
    case 'climbed':
    case 'resumed':
    case 'retried':
    case 'asked':
      return {};
  }
}

function passingFacts({ handover }: Extract<KeptEvent, { type: 'transfer-offered' }>): Facts {
  const { type, note, by, offer } = handover;
  return { agentId: offer.agentId, by, note, transfer: type, ...pick(handover, 'department') };
}

const failedFacts = ({ by, department }: { by: string; department?: string }): Facts => ({
  by,
  ...(department !== undefined && { department }),
});

/** `resolution` is absent in what the first version kept. */
const outcomeFacts = (resolution: Resolution | undefined): Facts => ({
  ...(resolution && { outcome: resolution.outcome }),
  ...(resolution?.outcome === 'returned-to-bot' && resolution.note && { note: resolution.note }),
});

/** Those of the keys that are there. */
function pick<From extends object, Key extends keyof From>(from: From, ...keys: Key[]): Pick<From, Key> {
  return Object.fromEntries(
    keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]),
  ) as Pick<From, Key>;
}

/** That somebody named the receiver says the line itself. */
function reasonsOf(event: KeptEvent): readonly Reason[] {
  if (event.type === 'offered') return event.offer.reasons;
  if (event.type === 'transfer-offered')
    return event.handover.offer.reasons.filter(({ code }) => code !== 'transfer');
  return 'reasons' in event ? event.reasons : [];
}
