import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me, TicketSummary } from '../channels/console/api.js';
import { createCommands, randomId } from './commands.js';
import { Failed, Loading } from './form.js';
import { Header } from './header.js';
import { LineAlarm } from './lines.js';
import { Lists, type Tab } from './lists.js';
import { useLive, type Live } from './live.js';
import { isOfferedTo } from './offer-actions.js';
import { useOpenTicket } from './place.js';
import { request, type Result } from './server.js';
import { TicketView } from './ticket-view.js';
import { useWords, type Words } from './words.js';

interface ConsoleProps {
  readonly me: Me;
  readonly notice?: string;
  readonly onMeChanged: () => void;
  readonly onSignedOut: () => void;
  readonly onSignOut: () => void;
  readonly onChangePassword: () => void;
}

const command = createCommands(request, randomId);

/** What somebody signed in works with. */
export function Console(props: ConsoleProps) {
  const { me, onMeChanged } = props;
  const { explain } = useWords();
  const [ticketId, openTicket] = useOpenTicket();
  const [tab, setTab] = useState<Tab>('board');
  const supervises = me.admin || me.level === 'supervisor';
  const live = useLive({ supervises, onSignedOut: props.onSignedOut, onMe: onMeChanged }, ticketId);
  const [notice, setNotice] = useState(props.notice);

  const settle = (result: Result<unknown>) => {
    setNotice(result.ok ? undefined : explain(result));
    live.refresh();
    return result.ok;
  };
  const accept = async ({ id }: TicketSummary) => {
    if (settle(await command(id, 'accept'))) openTicket(id);
  };
  const refuse = async ({ id }: TicketSummary, reason: string) => {
    const isRefused = settle(await command(id, 'refuse', reason ? { reason } : {}));
    if (isRefused && id === ticketId) openTicket(undefined);
  };
  const setAvailable = async (available: boolean) => {
    settle(await request('PUT', 'presence', { available }));
    onMeChanged();
  };
  const showLines = () => {
    setTab('lines');
    openTicket(undefined);
  };
  return (
    <div class={`console ${ticketId === undefined ? '' : 'has-ticket'}`}>
      <Header
        me={me}
        connection={live.connection}
        onAvailable={(available) => void setAvailable(available)}
        onChangePassword={props.onChangePassword}
        onSignOut={props.onSignOut}
      />
      <Notice text={notice} onDismiss={() => setNotice(undefined)} />
      <LineAlarm lines={live.lines.value} onShow={showLines} />
      <OfferNews me={me} queue={live.board.value?.queue} />
      <Work {...{ me, live, accept, refuse, tab, ticketId, openTicket }} onTab={setTab} />
    </div>
  );
}

type PartProps = {
  readonly me: Me;
  readonly live: Live;
  readonly accept: (ticket: TicketSummary) => Promise<void>;
  readonly refuse: (ticket: TicketSummary, reason: string) => Promise<void>;
};

type WorkProps = PartProps & {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly ticketId?: string;
  readonly openTicket: (ticketId: string | undefined) => void;
};

function Work({ ticketId, openTicket, tab, onTab, ...rest }: WorkProps) {
  return (
    <main class="work">
      <nav class="board">
        <BoardPart {...rest} {...{ tab, onTab }} openTicketId={ticketId} onOpen={openTicket} />
      </nav>
      {ticketId !== undefined && (
        <section class="pane">
          <TicketPart {...rest} onBack={() => openTicket(undefined)} onOpen={openTicket} />
        </section>
      )}
    </main>
  );
}

function BoardPart({
  live,
  ...rest
}: PartProps & {
  readonly openTicketId?: string;
  readonly onOpen: (id: string) => void;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}) {
  const { explain } = useWords();
  const { value, failure } = live.board;
  const { value: lines = [] } = live.lines;
  if (value) return <Lists {...rest} board={value} lines={lines} onLinesChanged={live.refreshLines} />;
  return failure ? <Failed text={explain(failure)} retry={live.refresh} /> : <Loading />;
}

/** Until the board has been read. */
const NOBODY = { team: [], departments: [], problems: [] };

function TicketPart({
  live,
  ...rest
}: PartProps & { readonly onBack: () => void; readonly onOpen: (id: string) => void }) {
  const { say, explain } = useWords();
  const { value, failure } = live.ticket;
  const desk = live.board.value ?? NOBODY;
  const isGone = failure?.status === 404;
  if (value && !isGone)
    return (
      <TicketView key={value.id} {...rest} {...{ desk, command }} ticket={value} onChanged={live.refresh} />
    );
  if (!failure) return <Loading />;
  return (
    <div class="gone">
      <button type="button" onClick={rest.onBack}>
        ← {say('back')}
      </button>
      <Failed text={isGone ? say('noTicket') : explain(failure)} retry={live.refresh} />
    </div>
  );
}

function Notice({ text, onDismiss }: { readonly text?: string; readonly onDismiss: () => void }) {
  const { say } = useWords();
  if (!text) return null;
  return (
    <div class="notice" role="alert">
      <span>{text}</span>
      <button type="button" aria-label={say('dismiss')} onClick={onDismiss}>
        ×
      </button>
    </div>
  );
}

const announced = ({ passing, customer, problem }: TicketSummary, say: Words['say']) =>
  passing ? say('newTransfer', { by: passing.by.name, customer }) : say('newOffer', { customer, problem });

/** Says a new offer aloud, and keeps the number of open ones in the title of the tab. */
function OfferNews({ me, queue = [] }: { readonly me: Me; readonly queue?: readonly TicketSummary[] }) {
  const { say } = useWords();
  const known = useRef(new Set<string>());
  const [text, setText] = useState('');
  useEffect(() => {
    const offers = queue.filter((ticket) => isOfferedTo(me, ticket));
    const newest = offers.find(({ id }) => !known.current.has(id));
    document.title = offers.length > 0 ? `(${offers.length}) Bastão` : 'Bastão';
    if (newest) setText(announced(newest, say));
    known.current = new Set(offers.map(({ id }) => id));
  }, [queue]);
  return (
    <p class="aloud" aria-live="assertive">
      {text}
    </p>
  );
}
