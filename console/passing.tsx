import { useState } from 'preact/hooks';
import type { Me, Passing, TicketDetail, TicketEventView } from '../channels/console/api.js';
import { drafts } from './drafts.js';
import { OfferActions, type OfferAnswers } from './offer-actions.js';
import { Timers } from './timers.js';
import { useWords, type Words } from './words.js';

interface PassingProps extends OfferAnswers {
  readonly me: Me;
  readonly ticket: TicketDetail;
}

/** A transfer under way: for its receiver with the note and the answer to give, for everyone else where it stands. */
export function PassingBar(props: PassingProps) {
  const { me, ticket } = props;
  const { say, label } = useWords();
  const { passing } = ticket;
  if (!passing) return <TransferNews key={ticket.id} ticket={ticket} />;
  const isForMe = passing.to.id === me.id;
  const title = isForMe
    ? say('passingToYou', { by: passing.by.name })
    : say('passingTo', { name: passing.to.name });
  return (
    <section class={`passing ${isForMe ? 'for-me' : ''}`} aria-label={title}>
      <p>
        <strong>{title}</strong> <span class="chip">{label('transfer', passing.type)}</span>
      </p>
      <Note passing={passing} />
      {isForMe ? (
        <OfferActions {...props} />
      ) : (
        <>
          <Timers ticket={ticket} me={me} />
          {ticket.may.includes('reply') && (
            <p class="quiet">{say('passingHint', { name: passing.to.name })}</p>
          )}
        </>
      )}
    </section>
  );
}

const Note = ({ passing }: { readonly passing: Passing }) => <blockquote>{passing.note}</blockquote>;

const OF_TRANSFERS = new Set(
  ['transfer-offered', 'transfer-failed', 'transfer-refused', 'transfer-lapsed'].concat([
    'accepted',
    'taken-over',
    'requeued',
  ]),
);

/** Why the ticket is still where it was after a transfer, for its holder and supervisors, until they have read it. */
function TransferNews({ ticket }: { readonly ticket: TicketDetail }) {
  const words = useWords();
  const { say } = words;
  const key = `${ticket.id}.news-read`;
  const [read, setRead] = useState(() => drafts.read(key));
  const latest = ticket.events.findLast(({ type }) => OF_TRANSFERS.has(type));
  const what = latest && whatBecame(latest, words);
  const holds = ticket.may.includes('reply');
  if (
    !what ||
    ticket.status !== 'active' ||
    read === latest.at ||
    !(holds || ticket.may.includes('reassign'))
  )
    return null;
  const dismiss = () => {
    setRead(latest.at);
    drafts.write(key, latest.at);
  };
  return (
    <div class="transfer-news" role="status">
      <span>
        {holds ? say('staysWithYou', { what }) : say('staysWith', { what, name: ticket.agent?.name ?? '' })}
      </span>
      <button type="button" aria-label={say('dismiss')} onClick={dismiss}>
        ×
      </button>
    </div>
  );
}

/** In words, why nothing came of a transfer; undefined if something did. */
function whatBecame(event: TicketEventView, { say }: Words): string | undefined {
  const { department, agent: name = '', note: why } = event;
  switch (event.type) {
    case 'transfer-failed':
      return department ? say('transferNobodyOf', { department }) : say('transferNobody');
    case 'transfer-refused':
      return why ? say('transferRefusedWhy', { name, why }) : say('transferRefused', { name });
    case 'transfer-lapsed':
      return say('transferLapsed', { name });
    default:
      return undefined;
  }
}
