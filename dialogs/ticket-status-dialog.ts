import type { Reply } from '../bot/turn.js';
import { localDay } from '../routing/hours.js';
import type { Ticket } from '../routing/ticket.js';
import type { Visit } from './customers.js';
import type { Fact } from '../routing/request.js';
import type { DialogDeps } from './dialog-deps.js';
import { TASKS } from './ids.js';
import { readProtocol } from './reading/protocol.js';
import { doesNotKnow } from './reading/control.js';
import { readYesNo } from './reading/yes-no.js';
import type { Hearing, Move, TaskTurn } from './task.js';
import { TaskDialog } from './task-dialog.js';
import { dayText } from './wording.js';

interface State {
  /** What they named; absent: their newest request. */
  readonly protocol?: string;
  readonly asking?: 'protocol' | 'other';
  /** They have no number. */
  readonly without?: boolean;
  /** Nothing more to look up. */
  readonly settled?: boolean;
}

const VISIT = /^V-\d{6}$/;
const TICKET = /^\d{8}-\d{4,}$/;

/**
 * What has become of a request, by its protocol; without one, of the newest. Only its own customer hears of it: to
 * anybody else it is as if there were no such protocol.
 */
export class TicketStatusDialog extends TaskDialog<State> {
  protected readonly script = 'status';

  constructor(deps: DialogDeps) {
    super(TASKS.ticketStatus, deps);
  }

  protected start({ text }: TaskTurn): State {
    const protocol = readProtocol(text)?.value;
    return protocol === undefined ? {} : { protocol };
  }

  protected hear(state: State, turn: TaskTurn): Hearing<State> {
    const { text } = turn;
    const read = readProtocol(text);
    if (read) return { state: { protocol: read.value }, took: 'all' };
    if (state.asking === 'other' && isThanks(turn)) return { state: { settled: true }, took: 'all' };
    if (state.asking === 'other' && readYesNo(text)?.whole)
      return { state: readYesNo(text)?.value ? { asking: 'protocol' } : { settled: true }, took: 'all' };
    if (doesNotKnow(text)) return { state: { ...state, without: true }, took: 'all' };
    return { state, took: 'nothing' };
  }

  /** What they want stands in their own words. */
  protected facts(): readonly Fact[] {
    return [];
  }

  protected async next(state: State, turn: TaskTurn): Promise<Move<State>> {
    const { protocol } = state;
    if (state.settled) return { do: 'end', replies: [{ text: turn.say('status.glad') }] };
    if (state.without) return { do: 'end', replies: [this.#orPerson(turn, turn.say('status.without'))] };
    if (protocol === undefined) return this.#newest(state, turn);
    if (VISIT.test(protocol)) return this.#visit(protocol, state, turn);
    if (!TICKET.test(protocol)) return this.#notFound(turn);
    const own = turn.facts.tickets.find((one) => one.protocol === protocol);
    if (own) return this.#tell(own, turn);
    if (turn.customerId === undefined) return { do: 'identify', state };
    const ticket = await this.deps.ticketByProtocol(protocol);
    return ticket?.customerId === turn.customerId ? this.#tell(ticket, turn) : this.#notFound(turn);
  }

  protected override unidentified(_state: State, turn: TaskTurn): Move<State> {
    return { do: 'end', replies: [this.#orPerson(turn, turn.say('status.closed'))] };
  }

  async #newest({ asking }: State, turn: TaskTurn): Promise<Move<State>> {
    const words = asking === 'protocol' ? undefined : await this.#newestWords(turn);
    if (words === undefined)
      return { do: 'ask', state: { asking: 'protocol' }, replies: [{ text: turn.say('status.ask') }] };
    const text = `${words} ${turn.say('status.another')}`;
    return { do: 'ask', state: { asking: 'other' }, replies: [{ text }] };
  }

  /** Who has no ticket may mean the visit that is booked. */
  async #newestWords(turn: TaskTurn): Promise<string | undefined> {
    const { customerId, today, facts } = turn;
    const [newest] = facts.tickets;
    if (newest) return this.#words(newest, turn);
    const [visit] = customerId === undefined ? [] : await this.deps.customers.visits(customerId, today);
    return visit && visitWords(visit, turn);
  }

  async #visit(protocol: string, state: State, turn: TaskTurn): Promise<Move<State>> {
    if (turn.customerId === undefined) return { do: 'identify', state };
    const visits = await this.deps.customers.visits(turn.customerId, turn.today);
    const visit = visits.find((one) => one.protocol === protocol);
    return visit ? { do: 'end', replies: [{ text: visitWords(visit, turn) }] } : this.#notFound(turn);
  }

  #tell(ticket: Ticket, turn: TaskTurn): Move<State> {
    return { do: 'end', replies: [this.#orPerson(turn, this.#words(ticket, turn))] };
  }

  #words(ticket: Ticket, turn: TaskTurn): string {
    const { protocol } = ticket;
    const day = (date: Date) => dayText(localDay(date, this.deps.timeZone()).date, turn.language);
    switch (ticket.status) {
      case 'waiting':
      case 'offered':
        return turn.say('status.waiting', { protocol });
      case 'active':
        return turn.say('status.active', { protocol });
      case 'scheduled':
        return turn.say('status.scheduled', { protocol, day: day(ticket.callbackAt) });
      case 'closed': {
        const facts = { protocol, day: day(ticket.closedAt) };
        return ticket.resolution.outcome === 'resolved'
          ? turn.say('status.resolved', { ...facts, told: ticket.resolution.told })
          : turn.say('status.ended', facts);
      }
    }
  }

  #notFound(turn: TaskTurn): Move<State> {
    const replies = [this.#orPerson(turn, turn.say('status.notFound'))];
    return { do: 'ask', state: { asking: 'protocol' }, replies };
  }

  #orPerson = (turn: TaskTurn, text: string): Reply => ({ text, suggestions: [turn.say('bot.wantPerson')] });
}

/** "Show, valeu" has a yes in it, and wants nothing more. */
const isThanks = ({ text, facts }: TaskTurn): boolean =>
  facts.understanding.intent === 'obrigado' && !/\b(?:sim|quero|yes|s[ií])\b/i.test(text);

const visitWords = ({ protocol, date, period }: Visit, turn: TaskTurn): string =>
  turn.say(`status.visit_${period}`, { protocol, day: dayText(date, turn.language) });
