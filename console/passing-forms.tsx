import type { Board } from '../channels/console/api.js';
import { ActionForm, Area, useDraft, useSend, type ActionFormProps } from './action-form.js';
import { AgentChoice, DepartmentChoice, Receiver } from './receiver.js';
import { useWords } from './words.js';

export interface PassingFormProps extends ActionFormProps {
  readonly desk: Pick<Board, 'team' | 'departments' | 'problems'>;
}

/** Passes the ticket to a colleague or a department; the holder keeps it until somebody accepts. */
export function TransferForm(props: PassingFormProps) {
  const { say } = useWords();
  const { ticket, desk } = props;
  const to = useDraft(`${ticket.id}.transfer.to`);
  const note = useDraft(`${ticket.id}.transfer.note`);
  const send = useSend(props, [to, note]);
  const submit = async () => {
    const [kind, id] = to.text.split(':');
    const words = note.text.trim();
    if (!kind || !id || !words) return say('noteRequired');
    return send('transfer', { [kind]: id, note: words });
  };
  return (
    <ActionForm
      title={say('transferTitle')}
      hint={say('transferHint')}
      confirm={say('confirmTransfer')}
      submit={submit}
      onCancel={props.onCancel}
    >
      <Receiver draft={to}>
        <AgentChoice ticket={ticket} team={desk.team} />
        <DepartmentChoice ticket={ticket} departments={desk.departments} />
      </Receiver>
      <Area label={say('note')} draft={note} />
    </ActionForm>
  );
}

/** A supervisor gives the ticket to somebody. */
export function ReassignForm(props: PassingFormProps) {
  const { say } = useWords();
  const { ticket, desk } = props;
  const to = useDraft(`${ticket.id}.reassign.to`);
  const note = useDraft(`${ticket.id}.reassign.note`);
  const send = useSend(props, [to, note]);
  const submit = async () => {
    const [, agent] = to.text.split(':');
    const words = note.text.trim();
    if (!agent) return say('chooseAgent');
    return send('reassign', { agent, ...(words && { note: words }) });
  };
  return (
    <ActionForm
      title={say('reassignTitle')}
      confirm={say('confirmReassign')}
      submit={submit}
      onCancel={props.onCancel}
    >
      <Receiver draft={to}>
        <AgentChoice ticket={ticket} team={desk.team} />
      </Receiver>
      <Area label={say('noteOptional')} draft={note} isOptional />
    </ActionForm>
  );
}

const LEVELS = { specialist: 'escalateSpecialist', supervisor: 'escalateSupervisor' } as const;

/** Asks for somebody who knows more or decides more. */
export function EscalateForm(props: PassingFormProps) {
  const { say } = useWords();
  const to = useDraft(`${props.ticket.id}.escalate.to`);
  const note = useDraft(`${props.ticket.id}.escalate.note`);
  const send = useSend(props, [to, note]);
  const submit = async () => {
    const words = note.text.trim();
    return to.text && words ? send('escalate', { to: to.text, note: words }) : say('noteRequired');
  };
  return (
    <ActionForm
      title={say('escalateTitle')}
      hint={say('transferHint')}
      confirm={say('confirmEscalate')}
      submit={submit}
      onCancel={props.onCancel}
    >
      <fieldset class="choice">
        <legend>{say('escalateTo')}</legend>
        {(['specialist', 'supervisor'] as const).map((level) => (
          <label key={level}>
            <input
              type="radio"
              name="level"
              value={level}
              checked={to.text === level}
              onChange={() => to.write(level)}
            />
            {say(LEVELS[level])}
          </label>
        ))}
      </fieldset>
      <Area label={say('note')} draft={note} />
    </ActionForm>
  );
}

/** Ends the person's part: the customer talks to the bot again. */
export function HandBackForm(props: PassingFormProps) {
  const { say } = useWords();
  const note = useDraft(`${props.ticket.id}.hand-back.note`);
  const send = useSend(props, [note]);
  const words = note.text.trim();
  return (
    <ActionForm
      title={say('handBackTitle')}
      hint={say('handBackHint')}
      confirm={say('confirmHandBack')}
      submit={() => send('hand-back', words ? { note: words } : {})}
      onCancel={props.onCancel}
    >
      <Area label={say('noteOptional')} draft={note} isOptional />
    </ActionForm>
  );
}

/** A supervisor takes the ticket, whoever has it. */
export function TakeOverForm(props: PassingFormProps) {
  const { say } = useWords();
  const { status, agent } = props.ticket;
  const send = useSend(props, []);
  return (
    <ActionForm
      title={say('takeOverTitle')}
      hint={status === 'active' && agent ? say('takeOverHint', { name: agent.name }) : undefined}
      confirm={say('confirmTakeOver')}
      submit={() => send('take-over', {})}
      onCancel={props.onCancel}
    />
  );
}
