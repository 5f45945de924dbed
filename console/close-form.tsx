import { ActionForm, Area, useDraft, useSend, type ActionFormProps } from './action-form.js';
import { useWords } from './words.js';

/** Closes a ticket: only with what was told and what solved it. */
export function CloseForm(props: ActionFormProps) {
  const { say } = useWords();
  const told = useDraft(`${props.ticket.id}.told`);
  const solved = useDraft(`${props.ticket.id}.solved`);
  const send = useSend(props, [told, solved]);
  const submit = async () => {
    const outcome = { told: told.text.trim(), solved: solved.text.trim() };
    return outcome.told && outcome.solved ? send('close', outcome) : say('bothRequired');
  };
  return (
    <ActionForm
      title={say('closeTitle')}
      confirm={say('confirmClose')}
      submit={submit}
      onCancel={props.onCancel}
    >
      <Area label={say('told')} draft={told} />
      <Area label={say('solved')} draft={solved} />
    </ActionForm>
  );
}
