import { ActionForm, Area, useDraft, useSend, type ActionFormProps } from './action-form.js';
import { useWords } from './words.js';

/** A word to whoever serves this ticket next. The customer never reads it. */
export function NoteForm(props: ActionFormProps) {
  const { say } = useWords();
  const text = useDraft(`${props.ticket.id}.note`);
  const send = useSend(props, [text]);
  const submit = async () => {
    const words = text.text.trim();
    return words ? send('note', { text: words }) : say('noteEmpty');
  };
  return (
    <ActionForm
      tone="private"
      title={say('noteTitle')}
      hint={say('noteHint')}
      confirm={say('confirmNote')}
      submit={submit}
      onCancel={props.onCancel}
    >
      <Area label={say('noteText')} draft={text} />
    </ActionForm>
  );
}
