import type { Invoice, Plan } from '../customers.js';
import { doesNotKnow } from '../reading/control.js';
import { readMonth } from '../reading/month.js';
import { readYesNo } from '../reading/yes-no.js';
import type { Hearing, TaskTurn } from '../task.js';
import { isNotThereYet, readAnyCause, readCause, readFigures, type Figures } from './figures.js';
import { asksElsewhere, corrects, isMerelyPolite, tellsWho, wantsToCorrect } from './mentions.js';

export type Question = 'month' | 'amounts' | 'cause';

/** What was told so far of a charge that is disputed. */
export interface Dispute extends Figures {
  readonly intent: string;
  readonly asking?: Question | 'confirm' | 'fix';
  /** YYYY-MM. */
  readonly month?: string;
  /** What the charge is for, in the customer's words. */
  readonly cause?: string;
  /** What they could not tell. */
  readonly skipped: readonly Question[];
  /** They could not or would not say whose account it is. */
  readonly anonymous?: true;
  /** They ask whether to pay meanwhile: answered by this turn, and told to the person. */
  readonly wonders?: 'now' | 'before';
  readonly agreed?: true;
  /** Something was told just now that was not asked. */
  readonly noted?: true;
}

/** What the customer system says of the invoice. */
export interface Account {
  readonly plan?: Plan;
  readonly invoice?: Invoice;
}

/** All that a message tells, in any order. */
export function read(state: Dispute, turn: TaskTurn): { state: Dispute; found: boolean } {
  const { text } = turn;
  if (asksElsewhere(text)) return { state, found: false };
  const month = monthAfter(state, turn);
  const { loose, ...figures } = readFigures(text);
  // Beside a yes to the summary free words are about something else.
  const asksCause = state.asking === 'fix' || (state.cause === undefined && state.asking !== 'confirm');
  const cause = asksCause ? readCause(text) : undefined;
  const found = month.found || cause !== undefined || loose !== undefined || Object.keys(figures).length > 0;
  const placed = loose === undefined ? {} : { [slotOf(state, text)]: loose };
  const told: Dispute = {
    ...state,
    ...month.told,
    ...figures,
    ...placed,
    ...(cause !== undefined && { cause }),
  };
  return { found, state: found && state.asking === 'fix' ? { ...told, asking: 'confirm' } : told };
}

/** Which amount it is that nothing else tells. */
const slotOf = ({ charged, expected }: Dispute, text: string): keyof Figures =>
  charged === undefined || expected !== undefined || corrects(text) ? 'charged' : 'expected';

/** A month once told changes only when it is taken back; one whose invoice is not there yet is no answer. */
function monthAfter(
  state: Dispute,
  { text, today }: TaskTurn,
): { found: boolean; told: Pick<Dispute, 'month'> } {
  const month = readMonth(text, today);
  if (!month) return { found: false, told: {} };
  const first = state.month === undefined;
  const asked = state.asking === 'month' || state.asking === 'fix';
  const taken = !isNotThereYet(text) && (first || corrects(text) || (asked && month.whole));
  return { found: true, told: taken ? { month: month.value } : {} };
}

/** The answer to the summary, or to what is wrong with it. */
export function confirmed(state: Dispute, text: string): Hearing<Dispute> {
  if (wantsToCorrect(text)) return { state: { ...state, asking: 'fix' }, took: 'all' };
  const answer = readYesNo(text);
  if (state.asking === 'fix' || !answer) {
    const cause = state.asking === 'fix' ? readAnyCause(text) : undefined;
    if (cause !== undefined) return { state: { ...state, cause, asking: 'confirm' }, took: 'part' };
    return { state, took: tellsWho(text) ? 'part' : 'nothing' };
  }
  const took = answer.whole ? 'all' : 'part';
  return { state: answer.value ? { ...state, agreed: true } : { ...state, asking: 'fix' }, took };
}

/** "Não sei, mas é a de outubro" says both. */
export function withSkipped(state: Dispute, text: string): Dispute {
  const { asking, skipped, month, charged, surplus, cause } = state;
  const told = { month, amounts: charged ?? surplus, cause };
  const isQuestion = asking === 'month' || asking === 'amounts' || asking === 'cause';
  if (!isQuestion || told[asking] !== undefined || !doesNotKnow(text)) return state;
  return { ...state, skipped: [...skipped, asking] };
}

/** The answer to a question in which nothing plain was read. */
export function answered(state: Dispute, asking: Question, text: string): Hearing<Dispute> {
  const skipped: Dispute = { ...state, skipped: [...state.skipped, asking] };
  if (tellsWho(text)) return { state: asking === 'cause' ? skipped : state, took: 'part' };
  if (doesNotKnow(text)) return { state: skipped, took: 'all' };
  if (asking === 'cause') return causeTold(state, skipped, text);
  return { state, took: isMerelyPolite(text) ? 'all' : 'nothing' };
}

function causeTold(state: Dispute, skipped: Dispute, text: string): Hearing<Dispute> {
  const answer = readYesNo(text);
  if (answer?.whole && !answer.value) return { state: skipped, took: 'all' };
  const cause = readAnyCause(text);
  if (cause !== undefined) return { state: { ...state, cause }, took: 'part' };
  return { state, took: answer?.whole || isMerelyPolite(text) ? 'all' : 'nothing' };
}

/** The first thing nobody has told yet, and the account does not tell either. */
export function missing(state: Dispute, { invoice }: Account = {}): Question | undefined {
  const { month, charged, surplus, cause, skipped } = state;
  if (month === undefined && !skipped.includes('month')) return 'month';
  const known = charged ?? surplus ?? invoice?.amountCents;
  if (known === undefined && !skipped.includes('amounts')) return 'amounts';
  return cause === undefined && !skipped.includes('cause') ? 'cause' : undefined;
}
