import { wallClock } from '../../routing/hours.js';
import { reason as because } from '../../routing/reason.js';
import type { Slot, Visit } from '../customers.js';
import type { Fact } from '../../routing/request.js';
import type { DialogDeps } from '../dialog-deps.js';
import { TASKS } from '../ids.js';
import type { Hearing, Move, TaskTurn } from '../task.js';
import { TaskDialog, type TaskOptions } from '../task-dialog.js';
import { beginBooking, hearBooking, type Booking } from './booking.js';
import { offeredNow, settle, type Choice } from './offer.js';
import { visitProtocol } from './protocol.js';
import { visitCard } from './visit-card.js';
import { capital, choiceReply, slotWithWindow, visitText } from './words.js';

/**
 * Books a technician: the half day, the reason, and then whose house it is, so that nobody has to prove anything before
 * they know when somebody can come. Begun with {@link BookVisitOptions}. Nothing is booked before the customer
 * confirmed, and what is open is looked up once more at that moment.
 */
export class BookVisitDialog extends TaskDialog<Booking> {
  protected readonly script = 'visit';

  constructor(deps: DialogDeps) {
    super(TASKS.bookVisit, deps);
  }

  protected start(turn: TaskTurn, options: TaskOptions): Booking {
    return beginBooking(turn, options);
  }

  protected hear(state: Booking, turn: TaskTurn): Hearing<Booking> {
    return hearBooking(state, turn);
  }

  /** What they want stands in their own words. */
  protected facts(): readonly Fact[] {
    return [];
  }

  protected async next(state: Booking, turn: TaskTurn): Promise<Move<Booking>> {
    const { customerId, today } = turn;
    const { customers } = this.deps;
    const visits = customerId === undefined ? [] : await customers.visits(customerId, today);
    if (state.instead) return elsewhere(state, state.instead, turn, visits);
    if (visits[0] && !state.another) return ask(state, 'existing', turn, existing(visits[0], turn));
    const clock = { today, time: wallClock(turn.now, this.deps.timeZone()) };
    const settled = await settle(customers, state.wish, clock);
    if (settled.kind === 'none') return fullyBooked(turn);
    if (settled.kind === 'choice') return choose(state, settled, turn);
    const { slot } = settled;
    if (state.confirmed && customerId !== undefined) return this.#book(state, slot, customerId, turn);
    return confirmation({ ...state, wish: slot }, slot, turn);
  }

  async #book(state: Booking, slot: Slot, customerId: string, turn: TaskTurn): Promise<Move<Booking>> {
    const visit: Visit = {
      ...{ protocol: visitProtocol(this.deps.newId()), ...slot },
      reason: [state.reason ?? turn.say('visit.noReason'), state.note].filter(Boolean).join('; '),
    };
    const profile = await this.deps.customers.profile(customerId).catch(() => undefined);
    const { protocol } = visit;
    const text = turn.say('visit.booked', { slot: slotWithWindow(slot, turn), protocol });
    return {
      ...{ do: 'end', changes: [{ type: 'visit.booked', customerId, ...visit }] },
      replies: [{ text: remarked(state, turn) + text, attachments: [visitCard(visit, profile, turn)] }],
    };
  }
}

function choose({ confirmed, ...state }: Booking, choice: Choice, turn: TaskTurn): Move<Booking> {
  const { text, suggestions } = choiceReply(choice, turn);
  const words = confirmed ? `${turn.say('visit.justTaken')} ${text}` : text;
  const wish = offeredNow(state.wish, choice);
  return ask({ ...state, wish }, 'slot', turn, { text: words, suggestions });
}

/** What is still to be known, then whether it is right. The half day is named with the first of these questions. */
function confirmation(state: Booking, half: Slot, turn: TaskTurn): Move<Booking> {
  const slot = capital(slotWithWindow(half, turn));
  if (state.reason === undefined && !state.reasonAsked)
    return ask(state, 'reason', turn, { text: turn.say('visit.askReason', { slot }) });
  if (turn.customerId === undefined) return { do: 'identify', state };
  const suggestions = ['visit.tapYes', 'visit.tapOtherDay', 'visit.tapNo'].map((key) => turn.say(key));
  return ask(state, 'confirm', turn, { text: turn.say('visit.confirm', { slot }), suggestions });
}

function existing(visit: Visit, turn: TaskTurn) {
  const text = turn.say('visit.existing', { visit: visitText(visit, turn) });
  return { text, suggestions: ['visit.tapChangeIt', 'visit.tapAnother'].map((key) => turn.say(key)) };
}

function elsewhere(
  { wish: { date, period } }: Booking,
  instead: NonNullable<Booking['instead']>,
  turn: TaskTurn,
  visits: readonly Visit[],
): Move<Booking> {
  const which = visits.length === 1 ? { protocol: visits[0]?.protocol } : {};
  switch (instead) {
    case 'change':
      return { do: 'turn-to', dialog: TASKS.changeVisit, options: { ...which, date, period, wants: true } };
    case 'keep':
      return { do: 'end', replies: [{ text: turn.say('visit.kept') }] };
    case 'cancel':
      return visits.length > 0
        ? { do: 'turn-to', dialog: TASKS.cancelVisit, options: which }
        : { do: 'end', replies: [{ text: turn.say('visit.notBooked') }] };
  }
}

const fullyBooked = (turn: TaskTurn): Move<Booking> => ({
  ...{ do: 'hand-over', problem: 'visita-agendar' },
  replies: [{ text: turn.say('visit.noneOpen') }],
  reasons: [because('intent-needs-person', { problem: 'visita-agendar' })],
});

/** Asks, after a word on what was said beside the answer. */
function ask(
  state: Booking,
  asking: NonNullable<Booking['asking']>,
  turn: TaskTurn,
  { text, suggestions }: { readonly text: string; readonly suggestions?: readonly string[] },
): Move<Booking> {
  const { remark: _, ...kept } = state;
  const reply = { text: remarked(state, turn) + text, ...(suggestions?.length && { suggestions }) };
  return { do: 'ask', state: { ...kept, asking }, replies: [reply] };
}

const remarked = ({ remark, note = '' }: Booking, turn: TaskTurn): string =>
  remark === undefined || remark === 'heard' ? '' : `${turn.say(`visit.remark_${remark}`, { note })} `;
