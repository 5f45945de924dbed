import type { Fact } from '../request.js';
import { ABOUT, ASKED } from './about.js';
import { flat } from './flat.js';
import { PATTERNS, type FactKind, type Pattern } from './patterns.js';

/** A fact where somebody says it. */
export interface Mention extends Fact {
  readonly kind: FactKind;
  readonly start: number;
  readonly end: number;
  /** "não é 12": said not to be so. */
  readonly negated: boolean;
  /** "na verdade": takes the place of what was said before. */
  readonly correcting: boolean;
  /** "também": stands beside what was said before. */
  readonly also: boolean;
}

/** How far before a fact a word still speaks of it. */
const NEAR = 200;

/** How people announce that they had it wrong. */
export const CORRECTS =
  /\b(?:na verdade|na real|na vdd|quer dizer|qr dizer|errei|escrevi errado|digitei errado|passei errado|falei errado|digo|desculp\w*|(?:me )?enganei|(?:me )?confundi|corrigindo|correcao|alias|ops|o (?:certo|correto) (?:e|eh|era)|ou melhor|melhor dizendo|actually|sorry|i mean|i meant|my mistake|correction|en realidad|perdon|quise decir|me equivoque|mejor dicho|(?:^|\n)(?:nao|no|nops?)[ ,]+(?:e|eh|foi|era|it was|it's|es|fue)\b)/g;
const DENIES =
  /(?:\b(?:nao|not|n|no (?:es|era|fue))\b|\b(?:isn|wasn)['’]?t\b)(?: (?:e|eh|era|foi|sao|eram|es|fue|mais|caiu|veio|it was|is|was))*(?: (?:o|a|os|as|no|na|do|da|de|em|desde|dia|the|on|el|la|my|meu|minha))*[ :]*$/;
const DENIED_AFTER = /^ (?:nao|no|n)(?:,|$)/;
const WAITS = /\b(?<!enquanto )(?:pera|perai|espera)\b/;
/** "foi dia 9 e não 8", "põe dia 29 então": it takes the place of another. */
const NOT_THE_OTHER = /^[ ,]*(?:(?:e|mas|y|and) )?(?:nao|n|not)\b(?: (?:e|o|a|de|do|da|dia|no|em|era))* ?\d/;
const INSTEAD =
  /\b(?:poe|bota|joga|jogar|muda|mudar|troca|trocar|passa|passar|remarca|remarcar|reagendar|move|change|cambi\w+)(?: (?:a|it|isso|entao))?(?: (?:pra|pro|para|p|to))?(?: (?:o|a|el))?(?: dia)? ?$/;
const BESIDE =
  /\b(?:ou|or|tambem|tb|tbm|alem d\w+|outr[oa]s?|mais um|nov[oa] protocolo|depois me deram|also|another|too|tambien|otr[oa]s?)\b/;

/** The facts that these words name, in order. `question` is what the bot had asked: it tells what a bare number is. */
export function mentionsIn(text: string, question = ''): Mention[] {
  const low = flat(text);
  const found = PATTERNS.reduce<Mention[]>(
    (known, pattern) => [...known, ...fresh(pattern, text, low, known)],
    [],
  );
  const answer = answerTo(flat(question), text, low);
  if (answer && CLEAR.has(answer.kind) && /^[\W\d]+$/.test(low)) return [answer];
  const all = answer && isFree(answer, found) ? [...found, answer] : found;
  return all.sort((a, b) => a.start - b.start);
}

/** What the pattern finds where nothing is known yet. */
const fresh = (pattern: Pattern, text: string, low: string, known: readonly Mention[]): Mention[] =>
  [...low.matchAll(pattern.find)].flatMap((match) => {
    const [start, end] = match.indices?.groups?.['v'] ?? match.indices?.[0] ?? [0, 0];
    const span = trimmed(low, start, end);
    const isNew = span.end > span.start && isFree({ kind: pattern.kind, ...span }, known);
    return isNew ? [mention(text, low, pattern, span)] : [];
  });

/** What was done already is told in a clause, which may hold other facts. */
const isFree = (
  { kind, start, end }: Pick<Mention, 'kind' | 'start' | 'end'>,
  known: readonly Mention[],
): boolean =>
  known.every((one) => (kind === 'done' && one.kind !== 'done') || end <= one.start || start >= one.end);

/** A bare number is what was asked for, whatever else it looks like. */
const CLEAR: ReadonlySet<FactKind> = new Set(['protocol', 'contract', 'document']);
/** With fewer digits it is something else. */
const DIGITS: Readonly<Partial<Record<FactKind, number>>> = { document: 9, cep: 8, phone: 8 };

interface Span {
  readonly start: number;
  readonly end: number;
}

function trimmed(low: string, from: number, to: number): Span {
  const words = low.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  return { start, end: Math.max(start, to - (words.length - words.replace(/[\s.,;:/-]+$/, '').length)) };
}

function mention(text: string, low: string, { kind, form }: Pattern, span: Span): Mention {
  const raw = text.slice(span.start, span.end).replace(/\s+/g, ' ');
  const real = kind === 'phone' ? phoneOrDocument(low, span) : isLongAgo(kind, raw) ? 'birth' : kind;
  const before = low.slice(Math.max(0, span.start - NEAR), span.start);
  const rest = low.slice(span.end, span.end + NEAR);
  const sentence = clauseBefore(before);
  return {
    ...{ kind: real, value: real === 'document' ? masked(raw) : raw, ...span },
    ...(form && { form }),
    ...aboutOf(real, text, low, span),
    negated: DENIES.test(sentence) || DENIED_AFTER.test(rest),
    correcting: corrects(before, rest),
    also: BESIDE.test(sentence) || BESIDE.test(clauseAfter(low, span.end)),
  };
}

const corrects = (before: string, rest: string): boolean =>
  before.search(CORRECTS) >= 0 ||
  [WAITS, INSTEAD].some((words) => words.test(before)) ||
  startsDenying(before) ||
  NOT_THE_OTHER.test(rest);

/** "não é 12, é 15": what follows a denial in the same breath takes its place. */
const startsDenying = (before: string): boolean =>
  /\b(?:nao|no|not) (?:e|eh|era|foi|es|fue|it was)\b[^.\n]{1,30}[,;]? ?(?:(?:e|eh|era|foi|mas|sim|es|fue|but|it's|it was|sino)\b ?)+(?:(?:o|a|no|na|dia|em|de|desde|sim|the|el) ?)*$/.test(
    before,
  );

const clauseBefore = (before: string): string =>
  /[^.!?;\n]*$/.exec(before.replace(/(\d)\.(\d)/g, '$1 $2'))?.[0] ?? '';
const clauseAfter = (low: string, end: number): string => /^[^.!?;\n]{0,30}/.exec(low.slice(end))?.[0] ?? '';

/** Never the whole number: its last three digits tell two apart. */
/** No visit, payment or outage is of such a year: whoever names it says when they were born. */
const isLongAgo = (kind: FactKind, raw: string): boolean =>
  kind === 'when' &&
  /(?:\b|[/.-])(?:19\d\d|200\d|201[0-5])\b|^\d{1,2}[/.-]\d{1,2}[/.-](?:[3-9]\d|0\d|1[0-5])$/.test(raw);

const masked = (value: string): string => `…${value.replace(/\D/g, '').slice(-3)}`;

/** Eleven digits in a row may be either; a number that could be a CPF is hidden unless it is called a phone. */
function phoneOrDocument(low: string, { start, end }: Span): FactKind {
  const digits = low.slice(start, end).replace(/\D/g, '');
  const called = /\b(?:tel\w*|fone|cel\w*|whats\w*|zap|phone|contato|ligar|liga|ligue)\b[^\d\n]{0,25}$/.test(
    low.slice(Math.max(0, start - NEAR), start),
  );
  return digits.length === 11 && !called && isCpf(digits) ? 'document' : 'phone';
}

function isCpf(digits: string): boolean {
  const check = (length: number): number => {
    const sum = Array.from(digits.slice(0, length)).reduce(
      (all, one, i) => all + Number(one) * (length + 1 - i),
      0,
    );
    return ((sum * 10) % 11) % 10;
  };
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}

/** What it is about: the nearest word before it that tells, else the first one after it. */
function aboutOf(
  kind: FactKind,
  text: string,
  low: string,
  { start, end }: Span,
): Pick<Fact, 'role' | 'about'> {
  const from = Math.max(start - 45, start - clauseBefore(low.slice(Math.max(0, start - NEAR), start)).length);
  const hits = (ABOUT[kind] ?? []).flatMap(([role, words]) => {
    const at = (piece: string, offset: number) =>
      [...piece.matchAll(words)].map((hit) => ({ role, at: offset + hit.index, length: hit[0].length }));
    return [...at(low.slice(from, start), from), ...at(clauseAfter(low, end), end)];
  });
  const before = hits.filter(({ at }) => at < start).sort((a, b) => b.at - a.at)[0];
  const best = before ?? hits.sort((a, b) => a.at - b.at)[0];
  if (best) return { role: best.role, about: text.slice(best.at, best.at + best.length) };
  return kind === 'when' ? timeOf(low.slice(start, end), low.slice(Math.max(0, start - NEAR), start)) : {};
}

/** Without such a word: is it over, still so, or to come? */
function timeOf(value: string, before: string): Pick<Fact, 'role'> {
  if (/^(?:desde|since|faz|fais|ha|hace)\b/.test(value)) return { role: 'problem' };
  if (/ontem|passad|yesterday|ayer|last /.test(value)) return { role: 'past' };
  return /amanha|que vem|tomorrow/.test(value) || INSTEAD.test(before) ? { role: 'future' } : {};
}

const NUMBER_ALONE = /(?:^|\b(?:e|eh|is|es|o)\b ?|[:,] ?)(\d[\d./ -]{2,18}\d)\W*$/d;
const NAME_ALONE = /^([a-z']{2,}(?: [a-z']{2,}){1,4})$/d;

/** A short answer to the bot's question for a number or a name. */
function answerTo(question: string, text: string, low: string): Mention | undefined {
  const kind = ASKED.find(([words]) => words.test(question))?.[1];
  if (kind === undefined) return undefined;
  const [start, end] = (kind === 'name' ? NAME_ALONE : NUMBER_ALONE).exec(low)?.indices?.[1] ?? [0, 0];
  const digits = low.slice(start, end).replace(/\D/g, '').length;
  const isEnough = end > start && digits >= (DIGITS[kind] ?? 0);
  return isEnough ? mention(text, low, { kind, find: NUMBER_ALONE }, { start, end }) : undefined;
}

/** The words with the documents masked and, of what was withdrawn, the values left out. */
export function veiled(text: string, withdrawn: readonly Fact[] = []): string {
  const gone = (one: Mention) => withdrawn.some((fact) => isSame(fact, one));
  const words = mentionsIn(text).reduceRight((left, one) => {
    const put = gone(one) || one.kind === 'birth' ? '…' : one.kind === 'document' ? one.value : undefined;
    return put === undefined ? left : `${left.slice(0, one.start)}${put}${left.slice(one.end)}`;
  }, text);
  const numbers = withdrawn.flatMap(({ value }) => numbersOf(value));
  return words
    .replace(LONG_NUMBER, (number) => (numbers.includes(number) ? '…' : number))
    .replace(DENIED_NUMBER, (all, denial: string, number: string) =>
      numbers.includes(number) ? `${denial}…` : all,
    );
}

/** Long enough to be that one and no other. */
const LONG_NUMBER = /(?<![\d….,/-])\d{4,}(?![\d,/-])/g;
const DENIED_NUMBER =
  /(\b(?:n[aã]o|n|not|no)(?: (?:é|e|eh|era|foi|es|fue|o|a|dia|do|de|it was))* )(\d+)\b/giu;

/** The numbers that words name. */
export const numbersOf = (value: string): string[] => value.match(/\d[\d.,/-]*\d|\d/g) ?? [];

const bare = (value: string): string => flat(value).replace(/[^\p{L}\p{N}]+/gu, '');
const digits = (value: string): string => value.replace(/,00\b/, '').replace(/\D/g, '');

/** Kinds of which the digits are all that counts, however they are written. */
const NUMBERS: ReadonlySet<string> = new Set([
  ...['protocol', 'contract', 'phone', 'cep', 'amount', 'document', 'time', 'day'],
]);

/** The same thing said twice. */
export const isSame = (a: Fact, b: Fact): boolean =>
  a.kind === b.kind &&
  (a.form ?? '') === (b.form ?? '') &&
  (bare(a.value) === bare(b.value) ||
    (NUMBERS.has(a.form ?? a.kind) && digits(a.value) !== '' && digits(a.value) === digits(b.value)));
