import { useState } from 'preact/hooks';
import type { Me, TicketDetail, TicketEventView } from '../channels/console/api.js';
import { drafts } from './drafts.js';
import { useWords } from './words.js';

interface WhisperProps {
  readonly me: Me;
  readonly ticket: TicketDetail;
}

/** What a colleague has noted on a ticket for whoever holds it, until they have read it. The customer sees none of it. */
export function Whisper({ me, ticket }: WhisperProps) {
  const { say } = useWords();
  const key = `${ticket.id}.whisper-read`;
  const [read, setRead] = useState(() => drafts.read(key));
  const note = ticket.may.includes('reply') ? newestWhisper(ticket.events, me) : undefined;
  const isNews = note !== undefined && note.at !== read;
  const dismiss = (at: string) => {
    setRead(at);
    drafts.write(key, at);
  };
  return (
    // Always there: a screen reader tells of words that come into a place it knows.
    <div role="status" aria-live="polite" class={isNews ? 'whisper' : ''}>
      {isNews && (
        <>
          <p>
            <strong>{say('whisper', { name: note.by ?? say('desk') })}</strong> {note.note}
          </p>
          <button type="button" aria-label={say('dismiss')} onClick={() => dismiss(note.at)}>
            ×
          </button>
        </>
      )}
    </div>
  );
}

const BEGINS_HOLDING = new Set(['accepted', 'taken-over']);

/** The newest note of somebody else since the ticket came into these hands. */
function newestWhisper(events: readonly TicketEventView[], me: Me): TicketEventView | undefined {
  const since = events.findLastIndex(({ type }) => BEGINS_HOLDING.has(type));
  return events.slice(since + 1).findLast(({ type, by }) => type === 'noted' && by !== me.name);
}
