import type { Reason, TicketEventView } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { clockTime, dayTime } from './times.js';
import { useWords } from './words.js';

/** Everything decided about a ticket, each with its reasons. */
export function History({ events }: { readonly events: readonly TicketEventView[] }) {
  const { label, language } = useWords();
  const now = useNow(60_000);
  return (
    <ol class="history">
      {events.map((event, index) => (
        <li key={index}>
          <time class="quiet" dateTime={event.at}>
            {clockTime(event.at, language, now)}
          </time>
          <div>
            <strong>{label('event', event.type)}</strong>
            <Facts event={event} />
            {event.note && <blockquote>{event.note}</blockquote>}
            {event.reasons.length > 0 && <Reasons reasons={event.reasons} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Who it was about, from whom it came, where it went. */
function Facts({ event }: { readonly event: TicketEventView }) {
  const { say, label, language } = useWords();
  const { by, agent, from, department, transfer, rule, until, outcome, problem } = event;
  const people = by && agent ? say('passedBy', { by, to: agent }) : (agent ?? by);
  const rest = [
    from && say('priorHolder', { name: from }),
    transfer && label('transfer', transfer),
    department,
    !transfer && rule && label('rule', rule),
    until && dayTime(until, language),
    outcome && label('outcome', outcome),
    problem,
  ].filter(Boolean);
  return (
    <>
      {people && ` · ${people}`}
      {rest.length > 0 && <span class="quiet"> · {rest.join(' · ')}</span>}
    </>
  );
}

export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ul class="reasons">
      {reasons.map(({ code, text }) => (
        <li key={code + text}>{text}</li>
      ))}
    </ul>
  );
}
