import type { Fact } from '../../routing/request.js';
import type { DialogDeps } from '../dialog-deps.js';
import { TASKS } from '../ids.js';
import type { Hearing, Move, TaskTurn } from '../task.js';
import { TaskDialog, type TaskOptions } from '../task-dialog.js';
import { ofMonth } from './choosing.js';
import { answered, confirmed, missing, read, withSkipped, type Account, type Dispute } from './dispute.js';
import { ask, confirm, factOf, handOver } from './dispute-telling.js';
import { asksWhetherToPay } from './figures.js';
import { tellsWho, tookOf } from './mentions.js';

const INTENT = 'fatura-contestada';

/**
 * Collects what a person of billing needs to look into a charge: which month, what was charged, what was expected, what
 * for. Looks the invoice up if the customer proves who they are, and promises nothing: a person decides.
 */
export class InvoiceDisputedDialog extends TaskDialog<Dispute> {
  protected readonly script = 'invoice';

  constructor(deps: DialogDeps) {
    super(TASKS.invoiceDisputed, deps);
  }

  protected override start(turn: TaskTurn, { intent }: TaskOptions): Dispute {
    return { ...read({ intent: intent ?? INTENT, skipped: [] }, turn).state };
  }

  protected override hear(before: Dispute, turn: TaskTurn): Hearing<Dispute> {
    const { text } = turn;
    const state: Dispute = before.wonders === 'now' ? { ...before, wonders: 'before' } : before;
    if (asksWhetherToPay(text)) return { state: { ...state, wonders: 'now' }, took: 'all' };
    const { state: told, found } = read(state, turn);
    if (found) return { state: { ...withSkipped(told, text), noted: true }, took: tookOf(true, text) };
    if (state.asking === 'confirm' || state.asking === 'fix') return confirmed(state, text);
    if (state.asking === undefined) return { state, took: 'nothing' };
    return answered(state, state.asking, text);
  }

  protected facts(state: Dispute, turn: TaskTurn): readonly Fact[] {
    return factOf(state, turn, {});
  }

  protected override async next(state: Dispute, turn: TaskTurn): Promise<Move<Dispute>> {
    const { customerId } = turn;
    const knowsWho = tellsWho(turn.text);
    if (customerId === undefined && (knowsWho || (!state.anonymous && missing(state) === undefined)))
      return { do: 'identify', state };
    return this.#goOn(state, turn, customerId === undefined ? {} : await this.#account(customerId, state));
  }

  /** A charge can be looked into without the bot seeing the account. */
  protected override unidentified(state: Dispute, turn: TaskTurn): Move<Dispute> {
    const move = this.#goOn({ ...state, anonymous: true }, turn, {});
    if (move.do !== 'ask') return move;
    const [first, ...rest] = move.replies;
    return {
      ...move,
      replies: [{ ...first, text: `${turn.say('invoice.noAccount')} ${first?.text}` }, ...rest],
    };
  }

  async #account(customerId: string, { month }: Dispute): Promise<Account> {
    const { customers } = this.deps;
    const [plan, invoices] = await Promise.all([customers.plan(customerId), customers.invoices(customerId)]);
    return { plan, invoice: ofMonth(invoices, month) };
  }

  #goOn(state: Dispute, turn: TaskTurn, account: Account): Move<Dispute> {
    const asked = missing(state, account);
    if (asked !== undefined) return ask(state, asked, turn);
    if (state.asking === 'fix') return { do: 'ask', state, replies: [{ text: turn.say('invoice.askFix') }] };
    return state.agreed ? handOver(state, turn, account) : confirm(state, turn, account);
  }
}
