import type { Reply } from '../../bot/turn.js';
import { reason } from '../../routing/reason.js';
import type { Fact } from '../../routing/request.js';
import type { Move, TaskTurn } from '../task.js';
import { dateText, moneyText, monthName, monthText } from '../wording.js';
import type { Account, Dispute, Question } from './dispute.js';

/** Asks for one thing; what else was heard is acknowledged first. */
export function ask(state: Dispute, asking: Question, turn: TaskTurn): Move<Dispute> {
  const { noted: _, ...rest } = state;
  const question = turn.say(
    { month: 'invoice.askMonth', amounts: 'invoice.askAmounts', cause: 'invoice.askCause' }[asking],
  );
  const before = openingOf(state, asking);
  const text = before === undefined ? question : `${turn.say(before)} ${question}`;
  return { do: 'ask', state: { ...rest, asking }, replies: [{ text, ...choicesFor(asking, turn) }] };
}

function openingOf(state: Dispute, asking: Question): string | undefined {
  if (state.wonders === 'now') return 'invoice.personDecides';
  if (state.asking === undefined) return 'invoice.willSee';
  return state.noted && state.asking === asking ? 'invoice.gotIt' : undefined;
}

function choicesFor(asking: Question, turn: TaskTurn): Pick<Reply, 'suggestions'> {
  const { language, today } = turn;
  if (asking === 'amounts') return {};
  if (asking === 'month') {
    const [year = 0, month = 0] = today.split('-').map(Number);
    const months = [0, 1, 2].map((ago) =>
      new Date(Date.UTC(year, month - 1 - ago, 1)).toISOString().slice(0, 7),
    );
    return { suggestions: [...months.map((one) => monthName(one, language)), turn.say('invoice.dontKnow')] };
  }
  const causes = ['invoice.causeFee', 'invoice.causeService', 'invoice.causeInterest', 'invoice.dontKnow'];
  return { suggestions: causes.map((key) => turn.say(key)) };
}

/** What will be passed on, beside what the account says. */
export function confirm(state: Dispute, turn: TaskTurn, account: Account): Move<Dispute> {
  const parts = [
    state.wonders === 'now' ? turn.say('invoice.personDecides') : '',
    seen(state, turn, account),
    turn.say('invoice.summary', { facts: told(state, turn) }),
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  const suggestions = [turn.say('invoice.yes'), turn.say('invoice.correct')];
  return { do: 'ask', state: { ...state, asking: 'confirm' }, replies: [{ text, suggestions }] };
}

/** What the customer system says of it, in a sentence. */
function seen({ month, anonymous }: Dispute, turn: TaskTurn, account: Account): string {
  const { language, customerId } = turn;
  if (month === undefined || anonymous || customerId === undefined) return '';
  const { invoice, plan } = account;
  const name = monthName(month, language);
  if (!invoice) return turn.say('invoice.notThere', { month: name });
  const amount = moneyText(invoice.amountCents, language);
  if (!plan) return turn.say('invoice.seen', { month: name, amount });
  if (plan.priceCents === invoice.amountCents) return turn.say('invoice.seenSame', { month: name, amount });
  return turn.say('invoice.seenOther', { month: name, amount, price: moneyText(plan.priceCents, language) });
}

/** What the customer said, in one line. */
function told({ month, charged, expected, surplus, cause }: Dispute, turn: TaskTurn): string {
  const { language } = turn;
  const money = (key: string, cents: number | undefined) =>
    cents === undefined ? [] : [turn.say(key, { amount: moneyText(cents, language) })];
  return [
    month === undefined
      ? turn.say('invoice.someInvoice')
      : turn.say('invoice.theInvoice', { month: monthName(month, language) }),
    ...money('invoice.partCharged', charged),
    ...money('invoice.partExpected', expected),
    ...money('invoice.partSurplus', surplus),
    ...(cause === undefined ? [] : [turn.say('invoice.partCause', { cause })]),
  ].join(', ');
}

export function handOver(state: Dispute, turn: TaskTurn, account: Account): Move<Dispute> {
  const { intent } = state;
  const wonders = { kind: 'invoice', value: turn.say('invoice.factWonders') };
  return {
    ...{ do: 'hand-over', problem: intent, reasons: [reason('intent-needs-person', { problem: intent })] },
    replies: [{ text: turn.say('invoice.noted') }],
    facts: [...factOf(state, turn, account), ...(state.wonders ? [wonders] : [])],
  };
}

/** "outubro de 2026: R$ 149,00, plano R$ 109,90, vencimento 10/10" */
export function factOf(state: Dispute, turn: TaskTurn, { invoice, plan }: Account): Fact[] {
  const { language } = turn;
  const { month, charged, expected } = state;
  const amount = invoice?.amountCents ?? charged;
  const other = plan?.priceCents === expected ? undefined : expected;
  const money = (key: string, cents: number | undefined) =>
    cents === undefined ? [] : [turn.say(key, { amount: moneyText(cents, language) })];
  const parts = [
    ...(amount === undefined ? [] : [moneyText(amount, language)]),
    ...money('invoice.factPlan', plan?.priceCents),
    ...money('invoice.partExpected', other),
    ...(invoice ? [turn.say('invoice.factDueOn', { date: dateText(invoice.dueDate, language) })] : []),
  ];
  if (month === undefined && parts.length === 0) return [];
  const name = month === undefined ? turn.say('invoice.someInvoice') : monthText(month, language);
  return [{ kind: 'invoice', value: parts.length === 0 ? name : `${name}: ${parts.join(', ')}` }];
}
