import { useId, useMemo } from 'preact/hooks';
import { ActionForm, Area, useDraft, useSend, type Draft } from './action-form.js';
import { solvedExtract, toldExtract } from '../texts/closing-extract.js';
import type { PassingFormProps } from './passing-forms.js';
import { useWords } from './words.js';

/** Closes a ticket: only with what was told, what solved it, and what it was about. */
export function CloseForm(props: PassingFormProps) {
  const { say } = useWords();
  const { ticket, desk } = props;
  // What the agent already wrote is not asked for again; it is there to be checked.
  const proposed = useMemo(() => ({ told: toldExtract(ticket), solved: solvedExtract(ticket) }), []);
  const told = useDraft(`${ticket.id}.told`, proposed.told);
  const solved = useDraft(`${ticket.id}.solved`, proposed.solved);
  const problem = useDraft(`${ticket.id}.problem`, ticket.problemId);
  const send = useSend(props, [told, solved, problem]);
  const submit = async () => {
    const outcome = { told: told.text.trim(), solved: solved.text.trim() };
    if (!outcome.told || !outcome.solved) return say('bothRequired');
    return send('close', {
      ...outcome,
      ...(desk.problems.length > 0 && problem.text && { problem: problem.text }),
    });
  };
  return (
    <ActionForm
      title={say('closeTitle')}
      hint={proposed.told || proposed.solved ? say('closeHint') : undefined}
      confirm={say('confirmClose')}
      submit={submit}
      onCancel={props.onCancel}
    >
      <Area label={say('told')} draft={told} />
      <Area label={say('solved')} draft={solved} />
      {desk.problems.length > 0 && <ProblemChoice {...props} draft={problem} />}
    </ActionForm>
  );
}

function ProblemChoice({ ticket, desk, draft }: PassingFormProps & { readonly draft: Draft }) {
  const { say } = useWords();
  const id = useId();
  const isKnown = desk.problems.some((one) => one.id === ticket.problemId);
  return (
    <div class="field">
      <label for={id}>{say('problem')}</label>
      <select id={id} value={draft.text} onChange={({ currentTarget }) => draft.write(currentTarget.value)}>
        {!isKnown && <option value={ticket.problemId}>{ticket.problem || say('choose')}</option>}
        {desk.problems.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
    </div>
  );
}
