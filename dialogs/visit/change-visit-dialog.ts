import { wallClock } from '../../routing/hours.js';
import { reason as because } from '../../routing/reason.js';
import type { Slot, Visit } from '../customers.js';
import type { Fact } from '../../routing/request.js';
import type { DialogDeps } from '../dialog-deps.js';
import { TASKS } from '../ids.js';
import type { Hearing, Move, TaskTurn } from '../task.js';
import { TaskDialog, type TaskOptions } from '../task-dialog.js';
import { beginChange, hearChange, wishFor, type Change } from './changing.js';
import { label } from './labels.js';
import { offeredNow, settle, type Choice, type Settled } from './offer.js';
import { isOver, isSameSlot, type Clock } from './slots.js';
import { visitCard } from './visit-card.js';
import { whichVisit } from './which.js';
import type { Wish } from './wish.js';
import { capital, choiceReply, slotText, slotWithWindow, visitText } from './words.js';

/**
 * Tells when the technician comes and moves the visit to another half day. Begun with {@link ChangeVisitOptions}. It
 * names the visit it is about before anything else, and moves nothing the customer did not confirm.
 */
export class ChangeVisitDialog extends TaskDialog<Change> {
  protected readonly script = 'visit';

  constructor(deps: DialogDeps) {
    super(TASKS.changeVisit, deps);
  }

  protected start(turn: TaskTurn, options: TaskOptions): Change {
    return beginChange(turn, options);
  }

  protected hear(state: Change, turn: TaskTurn): Hearing<Change> {
    return hearChange(state, turn);
  }

  /** What they want stands in their own words. */
  protected facts(): readonly Fact[] {
    return [];
  }

  protected async next(state: Change, turn: TaskTurn): Promise<Move<Change>> {
    const { customerId, today } = turn;
    if (customerId === undefined) return { do: 'identify', state };
    const visits = await this.deps.customers.visits(customerId, today);
    const visit = whichVisit(visits, state.picked ?? state.which);
    if (state.instead) return elsewhere(state, state.instead, turn, visit ?? visits[0]);
    if (visits.length === 0) return noVisit(state, turn);
    if (!visit) return askWhich(state, visits, turn);
    return this.#onto(state, visit, customerId, turn);
  }

  async #onto(state: Change, visit: Visit, customerId: string, turn: TaskTurn): Promise<Move<Change>> {
    const clock = { today: turn.today, time: wallClock(turn.now, this.deps.timeZone()) };
    const wish = wishFor(state, visit);
    if (state.asksWhen && !wish) return tell(state, visit, clock, turn);
    const settled = await this.#settle(wish ?? {}, visit, clock);
    if (settled.kind === 'none') return fullyBooked(visit, turn);
    if (settled.kind === 'choice') return choose({ ...state, wish }, settled, visit, turn);
    if (!state.confirmed) return confirmation({ ...state, wish: settled.slot, named: true }, visit, turn);
    return this.#move(state, { ...visit, ...settled.slot }, customerId, turn);
  }

  /** The same half of another day, if it is open and they named no other. The visit's own half day is no choice. */
  async #settle(wish: Wish, visit: Visit, clock: Clock): Promise<Settled> {
    const { customers } = this.deps;
    const same = wish.period || wish.date === visit.date ? wish : { ...wish, period: visit.period };
    const kept = wish.date === undefined ? undefined : await settle(customers, same, clock);
    const settled = kept?.kind === 'slot' ? kept : await settle(customers, wish, clock);
    if (settled.kind === 'none') return settled;
    if (settled.kind === 'slot' && !isSameSlot(settled.slot, visit)) return settled;
    const open = settled.kind === 'choice' ? settled.open.filter((slot) => !isSameSlot(slot, visit)) : [];
    if (settled.kind === 'choice' && open.length > 0) return { ...settled, open };
    return { kind: 'choice', why: 'same', open: await this.#others(visit, clock) };
  }

  async #others(visit: Visit, clock: Clock): Promise<readonly Slot[]> {
    const settled = await settle(this.deps.customers, {}, clock);
    return settled.kind === 'choice' ? settled.open.filter((slot) => !isSameSlot(slot, visit)) : [];
  }

  async #move(state: Change, visit: Visit, customerId: string, turn: TaskTurn): Promise<Move<Change>> {
    const { protocol, date, period } = visit;
    const profile = await this.deps.customers.profile(customerId).catch(() => undefined);
    const text = turn.say('visit.moved', { slot: slotWithWindow(visit, turn), protocol });
    return {
      ...{ do: 'end', changes: [{ type: 'visit.moved', customerId, protocol, date, period }] },
      replies: [{ text: remarked(state, turn) + text, attachments: [visitCard(visit, profile, turn)] }],
    };
  }
}

