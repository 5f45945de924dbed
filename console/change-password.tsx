import { useState } from 'preact/hooks';
import { Field, Problem, Sheet } from './form.js';
import { request } from './server.js';
import { useWords } from './words.js';

/** Replaces the password. `isForced`: nothing else is possible until it has been. */
export function ChangePassword(props: {
  readonly isForced: boolean;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { say, explain } = useWords();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    if (form.get('next') !== form.get('again')) return setProblem(say('passwordsDiffer'));
    setIsBusy(true);
    setProblem(undefined);
    const result = await request('POST', 'password', {
      current: form.get('current'),
      next: form.get('next'),
    });
    setIsBusy(false);
    if (result.ok) props.onDone();
    else setProblem(explain(result));
  };
  return (
    <Sheet title={say('changePasswordTitle')}>
      <form onSubmit={(event) => void submit(event)}>
        {props.isForced && <p class="hint">{say('oneTimePassword')}</p>}
        <Passwords />
        <Problem text={problem} />
        <button class="primary" disabled={isBusy}>
          {say('save')}
        </button>
        <button type="button" onClick={props.onCancel}>
          {say(props.isForced ? 'signOut' : 'cancel')}
        </button>
      </form>
    </Sheet>
  );
}

function Passwords() {
  const { say } = useWords();
  const fresh = { type: 'password', autocomplete: 'new-password' } as const;
  return (
    <>
      <Field
        label={say('currentPassword')}
        type="password"
        name="current"
        autocomplete="current-password"
        autofocus
      />
      <Field label={say('newPassword')} name="next" hint={say('passwordRule')} {...fresh} />
      <Field label={say('repeatPassword')} name="again" {...fresh} />
    </>
  );
}
