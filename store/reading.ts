import type { PastMessage } from '../routing/store.js';
import type { Binding, Connection } from './connection.js';
import { asItStands, type Spoken, type SpokenRow } from './hindsight.js';
import { pastMessageOf } from './rows.js';

/** What is said about earlier messages: kept as events, shown on the message they are about. */
export const ABOUT_MESSAGES = `('message.reaction', 'message.deleted', 'message.unreadable')`;

/** Which messages of a conversation are read: a condition on `message`, and how many of the newest. */
export interface Wanted {
  readonly conversationId: string;
  readonly where: string;
  readonly bindings: readonly Binding[];
  readonly limit: number;
}

/** What was said, as it stands now, oldest first; the newest `limit` rows of it, deletions and reactions not counted. */
export async function readAsItStands(db: Connection, wanted: Wanted): Promise<Spoken[]> {
  const { conversationId, where, bindings, limit } = wanted;
  const said = await db.all<SpokenRow>(
    `select * from message where conversation_id = ? and kind = 'text' and (${where})
     order by position desc limit ?`,
    [conversationId, ...bindings, limit],
  );
  const first = said.at(-1);
  if (!first) return [];
  return asItStands([...said, ...(await eventsSince(db, conversationId, first.position))]);
}

const eventsSince = (db: Connection, conversationId: string, position: SpokenRow['position']) =>
  db.all<SpokenRow>(
    `select * from message where conversation_id = ? and position > ?
       and kind = 'event' and text in ${ABOUT_MESSAGES}`,
    [conversationId, Number(position)],
  );

/** One message with what was said about it later; a correction that nobody has dealt with yet does not count. */
export async function readLater(db: Connection, row: SpokenRow): Promise<PastMessage> {
  const later = await db.all<SpokenRow>(
    `select * from message where conversation_id = ? and position > ?
       and (kind = 'event' and text = 'message.deleted'
         or kind = 'text' and state <> 'unanswered' and (body like '%"edits":%' or body like '%"deed":%'))`,
    [row.conversation_id, Number(row.position)],
  );
  const spoken = asItStands([row, ...later]).find((one) => one.row.id === row.id);
  return spoken ? pastOf(spoken) : pastMessageOf(row);
}

/** Of what was taken back nothing is left but that it was there. */
export const pastOf = ({ row, text, earlier, gone }: Spoken): PastMessage =>
  gone
    ? { ...pastMessageOf(row), text: '', attachments: [], isGone: true, was: [...earlier, text] }
    : { ...pastMessageOf(row), text };
