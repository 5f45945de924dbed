import { clausesOf, isRestSmall, type Read } from '../reading/answer.js';
import { readDay, type DayRead } from '../reading/day.js';
import { isIndifferent, readPeriod } from '../reading/period.js';
import { NEXT_WEEK } from '../reading/when-words.js';
import { readYesNo } from '../reading/yes-no.js';
import { flat, tidy } from '../../routing/brief/flat.js';
import type { Period, Slot } from '../customers.js';
import { dayAfter, daysBetween } from './slots.js';
import { isNamed } from './labels.js';

/** What the customer has said of the half day they want, and what they were offered. Kept as JSON. */
export interface Wish {
  /** YYYY-MM-DD. */
  readonly date?: string;
  readonly period?: Period;
  /** They want to hear what is open on these days. */
  readonly between?: readonly string[];
  /** Not before this day. */
  readonly from?: string;
  /** The first that is open will do. */
  readonly first?: boolean;
  /** They named a day that is over. */
  readonly past?: boolean;
  /** Any day but this one. */
  readonly except?: string;
  /** Nobody comes on `date`: it is kept to say so again. */
  readonly closed?: boolean;
  /** What the last question offered. */
  readonly offered?: readonly Slot[];
  /** The last question offered just this one. */
  readonly sole?: Slot;
}

export interface WishRead {
  readonly wish: Wish;
  /** Something in the message was about the day or the half of it. */
  readonly read: boolean;
  /** And nothing else was in it. */
  readonly whole: boolean;
}

const SOON =
  /\b(?:o )?mais (?:rapido|cedo|breve)(?: que (?:der|puder|tiver)| possivel)|\bquanto antes\b|\burgente\b|\bas soon as possible\b|\basap\b|\blo antes posible\b/;
const OTHER_DAY = /\b(?:outro|outra|another|other|different|otro|otra) (?:dia|data|day|date|fecha)\b/;
const OTHER_HALF =
  /\b(?:outro|another|other|different|otro) (?:periodo|horario|turno|time|hora|half)\b|\b(?:mudar|trocar) (?:o|de) (?:periodo|horario|turno)\b/;
