import { useEffect, useRef } from 'preact/hooks';
import type { TicketSummary } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { OfferActions, type OfferAnswers } from './offer-actions.js';
import { shortSpan } from './times.js';
import { useWords } from './words.js';

interface CardProps extends OfferAnswers {
  readonly ticket: TicketSummary;
  readonly isOffer: boolean;
  readonly isMine: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (ticketId: string) => void;
}

export function TicketCard({ ticket, isOffer, isMine, isOpen, onOpen, accept, refuse }: CardProps) {
  const { say, label } = useWords();
  const button = useFocusOnReturn(isOpen);
  return (
    <li class={`card ${isOffer ? 'offer' : ''} ${isOpen ? 'open' : ''}`}>
      <button
        type="button"
        class="card-open"
        ref={button}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => onOpen(ticket.id)}
      >
        <span class="card-head">
          <strong>{ticket.customer}</strong>
          <Age since={ticket.closedAt ?? ticket.openedAt} />
        </span>
        <span class="card-problem">{ticket.problem}</span>
        <span class="card-foot">
          <span class="number">#{ticket.number}</span>
          {isOffer ? (
            <span class="chip offered">{say('offeredToYou')}</span>
          ) : (
            <span class={`chip ${ticket.status}`}>{label('status', ticket.status)}</span>
          )}
          {ticket.urgency === 'urgent' && <span class="chip urgent">{say('urgent')}</span>}
          <span class="quiet">
            {label('channel', ticket.channel)}
            {ticket.agent && !isMine && ` · ${say('with', { name: ticket.agent.name })}`}
          </span>
        </span>
      </button>
      {isOffer && <OfferActions ticket={ticket} accept={accept} refuse={refuse} />}
    </li>
  );
}

/** Back from the ticket to the list, the keyboard goes on where it left. */
function useFocusOnReturn(isOpen: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return button;
}

function Age({ since }: { readonly since: string }) {
  const { say } = useWords();
  const now = useNow(15_000);
  const time = shortSpan(now - Date.parse(since));
  return (
    <time class="quiet" dateTime={since}>
      {time ? say('since', { time }) : say('now')}
    </time>
  );
}
