import type { Json, Quoted } from '../channels/channel.js';
import type { Quote, Reaction, TranscriptEntry } from '../channels/console/api.js';
import { authorOf, bodyOf, type MessageRow } from './rows.js';

export type SpokenRow = MessageRow & { readonly failure?: string | null; readonly receipt?: string | null };

/** A message as it stands now. */
export interface Spoken {
  readonly row: SpokenRow;
  readonly text: string;
  /** Words that were replaced, oldest first. */
  readonly earlier: readonly string[];
  readonly gone?: TranscriptEntry['gone'];
  readonly reactions: readonly Reaction[];
  readonly quotes?: Quote;
}

interface Known {
  row: SpokenRow;
  readonly versions: string[];
  gone?: TranscriptEntry['gone'];
  readonly reactions: Map<string, Reaction>;
}

/**
 * The messages with what was said about them later: replaced words on the message whose words they replace, reactions
 * on theirs, and nothing of what was taken back. Only who wrote a message can replace or delete it; what does not fit
 * an earlier message changes nothing, and replacing words of an unknown one are a message of their own.
 */
export function asItStands(rows: readonly SpokenRow[]): Spoken[] {
  const messages: Known[] = [];
  const byNetworkId = new Map<string, Known>();
  const index = (id: string | null, known: Known) => id !== null && byNetworkId.set(id, known);
  for (const row of [...rows].sort((a, b) => Number(a.position) - Number(b.position))) {
    if (row.kind === 'event') {
      hear(row, byNetworkId, (id, known) => {
        messages.push(known);
        index(id, known);
      });
      continue;
    }
    const replaced = writtenBySame(row, byNetworkId.get(editsOf(row) ?? ''));
    if (replaced) {
      replaced.versions.push(row.text);
      index(row.external_id, replaced);
      continue;
    }
    forgetPlaceholder(messages, byNetworkId.get(row.external_id ?? ''));
    const known: Known = { row, versions: [row.text], reactions: new Map() };
    messages.push(known);
    index(row.external_id, known);
  }
  return messages.map((known) => spokenOf(known, byNetworkId));
}

/** Takes an event into account; one that could not be decrypted has its own place in the conversation. */
function hear(
  row: SpokenRow,
  byNetworkId: ReadonlyMap<string, Known>,
  addPlaceholder: (id: string, known: Known) => void,
): void {
  const { id, emoji } = factsOf(bodyOf(row).value);
  if (id === undefined) return;
  const known = byNetworkId.get(id);
  switch (row.text) {
    case 'message.unreadable':
      if (!known) addPlaceholder(id, { row, versions: [''], gone: 'unreadable', reactions: new Map() });
      return;
    case 'message.deleted': {
      const own = writtenBySame(row, known);
      if (own) own.gone = 'deleted';
      return;
    }
    case 'message.reaction':
      if (known) react(known, row, emoji);
  }
}

/** The newest of a person counts; an empty one takes theirs back. */
function react({ reactions }: Known, row: SpokenRow, emoji = ''): void {
  const who = `${row.author}:${row.author_id ?? ''}`;
  reactions.delete(who);
  if (emoji !== '') reactions.set(who, { emoji: emoji.slice(0, LONGEST_EMOJI), author: authorOf(row) });
}

/** A family with four skin tones has eleven code points, the longest flag fourteen UTF-16 units. */
const LONGEST_EMOJI = 32;

/** The text came after all: it stands where it arrived. */
function forgetPlaceholder(messages: Known[], known: Known | undefined): void {
  if (known?.gone === 'unreadable') messages.splice(messages.indexOf(known), 1);
}

const writtenBySame = (row: SpokenRow, known: Known | undefined): Known | undefined =>
  known && (row.author === 'customer') === (known.row.author === 'customer') ? known : undefined;

function spokenOf(
  { row, versions, gone, reactions }: Known,
  byNetworkId: ReadonlyMap<string, Known>,
): Spoken {
  const quoted = quotesOf(row);
  return {
    row,
    text: versions.at(-1) ?? '',
    earlier: versions.slice(0, -1),
    ...(gone && { gone }),
    reactions: [...reactions.values()],
    ...(quoted && gone !== 'deleted' && { quotes: quoteOf(quoted, byNetworkId.get(quoted.id)) }),
  };
}

/** Words that were taken back are not shown in a quote either. */
function quoteOf(quoted: Quoted, known: Known | undefined): Quote {
  const text = known?.gone ? undefined : known?.versions.at(-1) || quoted.text;
  return { ...(text && { text }), ...(known && { author: authorOf(known.row) }) };
}

type Body = { readonly edits?: string; readonly quotes?: Quoted };
const editsOf = (row: SpokenRow): string | undefined => (bodyOf(row) as Body).edits;
const quotesOf = (row: SpokenRow): Quoted | undefined => (bodyOf(row) as Body).quotes;

function factsOf(value: Json | undefined): { readonly id?: string; readonly emoji?: string } {
  const { id, emoji } =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {};
  return { ...(typeof id === 'string' && { id }), ...(typeof emoji === 'string' && { emoji }) };
}
type Facts = { readonly id?: Json; readonly emoji?: Json };
