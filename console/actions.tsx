import type { Action, TicketDetail } from '../channels/console/api.js';
import { CloseForm } from './close-form.js';
import { NoteForm } from './note-form.js';
import {
  EscalateForm,
  HandBackForm,
  ReassignForm,
  TakeOverForm,
  TransferForm,
  type PassingFormProps,
} from './passing-forms.js';
import type { TextKey } from './texts/texts.js';
import { useWords } from './words.js';

/** What needs a form, in the order of the buttons. */
const FORMS = {
  note: NoteForm,
  transfer: TransferForm,
  escalate: EscalateForm,
  'hand-back': HandBackForm,
  'take-over': TakeOverForm,
  reassign: ReassignForm,
  close: CloseForm,
} as const satisfies Partial<Record<Action, unknown>>;

export type FormAction = keyof typeof FORMS;

const BUTTONS: Readonly<Record<FormAction, TextKey>> = {
  note: 'addNote',
  transfer: 'transfer',
  escalate: 'escalate',
  'hand-back': 'handBack',
  'take-over': 'takeOver',
  reassign: 'reassign',
  close: 'closeTicket',
};

/** A button for each thing the viewer may do, and no other. */
export function ActionBar(props: {
  readonly ticket: TicketDetail;
  readonly open?: FormAction;
  readonly onOpen: (action: FormAction) => void;
}) {
  const { say } = useWords();
  const allowed = (Object.keys(FORMS) as FormAction[]).filter((one) => props.ticket.may.includes(one));
  if (allowed.length === 0) return null;
  return (
    <div class="actions">
      {allowed.map((action) => (
        <button
          key={action}
          type="button"
          aria-expanded={props.open === action}
          onClick={() => props.onOpen(action)}
        >
          {say(BUTTONS[action])}
          {action === 'hand-back' && <span class="roomy"> {say('toAssistant')}</span>}
        </button>
      ))}
    </div>
  );
}

export function OpenForm({ action, ...props }: PassingFormProps & { readonly action: FormAction }) {
  const Form = FORMS[action];
  return <Form key={action} {...props} />;
}