function choose(
  { confirmed, wish = {}, ...state }: Change,
  choice: Choice,
  visit: Visit,
  turn: TaskTurn,
): Move<Change> {
  const itIs = turn.say('visit.itIs', { visit: visitText(visit, turn) });
  const { text, suggestions } = choiceReply(choice, turn);
  const words = `${confirmed ? turn.say('visit.justTaken') : itIs} ${text}`;
  const after = { ...state, wish: offeredNow(wish, choice), named: true };
  return ask(after, 'slot', turn, { text: words, suggestions });
}

function noVisit(state: Change, turn: TaskTurn): Move<Change> {
  const suggestions = [turn.say('visit.tapBook'), turn.say('bot.wantPerson')];
  return ask(state, 'none', turn, { text: turn.say('visit.noVisitBook'), suggestions });
}

function askWhich(state: Change, visits: readonly Visit[], turn: TaskTurn): Move<Change> {
  const list = visits.map((one) => visitText(one, turn)).join('; ');
  const suggestions = visits.slice(0, 5).map((one) => label(one, turn.language));
  const offered = visits.map(({ date, period }) => ({ date, period }));
  return ask({ ...state, offered }, 'which', turn, {
    text: turn.say('visit.which', { visits: list }),
    suggestions,
  });
}

/** When the technician comes; whose half day is over needs a person who knows where the technician is. */
function tell(state: Change, visit: Visit, clock: Clock, turn: TaskTurn): Move<Change> {
  const slot = slotWithWindow(visit, turn);
  if (isOver(visit, clock))
    return {
      ...{ do: 'hand-over', problem: 'visita-alterar' },
      replies: [{ text: turn.say('visit.overdue', { slot }) }],
      reasons: [because('steps-exhausted', { problem: 'visita-alterar' })],
      facts: [{ kind: 'visit', value: visitText(visit, turn) }],
    };
  const key = visit.date === clock.today ? 'visit.comesToday' : 'visit.comes';
  const text = turn.say(key, { slot, protocol: visit.protocol });
  const suggestions = ['visit.tapKeep', 'visit.tapMoveDay', 'visit.tapCancel'].map((one) => turn.say(one));
  return ask({ ...state, named: true }, 'keep', turn, { text, suggestions });
}

function confirmation(state: Change, visit: Visit, turn: TaskTurn): Move<Change> {
  const slot = state.wish as Slot;
  const words = {
    slot: slotWithWindow(slot, turn),
    visit: capital(slotText(visit, turn)),
    protocol: visit.protocol,
  };
  const suggestions = ['visit.tapYesMove', 'visit.tapOtherDay', 'visit.tapKeepIt'].map((key) =>
    turn.say(key),
  );
  return ask(state, 'confirm', turn, { text: turn.say('visit.confirmMove', words), suggestions });
}

function elsewhere(
  { wish: { date, period } = {} }: Change,
  instead: NonNullable<Change['instead']>,
  turn: TaskTurn,
  visit: Visit | undefined,
): Move<Change> {
  const which = visit ? { protocol: visit.protocol } : {};
  switch (instead) {
    case 'cancel':
      return { do: 'turn-to', dialog: TASKS.cancelVisit, options: which };
    case 'book':
      return {
        do: 'turn-to',
        dialog: TASKS.bookVisit,
        options: { date, period, another: visit !== undefined },
      };
    case 'keep': {
      const text = visit ? turn.say('visit.kept') : turn.say('visit.allRight');
      return { do: 'end', replies: [{ text }] };
    }
  }
}

const fullyBooked = (visit: Visit, turn: TaskTurn): Move<Change> => ({
  ...{ do: 'hand-over', problem: 'visita-alterar' },
  replies: [{ text: turn.say('visit.noneOpen') }],
  reasons: [because('intent-needs-person', { problem: 'visita-alterar' })],
  facts: [{ kind: 'visit', value: visitText(visit, turn) }],
});

/** Asks, after a word on what was said beside the answer. */
function ask(
  state: Change,
  asking: NonNullable<Change['asking']>,
  turn: TaskTurn,
  { text, suggestions }: { readonly text: string; readonly suggestions?: readonly string[] },
): Move<Change> {
  const { remark: _, ...kept } = state;
  const reply = { text: remarked(state, turn) + text, ...(suggestions?.length && { suggestions }) };
  return { do: 'ask', state: { ...kept, asking }, replies: [reply] };
}

/** What is said beside a change is kept nowhere: so nothing is called noted. */
const remarked = ({ remark }: Change, turn: TaskTurn): string =>
  remark === undefined || remark === 'heard'
    ? ''
    : `${turn.say(`visit.remark_${remark === 'noted' ? 'window' : remark}`)} `;
