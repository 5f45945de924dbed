import type { Fact } from '../../routing/request.js';
import type { DialogDeps } from '../dialog-deps.js';
import { TASKS } from '../ids.js';
import type { Hearing, Move, TaskTurn } from '../task.js';
import { TaskDialog, type TaskOptions } from '../task-dialog.js';
import { tellsWho, tookOf } from './mentions.js';
import {
  answered,
  confirmed,
  invoiceMeant,
  missing,
  paidAlready,
  read,
  settledReceipt,
  withSkipped,
  type Payment,
} from './payment.js';
import { goOn, paymentFacts, settled } from './payment-telling.js';

const INTENT = 'pagamento-nao-reconhecido';

/**
 * Collects what a person of billing needs to find a payment: when, how, how much, the receipt. Tells who proves who
 * they are if the payment is in already; everything else a person looks into.
 */
export class PaymentMissingDialog extends TaskDialog<Payment> {
  protected readonly script = 'payment';

  constructor(deps: DialogDeps) {
    super(TASKS.paymentMissing, deps);
  }

  protected override start(turn: TaskTurn, options: TaskOptions & { readonly month?: string }): Payment {
    const { intent, month } = options;
    const begun: Payment = { intent: intent ?? INTENT, skipped: [], ...(month !== undefined && { month }) };
    return read(begun, turn).state;
  }

  protected override hear(before: Payment, turn: TaskTurn): Hearing<Payment> {
    const { text, files } = turn;
    const { state, found } = read(before, turn);
    const isAboutReceipt = state.receipt !== before.receipt;
    const told = isAboutReceipt ? state : withSkipped(state, text);
    if (found)
      return {
        state: { ...told, noted: true },
        took: files > 0 && text.trim() === '' ? 'all' : tookOf(true, text),
      };
    const known = tellsWho(text) || (state.upset === 'now' && before.upset === undefined);
    if (known) return { state: settledReceipt(state), took: 'part' };
    if (state.asking === 'confirm' || state.asking === 'fix') return confirmed(state, text);
    return state.asking === undefined ? { state, took: 'nothing' } : answered(state, state.asking, text);
  }

  protected facts(state: Payment, turn: TaskTurn): readonly Fact[] {
    return paymentFacts(state, turn);
  }

  protected override async next(state: Payment, turn: TaskTurn): Promise<Move<Payment>> {
    const { customerId } = turn;
    if (customerId === undefined) {
      const identify = tellsWho(turn.text) || (!state.anonymous && missing(state) === undefined);
      return identify ? { do: 'identify', state } : goOn(state, turn);
    }
    const invoices = await this.deps.customers.invoices(customerId);
    const paid = paidAlready(state, invoices);
    return paid ? settled(state, paid, turn) : goOn(state, turn, invoiceMeant(state, invoices));
  }

  /** A payment can be looked for without the bot seeing the account. */
  protected override unidentified(state: Payment, turn: TaskTurn): Move<Payment> {
    const move = goOn({ ...state, anonymous: true }, turn);
    if (move.do !== 'ask') return move;
    const [first, ...rest] = move.replies;
    return {
      ...move,
      replies: [{ ...first, text: `${turn.say('invoice.noAccount')} ${first?.text}` }, ...rest],
    };
  }
}
