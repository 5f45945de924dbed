import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me, TicketDetail } from '../channels/console/api.js';
import { isOfferedTo } from './board.js';
import { CloseForm } from './close-form.js';
import type { SendCommand } from './commands.js';
import { Details } from './details.js';
import { OfferActions, type OfferAnswers } from './offer-actions.js';
import { ReplyBox } from './reply-box.js';
import { Transcript } from './transcript.js';
import { useWords } from './words.js';

interface TicketViewProps extends OfferAnswers {
  readonly me: Me;
  readonly ticket: TicketDetail;
  readonly command: SendCommand;
  readonly onBack: () => void;
  readonly onChanged: () => void;
}

export function TicketView(props: TicketViewProps) {
  const { me, ticket, onBack } = props;
  const { say } = useWords();
  const [isClosing, setIsClosing] = useState(false);
  const [showsDetails, setShowsDetails] = useState(false);
  const isMine = ticket.status === 'active' && ticket.agent?.id === me.id;
  useEffect(() => setIsClosing(false), [ticket.status]);
  return (
    <article class={`ticket ${showsDetails ? 'shows-details' : ''}`} aria-labelledby="ticket-title">
      <div class="ticket-top">
        <button type="button" class="back" onClick={onBack} aria-label={say('back')}>
          ←
        </button>
        <Heading ticket={ticket} />
        <button type="button" class="details-toggle" onClick={() => setShowsDetails(!showsDetails)}>
          {say(showsDetails ? 'conversation' : 'details')}
        </button>
        {isMine && !isClosing && (
          <button
            type="button"
            onClick={() => {
              setIsClosing(true);
              setShowsDetails(false);
            }}
          >
            {say('closeTicket')}
          </button>
        )}
      </div>
      {ticket.summary && <p class="summary">{ticket.summary}</p>}
      <div class="conversation">
        <Transcript entries={ticket.transcript} me={me} />
        {isMine ? (
          <Answer {...props} isClosing={isClosing} setIsClosing={setIsClosing} />
        ) : (
          <NoReply {...props} />
        )}
      </div>
      <Details ticket={ticket} />
    </article>
  );
}

function Answer(
  props: TicketViewProps & {
    readonly isClosing: boolean;
    readonly setIsClosing: (isClosing: boolean) => void;
  },
) {
  return props.isClosing ? (
    <CloseForm {...props} onCancel={() => props.setIsClosing(false)} />
  ) : (
    <ReplyBox {...props} />
  );
}

function Heading({ ticket }: { readonly ticket: TicketDetail }) {
  const { say, label } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever opens a ticket by keyboard or screen reader should find themselves in it.
  useEffect(() => heading.current?.focus(), [ticket.id]);
  return (
    <div class="ticket-heading">
      <h2 id="ticket-title" tabIndex={-1} ref={heading}>
        {ticket.customer}
        <span class={`chip ${ticket.status}`}>{label('status', ticket.status)}</span>
        {ticket.urgency === 'urgent' && <span class="chip urgent">{say('urgent')}</span>}
      </h2>
      <p class="quiet">
        {[
          say('ticket', { number: ticket.number }),
          say('protocol', { protocol: ticket.protocol }),
          label('channel', ticket.channel),
          ticket.department,
        ].join(' · ')}
      </p>
    </div>
  );
}

/** In place of the reply box, for a ticket whose customer the viewer cannot write to. */
function NoReply({ me, ticket, accept, refuse }: TicketViewProps) {
  const { say } = useWords();
  if (ticket.status === 'closed') return null;
  if (isOfferedTo(me, ticket))
    return (
      <div class="no-reply offer">
        <p>{say('acceptToReply')}</p>
        <OfferActions ticket={ticket} accept={accept} refuse={refuse} />
      </div>
    );
  return (
    <p class="no-reply quiet">
      {ticket.agent ? say('notYours', { name: ticket.agent.name }) : say('notHeld')}
    </p>
  );
}