const ASKS_OPEN =
  /\b(?:qual|quais|que|quando|onde) (?:\w+ ){0,3}(?:vagas?|livres?|disponive(?:l|is)|abert[oa]s?)\b|\b(?:quais|que|qual) (?:os |sao os )?(?:dias?|horarios?|datas?|opcoes)\b(?: (?:tem|vcs? tem|ha|posso|da|disponiveis|livres))?|\b(?:tem|ha) (?:vagas?|horarios?)\b|\b(?:what|which) (?:days?|times?|slots?|is|are)\b.*\b(?:free|open|available|have)\b|\bwhat(?:'s| is) available\b|\b(?:que|cuales?) (?:dias?|horarios?)\b.*\b(?:hay|tienen|libres?|disponibles?)\b/;
const NONE_OF_THESE = /\b(?:nenhum|nenhuma|none|neither|ningun[oa]?)\b/;
const PAST_DAY = /\b(?:ontem|yesterday|ayer)\b/;
const DATE_WITH_YEAR = /\b(\d{1,2})[/-](\d{1,2})[/-](20\d\d)\b/;
const NEGATION = /\b(?:nao|n|not|no|trabalho|posso|pode|consigo|can't|cannot|puedo)\b/g;
/** Without a year, a date that would be nearly a year ahead was meant as one that is over. */
const ROLLED_OVER = 300;

/** The fields that are told. */
export const told = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** The wish after this message. What was wished before stays unless the message changes it. */
export function readWish(before: Wish, text: string, today: string): WishRead {
  const named = before.offered?.find((slot) => isNamed(slot, text));
  if (named) return { wish: chosen(named), read: true, whole: true };
  const low = flat(tidy(text));
  const isSoon = SOON.test(low);
  const day = isSoon ? undefined : readDay(text, today);
  const half = readPeriod(low.replace(SOON, ' '));
  const byDay = day ? withDay(before, day, low, today) : withoutDay(before, low, today);
  const wish = isSoon || isIndifferent(text) ? { ...(byDay ?? kept(before)), first: true } : byDay;
  if (!wish && !half) return { wish: before, read: false, whole: false };
  const whole = isChoosing(wish, low) || isWhole(text, day, half);
  return { wish: withHalf(before, wish, half?.value), read: true, whole };
}

function withHalf(before: Wish, wish: Wish | undefined, half: Period | undefined): Wish {
  const wished = wish ?? offeredHalf(before, half) ?? kept(before);
  return told({ ...wished, period: half ?? wished.period });
}

const isWhole = (text: string, ...parts: readonly (Read<unknown> | undefined)[]): boolean =>
  parts.some((part) => part?.whole) || (parts.every((part) => part === undefined) && isShort(text));

/** Whoever names two days and asks which is open says nothing else. */
const isChoosing = (wish: Wish | undefined, low: string): boolean =>
  wish?.between !== undefined && ASKS_OPEN.test(low);

/** "De tarde", where one afternoon was offered among other half days, is that afternoon. */
function offeredHalf({ date, closed, offered = [] }: Wish, half: Period | undefined): Wish | undefined {
  const [one, ...others] = offered.filter(({ period }) => period === half);
  const isOpen = date === undefined || closed;
  return isOpen && one && others.length === 0 ? chosen(one) : undefined;
}

/** What was offered and left open is over once something is chosen. */
const chosen = ({ date, period }: Slot): Wish => ({ date, period });
const kept = ({ date, except, closed, period, between, from, first }: Wish): Wish =>
  told({ date: closed ? undefined : date, except, period, between, from, first });
const periodOf = ({ period }: Wish): Wish => told({ period });

function withDay(before: Wish, { value, alternatives }: DayRead, low: string, today: string): Wish {
  const half = periodOf(before);
  if (!/20\d\d/.test(low) && daysBetween(value, today) >= ROLLED_OVER) return { ...half, past: true };
  if (alternatives) {
    const earlier = alternatives.length === 1 && before.date !== undefined ? [before.date] : [];
    return { ...half, between: [...new Set([...earlier, ...alternatives])].sort() };
  }
  const unnamed = low.replace(new RegExp(NEXT_WEEK, 'g'), ' ');
  const vague = unnamed !== low && readDay(unnamed, today) === undefined;
  return { ...half, ...(vague ? { from: value } : { date: value }) };
}

/** What a message without a day may still say about it. */
function withoutDay(before: Wish, low: string, today: string): Wish | undefined {
  const half = periodOf(before);
  if (isOnlyPast(low) || namesDateBefore(low, today)) return { ...half, past: true };
  if (OTHER_DAY.test(low)) return told({ ...half, except: before.date });
  if (OTHER_HALF.test(low)) return told({ date: before.date });
  const denied = readDay(low.replace(NEGATION, ' '), today);
  if (denied && denied.value === before.date) return { ...half, except: denied.value };
  if (ASKS_OPEN.test(low)) return kept(before);
  return NONE_OF_THESE.test(low) ? later(before) : undefined;
}

function namesDateBefore(low: string, today: string): boolean {
  const [, day = '', month = '', year] = DATE_WITH_YEAR.exec(low) ?? [];
  return year !== undefined && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` < today;
}

const isOnlyPast = (low: string): boolean => {
  const rest = low.replace(PAST_DAY, ' ');
  return rest !== low && isRestSmall(rest);
};

/** The days after what was offered. */
function later({ offered, ...before }: Wish): Wish {
  const last = offered?.at(-1);
  return { ...periodOf(before), ...(last && { from: dayAfter(last.date) }) };
}

/** The answer yes to an offer: to the only one, else to the first. */
const accepted = ({ sole, offered, ...before }: Wish): Wish => {
  const one = sole ?? offered?.[0];
  return one ? chosen(one) : kept(before);
};

const isShort = (text: string): boolean => clausesOf(text).length <= 2 && text.length <= 60;

/** Days a message names, in its order, each clause by itself: "a visita de terça pra quinta" names two. */
export function daysIn(text: string, today: string): readonly string[] {
  const parts = text.split(
    /[,.;!?…\n]+|\b(?:para|pra|pro|to|por|hacia|em vez d[eo]|instead of|ao inv[eé]s d[eo]|mas|but|pero|pode vir|puede venir|can come)\b/iu,
  );
  return parts.flatMap((part) => {
    const read = readDay(part, today);
    return read ? [...(read.alternatives ?? [read.value])] : [];
  });
}

/** Yes or no to an offer, if the message is not about a day. */
export function answerTo(before: Wish, text: string): Wish | undefined {
  const answer = readYesNo(text);
  if (!answer?.whole || !before.offered) return undefined;
  return answer.value ? accepted(before) : later(before);
}
