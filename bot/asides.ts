import type { Relayed } from '../routing/relay.js';
import type { Unanswered } from './store.js';

/** What somebody does beside writing. It asks for no answer and is none. */
const ASIDES = new Set(['message.deleted', 'message.reaction', 'message.unreadable']);

export const isAside = ({ content }: Unanswered): boolean =>
  content.kind === 'event' && ASIDES.has(content.name);

const isNamed = ({ content }: Unanswered, name: string): boolean =>
  content.kind === 'event' && content.name === name;

/** What an aside says of itself; a field that is missing is empty. */
function told({ content }: Unanswered, field: string): string {
  const { value } = content;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const found = (value as Readonly<Record<string, unknown>>)[field];
  return typeof found === 'string' ? found : '';
}

/** The asides among what waits, and the words that were deleted before anybody dealt with them. */
export function asidesIn(unanswered: readonly Unanswered[]) {
  const deleted = deletedIn(unanswered);
  const asides = unanswered.filter((one) => isAside(one) || deleted.has(one));
  // The words may have come after all, under the same id.
  const came = new Set(unanswered.flatMap((one) => (isAside(one) ? [] : [one.externalId])));
  const unreadable = asides.filter(
    (one) => isNamed(one, 'message.unreadable') && !one.forPeople && !came.has(told(one, 'id')),
  );
  return { asides, unreadable };
}

/** Messages of which a later one says that they were deleted, with the corrections of them. */
function deletedIn(unanswered: readonly Unanswered[]): ReadonlySet<Unanswered> {
  const ids = new Set(
    unanswered.filter((one) => isNamed(one, 'message.deleted')).map((one) => told(one, 'id')),
  );
  return new Set(
    unanswered.filter(
      ({ content, externalId }) =>
        content.kind === 'text' && (ids.has(externalId ?? '') || ids.has(content.edits ?? '')),
    ),
  );
}

/** The messages as they are meant: of one that was corrected only the last words, in its place. */
export function asMeant(unanswered: readonly Unanswered[]): readonly Unanswered[] {
  const meant: Unanswered[] = [];
  for (const one of unanswered) {
    const { content } = one;
    const edits = content.kind === 'text' ? content.edits : undefined;
    const place = edits === undefined ? -1 : meant.findIndex(({ externalId }) => externalId === edits);
    const before = meant[place];
    if (!before || before.content.kind !== 'text' || content.kind !== 'text') meant.push(one);
    // A correction changes words only: the files stay, and whose correction it was is no longer of interest.
    else meant[place] = { ...before, content: { ...before.content, text: content.text } };
  }
  return meant;
}

/** Everything an agent is to hear of, in order. Deleted words are not told, only that they were deleted. */
export function relayedOf(unanswered: readonly Unanswered[]): readonly Relayed[] {
  const deleted = deletedIn(unanswered);
  const came = new Set(unanswered.flatMap((one) => (isAside(one) ? [] : [one.externalId])));
  return asMeant(unanswered.filter((one) => !deleted.has(one))).flatMap((one): Relayed[] => {
    if (one.content.kind === 'text') return [wordsOf(one.id, one.content)];
    const about = told(one, 'id');
    const nothing = { id: one.id, text: '', attachments: [], about };
    const emoji = told(one, 'emoji');
    if (isNamed(one, 'message.deleted')) return [{ ...nothing, as: 'deleted' }];
    if (isNamed(one, 'message.unreadable')) return came.has(about) ? [] : [{ ...nothing, as: 'unreadable' }];
    if (isNamed(one, 'message.reaction'))
      return [{ ...nothing, text: emoji, as: emoji === '' ? 'reaction-removed' : 'reaction' }];
    return [];
  });
}

type Words = Extract<Unanswered['content'], { kind: 'text' }>;

const wordsOf = (id: string, { text, attachments = [], edits, quotes }: Words): Relayed => ({
  ...{ id, text, attachments },
  ...(quotes && { quotes: quotes.id }),
  ...(edits !== undefined && { as: 'correction', about: edits }),
});
