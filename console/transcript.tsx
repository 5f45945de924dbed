import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Me, TicketDetail, TicketEventView, TranscriptEntry } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { splitLinks, webAddress } from './links.js';
import { withNotes } from './notes.js';
import { clockTime } from './times.js';
import { useWords } from './words.js';

const NEAR_END_PX = 80;

/** The conversation, always at its newest message unless the reader has scrolled away. */
export function Transcript({ ticket, me }: { readonly ticket: TicketDetail; readonly me: Me }) {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const lines = withNotes(ticket);
  const newest = lines.at(-1)?.key;
  const { isAtEnd, toEnd, onScroll } = useEnd(list, newest);
  const lastSeen = useRef(newest);
  if (isAtEnd) lastSeen.current = newest;
  return (
    <div class="transcript-frame">
      <div
        class="transcript"
        role="log"
        aria-live="polite"
        aria-label={say('conversation')}
        tabIndex={0}
        ref={list}
        onScroll={onScroll}
      >
        {lines.length === 0 && <p class="quiet">{say('transcriptEmpty')}</p>}
        {lines.map((line) =>
          'note' in line ? (
            <PrivateNote key={line.key} note={line.note} />
          ) : (
            <Entry key={line.key} entry={line.entry} me={me} />
          ),
        )}
      </div>
      {lastSeen.current !== newest && (
        <button type="button" class="to-end" onClick={toEnd}>
          {say('newMessages')}
        </button>
      )}
    </div>
  );
}

/** Keeps the list at its end, through new entries and through changes of its size, unless it was scrolled away. */
function useEnd(list: RefObject<HTMLElement | null>, newest: string | undefined) {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const stays = useRef(true);
  stays.current = isAtEnd;
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (stays.current) toEnd();
  }, [newest]);
  useEffect(() => {
    if (!list.current) return;
    const observer = new ResizeObserver(() => stays.current && toEnd());
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    setIsAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_END_PX);
  };
  return { isAtEnd, toEnd, onScroll };
}

function Entry({ entry, me }: { readonly entry: TranscriptEntry; readonly me: Me }) {
  const { say, language } = useWords();
  const now = useNow(60_000);
  const { author } = entry;
  const isMe = author.kind === 'agent' && author.id === me.id;
  const name = isMe ? say('you') : (author.name ?? (author.kind === 'agent' ? author.id : say(author.kind)));
  return (
    <div class={`entry ${author.kind} ${isMe ? 'me' : ''}`}>
      <div class="bubble">
        <span class="author">{name}</span>
        {entry.text && (
          <p>
            <Text text={entry.text} />
          </p>
        )}
        {entry.attachments.map((attachment, index) =>
          attachment.card === undefined ? (
            <Attachment key={index} {...attachment} />
          ) : (
            <Card key={index} words={attachment.card} beside={entry.text} />
          ),
        )}
        <span class="meta">
          <time dateTime={entry.at}>{clockTime(entry.at, language, now)}</time>
          <State state={entry.state} />
        </span>
      </div>
    </div>
  );
}

/** Between colleagues; looks like nothing that was sent. */
function PrivateNote({ note }: { readonly note: TicketEventView }) {
  const { say, language } = useWords();
  const now = useNow(60_000);
  return (
    <div class="entry note">
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

function Attachment({ name, url, contentType }: TranscriptEntry['attachments'][number]) {
  const { say } = useWords();
  const text = `${say('attachment')}: ${name ?? contentType}`;
  const href = url && URL.canParse(url, location.href) && webAddress(new URL(url, location.href).href);
  return (
    <span class="attachment">
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
    </span>
  );
}

const SIGNS = { queued: '◷', sent: '✓', failed: '!' } as const;

function State({ state }: { readonly state: TranscriptEntry['state'] }) {
  const { say } = useWords();
  if (state === 'received') return null;
  return (
    <span class={`state ${state}`} role="img" aria-label={say(state)} title={say(state)}>
      {SIGNS[state]}
    </span>
  );
}
