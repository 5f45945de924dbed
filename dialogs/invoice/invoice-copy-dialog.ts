import type { Reply } from '../../bot/turn.js';
import type { Invoice } from '../customers.js';
import type { Fact } from '../../routing/request.js';
import type { DialogDeps } from '../dialog-deps.js';
import { TASKS } from '../ids.js';
import { isQuestion } from '../interruption.js';
import { readYesNo } from '../reading/yes-no.js';
import { readMonth } from '../reading/month.js';
import type { Hearing, Move, TaskTurn } from '../task.js';
import { TaskDialog } from '../task-dialog.js';
import { dateText, moneyText, monthName } from '../wording.js';
import { byDueDate, choose, isOpen, ofMonth, type Wanted } from './choosing.js';
import { invoiceCard } from './invoice-card.js';
import {
  isBareYes,
  isDone,
  isOverdue,
  readCode,
  readPick,
  saysPaid,
  wantsAgain,
  type Code,
} from './invoice-words.js';

interface State extends Wanted {
  readonly asking?: 'which' | 'pay';
  /** The ids of the invoices they were given. */
  readonly given?: readonly string[];
  /** The code they want now, and the one they got last. */
  readonly wants?: Code;
  readonly sent?: Code;
  readonly outcome?: 'paid' | 'done';
}

/** More months than anybody reads out of a row of buttons. */
const MOST_NAMED = 4;

/** Gives a verified customer their open invoice: amount, due date, and the Pix code or boleto to copy. */
export class InvoiceCopyDialog extends TaskDialog<State> {
  protected readonly script = 'invoice';

  constructor(deps: DialogDeps) {
    super(TASKS.invoiceCopy, deps);
  }

  protected override start({ text, today }: TaskTurn): State {
    const month = readMonth(text, today)?.value;
    const wants = readCode(text, false)?.value;
    const pick = isOverdue(text) ? ('oldest' as const) : undefined;
    return { ...(month !== undefined && { month }), ...(wants && { wants }), ...(pick && { pick }) };
  }

  protected override hear(before: State, turn: TaskTurn): Hearing<State> {
    const { wants: _, ...state } = before;
    const { text } = turn;
    if (saysPaid(text)) return { state: { ...state, outcome: 'paid' }, took: 'all' };
    const choice = choiceIn(state, turn);
    if (choice) return choice;
    if (state.asking !== 'pay') return { state, took: 'nothing' };
    if (wantsAgain(text))
      return { state: { ...state, wants: state.sent, given: state.sent && state.given }, took: 'all' };
    if (isBareYes(text) && !state.sent) return { state, took: 'all' };
    const agrees = state.sent !== undefined && readYesNo(text)?.whole === true;
    if (agrees || isDone(text)) return { state: { ...state, outcome: 'done' }, took: 'all' };
    return { state, took: 'nothing' };
  }

  /** What they want stands in their own words. */
  protected facts(): readonly Fact[] {
    return [];
  }

  protected override async next(state: State, turn: TaskTurn): Promise<Move<State>> {
    const { outcome, month } = state;
    if (outcome === 'done') return { do: 'end', replies: [{ text: turn.say('invoice.welcome') }] };
    if (outcome === 'paid') {
      const options = { intent: 'pagamento-nao-reconhecido', ...(month !== undefined && { month }) };
      return { do: 'turn-to', dialog: TASKS.paymentMissing, options };
    }
    if (turn.customerId === undefined) return { do: 'identify', state };
    const invoices = await this.deps.customers.invoices(turn.customerId);
    const given = byDueDate(invoices).filter(({ id }) => state.given?.includes(id));
    return given.length > 0 ? goOn(state, given, turn) : give(state, invoices, turn);
  }
}

/** A code, or an invoice. */
function choiceIn(state: State, turn: TaskTurn): Hearing<State> | undefined {
  const { text } = turn;
  const code = readCode(text, state.asking === 'pay');
  const other = otherInvoice(state, turn);
  const first = code ?? other?.read;
  if (!first) return undefined;
  const took = first.whole || !isQuestion(text) ? 'all' : 'part';
  return { state: { ...(other?.state ?? state), ...(code && { wants: code.value }) }, took };
}

/** Another invoice than the one that was asked for, or given, so far. */
function otherInvoice(state: State, { text, today }: TaskTurn) {
  const { given: _, month: before, pick: __, ...rest } = state;
  const read = readMonth(text, today);
  if (read && read.value !== before) return { read, state: { ...rest, month: read.value } };
  const pick = state.asking === 'which' ? readPick(text) : undefined;
  return pick && { read: pick, state: { ...rest, pick: pick.value } };
}

