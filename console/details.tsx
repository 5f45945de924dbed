import type { TicketDetail } from '../channels/console/api.js';
import { Earlier } from './earlier.js';
import { History, Reasons } from './history.js';
import { useWords } from './words.js';

/** What the desk knows and decided about a ticket: the brief, why it came here, and every decision with its reasons. */
export function Details({
  ticket,
  onOpen,
}: {
  readonly ticket: TicketDetail;
  readonly onOpen: (ticketId: string) => void;
}) {
  const { say, label } = useWords();
  const { rule, chosenBecause = [] } = ticket;
  return (
    <aside class="details">
      {ticket.told && ticket.solved && (
        <section>
          <h3>{say('outcome')}</h3>
          <Facts
            facts={[
              ...(ticket.problem ? [{ label: say('problem'), text: ticket.problem }] : []),
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
      {chosenBecause.length > 0 && (
        <section>
          <h3>
            {say('why')} {rule && <span class="chip">{label('rule', rule)}</span>}
          </h3>
          <Reasons reasons={chosenBecause} />
        </section>
      )}
      <section>
        <h3>{say('earlier')}</h3>
        <Earlier tickets={ticket.earlier} onOpen={onOpen} />
      </section>
      <section>
        <h3>{say('history')}</h3>
        <History events={ticket.events} />
      </section>
    </aside>
  );
}

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
