import type { Board as BoardData, Me, TicketSummary } from '../channels/console/api.js';
import type { OfferAnswers } from './offer-actions.js';
import { Team } from './team.js';
import { TicketCard } from './ticket-card.js';
import type { TextKey } from './texts/texts.js';
import { useWords } from './words.js';

export interface BoardProps extends OfferAnswers {
  readonly me: Me;
  readonly board: BoardData;
  readonly openTicketId?: string;
  readonly onOpen: (ticketId: string) => void;
}

export function Board(props: BoardProps) {
  const { me, board } = props;
  const held = board.others.filter(({ status }) => status !== 'closed');
  const closed = board.others.filter(({ status }) => status === 'closed');
  return (
    <div class="columns">
      <Column {...props} title="queue" empty="queueEmpty" tickets={board.queue} />
      <div class="stack">
        <Column {...props} title="mine" empty="mineEmpty" tickets={board.mine} />
        {held.length > 0 && <Column {...props} title="others" tickets={held} />}
      </div>
      <div class="stack">
        <Team me={me} team={board.team} />
        <Column {...props} title="closedToday" empty="closedEmpty" tickets={closed} />
      </div>
    </div>
  );
}

function Column(
  props: BoardProps & {
    readonly title: TextKey;
    readonly empty?: TextKey;
    readonly tickets: readonly TicketSummary[];
  },
) {
  const { say } = useWords();
  const id = `column-${props.title}`;
  return (
    <section class="column" aria-labelledby={id}>
      <h2 id={id}>
        {say(props.title)} <span class="count">{props.tickets.length}</span>
      </h2>
      {props.tickets.length === 0 && props.empty && <p class="quiet">{say(props.empty)}</p>}
      <ul>
        {props.tickets.map((ticket) => (
          <TicketCard
            key={ticket.id}
            ticket={ticket}
            me={props.me}
            isOpen={ticket.id === props.openTicketId}
            onOpen={props.onOpen}
            accept={props.accept}
            refuse={props.refuse}
          />
        ))}
      </ul>
    </section>
  );
}
