import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { CannedReply, Me, TicketDetail } from '../channels/console/api.js';
import { fillReply, matchReplies } from './canned.js';
import { useWords } from './words.js';

/** A canned reply as it would go into the box, with the name of its step. */
interface Choice extends CannedReply {
  readonly title: string;
}

export interface CannedList {
  readonly isOpen: boolean;
  readonly choices: readonly Choice[];
  readonly active: Choice | undefined;
  readonly listId: string;
  readonly choose: (reply: Choice) => void;
  /** What the keyboard means while the list is open. True if it was meant for the list. */
  readonly onKey: (key: string) => boolean;
}

/** The list that a `/` at the start of a reply opens; what follows narrows it. */
export function useCannedList(props: {
  readonly me: Me;
  readonly ticket: TicketDetail;
  readonly text: string;
  readonly write: (text: string) => void;
}): CannedList {
  const { me, ticket, text, write } = props;
  const { label } = useWords();
  const [at, setAt] = useState({ text: '', index: 0 });
  const [isDismissed, setIsDismissed] = useState(false);
  const listId = useId();
  const begins = text.startsWith('/') && !text.includes('\n');
  const index = at.text === text ? at.index : 0;
  useEffect(() => {
    if (!begins) setIsDismissed(false);
  }, [begins]);
  const facts = { customer: ticket.customerName, agent: me.name, protocol: ticket.protocol };
  const isOpen = begins && !isDismissed && ticket.cannedReplies.length > 0;
  const choices = isOpen
    ? matchReplies(
        ticket.cannedReplies.map((one) => ({
          ...one,
          ...{ title: label('step', one.step), text: fillReply(one.text, facts) },
        })),
        text.slice(1),
      )
    : [];
  const active = choices[index];
  const move = (by: number) =>
    setAt({ text, index: (index + by + choices.length) % Math.max(1, choices.length) });
  const choose = (reply: Choice) => write(reply.text);
  const onKey = (key: string) => {
    if (!isOpen) return false;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'Escape') setIsDismissed(true);
    else if (key === 'Enter' || key === 'Tab') {
      // A search is no message: as long as the list is open nothing is sent.
      if (active) choose(active);
      return key === 'Enter' || active !== undefined;
    } else return false;
    return true;
  };
  return { isOpen, choices, active, listId, choose, onKey };
}

export const optionId = ({ listId }: CannedList, { id }: Choice) => `${listId}-${id}`;

/** The replies by step, in their order. */
export function CannedReplies({ list }: { readonly list: CannedList }) {
  const { say } = useWords();
  const { choices, active, listId } = list;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);
  const steps = [...new Set(choices.map(({ title }) => title))];
  return (
    <div class="canned" id={listId} role="listbox" aria-label={say('cannedReplies')} ref={box}>
      {choices.length === 0 && <p class="quiet">{say('cannedNone')}</p>}
      {steps.map((title) => (
        <div key={title} role="group" aria-label={title}>
          <div class="canned-step" aria-hidden="true">
            {title}
          </div>
          {choices
            .filter((one) => one.title === title)
            .map((one) => (
              <div
                key={one.id}
                id={optionId(list, one)}
                class="canned-option"
                role="option"
                aria-selected={one === active}
                // The keyboard stays in the box.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => list.choose(one)}
              >
                {one.text}
              </div>
            ))}
        </div>
      ))}
    </div>
  );
}
