import type { Reply } from '../../bot/turn.js';
import { reason } from '../../routing/reason.js';
import type { Fact } from '../../routing/request.js';
import type { Invoice } from '../customers.js';
import type { Move, TaskTurn } from '../task.js';
import { dateText, moneyText, monthName, monthText } from '../wording.js';
import { isOpen } from './choosing.js';
import { missing, type Payment, type Question } from './payment.js';

/** The payment is in: good news, unless the connection is still cut. */
export function settled(state: Payment, invoice: Invoice, turn: TaskTurn): Move<Payment> {
  const { language } = turn;
  const facts = { month: monthName(invoice.month, language), date: dateText(invoice.paidOn ?? '', language) };
  if (state.cut) return handOver(state, turn, invoice, turn.say('payment.inButCut', facts));
  return {
    do: 'end',
    replies: [{ text: turn.say('payment.isIn', facts), suggestions: [turn.say('bot.wantPerson')] }],
  };
}

/** The next question, the summary, or a person. */
export function goOn(state: Payment, turn: TaskTurn, invoice?: Invoice): Move<Payment> {
  const asked = missing(state);
  if (asked !== undefined) return ask(state, asked, turn);
  if (state.asking === 'fix') return { do: 'ask', state, replies: [{ text: turn.say('payment.askFix') }] };
  const nothing = paymentOf(state, turn) === '';
  return state.agreed || nothing ? handOver(state, turn, invoice) : confirm(state, turn, invoice);
}

function ask(state: Payment, asking: Question, turn: TaskTurn): Move<Payment> {
  const { noted: _, ...rest } = state;
  const { question, choices } = QUESTIONS[questionOf(state, asking)];
  const before = openingOf(state, asking);
  const asked = turn.say(question);
  return {
    ...{ do: 'ask', state: { ...rest, asking, ...(state.upset && { upset: 'heard' as const }) } },
    replies: [
      {
        text: before === undefined ? asked : `${turn.say(before)} ${asked}`,
        ...(choices.length > 0 && { suggestions: choices.map((key) => turn.say(key)) }),
      },
    ],
  };
}

const WAYS = ['payment.pix', 'payment.boleto', 'payment.card'];
const RECEIPTS = ['payment.haveIt', 'payment.withoutIt'];
const QUESTIONS = {
  how: { question: 'payment.askHow', choices: WAYS },
  way: { question: 'payment.askWay', choices: WAYS },
  day: { question: 'payment.askDay', choices: ['payment.today', 'payment.yesterday'] },
  amount: { question: 'payment.askAmount', choices: [] },
  receipt: { question: 'payment.askReceipt', choices: RECEIPTS },
  promised: { question: 'payment.sendReceipt', choices: RECEIPTS.slice(1) },
  looking: { question: 'payment.findReceipt', choices: RECEIPTS },
} as const;

/** How the question is put. */
function questionOf({ day, way, skipped, receipt }: Payment, asking: Question): keyof typeof QUESTIONS {
  if (asking === 'receipt') return receipt === 'promised' || receipt === 'looking' ? receipt : 'receipt';
  if (asking === 'amount') return 'amount';
  if (way !== undefined || skipped.includes('way')) return 'day';
  return day === undefined && !skipped.includes('day') ? 'how' : 'way';
}

/** Who is upset hears a word about it; who told something else hears that it was noted. */
function openingOf(state: Payment, asking: Question): string | undefined {
  if (state.upset === 'now') return state.cut ? 'payment.sorryCut' : 'payment.sorry';
  const again = state.noted && state.asking === asking;
  return again && !(asking === 'receipt' && state.receipt !== undefined) ? 'invoice.gotIt' : undefined;
}

/** What will be passed on, beside what the account says. */
function confirm(state: Payment, turn: TaskTurn, invoice: Invoice | undefined): Move<Payment> {
  const { language } = turn;
  const open =
    invoice && isOpen(invoice)
      ? `${turn.say('payment.stillOpen', { month: monthName(invoice.month, language), amount: moneyText(invoice.amountCents, language) })} `
      : '';
  const text = `${open}${turn.say('payment.summary', { facts: paymentOf(state, turn) })}`;
  const reply: Reply = { text, suggestions: [turn.say('invoice.yes'), turn.say('invoice.correct')] };
  return { do: 'ask', state: { ...state, asking: 'confirm' }, replies: [reply] };
}

/** "R$ 119,90, em 08/11, por Pix, com comprovante" */
function paymentOf({ amount, day, way, receipt }: Payment, turn: TaskTurn): string {
  const { language } = turn;
  return [
    ...(amount === undefined ? [] : [moneyText(amount, language)]),
    ...(day === undefined ? [] : [turn.say('payment.onDay', { date: dateText(day, language) })]),
    ...(way ? [turn.say(`payment.by_${way}`)] : []),
    ...(receipt === 'sent' ? [turn.say('payment.withReceipt')] : []),
  ].join(', ');
}

/** The payment as it was told. */
export function paymentFacts(state: Payment, turn: TaskTurn): Fact[] {
  const payment = paymentOf(state, turn);
  return payment === '' ? [] : [{ kind: 'payment', value: payment }];
}

function handOver(
  state: Payment,
  turn: TaskTurn,
  invoice: Invoice | undefined,
  words?: string,
): Move<Payment> {
  const { intent } = state;
  const facts: Fact[] = [
    ...paymentFacts(state, turn),
    ...(invoice ? [{ kind: 'invoice', value: invoiceFact(invoice, turn) }] : []),
  ];
  return {
    ...{
      do: 'hand-over',
      problem: intent,
      reasons: [reason('intent-needs-person', { problem: intent })],
      facts,
    },
    replies: [{ text: words ?? turn.say('invoice.noted') }],
  };
}

/** "novembro de 2026: R$ 109,90, vencimento 10/11, em aberto" */
function invoiceFact(invoice: Invoice, turn: TaskTurn): string {
  const { language } = turn;
  const { month, amountCents, dueDate, paidOn } = invoice;
  const due = turn.say('invoice.factDueOn', { date: dateText(dueDate, language) });
  const status =
    paidOn === undefined
      ? turn.say('payment.factOpen')
      : turn.say('payment.factPaid', { date: dateText(paidOn, language) });
  return `${monthText(month, language)}: ${moneyText(amountCents, language)}, ${due}, ${status}`;
}
