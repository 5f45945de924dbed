/** One message of a chat, as far as it tells whether a machine writes there. */
export type Heard =
  | { readonly by: 'us'; readonly at: Date }
  | {
      readonly by: 'them';
      readonly at: Date;
      /** The same for the same words, and telling nothing else of them. */
      readonly mark: string;
      /** How long the words are, in characters. */
      readonly length: number;
    };

export interface LoopRules {
  /** How far back it is looked. */
  readonly withinMs: number;
  /** Nobody reads and types a sentence in so short a time after ours; so many times in a row, and never slower. */
  readonly fastMs: number;
  readonly fastTimes: number;
  /** The same words so many times in a row, each time after something of ours; twice as often for a short answer. */
  readonly sameTimes: number;
  /** More of ours than these is a loop whatever they write, unless they are typing short and different answers. */
  readonly mostOurs: number;
  /** As long as this an answer is one that somebody may tap or type at once. */
  readonly shortLength: number;
}

export const LOOP_RULES: LoopRules = {
  withinMs: 10 * 60_000,
  fastMs: 3000,
  fastTimes: 5,
  sameTimes: 4,
  mostOurs: 20,
  shortLength: 20,
};

/** Even someone who taps and taps is not answered more often than so many times what is allowed. */
const TAPPING_ALLOWANCE = 3;

type Theirs = Extract<Heard, { by: 'them' }>;

/** Their first words after ours, and how long they took. */
interface Answer extends Theirs {
  readonly afterMs: number;
}

/**
 * Whether the bot seems to talk with another machine. `history` is the last of one chat, oldest first, and ends with
 * the message in question; the moment is that message's. Somebody quick who taps through a menu is no machine.
 */
export function isLoop(history: readonly Heard[], rules: LoopRules = LOOP_RULES): boolean {
  const last = history.at(-1);
  if (last?.by !== 'them') return false;
  const lately = history.filter(({ at }) => last.at.getTime() - at.getTime() < rules.withinMs);
  const answers = answersIn(lately);
  const ours = lately.filter(({ by }) => by === 'us').length;
  if (ours > rules.mostOurs * TAPPING_ALLOWANCE || saysTheSame(answers, rules)) return true;
  if (isTapping(answers, rules)) return false;
  const isFast = answers.length >= rules.fastTimes && answers.every(({ afterMs }) => afterMs <= rules.fastMs);
  return isFast || ours > rules.mostOurs;
}

function answersIn(history: readonly Heard[]): Answer[] {
  return history.flatMap((one, i) => {
    const before = history[i - 1];
    return one.by === 'them' && before?.by === 'us'
      ? [{ ...one, afterMs: one.at.getTime() - before.at.getTime() }]
      : [];
  });
}

function saysTheSame(answers: readonly Answer[], { sameTimes, shortLength }: LoopRules): boolean {
  const last = answers.at(-1);
  if (!last) return false;
  const other = answers.findLastIndex(({ mark }) => mark !== last.mark);
  const times = answers.length - 1 - other;
  return times >= (last.length <= shortLength ? 2 * sameTimes : sameTimes);
}

/** Most of the answers are short and say something else than the one before. */
function isTapping(answers: readonly Answer[], { shortLength }: LoopRules): boolean {
  const tapped = answers.filter(
    ({ length, mark }, i) => length <= shortLength && mark !== answers[i - 1]?.mark,
  );
  return tapped.length * 2 > answers.length;
}

/** Watches the chats of a channel. It forgets the chats that were quiet longest, and of each chat what is old. */
export interface LoopWatch {
  /** We have written there. */
  said(chat: string, at: Date): void;
  /** They have written; true if a machine seems to. */
  heard(chat: string, text: string, at: Date): boolean;
}

export interface LoopWatchOptions {
  readonly rules?: LoopRules;
  /** Of how many chats it knows at once. */
  readonly chats?: number;
}

const MOST_CHATS = 1000;

export function loopWatch({ rules = LOOP_RULES, chats = MOST_CHATS }: LoopWatchOptions = {}): LoopWatch {
  const known = new Map<string, readonly Heard[]>();
  // Enough for what the rules count, theirs and ours.
  const mostOfChat = 4 * TAPPING_ALLOWANCE * rules.mostOurs;
  const add = (chat: string, one: Heard): readonly Heard[] => {
    const from = one.at.getTime() - rules.withinMs;
    const before = (known.get(chat) ?? []).filter(({ at }) => at.getTime() > from);
    const history = [...before, one].slice(-mostOfChat);
    known.delete(chat);
    known.set(chat, history);
    if (known.size > chats) known.delete(known.keys().next().value ?? '');
    return history;
  };
  return {
    said: (chat, at) => void add(chat, { by: 'us', at }),
    heard: (chat, text, at) =>
      isLoop(add(chat, { by: 'them', at, mark: markOf(text), length: text.trim().length }), rules),
  };
}

/** A small number in place of the words, as FNV-1a makes it: they are nobody's business here. */
export function markOf(text: string): string {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193) >>> 0;
  return `${words.length}.${hash.toString(36)}`;
}
