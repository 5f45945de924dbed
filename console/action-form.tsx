import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Action, TicketDetail } from '../channels/console/api.js';
import type { SendCommand } from './commands.js';
import { drafts } from './drafts.js';
import { Problem } from './form.js';
import { useWords } from './words.js';

/** What every form over a ticket gets. */
export interface ActionFormProps {
  readonly ticket: TicketDetail;
  readonly command: SendCommand;
  /** Something was sent: read again. */
  readonly onChanged: () => void;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const FIRST = 'select, input, textarea, button.primary';

/**
 * A form in place of the reply box: takes the focus, is left with Escape, and says what went wrong. `submit` resolves
 * with that, or with nothing.
 */
export function ActionForm(props: {
  readonly title: string;
  readonly hint?: string;
  /** `private`: what is written here stays among colleagues. */
  readonly tone?: 'private';
  readonly confirm: string;
  readonly submit: () => Promise<string | undefined>;
  readonly onCancel: () => void;
  readonly children?: ComponentChildren;
}) {
  const { say } = useWords();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const titleId = useId();
  // At once, so that nothing typed right after opening it is lost.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>(FIRST)?.focus(), []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    setProblem(await props.submit());
    setIsBusy(false);
  };
  return (
    <form
      class={`action-form ${props.tone ?? ''}`}
      ref={form}
      aria-labelledby={titleId}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={({ key }) => key === 'Escape' && props.onCancel()}
    >
      <div>
        <h3 id={titleId}>{props.title}</h3>
        {props.hint && <p class="quiet">{props.hint}</p>}
      </div>
      {props.children}
      <Problem text={problem} />
      <div class="buttons">
        <button type="button" onClick={props.onCancel}>
          {say('cancel')}
        </button>
        <button class="primary" disabled={isBusy}>
          {props.confirm}
        </button>
      </div>
    </form>
  );
}

/** Sends a form's command; what was written is forgotten once it was taken. */
export function useSend({ ticket, command, onChanged, onDone }: ActionFormProps, written: readonly Draft[]) {
  const { explain } = useWords();
  return async (action: Action, body: Readonly<Record<string, string>>) => {
    const result = await command(ticket.id, action, body);
    onChanged();
    if (!result.ok) return explain(result);
    for (const draft of written) draft.write('');
    onDone();
    return undefined;
  };
}

/** Words that are kept as they are written, until they are sent. */
export interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
}

/** `proposed` stands there until something else was written. */
export function useDraft(key: string, proposed = ''): Draft {
  const [text, setText] = useState(() => drafts.read(key) || proposed);
  return {
    text,
    write(next) {
      setText(next);
      drafts.write(key, next);
    },
  };
}

export function Area(props: {
  readonly label: string;
  readonly draft: Draft;
  readonly isOptional?: boolean;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={2000}
        required={!props.isOptional}
        value={props.draft.text}
        onInput={({ currentTarget }) => props.draft.write(currentTarget.value)}
      />
    </div>
  );
}
