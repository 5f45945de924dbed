import type { Deed, LogEntry } from '../channel.js';

/**
 * An entry as a reader should have it who sees only now what was done to it: `edited` has its newest words, of what is
 * `gone` no words are left, and what is `folded` into an earlier entry is only a position.
 */
export type Standing = LogEntry & { readonly stands?: 'edited' | 'gone' | 'folded' };

/**
 * A stretch of the past with what was done later in it to its own messages, entry by entry: words that were replaced
 * or taken back are nowhere in it, not even in quotes. What was done to messages before it stays as it is.
 */
export function asItStands(entries: readonly LogEntry[]): readonly Standing[] {
  const here = new Set(entries.map(({ id }) => id));
  const done = entries.flatMap(({ deed }) => (deed && here.has(deed.target.id) ? [deed] : []));
  if (done.length === 0) return entries;
  const gone = new Set(
    done.flatMap((deed) => (deed.kind === 'delete' && isDone(deed) ? [deed.target.id] : [])),
  );
  const words = new Map(done.flatMap((deed) => (isEdit(deed) ? [[deed.target.id, deed.text] as const] : [])));
  return entries.map((entry): Standing => {
    const { deed } = entry;
    if (deed && isFolded(deed, here, gone)) return { ...entry, stands: 'folded' };
    const quoting = withQuote(entry, gone, words);
    if (gone.has(entry.id)) return { ...quoting, text: '', attachments: [], suggestions: [], stands: 'gone' };
    const text = words.get(entry.id);
    return text === undefined ? quoting : { ...quoting, text, stands: 'edited' };
  });
}

/** Only what we said ourselves can be replaced or taken back in a conversation; for the rest there are words. */
export const isDone = ({ kind, target }: Deed): boolean => kind === 'react' || target.isOurs;

const isEdit = (deed: Deed): deed is Extract<Deed, { kind: 'edit' }> => deed.kind === 'edit' && isDone(deed);

function isFolded(deed: Deed, here: ReadonlySet<string>, gone: ReadonlySet<string>): boolean {
  if (!isDone(deed) || !here.has(deed.target.id)) return false;
  return deed.kind !== 'react' || gone.has(deed.target.id);
}

function withQuote(entry: LogEntry, gone: ReadonlySet<string>, words: ReadonlyMap<string, string>): LogEntry {
  const { answers } = entry;
  if (!answers) return entry;
  const text = gone.has(answers.id) ? '' : (words.get(answers.id) ?? answers.text);
  return { ...entry, answers: { ...answers, text } };
}