/** What was given already, or the code for it. */
function goOn(state: State, given: readonly Invoice[], turn: TaskTurn): Move<State> {
  const { wants, ...rest } = state;
  if (wants) return { do: 'ask', state: { ...rest, sent: wants }, replies: codes(given, wants, turn) };
  const text = turn.say(state.sent ? 'invoice.anythingElse' : 'invoice.askWay');
  return { do: 'ask', state: rest, replies: [{ text, suggestions: waysToPay(turn) }] };
}

function give(state: State, invoices: readonly Invoice[], turn: TaskTurn): Move<State> {
  const choice = choose(invoices, state);
  const before = aboutMonth(state, invoices, turn);
  switch (choice.kind) {
    case 'nothing-open':
      return { do: 'end', replies: [{ text: joined(before, nothingOpen(choice.last, before, turn)) }] };
    case 'several':
      return askWhich(state, choice.open, turn, before);
    case 'these':
      return these(state, choice.invoices, turn, before);
  }
}

/** That the month they named is paid, or has no invoice. */
function aboutMonth({ month }: State, invoices: readonly Invoice[], turn: TaskTurn): string {
  const { language } = turn;
  if (month === undefined) return '';
  const invoice = ofMonth(invoices, month);
  const name = monthName(month, language);
  if (!invoice) return turn.say('invoice.notThere', { month: name });
  if (isOpen(invoice)) return '';
  return turn.say('invoice.isPaid', { month: name, date: dateText(invoice.paidOn ?? '', language) });
}

function nothingOpen(last: Invoice | undefined, before: string, turn: TaskTurn): string {
  const { language } = turn;
  if (!last || before !== '') return turn.say('invoice.nothingOpen');
  return turn.say('invoice.nothingOpenSince', {
    month: monthName(last.month, language),
    ...{ amount: moneyText(last.amountCents, language), date: dateText(last.paidOn ?? '', language) },
  });
}

function askWhich(state: State, open: readonly Invoice[], turn: TaskTurn, before: string): Move<State> {
  const named = open.slice(0, MOST_NAMED);
  const list = named.map((one) => lineOf(one, turn)).join('; ');
  const text = joined(before, turn.say('invoice.askWhich', { number: open.length, list }));
  const suggestions = named.map(({ month }) => monthName(month, turn.language));
  const { month: _, ...rest } = state;
  return { do: 'ask', state: { ...rest, asking: 'which' }, replies: [{ text, suggestions }] };
}

/** "outubro, R$ 89,90, venceu em 10/10" */
function lineOf({ month, amountCents, dueDate }: Invoice, turn: TaskTurn): string {
  const { language, today } = turn;
  return turn.say(dueDate < today ? 'invoice.lineOverdue' : 'invoice.line', {
    month: monthName(month, language),
    ...{ amount: moneyText(amountCents, language), date: dateText(dueDate, language) },
  });
}

function these(state: State, invoices: readonly Invoice[], turn: TaskTurn, before: string): Move<State> {
  const { wants, sent: _, ...rest } = state;
  const given = invoices.map(({ id }) => id);
  const told: Reply[] = invoices.map((invoice) => ({
    text: sentenceFor(invoice, turn),
    attachments: [invoiceCard(invoice, turn)],
  }));
  const replies = told.map((one, i) => (i === 0 ? { ...one, text: joined(before, one.text) } : one));
  const [only] = invoices.length === 1 ? invoices : [];
  const kept: State = { ...rest, asking: 'pay', given, ...(only && { month: only.month }) };
  if (wants)
    return {
      do: 'ask',
      state: { ...kept, sent: wants },
      replies: [...replies, ...codes(invoices, wants, turn)],
    };
  const asked = replies.map((one, i) =>
    i < replies.length - 1
      ? one
      : { ...one, text: joined(one.text, turn.say('invoice.askWay')), suggestions: waysToPay(turn) },
  );
  return { do: 'ask', state: kept, replies: asked };
}

function sentenceFor({ month, amountCents, dueDate }: Invoice, turn: TaskTurn): string {
  const { language, today } = turn;
  const due = dueDate === today ? 'giveToday' : dueDate < today ? 'giveOverdue' : 'give';
  return turn.say(`invoice.${due}`, {
    month: monthName(month, language),
    ...{ amount: moneyText(amountCents, language), date: dateText(dueDate, language) },
  });
}

/** Each code is a message of its own, so that it can be copied as it stands. */
const codes = (invoices: readonly Invoice[], code: Code, turn: TaskTurn): Reply[] =>
  invoices.flatMap((invoice) => [
    { text: turn.say(`invoice.${code}Comes`, { month: monthName(invoice.month, turn.language) }) },
    { text: invoice[code] },
  ]);

const waysToPay = (turn: TaskTurn): string[] =>
  ['invoice.pix', 'invoice.boleto', 'invoice.alreadyPaid'].map((key) => turn.say(key));

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
