import { flat } from '../../routing/brief/flat.js';
import type { Period, Slot, Visit } from '../customers.js';
import type { Fact } from '../../routing/request.js';
import type { DialogDeps } from '../dialog-deps.js';
import { TASKS } from '../ids.js';
import { isQuestion } from '../interruption.js';
import { readYesNo } from '../reading/yes-no.js';
import type { Hearing, Move, TaskTurn } from '../task.js';
import { TaskDialog, type TaskOptions } from '../task-dialog.js';
import { hearWish } from './hearing.js';
import { label } from './labels.js';
import { aboutVisits, answerIn, softly, wantsToKeep } from './subject.js';
import { readWhich, whichVisit, type Which } from './which.js';
import { slotText, visitText } from './words.js';

/** What another dialog may tell. */
interface CancelVisitOptions extends TaskOptions {
  readonly protocol?: string;
}

interface State {
  readonly which: Which;
  readonly confirmed?: boolean;
  readonly instead?: 'keep' | 'change';
  /** The half day they want instead. */
  readonly date?: string;
  readonly period?: Period;
  readonly asking?: 'which' | 'confirm';
  readonly offered?: readonly Slot[];
  /** They fear for their contract. */
  readonly reassured?: boolean;
}

const CALLS_OFF = /\b(?:cancel\w*|desmarc\w*|pode tirar|call it off|anul\w*)\b/;
const CONTRACT = /\b(?:internet|net|plano|contrato|plan|contract|contrat\w*|servico)\b/;
const NOT_CONTRACT =
  /\b(?:nao|n|no|not) (?:(?:e|eh|era|es|is|to|quero|want) )?(?:para |pra |to )?(?:cancel\w*) (?:a |o |minha |meu |my |the |mi |el )?(?:internet|net|plano|contrato|plan|contract)\b/;

/**
 * Takes a visit off the calendar, and nothing else: the contract stays as it is, and the question says so. Begun with
 * {@link CancelVisitOptions}.
 */
export class CancelVisitDialog extends TaskDialog<State> {
  protected readonly script = 'visit';

  constructor(deps: DialogDeps) {
    super(TASKS.cancelVisit, deps);
  }

  protected start({ text, today }: TaskTurn, options: TaskOptions): State {
    const { protocol } = options as CancelVisitOptions;
    const reassured = NOT_CONTRACT.test(flat(text));
    const which = protocol === undefined ? readWhich(text, today) : { protocol };
    return { which, ...(reassured && { reassured }) };
  }

  protected hear(state: State, turn: TaskTurn): Hearing<State> {
    return state.asking === 'which' ? hearWhich(state, turn) : hearAnswer(state, turn);
  }

  /** What they want stands in their own words. */
  protected facts(): readonly Fact[] {
    return [];
  }

  protected async next(state: State, turn: TaskTurn): Promise<Move<State>> {
    const { customerId, today } = turn;
    if (customerId === undefined) return { do: 'identify', state };
    const visits = await this.deps.customers.visits(customerId, today);
    const visit = whichVisit(visits, state.which);
    if (visits.length === 0) return noVisit(state, turn);
    if (state.instead === 'keep') return { do: 'end', replies: [{ text: turn.say('visit.kept') }] };
    if (!visit) return askWhich(state, visits, turn);
    const { protocol } = visit;
    if (state.instead === 'change') {
      const { date, period } = state;
      return { do: 'turn-to', dialog: TASKS.changeVisit, options: { protocol, date, period, wants: true } };
    }
    if (!state.confirmed) return confirmation(state, visit, turn);
    const text = turn.say('visit.cancelled', { slot: slotText(visit, turn) });
    const changes = [{ type: 'visit.cancelled' as const, customerId, protocol }];
    return { do: 'end', replies: [{ text }], changes };
  }
}

const took = (state: State, more: Partial<State>): Hearing<State> => ({
  state: { ...state, ...more },
  took: 'all',
});

function hearWhich(state: State, turn: TaskTurn): Hearing<State> {
  const which = readWhich(turn.text, turn.today, state.offered);
  if (Object.keys(which).length > 0) return took(state, { which: { ...state.which, ...which } });
  const answer = readYesNo(turn.text);
  if ((answer?.whole && !answer.value) || wantsToKeep(turn.text)) return took(state, { instead: 'keep' });
  return aboutVisits(turn) === 'cancel' ? took(state, {}) : { state, took: 'nothing' };
}

function hearAnswer(state: State, turn: TaskTurn): Hearing<State> {
  const low = flat(turn.text);
  if (CALLS_OFF.test(low) && CONTRACT.test(low)) return took(state, { reassured: true });
  const moved = readYesNo(turn.text)?.whole ? undefined : hearChange(state, turn);
  if (moved) return moved;
  const answer = wantsToKeep(turn.text) ? 'no' : callsOff(turn.text) ? 'yes' : answerIn(turn);
  if (answer === 'yes') return took(state, { confirmed: true });
  if (answer === 'no') return took(state, { instead: 'keep' });
  return { state, took: answer === undefined ? 'nothing' : 'part' };
}

/** "Não, muda pra sexta": no cancelling, but another day. */
function hearChange(state: State, turn: TaskTurn): Hearing<State> | undefined {
  const { wish, read, whole } = hearWish({}, turn);
  const { date, period, past } = wish;
  if ((!read || past) && aboutVisits(turn) !== 'change') return undefined;
  return { state: { ...state, instead: 'change', date, period }, took: whole ? 'all' : softly(turn) };
}

function callsOff(text: string): boolean {
  const low = flat(text);
  return CALLS_OFF.test(low) && !/\b(?:nao|n|no|not)\b/.test(low) && !isQuestion(text);
}

/** Right after a visit was cancelled they may only want to be sure of their contract. */
function noVisit({ reassured }: State, turn: TaskTurn): Move<State> {
  if (reassured) return { do: 'end', replies: [{ text: turn.say('visit.onlyTheVisit') }] };
  const suggestions = [turn.say('visit.tapBook'), turn.say('bot.wantPerson')];
  return { do: 'end', replies: [{ text: turn.say('visit.noVisit'), suggestions }] };
}

function askWhich(state: State, visits: readonly Visit[], turn: TaskTurn): Move<State> {
  const list = visits.map((one) => visitText(one, turn)).join('; ');
  const offered = visits.map(({ date, period }) => ({ date, period }));
  const suggestions = visits.slice(0, 5).map((one) => label(one, turn.language));
  return {
    ...{ do: 'ask', state: { ...state, asking: 'which', offered } },
    replies: [{ text: turn.say('visit.which', { visits: list }), suggestions }],
  };
}

function confirmation({ reassured, ...state }: State, visit: Visit, turn: TaskTurn): Move<State> {
  const question = turn.say('visit.confirmCancel', { visit: visitText(visit, turn) });
  const text = reassured ? `${turn.say('visit.onlyTheVisit')} ${question}` : question;
  const suggestions = ['visit.tapYesCancel', 'visit.tapKeepIt', 'visit.tapMoveDay'].map((key) =>
    turn.say(key),
  );
  return { do: 'ask', state: { ...state, asking: 'confirm' }, replies: [{ text, suggestions }] };
}
