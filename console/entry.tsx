import type {
  Me,
  Quote,
  Reaction,
  TicketEventView,
  TranscriptEntry,
  Voice,
} from '../channels/console/api.js';
import { useNow } from './clock.js';
import { File } from './file.js';
import { splitLinks } from './links.js';
import { Ticks } from './ticks.js';
import { clockTime } from './times.js';
import { isCompanyPhone, nameOf } from './voice.js';
import { useWords } from './words.js';

interface EntryProps {
  readonly entry: TranscriptEntry;
  readonly me: Me;
}

/** One message, with what came of it. */
export function Entry({ entry, me }: EntryProps) {
  const { say, language } = useWords();
  const now = useNow(60_000);
  const { author, state } = entry;
  const isMe = author.kind === 'agent' && author.id === me.id;
  return (
    <div class={`entry ${author.kind} ${isMe ? 'me' : ''} ${state === 'withdrawn' ? 'withdrawn' : ''}`}>
      <div class="bubble">
        <span class="author">{nameOf(author, me, say)}</span>
        {entry.quotes && <Quoted quote={entry.quotes} me={me} />}
        <Said entry={entry} />
        <span class="meta">
          <time dateTime={entry.at}>{clockTime(entry.at, language, now)}</time>
          <Ticks state={state} failure={entry.failure} />
        </span>
        {entry.reactions && <Reactions reactions={entry.reactions} me={me} />}
      </div>
    </div>
  );
}

function Said({ entry }: { readonly entry: TranscriptEntry }) {
  const { say } = useWords();
  const { text, gone, author } = entry;
  if (gone) return <p class="gone-words">{say(gone === 'unreadable' ? 'unreadable' : deletedBy(author))}</p>;
  return (
    <>
      {!text && entry.attachments.length === 0 && <p class="gone-words">{say('noWords')}</p>}
      {text && <p>{entry.state === 'withdrawn' ? <s>{text}</s> : <Text text={text} />}</p>}
      {entry.attachments.map((attachment, index) =>
        attachment.card === undefined ? (
          <File key={index} {...attachment} />
        ) : (
          <Card key={index} words={attachment.card} beside={text} />
        ),
      )}
      {entry.earlier && <Edited earlier={entry.earlier} />}
    </>
  );
}

function deletedBy({ kind, id }: Voice) {
  if (kind === 'customer') return 'deletedByCustomer';
  return isCompanyPhone(id) ? 'deletedOnPhone' : 'deletedByAuthor';
}

function Quoted({ quote, me }: { readonly quote: Quote; readonly me: Me }) {
  const { say } = useWords();
  return (
    <blockquote class="quoted" aria-label={say('inAnswerTo')}>
      {quote.author && <span class="author">{nameOf(quote.author, me, say)}</span>}
      <p>{quote.text ?? say('noWords')}</p>
    </blockquote>
  );
}

/** That the words were replaced, and on demand what they were. */
function Edited({ earlier }: { readonly earlier: readonly string[] }) {
  const { say } = useWords();
  return (
    <details class="edited">
      <summary>{say('edited')}</summary>
      <ol aria-label={say('earlierWords')}>
        {earlier.map((text, index) => (
          <li key={index}>{text}</li>
        ))}
      </ol>
    </details>
  );
}

function Reactions({ reactions, me }: { readonly reactions: readonly Reaction[]; readonly me: Me }) {
  const { say } = useWords();
  return (
    <ul class="reactions">
      {reactions.map(({ emoji, author }, index) => {
        const text = say('reacted', { name: nameOf(author, me, say), emoji });
        return (
          <li key={index} role="img" aria-label={text} title={text}>
            {emoji}
          </li>
        );
      })}
    </ul>
  );
}

/** Between colleagues; looks like nothing that was sent. Not read aloud here: whoever it is for hears it as news. */
export function PrivateNote({ note }: { readonly note: TicketEventView }) {
  const { say, language } = useWords();
  const now = useNow(60_000);
  return (
    <div class="entry note" aria-live="off">
      <div class="bubble">
        <span class="author">
          {say('privateNote')}
          {note.by && ` · ${note.by}`}
        </span>
        <p>{note.note}</p>
        <span class="meta">
          <span>{say('noteHint')}</span>
          <time dateTime={note.at}>{clockTime(note.at, language, now)}</time>
        </span>
      </div>
    </div>
  );
}

function Text({ text }: { readonly text: string }) {
  return (
    <>
      {splitLinks(text).map((part, index) =>
        part.href ? (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </>
  );
}

/** What a card said to the customer, as plain words; nothing twice. */
function Card({ words, beside }: { readonly words: string; readonly beside: string }) {
  const { say } = useWords();
  const text = words.trim();
  if (text !== '' && text === beside.trim()) return null;
  return (
    <div class="words-of-card" role="note" aria-label={say('card')}>
      {text ? <Text text={text} /> : say('card')}
    </div>
  );
}
