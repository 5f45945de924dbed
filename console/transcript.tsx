import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Me, TicketDetail } from '../channels/console/api.js';
import { Entry, PrivateNote } from './entry.js';
import { withNotes } from './notes.js';
import { useWords } from './words.js';

const NEAR_END_PX = 80;

/** The conversation, always at its newest message unless the reader has scrolled away. */
export function Transcript({ ticket, me }: { readonly ticket: TicketDetail; readonly me: Me }) {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const lines = withNotes(ticket);
  const newest = lines.at(-1)?.key;
  const { isAtEnd, toEnd, stay, onScroll } = useEnd(list);
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
        onLoadCapture={stay}
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

/** Keeps the list at its end, through all that makes it or its entries grow, unless it was scrolled away. */
function useEnd(list: RefObject<HTMLElement | null>) {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const stays = useRef(true);
  stays.current = isAtEnd;
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  };
  const stay = () => {
    if (stays.current) toEnd();
  };
  useLayoutEffect(stay);
  useEffect(() => {
    if (!list.current) return;
    const observer = new ResizeObserver(stay);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    setIsAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_END_PX);
  };
  return { isAtEnd, toEnd, stay, onScroll };
}
