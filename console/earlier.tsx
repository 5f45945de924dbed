import type { EarlierTicket } from '../channels/console/api.js';
import { useWords } from './words.js';

/** What the same customer came with before, newest first. */
export function Earlier(props: {
  readonly tickets: readonly EarlierTicket[];
  readonly onOpen: (ticketId: string) => void;
}) {
  const { say } = useWords();
  if (props.tickets.length === 0) return <p class="quiet">{say('earlierEmpty')}</p>;
  return (
    <ol class="earlier">
      {props.tickets.map((ticket) => (
        <li key={ticket.id}>
          <Line ticket={ticket} onOpen={props.onOpen} />
        </li>
      ))}
    </ol>
  );
}

function Line({ ticket, onOpen }: { readonly ticket: EarlierTicket; readonly onOpen: (id: string) => void }) {
  const { say, label, language } = useWords();
  const { id, protocol, status, outcome, problem, agent, told, solved } = ticket;
  const date = new Date(ticket.openedAt).toLocaleDateString(language);
  return (
    <>
      <div class="earlier-head">
        <strong>{problem || protocol}</strong>
        <span class={`chip ${status}`}>{outcome ? label('outcome', outcome) : label('status', status)}</span>
      </div>
      <p class="quiet">
        <time dateTime={ticket.openedAt}>{date}</time>
        {[protocol, agent && say('with', { name: agent })].filter(Boolean).map((part) => ` · ${part}`)}
      </p>
      {told && <Said label={say('told')} text={told} />}
      {solved && <Said label={say('solved')} text={solved} />}
      {ticket.mayOpen && (
        <button
          type="button"
          class="link"
          aria-label={say('openTicket', { protocol })}
          onClick={() => onOpen(id)}
        >
          {say('open')}
        </button>
      )}
    </>
  );
}

const Said = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <p>
    <span class="quiet">{label}: </span>
    {text}
  </p>
);
