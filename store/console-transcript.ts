import type { Attachment, Json } from '../channels/channel.js';
import type { TranscriptEntry } from '../channels/console/api.js';
import type { Ticket } from '../routing/ticket.js';
import type { Connection } from './connection.js';
import { asItStands, type Spoken, type SpokenRow } from './hindsight.js';
import { ABOUT_MESSAGES } from './reading.js';
import { authorOf, bodyOf } from './rows.js';

const LONGEST_TRANSCRIPT = 500;

/**
 * The conversation as far as the ticket's agent should read it: until the ticket was closed. What was taken back later
 * is not shown all the same, nor what was said with others while this person was an agent.
 */
export async function transcriptOf(db: Connection, ticket: Ticket): Promise<TranscriptEntry[]> {
  const until = ticket.status === 'closed' ? ticket.closedAt.toISOString() : '9999';
  const said = await db.all<SpokenRow>(
    `select * from message where conversation_id = ? and kept_at <= ? and ticket_id is null
       and (kind = 'text' or text = 'message.unreadable')
     order by position desc limit ${LONGEST_TRANSCRIPT}`,
    [ticket.conversationId, until],
  );
  const first = said.at(-1);
  if (!first) return [];
  const rows = await db.all<SpokenRow>(
    `select * from message where conversation_id = ? and position >= ?
       and (kind = 'event' and text in ${ABOUT_MESSAGES})
     order by position limit ${LONGEST_TRANSCRIPT}`,
    [ticket.conversationId, first.position],
  );
  const later = rows.filter(({ kept_at, text }) => kept_at <= until || text === 'message.deleted');
  const words = said.filter(({ kind }) => kind === 'text');
  return asItStands([...words, ...later]).map(entryOf);
}

/** A message for the console. */
function entryOf({ row, text, earlier, gone, reactions, quotes }: Spoken): TranscriptEntry {
  const state = stateOf(row);
  return {
    id: row.id,
    position: Number(row.position),
    author: authorOf(row),
    text: gone ? '' : text,
    attachments: gone ? [] : (bodyOf(row).attachments ?? []).map(attachmentView),
    at: row.sent_at,
    state,
    ...(state === 'failed' && row.failure && { failure: row.failure }),
    ...(quotes && { quotes }),
    ...(gone && { gone }),
    ...(!gone && earlier.length > 0 && { earlier }),
    ...(reactions.length > 0 && { reactions }),
  };
}

/** A message that is still in the outbox, or confirmed, may have come further than that. */
function stateOf({ state, receipt, author }: SpokenRow): TranscriptEntry['state'] {
  if (author === 'customer') return 'received';
  switch (state as string) {
    case 'queued':
      return receipt === 'written' ? 'written' : 'queued';
    case 'sent':
      return receipt === 'delivered' || receipt === 'read' ? receipt : 'sent';
    case 'failed':
      return 'failed';
    case 'withdrawn':
      return 'withdrawn';
    default:
      // Typed on the company's own phone: it is out already.
      return receipt === 'delivered' || receipt === 'read' ? receipt : 'sent';
  }
}

const CARD = 'application/vnd.microsoft.card.adaptive';

/** A file by its name and address; of a card what it says in words, never its JSON. */
function attachmentView({
  contentType,
  name,
  url,
  content,
}: Attachment): TranscriptEntry['attachments'][number] {
  return {
    contentType,
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
    ...(contentType === CARD && { card: fallbackTextOf(content) }),
  };
}

const fallbackTextOf = (content: Json | undefined): string =>
  typeof content === 'object' &&
  content !== null &&
  'fallbackText' in content &&
  typeof content.fallbackText === 'string'
    ? content.fallbackText
    : '';
