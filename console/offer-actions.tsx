import { useState } from 'preact/hooks';
import type { Me, TicketSummary } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { countdown } from './times.js';
import { useWords } from './words.js';

export interface OfferAnswers {
  readonly accept: (ticket: TicketSummary) => Promise<void>;
  readonly refuse: (ticket: TicketSummary, reason: string) => Promise<void>;
}

/** Is this ticket, offered or being passed on, waiting for the viewer's answer? */
export const isOfferedTo = (me: Me, { status, agent, passing }: TicketSummary) =>
  passing ? passing.to.id === me.id : status === 'offered' && agent?.id === me.id;

/** The answer to an offer made to the viewer, and the time left for it. */
export function OfferActions({ ticket, accept, refuse }: OfferAnswers & { readonly ticket: TicketSummary }) {
  const { say } = useWords();
  const answerBy = ticket.passing?.answerBy ?? ticket.answerBy;
  const [isRefusing, setIsRefusing] = useState(false);
  if (isRefusing)
    return (
      <RefuseForm
        onRefuse={(reason) => refuse(ticket, reason)}
        onCancel={() => setIsRefusing(false)}
        deadline={<Deadline answerBy={answerBy} />}
      />
    );
  return (
    <div class="offer-actions">
      <Deadline answerBy={answerBy} />
      <button type="button" onClick={() => setIsRefusing(true)}>
        {say('refuse')}
      </button>
      <button type="button" class="primary" onClick={() => void accept(ticket)}>
        {say('accept')}
      </button>
    </div>
  );
}

function RefuseForm(props: {
  readonly onRefuse: (reason: string) => Promise<void>;
  readonly onCancel: () => void;
  readonly deadline: preact.JSX.Element;
}) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  return (
    <form
      class="refuse"
      onSubmit={(event) => {
        event.preventDefault();
        void props.onRefuse(reason.trim());
      }}
      onKeyDown={({ key }) => key === 'Escape' && props.onCancel()}
    >
      <label>
        {say('refuseReason')}
        <input
          value={reason}
          maxLength={500}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
          ref={(input) => {
            if (input && !reason) input.focus();
          }}
        />
      </label>
      <div class="offer-actions">
        {props.deadline}
        <button type="button" onClick={props.onCancel}>
          {say('cancel')}
        </button>
        <button class="danger">{say('confirmRefuse')}</button>
      </div>
    </form>
  );
}

function Deadline({ answerBy }: { readonly answerBy?: string }) {
  const { say } = useWords();
  const now = useNow(250);
  if (!answerBy) return null;
  const time = countdown(Date.parse(answerBy) - now);
  return (
    <span class={`deadline ${time ? '' : 'over'}`}>
      {time ? say('answerIn', { time }) : say('answerOver')}
    </span>
  );
}
