import { useState } from 'preact/hooks';
import { Field, Problem, Sheet } from './form.js';
import { request } from './server.js';
import { useWords } from './words.js';

/** Asks who it is. `isSessionOver`: they were signed in a moment ago. */
export function SignIn(props: { readonly isSessionOver: boolean; readonly onSignedIn: () => void }) {
  const { say, explain } = useWords();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setIsBusy(true);
    setProblem(undefined);
    const result = await request('POST', 'login', {
      agent: form.get('agent'),
      password: form.get('password'),
    });
    setIsBusy(false);
    if (result.ok) props.onSignedIn();
    else setProblem(explain(result));
  };
  return (
    <Sheet title={say('signInTitle')}>
      <form onSubmit={(event) => void submit(event)}>
        {props.isSessionOver && !problem && <p class="hint">{say('sessionOver')}</p>}
        <Field label={say('agent')} name="agent" autocomplete="username" autofocus />
        <Field label={say('password')} type="password" name="password" autocomplete="current-password" />
        <Problem text={problem} />
        <button class="primary" disabled={isBusy}>
          {say('signIn')}
        </button>
      </form>
    </Sheet>
  );
}
