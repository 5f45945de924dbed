import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { TicketDetail } from '../channels/console/api.js';
import type { SendCommand } from './commands.js';
import { drafts } from './drafts.js';
import { Problem } from './form.js';
import { useWords } from './words.js';

/** Closes a ticket: only with what was told and what solved it. */
export function CloseForm(props: {
  readonly ticket: TicketDetail;
  readonly command: SendCommand;
  readonly onChanged: () => void;
  readonly onCancel: () => void;
}) {
  const { say, explain } = useWords();
  const { ticket, command, onChanged } = props;
  const told = useDraft(`${ticket.id}.told`);
  const solved = useDraft(`${ticket.id}.solved`);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const outcome = { told: told.text.trim(), solved: solved.text.trim() };
    if (!outcome.told || !outcome.solved) return setProblem(say('bothRequired'));
    setIsBusy(true);
    setProblem(undefined);
    const result = await command(ticket.id, 'close', outcome);
    setIsBusy(false);
    if (result.ok) for (const draft of [told, solved]) draft.write('');
    else setProblem(explain(result));
    onChanged();
  };
  return (
    <form
      class="close-form"
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={({ key }) => key === 'Escape' && props.onCancel()}
    >
      <h3>{say('closeTitle')}</h3>
      <Area label={say('told')} draft={told} autofocus />
      <Area label={say('solved')} draft={solved} />
      <Problem text={problem} />
      <div class="buttons">
        <button type="button" onClick={props.onCancel}>
          {say('cancel')}
        </button>
        <button class="primary" disabled={isBusy}>
          {say('confirmClose')}
        </button>
      </div>
    </form>
  );
}

interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
}

function useDraft(key: string): Draft {
  const [text, setText] = useState(() => drafts.read(key));
  return {
    text,
    write(next) {
      setText(next);
      drafts.write(key, next);
    },
  };
}

function Area(props: { readonly label: string; readonly draft: Draft; readonly autofocus?: boolean }) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (props.autofocus) area.current?.focus();
  }, []);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        ref={area}
        rows={2}
        maxLength={2000}
        required
        value={props.draft.text}
        onInput={({ currentTarget }) => props.draft.write(currentTarget.value)}
      />
    </div>
  );
}
