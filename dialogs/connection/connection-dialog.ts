import type { Reply } from '../../bot/turn.js';
import { reason } from '../../routing/reason.js';
import { mentionsIn } from '../../routing/brief/mentions.js';
import type { DialogDeps } from '../dialog-deps.js';
import { TASKS } from '../ids.js';
import { doesNotKnow } from '../reading/control.js';
import type { Hearing, Move, TaskTurn } from '../task.js';
import { TaskDialog } from '../task-dialog.js';
import { answerToOffer, type Answered } from './offer.js';
import { asksHow, asksHowLong, choosesThis, isAway, saysMore, wantsVisit } from './words.js';

/** What both dialogs ask in the end: whether a technician shall come, and if not, whether a person shall be called. */
export type Closing = 'offer' | 'person';

/** What is known of any failing connection. */
export interface Steps<Question extends string> extends Answered {
  readonly asking?: Question | Closing;
  /** The questions that were asked, each once. */
  readonly asked: readonly string[];
  /** How many times the present question was repeated because they told something else. */
  readonly repeats?: number;
  /** How many times they asked what the present question means. */
  readonly unclear: number;
  /** They are at it: nobody hurries them. */
  readonly doing?: boolean;
  /** They asked for a moment: who is back then need not have done it. */
  readonly paused?: boolean;
  /** The question is put in simpler words next. */
  readonly explain?: boolean;
  /** Explaining did not help. */
  readonly stuck?: boolean;
  /** Since when it fails, in the customer's words. */
  readonly since?: string;
  /** The kinds of facts their own words told: the brief has those already. */
  readonly told: readonly string[];
}

/** Who has answered so many is not asked for more. */
const MOST_QUESTIONS = 5;
/** From this confidence on the message states the problem of the task. */
const SURE = 0.6;

/**
 * Step by step towards a connection that works, or else a technician or a person. It asks only what nobody has told
 * yet, at most five questions, and says nothing a second time in the same words to whoever did not follow.
 */
export abstract class ConnectionDialog<
  Question extends string,
  State extends Steps<Question>,
