import type { Fact } from '../routing/request.js';
import { reason } from '../routing/reason.js';
import { flat } from '../routing/brief/flat.js';
import type { DialogDeps } from './dialog-deps.js';
import { TASKS } from './ids.js';
import { mergeAddress, readAddress, readNumberFix, type Address } from './reading/address.js';
import { doesNotKnow } from './reading/control.js';
import { readDay } from './reading/day.js';
import { readPeriod } from './reading/period.js';
import { readYesNo } from './reading/yes-no.js';
import type { Hearing, Move, TaskTurn } from './task.js';
import { TaskDialog, type TaskOptions } from './task-dialog.js';
import { dayText } from './wording.js';

type Question = 'address' | 'district' | 'cep' | 'date' | 'confirm';

interface State {
  readonly intent: string;
  readonly address: Address;
  readonly date?: string;
  readonly period?: 'morning' | 'afternoon';
  /** They do not know the postal code: it is not asked again. */
  readonly noCep?: boolean;
  readonly asking: Question;
  /** They said that it is all right so. */
  readonly agreed?: boolean;
  /** They want to know what it costs. */
  readonly asksPrice?: boolean;
  /** The first word was said. */
  readonly greeted?: boolean;
}

const PRICE = /\b(?:quanto|preco|valor|custa|cobra\w*|taxa|how much|price|fee|cuanto|cobran|costo)\b/;

/**
 * The connection moves to another home. Whether it can, a person finds out: this collects where and when, reads it
 * back, and calls somebody with it.
 */
export class AddressChangeDialog extends TaskDialog<State> {
  protected readonly script = 'move';

  constructor(deps: DialogDeps) {
    super(TASKS.addressChange, deps);
  }

  protected start(turn: TaskTurn, { intent }: TaskOptions): State {
    const empty: State = { intent: intent ?? 'mudanca-endereco', address: {}, asking: 'address' };
    return asked(readWhereAndWhen(empty, turn).state);
  }

  protected hear(state: State, turn: TaskTurn): Hearing<State> {
    const { text } = turn;
    if (PRICE.test(flat(text)) && readAddress(text) === undefined)
      return { state: { ...state, asksPrice: true }, took: 'all' };
    const { state: read, found, whole } = readWhereAndWhen({ ...state, asksPrice: false }, turn);
    if (found) return { state: asked({ ...read, agreed: false }), took: whole ? 'all' : 'part' };
    return state.asking === 'confirm' ? agreement(state, text) : withoutCep(state, text);
  }

  protected facts({ address, date }: State, turn: TaskTurn): readonly Fact[] {
    const where = Object.keys(address).length > 0 ? addressFacts(address) : [];
    return date === undefined ? where : [...where, whenFact({ date }, turn)];
  }

  protected async next(state: State, turn: TaskTurn): Promise<Move<State>> {
    const { agreed, asksPrice, asking, intent } = state;
    if (agreed) {
      const facts = [...addressFacts(state.address), whenFact(state, turn)];
      const reasons = [reason('intent-needs-person', { problem: intent })];
      return {
        do: 'hand-over',
        replies: [{ text: turn.say('move.noted') }],
        reasons,
        facts,
        problem: intent,
      };
    }
    const question = asking === 'confirm' ? this.#summary(state, turn) : turn.say(`move.ask_${asking}`);
    const first = state.greeted ? '' : `${turn.say('move.begin')} `;
    const price = asksPrice ? `${turn.say('move.price')} ` : '';
    const suggestions = asking === 'confirm' ? [turn.say('move.yes'), turn.say('move.no')] : undefined;
    const asks: State = { ...state, asksPrice: false, greeted: true };
    return {
      do: 'ask',
      state: asks,
      replies: [{ text: first + price + question, ...(suggestions && { suggestions }) }],
    };
  }

  #summary({ address, date, period }: State, turn: TaskTurn): string {
    const day = date === undefined ? '' : dayText(date, turn.language);
    const half = period === undefined ? '' : `, ${turn.say(`move.${period}`)}`;
    return turn.say('move.confirm', { address: oneLine(address), day: `${day}${half}` });
  }
}

interface Found {
  readonly state: State;
  readonly found: boolean;
  readonly whole: boolean;
}

/** All that the message says about where and when. */
function readWhereAndWhen(state: State, { text, today }: TaskTurn): Found {
  const address = addressIn(state, text);
  const day = readDay(text, today);
  const period = readPeriod(text);
  return {
    state: {
      ...state,
      ...(address && { address: mergeAddress(state.address, address) }),
      ...(day && { date: day.value }),
      ...(period && { period: period.value }),
    },
    found: Boolean(address ?? day ?? period),
    whole: address !== undefined || (day ?? period)?.whole === true,
  };
}

/** A bare number corrects the house number that was told before. */
function addressIn(state: State, text: string): Address | undefined {
  const read = readAddress(text);
  if (read || state.address.street === undefined) return read;
  const number = readNumberFix(text);
  return number === undefined ? undefined : { number };
}

function agreement(state: State, text: string): Hearing<State> {
  const yes = readYesNo(text);
  if (yes?.value === true) return { state: { ...state, agreed: true }, took: yes.whole ? 'all' : 'part' };
  if (yes?.whole) return { state: { ...state, asking: 'address' }, took: 'all' };
  return { state, took: 'nothing' };
}

/** The postal code is not asked for twice. */
function withoutCep(state: State, text: string): Hearing<State> {
  const none = state.asking === 'cep' && (doesNotKnow(text) || readYesNo(text)?.value === false);
  return none ? { state: asked({ ...state, noCep: true }), took: 'all' } : { state, took: 'nothing' };
}

/** The same with the next question that is open. */
function asked(state: State): State {
  return { ...state, asking: questionFor(state) };
}

function questionFor({ address, date, noCep }: State): Question {
  if (address.street === undefined || address.number === undefined) return 'address';
  if (address.district === undefined && address.cep === undefined) return 'district';
  if (date === undefined) return 'date';
  return address.cep === undefined && !noCep ? 'cep' : 'confirm';
}

const oneLine = ({ street, number, complement, district, cep }: Address): string =>
  [[street, number].filter(Boolean).join(', '), complement, district, cep && `CEP ${cep}`]
    .filter(Boolean)
    .join(', ');

const addressFacts = (address: Address): Fact[] => [
  { kind: 'address', value: oneLine(address), role: 'move' },
];

const whenFact = ({ date, period }: Pick<State, 'date' | 'period'>, turn: TaskTurn): Fact => ({
  kind: 'when',
  role: 'move',
  value: [date === undefined ? '' : dayText(date, turn.language), period && turn.say(`move.${period}`)]
    .filter(Boolean)
    .join(', '),
});
