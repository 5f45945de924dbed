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
 * an earlier message changes nothing, and replacing words of an unknown one are a message of their own. So is what we
 * did to a message where the network refused to do it.
 */
export function asItStands(rows: readonly SpokenRow[]): Spoken[] {
  const told = new Told();
  for (const row of [...rows].sort((a, b) => Number(a.position) - Number(b.position))) {
    if (row.kind === 'event') told.hear(row);
    else if (!told.isDone(row) && !told.isReplaced(row)) told.add(row);
  }
  return told.messages.map((known) => spokenOf(known, told));
}

/** What has been told so far, by every name it has. */
class Told {
  readonly messages: Known[] = [];
  readonly #byId = new Map<string, Known>();
  readonly #byNetworkId = new Map<string, Known>();

  /** What the network names; on networks that give no ids of their own a message goes by ours. */
  named(id: string): Known | undefined {
    return this.#byNetworkId.get(id) ?? this.#byId.get(id);
  }

  /** What we name. */
  ours(id: string): Known | undefined {
    return this.#byId.get(id);
  }

  /** The text of what could not be decrypted may come after all: it stands where it arrived. */
  add(row: SpokenRow): void {
    const before = this.named(row.external_id ?? '');
    if (before?.gone === 'unreadable') this.messages.splice(this.messages.indexOf(before), 1);
    const known: Known = { row, versions: [row.text], reactions: new Map() };
    this.messages.push(known);
    this.#index(row, known);
  }

  #index(row: SpokenRow, known: Known): void {
    this.#byId.set(row.id, known);
    if (row.external_id !== null) this.#byNetworkId.set(row.external_id, known);
  }

  /** True if the row only says what a message's words are now. */
  isReplaced(row: SpokenRow): boolean {
    const replaced = writtenBySame(row, this.named(bodyOf(row).edits ?? ''));
    if (!replaced) return false;
    replaced.versions.push(row.text);
    this.#index(row, replaced);
    return true;
  }

  /** True if the row is something that we did to a message that is there, or that was called off. */
  isDone(row: SpokenRow): boolean {
    const { deed } = bodyOf(row);
    if (!deed || row.state === 'failed') return false;
    if (row.state === 'withdrawn') return true;
    const known = this.ours(deed.target.id);
    if (!known) return false;
    this.#index(row, known);
    if (deed.kind === 'react') react(known, row, deed.emoji);
    else if (writtenBySame(row, known)) {
      if (deed.kind === 'edit') known.versions.push(deed.text);
      else known.gone = 'deleted';
    }
    return true;
  }

  /** Takes an event into account; one that could not be decrypted has its own place in the conversation. */
  hear(row: SpokenRow): void {
    const { id, emoji } = factsOf(bodyOf(row).value);
    if (id === undefined) return;
    const known = this.named(id);
    switch (row.text) {
      case 'message.unreadable':
        if (!known) this.#addPlaceholder(id, row);
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

  #addPlaceholder(id: string, row: SpokenRow): void {
    const known: Known = { row, versions: [''], gone: 'unreadable', reactions: new Map() };
    this.messages.push(known);
    this.#byNetworkId.set(id, known);
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

const writtenBySame = (row: SpokenRow, known: Known | undefined): Known | undefined =>
  known && isPersons(row) === isPersons(known.row) ? known : undefined;

/** Whoever writes at this address, and not the house; relayed words of a customer in an agent's chat are the house's. */
const isPersons = ({ author, state }: SpokenRow): boolean =>
  author === 'customer' && (state === 'answered' || state === 'unanswered');

function spokenOf({ row, versions, gone, reactions }: Known, told: Told): Spoken {
  const quotes = gone === 'deleted' ? undefined : quoteIn(row, told);
  return {
    row,
    text: versions.at(-1) ?? '',
    earlier: versions.slice(0, -1),
    ...(gone && { gone }),
    reactions: [...reactions.values()],
    ...(quotes && { quotes }),
  };
}

function quoteIn(row: SpokenRow, told: Told): Quote | undefined {
  const { quotes, answers } = bodyOf(row);
  if (quotes) return quoteOf(quotes, told.named(quotes.id));
  return answers && quoteOf(answers, told.ours(answers.id));
}

/** Words that were taken back are not shown in a quote either. */
function quoteOf(quoted: Pick<Quoted, 'text'>, known: Known | undefined): Quote {
  const text = known?.gone ? undefined : known?.versions.at(-1) || quoted.text;
  return { ...(text && { text }), ...(known && { author: authorOf(known.row) }) };
}

function factsOf(value: Json | undefined): { readonly id?: string; readonly emoji?: string } {
  const { id, emoji } =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {};
  return { ...(typeof id === 'string' && { id }), ...(typeof emoji === 'string' && { emoji }) };
}
type Facts = { readonly id?: Json; readonly emoji?: Json };
