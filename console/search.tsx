import { useEffect, useId, useState } from 'preact/hooks';
import type { Found } from '../channels/console/api.js';
import type { BoardProps } from './board.js';
import { Failed, Loading } from './form.js';
import type { Reading } from './live.js';
import { request } from './server.js';
import { TicketCard } from './ticket-card.js';
import { useWords } from './words.js';

const PAUSE_MS = 250;

/** Every ticket of the last 30 days that the viewer may see, by customer, protocol or problem. */
export function Search(props: BoardProps) {
  const { say, explain } = useWords();
  const [words, setWords] = useState('');
  const { value, failure, retry } = useFound(words, props.board);
  const id = useId();
  return (
    <section class="column search" aria-label={say('all')}>
      <div class="field">
        <label for={id}>{say('search')}</label>
        <input
          id={id}
          type="search"
          maxLength={100}
          autocomplete="off"
          value={words}
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </div>
      {failure && <Failed text={explain(failure)} retry={retry} />}
      {!value && !failure && <Loading />}
      {value && (
        <p class="found quiet" role="status">
          {value.tickets.length === 0
            ? say('searchEmpty')
            : say(value.more ? 'searchMore' : 'found', { count: value.tickets.length })}
        </p>
      )}
      <ul>
        {value?.tickets.map((ticket) => (
          <TicketCard
            key={ticket.id}
            {...{ ticket, me: props.me, accept: props.accept, refuse: props.refuse }}
            isOpen={ticket.id === props.openTicketId}
            onOpen={props.onOpen}
          />
        ))}
      </ul>
    </section>
  );
}

/** Searches a moment after the last letter, and again whenever `stamp` is another one. */
function useFound(words: string, stamp: unknown): Reading<Found> & { readonly retry: () => void } {
  const [reading, setReading] = useState<Reading<Found>>({});
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isLate = false;
    const timer = setTimeout(() => {
      void request<Found>('GET', `tickets?q=${encodeURIComponent(words)}`).then((result) => {
        if (isLate) return;
        setReading((before) => (result.ok ? { value: result.value } : { ...before, failure: result }));
      });
    }, PAUSE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [words, stamp, tries]);
  return { ...reading, retry: () => setTries(tries + 1) };
}
