import type { Reason, TicketDetail, TicketEventView } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { clockTime } from './times.js';
import { useWords } from './words.js';

/** What the desk knows and decided about a ticket: the brief, why it came here, and every decision with its reasons. */
export function Details({ ticket }: { readonly ticket: TicketDetail }) {
  const { say, label } = useWords();
  const choice = lastChoice(ticket.events);
  return (
    <aside class="details">
      {ticket.told && ticket.solved && (
        <section>
          <h3>{say('outcome')}</h3>
          <Facts
            facts={[
              { label: say('told'), text: ticket.told },
              { label: say('solved'), text: ticket.solved },
            ]}
          />
        </section>
      )}
      {ticket.brief.length > 0 && (
        <section>
          <h3>{say('brief')}</h3>
          <Facts facts={ticket.brief} />
        </section>
      )}
      {choice && (
        <section>
          <h3>
            {say('why')} {choice.rule && <span class="chip">{label('rule', choice.rule)}</span>}
          </h3>
          <Reasons reasons={choice.reasons} />
        </section>
      )}
      <section>
        <h3>{say('history')}</h3>
        <History events={ticket.events} />
      </section>
    </aside>
  );
}

/** The last decision about who gets the ticket: an offer, or the last one that gave reasons. */
const lastChoice = (events: readonly TicketEventView[]) =>
  events.findLast(({ rule, reasons }) => rule !== undefined && reasons.length > 0) ??
  events.findLast(({ reasons }) => reasons.length > 0);

function Facts({ facts }: { readonly facts: TicketDetail['brief'] }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ul class="reasons">
      {reasons.map(({ code, text }) => (
        <li key={code + text}>{text}</li>
      ))}
    </ul>
  );
}

function History({ events }: { readonly events: readonly TicketEventView[] }) {
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
            {event.agent && ` · ${event.agent}`}
            {event.rule && <span class="quiet"> · {label('rule', event.rule)}</span>}
            {event.reasons.length > 0 && <Reasons reasons={event.reasons} />}
          </div>
        </li>
      ))}
    </ol>
  );
}
