import {
  addressOf,
  type Attachment,
  type Author,
  type Deed,
  type Earlier,
  type Floor,
  type Incoming,
  type Json,
  type JsonObject,
  type LogEntry,
  type Quoted,
} from '../channels/channel.js';
import type { Queued } from '../channels/delivery.js';
import type { PastMessage } from '../routing/store.js';
import { agentOf, type Ticket } from '../routing/ticket.js';

export interface MessageRow {
  readonly position: number | string;
  readonly id: string;
  readonly conversation_id: string;
  readonly author: Author['kind'];
  readonly author_id: string | null;
  readonly author_name: string | null;
  readonly kind: 'text' | 'event';
  readonly text: string;
  readonly body: string | null;
  readonly external_id: string | null;
  readonly state: 'unanswered' | 'answered' | 'queued' | 'sent' | 'failed' | 'withdrawn';
  readonly sent_at: string;
  readonly kept_at: string;
  readonly ticket_id?: string | null;
  readonly copy_of?: string | null;
}

/** The parts of a message that only few have. */
export interface MessageBody {
  readonly attachments?: readonly Attachment[];
  readonly suggestions?: readonly string[];
  readonly floor?: Floor;
  readonly value?: Json;
  readonly extras?: JsonObject;
  readonly edits?: string;
  readonly quotes?: Quoted;
  readonly forPeople?: Incoming['forPeople'];
  readonly answers?: Earlier;
  readonly deed?: Deed;
}

export const bodyText = (body: MessageBody): string | null =>
  Object.values(body).some((part) => part !== undefined) ? JSON.stringify(body) : null;

export const bodyOf = ({ body }: Pick<MessageRow, 'body'>): MessageBody =>
  body === null ? {} : (JSON.parse(body) as MessageBody);

/** What the network brought: an event's name is kept where a message's words are. */
export function contentOf(row: Pick<MessageRow, 'kind' | 'text' | 'body'>): Incoming['content'] {
  const { attachments, value, edits, quotes } = bodyOf(row);
  const more = value === undefined ? {} : { value };
  if (row.kind === 'event') return { kind: 'event', name: row.text, ...more };
  return {
    ...{ kind: 'text', text: row.text },
    ...(attachments && { attachments }),
    ...more,
    ...(edits !== undefined && { edits }),
    ...(quotes && { quotes }),
  };
}

export function authorOf(row: Pick<MessageRow, 'author' | 'author_id' | 'author_name'>): Author {
  const name = row.author_name ?? undefined;
  switch (row.author) {
    case 'agent':
      return { kind: 'agent', id: row.author_id ?? '', name: name ?? '' };
    case 'customer':
      return { kind: 'customer', ...(name !== undefined && { name }) };
    case 'bot':
    case 'desk':
      return { kind: row.author };
  }
}

/** Our own messages may have a network id too, allotted before they are sent; but nobody has to answer those. */
const isIncoming = (row: MessageRow): row is MessageRow & { external_id: string } =>
  row.external_id !== null && (row.state === 'unanswered' || row.state === 'answered');

export function entryOf(row: MessageRow): LogEntry {
  const { attachments = [], suggestions = [], floor, extras, edits, quotes, answers, deed } = bodyOf(row);
  const incoming = isIncoming(row) ? { id: row.external_id, ...(extras && { extras }) } : undefined;
  return {
    position: Number(row.position),
    id: row.id,
    conversation: addressOf(row.conversation_id),
    author: authorOf(row),
    kind: row.kind,
    text: row.text,
    attachments,
    suggestions,
    ...(floor && { floor }),
    at: new Date(row.sent_at),
    ...(edits !== undefined && { edits }),
    ...(quotes && { quotes }),
    ...(answers && { answers }),
    ...(deed && { deed }),
    ...(incoming && { incoming }),
  };
}

export function pastMessageOf(row: MessageRow): PastMessage {
  const { attachments = [], quotes, deed } = bodyOf(row);
  return {
    id: row.id,
    position: Number(row.position),
    conversationId: row.conversation_id,
    author: row.author,
    ...(row.author_id !== null && { authorId: row.author_id }),
    ...(row.author_name !== null && { name: row.author_name }),
    // What was typed on the company's own phone is ours, too.
    isOurs: row.author !== 'customer' || (row.state !== 'unanswered' && row.state !== 'answered'),
    text: row.text,
    at: new Date(row.sent_at),
    attachments,
    ...(quotes && { quotes: quotes.id }),
    ...(deed && { deed }),
    ...(row.external_id !== null && { externalId: row.external_id }),
    ...(row.ticket_id && { ticketId: row.ticket_id }),
    ...(row.copy_of && { copyOf: row.copy_of }),
  };
}

/** A message of ours, with what its network needs to write to the person. */
export type QueuedRow = MessageRow & { readonly reference: string | null; readonly attempts: number };

export function queuedOf(row: QueuedRow): Queued {
  const { attachments, suggestions, answers, deed } = bodyOf(row);
  return {
    id: row.id,
    to: addressOf(row.conversation_id),
    author: authorOf(row),
    text: row.text,
    attempts: row.attempts,
    ...(row.external_id !== null && { externalId: row.external_id }),
    ...(attachments && { attachments }),
    ...(suggestions && { suggestions }),
    ...(answers && { quotes: answers }),
    ...(deed && { deed }),
    ...(row.reference !== null && { reference: JSON.parse(row.reference) as JsonObject }),
  };
}

const DATES = new Set(
  ['openedAt', 'since', 'retryAt', 'offeredAt', 'answerBy', 'acceptedAt', 'closedAt'].concat(
    ['callbackAt', 'escalateAt', 'enteredAt', 'resumedAt', 'servedAt', 'toldAt', 'remindAt'],
    ['owedSince', 'silentAt', 'idleAt', 'answerDue', 'next'],
  ),
);
const revive = (key: string, value: unknown): unknown =>
  DATES.has(key) && typeof value === 'string' ? new Date(value) : value;

/** Tickets kept by the first version know nothing of the later fields. */
export function ticketOf(body: string): Ticket {
  const kept = JSON.parse(body, revive) as Ticket;
  if (Object.hasOwn(kept, 'involved')) return kept;
  const agentId = agentOf(kept);
  return {
    ...kept,
    involved: agentId === undefined ? [] : [agentId],
    ...(kept.status === 'waiting' && { sought: true }),
  };
}

export const eventOf = <Event>(body: string): Event => JSON.parse(body, revive) as Event;