> extends TaskDialog<State> {
  protected readonly script = 'connection';
  /** The intent it is about. */
  protected abstract readonly problem: string;
  /** The key of the kind word before the first question. */
  protected abstract readonly opening: string;

  constructor(id: string, deps: DialogDeps) {
    super(id, deps);
  }

  /** What the message adds to what is known, and what it answers; undefined if nothing. */
  protected abstract read(state: State, turn: TaskTurn): Partial<State> | undefined;
  /** What is to be asked now. */
  protected abstract question(state: State): Question | Closing;
  /** The short answers to a question, as keys of the script. */
  protected abstract answers(question: Question, state: State): readonly string[];
  /** The key of a question that is asked the first time. */
  protected abstract keyOf(question: Question, state: State): string;
  /** What is said when a technician is offered. */
  protected abstract offer(state: State, turn: TaskTurn): Promise<string>;
  /** What a technician reads first: "sem conexão, luz LOS vermelha". */
  protected abstract findings(state: State, turn: TaskTurn): readonly string[];
  /** Where it ends without steps; undefined if they go on. */
  protected abstract elsewhere(state: State, turn: TaskTurn): Move<State> | undefined;

  protected hear(state: State, turn: TaskTurn): Hearing<State> {
    const heard = this.#heard(state, turn);
    if (!heard) return { state, took: 'nothing' };
    const known = { ...state, explain: false, ...heard, told: toldAfter(state, turn) };
    const settled = heard.settled === 'visit' || heard.settled === 'person';
    return { state: known, took: !settled && saysMore(turn.text) ? 'part' : 'all' };
  }

  #heard(state: State, turn: TaskTurn): Partial<State> | undefined {
    if (wantsVisit(turn)) return { settled: 'visit' } as Partial<State>;
    const { asking } = state;
    const closing = asking === 'offer' || asking === 'person' ? (asking as Closing) : undefined;
    const answer = closing && answerToOffer(turn, closing);
    if (answer) return answer as Partial<State>;
    const read = this.read(state, turn);
    if (read || closing) return read;
    if (isAway(turn.text)) return { settled: 'later' } as Partial<State>;
    return (this.#lost(state, turn) as Partial<State> | undefined) ?? this.#restated(turn);
  }

  /** They say once more what it is about: nothing new, and nothing misunderstood. */
  #restated({ text, facts }: TaskTurn): Partial<State> | undefined {
    const { intent, confidence } = facts.understanding;
    const again = intent === this.problem && confidence >= SURE;
    return again || choosesThis(text) ? {} : undefined;
  }

  /** They do not know how; the second time there is better help than words. */
  #lost({ asking, unclear }: State, { text }: TaskTurn): Partial<Steps<Question>> | undefined {
    const isLost = asksHow(text) || doesNotKnow(text);
    const asksTime = asking === 'restart' && asksHowLong(text);
    if (!asksTime && (!isLost || saysMore(text))) return undefined;
    if (asksTime) return { explain: true };
    return { unclear: unclear + 1, explain: true, ...(unclear > 0 && { stuck: true }) };
  }

  protected async next(state: State, turn: TaskTurn): Promise<Move<State>> {
    const away = this.elsewhere(state, turn) ?? this.#settled(state, turn);
    if (away) return away;
    const question = this.#due(state);
    if (question === 'person' && question !== state.asking && state.asked.length >= MOST_QUESTIONS)
      return { do: 'end', replies: [{ text: turn.say('connection.declined') }] };
    const reply = await this.#reply(question, state, turn);
    return { do: 'ask', state: afterAsking(state, question), replies: [reply] };
  }

  /** The question that is due; the last one is kept for the offer. */
  #due(state: State): Question | Closing {
    if (state.refused) return 'person';
    if (state.stuck) return 'offer';
    const due = this.question(state);
    if (due === 'offer' || state.asked.includes(due)) return due;
    return state.asked.length < MOST_QUESTIONS - 1 ? due : 'offer';
  }

  #settled(state: State, turn: TaskTurn): Move<State> | undefined {
    switch (state.settled) {
      case undefined:
        return undefined;
      case 'solved':
        return { do: 'end', replies: [{ text: turn.say('connection.solved') }] };
      case 'declined':
      case 'later':
        return { do: 'end', replies: [{ text: turn.say(`connection.${state.settled}`) }] };
      case 'visit':
        return {
          do: 'turn-to',
          dialog: TASKS.bookVisit,
          options: { reason: this.findings(state, turn).join(', ') },
        };
      case 'person':
        return this.handOver(state, turn);
    }
  }

  /** A person, because the steps have led nowhere. */
  protected handOver(state: State, turn: TaskTurn): Move<State> {
    const { problem } = this;
    const reasons = [reason('steps-exhausted', { problem })];
    return { do: 'hand-over', reasons, facts: this.facts(state, turn), problem };
  }

  async #reply(question: Question | Closing, state: State, turn: TaskTurn): Promise<Reply> {
    const text = await this.#words(question, state, turn);
    return { text, suggestions: this.#suggestions(question, state, turn) };
  }

  async #words(question: Question | Closing, state: State, turn: TaskTurn): Promise<string> {
    const say = (key: string) => turn.say(`connection.${key}`);
    if (question === state.asking && state.explain) return say(`${question}Simply`);
    if (question === state.asking && state.doing) return say('noHurry');
    const repeats = question === state.asking ? (state.repeats ?? 0) : 0;
    if (state.asked.includes(question) && repeats % 2 === 0) return say(`${question}Again`);
    if (question === 'person') return say('person');
    const words = await (question === 'offer' ? this.offer(state, turn) : say(this.keyOf(question, state)));
    return state.asked.length === 0 ? `${say(this.opening)} ${words}` : words;
  }

  #suggestions(question: Question | Closing, state: State, turn: TaskTurn): readonly string[] {
    const taps = (keys: readonly string[]) => keys.map((key) => turn.say(`connection.tap_${key}`));
    if (question === 'offer') return [...taps(['visit']), turn.say('bot.wantPerson'), ...taps(['notNow'])];
    if (question === 'person') return taps(['yes', 'no']);
    return taps(this.answers(question, state));
  }
}

/** Repeated, it changes between two wordings. */
function afterAsking<Question extends string, State extends Steps<Question>>(
  state: State,
  asking: Question | Closing,
): State {
  if (asking === state.asking) return { ...state, explain: false, repeats: repeatsAfter(state) };
  const asked = [...new Set([...state.asked, asking])];
  return { ...state, asking, asked, unclear: 0, explain: false, repeats: 0, doing: false, paused: false };
}

const repeatsAfter = ({ repeats = 0, explain, doing }: Steps<string>): number =>
  explain || doing ? repeats : repeats + 1;

const toldAfter = (state: Steps<string>, { text }: TaskTurn): readonly string[] => [
  ...new Set([...state.told, ...mentionsIn(text).map(({ kind }) => kind)]),
];
