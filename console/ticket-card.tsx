import { useEffect, useRef } from 'preact/hooks';
import type { Me, TicketSummary } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { isOfferedTo, OfferActions, type OfferAnswers } from './offer-actions.js';
import { SilenceChip, Timers } from './timers.js';
import { shortSpan } from './times.js';
import { useWords } from './words.js';

interface CardProps extends OfferAnswers {
  readonly me: Me;
  readonly ticket: TicketSummary;
  readonly isOpen: boolean;
  readonly onOpen: (ticketId: string) => void;
}

export function TicketCard({ me, ticket, isOpen, onOpen, accept, refuse }: CardProps) {
  const button = useFocusOnReturn(isOpen);
  const isOffer = isOfferedTo(me, ticket);
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
        <Foot me={me} ticket={ticket} isOffer={isOffer} />
      </button>
      <div class="card-more">
        <Because me={me} ticket={ticket} isOffer={isOffer} />
        <Timers ticket={ticket} me={me} />
      </div>
      {isOffer && <OfferActions ticket={ticket} accept={accept} refuse={refuse} />}
    </li>
  );
}

interface PartProps {
  readonly me: Me;
  readonly ticket: TicketSummary;
  readonly isOffer: boolean;
}

function Foot({ me, ticket, isOffer }: PartProps) {
  const { say, label } = useWords();
  const isMine = ticket.agent?.id === me.id;
  return (
    <span class="card-foot">
      <span class="number">#{ticket.number}</span>
      <Standing ticket={ticket} isOffer={isOffer} />
      {ticket.kind === 'complaint' && <span class="chip complaint">{label('kind', ticket.kind)}</span>}
      {ticket.urgency === 'urgent' && <span class="chip urgent">{say('urgent')}</span>}
      <SilenceChip ticket={ticket} />
      <span class="quiet">
        {label('channel', ticket.channel)}
        {ticket.agent && !isMine && ` · ${say('with', { name: ticket.agent.name })}`}
      </span>
    </span>
  );
}

function Standing({ ticket, isOffer }: Omit<PartProps, 'me'>) {
  const { say, label } = useWords();
  const { passing, outcome, status } = ticket;
  if (isOffer) return <span class="chip offered">{say(passing ? 'passedToYou' : 'offeredToYou')}</span>;
  if (passing) return <span class="chip offered">{say('passingTo', { name: passing.to.name })}</span>;
  const words = outcome && outcome !== 'resolved' ? label('outcome', outcome) : label('status', status);
  return <span class={`chip ${status}`}>{words}</span>;
}

/** Why this agent was chosen, or why nobody is; to the receiver of a transfer its note says more. */
function Because({ ticket, isOffer }: PartProps) {
  const { say, label } = useWords();
  const { passing, rule, chosenBecause = [] } = ticket;
  if (passing && isOffer)
    return (
      <>
        <p class="quiet">{say('passingToYou', { by: passing.by.name })}</p>
        <blockquote>{passing.note}</blockquote>
      </>
    );
  if (chosenBecause.length === 0 || passing) return null;
  return (
    <p class="because">
      {rule && <strong>{label('rule', rule)}: </strong>}
      {chosenBecause.map(({ text }) => text).join(' · ')}
    </p>
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
