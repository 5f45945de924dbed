import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Board, Me, TicketDetail } from '../channels/console/api.js';
import { ActionBar, OpenForm, type FormAction } from './actions.js';
import type { SendCommand } from './commands.js';
import { Details } from './details.js';
import { isOfferedTo, OfferActions, type OfferAnswers } from './offer-actions.js';
import { PassingBar } from './passing.js';
import { ReplyBox } from './reply-box.js';
import { SilenceChip, Timers } from './timers.js';
import { Transcript } from './transcript.js';
import { Whisper } from './whisper.js';
import { useWords } from './words.js';

interface TicketViewProps extends OfferAnswers {
  readonly me: Me;
  readonly ticket: TicketDetail;
  readonly desk: Pick<Board, 'team' | 'departments' | 'problems'>;
  readonly command: SendCommand;
  readonly onBack: () => void;
  readonly onOpen: (ticketId: string) => void;
  readonly onChanged: () => void;
}

export function TicketView(props: TicketViewProps) {
  const { me, ticket, onBack } = props;
  const { say } = useWords();
  const [showsDetails, setShowsDetails] = useState(false);
  const form = useForm(ticket);
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
        <ActionBar
          ticket={ticket}
          open={form.action}
          onOpen={(action) => {
            form.open(action);
            setShowsDetails(false);
          }}
        />
      </div>
      <div class="above">
        <PassingBar {...props} />
        <Whisper key={ticket.id} {...props} />
        {ticket.summary && <p class="summary">{ticket.summary}</p>}
      </div>
      <div class="conversation">
        <Transcript ticket={ticket} me={me} />
        {form.action ? (
          <OpenForm {...props} action={form.action} onDone={form.close} onCancel={form.cancel} />
        ) : ticket.may.includes('reply') ? (
          <ReplyBox {...props} />
        ) : (
          <NoReply {...props} />
        )}
      </div>
      <Details ticket={ticket} onOpen={props.onOpen} />
    </article>
  );
}

/** Which form is open. It closes by itself when the ticket no longer allows what it is for. */
function useForm({ may }: TicketDetail) {
  const [action, setAction] = useState<FormAction>();
  const pressed = useRef<Element | null>(null);
  const isAllowed = action === undefined || may.includes(action);
  useEffect(() => {
    if (!isAllowed) setAction(undefined);
  }, [isAllowed]);
  return {
    action: isAllowed ? action : undefined,
    open: (next: FormAction) => {
      pressed.current = document.activeElement;
      setAction(next === action ? undefined : next);
    },
    close: () => setAction(undefined),
    /** The keyboard goes on where it was; a reply box takes it by itself. */
    cancel: () => {
      setAction(undefined);
      if (pressed.current instanceof HTMLElement) pressed.current.focus();
    },
  };
}

function Heading({ ticket }: { readonly ticket: TicketDetail }) {
  const { say, label } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever opens a ticket by keyboard or screen reader should find themselves in it.
  useLayoutEffect(() => heading.current?.focus(), [ticket.id]);
  return (
    <div class="ticket-heading">
      <h2 id="ticket-title" tabIndex={-1} ref={heading}>
        {ticket.customer}
        <span class={`chip ${ticket.status}`}>{label('status', ticket.status)}</span>
        {ticket.urgency === 'urgent' && <span class="chip urgent">{say('urgent')}</span>}
        <SilenceChip ticket={ticket} />
      </h2>
      <About ticket={ticket} />
      <p class="quiet">
        {[
          label('channel', ticket.channel) + (ticket.phone ? ` ${ticket.phone}` : ''),
          say('ticket', { number: ticket.number }),
          say('protocol', { protocol: ticket.protocol }),
          ticket.department,
        ].join(' · ')}
      </p>
    </div>
  );
}

/** What it is about, and what kind of request that is. */
function About({ ticket: { problem, kind } }: { readonly ticket: TicketDetail }) {
  const { label } = useWords();
  if (!problem && !kind) return null;
  return (
    <p class="about">
      {problem && <strong>{problem}</strong>}
      {kind && <span class={`chip ${kind}`}>{label('kind', kind)}</span>}
    </p>
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
        {/* A transfer is answered beside its note. */}
        {!ticket.passing && <OfferActions ticket={ticket} accept={accept} refuse={refuse} />}
      </div>
    );
  return (
    <div class="no-reply quiet">
      <p>{ticket.agent ? say('notYours', { name: ticket.agent.name }) : say('notHeld')}</p>
      {!ticket.passing && <Timers ticket={ticket} me={me} />}
    </div>
  );
}
