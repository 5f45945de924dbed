import { cnpj, cpf } from 'cpf-cnpj-validator';
import type { Brief, Fact } from '../request.js';
import type { Mask } from './masks.js';
import { withoutPhones } from './phone-masking.js';

export { MASKS, type Mask } from './masks.js';

/** What may stand between the digits of one number, also what nobody sees; a line's end may not. */
const BETWEEN = '[ \\t\\u00a0\\u2000-\\u200d\\u202f\\u2060\\ufeff.()/_\\u2010-\\u2015-]{0,3}';
const DIGITS = `\\d(?:${BETWEEN}\\d)*`;
const RUN = new RegExp(`(?<!\\p{N})${DIGITS}`, 'gu');
/** What follows letters is a serial number rather than a card. */
const RUN_ALONE = new RegExp(`(?<![\\p{L}\\p{N}])${DIGITS}`, 'gu');
const FORMATTED = /(?<!\d)(?:\d{3}\.\d{3}\.\d{3}[-./ ]{1,2}\d{2}|\d{2}\.\d{3}\.\d{3}\/\d{4}-?\d{2})(?!\d)/g;
const NAMED = new RegExp(`(?<=\\b(?:cpf|cnpj)[^\\d\\n]{0,20})\\d(?:${BETWEEN}\\d){10,13}(?!\\d)`, 'gi');

const LABEL =
  '(?:protocolos?|protocol|prot\\.?|ticket|chamado|modem|roteador|router|onu|serial|s[eé]rie|sn|s/n|imei|mac|equipamento|contrato|contract|matr[ií]cula)';
/** Numbers of another kind, and what is masked already: none of it is ever touched. */
const UNTOUCHED = new RegExp(
  [
    '\\*{3}\\.\\d{3}\\.\\d{3}-\\*{2}|\\*{2}\\.\\d{3}\\.\\d{3}/\\*{4}-\\*{2}|\\*{4} \\d{4}(?!\\d)',
    '(?:\\(\\d{2}\\) |\\+\\d{1,3} )?\\*{5}-\\d{4}(?!\\d)',
    '(?<![\\d.-])20\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])-\\d{4,9}(?!\\d)',
    `(?<![\\p{L}\\p{N}])${LABEL}[\\s:#=-]{0,3}(?:n[º°o.]{0,2}\\s?|n[uú]mero:?\\s?)?(?!\\d{3}\\.\\d{3}\\.\\d{3})\\d[\\d./-]{3,24}`,
    '(?<![\\p{L}\\p{N}])cep[\\s:.-]{0,3}\\d{2}\\.?\\d{3}[ -]?\\d{3}(?!\\d)',
    '(?:r\\$|us\\$|[$€£])\\s?\\d[\\d.]*(?:,\\d{1,2})?(?!\\d)|(?<![\\d.])\\d{1,3}(?:\\.\\d{3})*,\\d{2}(?!\\d)',
    '(?<!\\d)(?:0?[1-9]|[12]\\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\\d{2}(?!\\d)|(?<!\\d)20\\d{2}-\\d{2}-\\d{2}(?!\\d)',
    // The line of digits of a bill.
    '(?<!\\d)\\d{5}\\.?\\d{5} \\d{5}\\.?\\d{6} \\d{5}\\.?\\d{6} \\d \\d{14}(?!\\d)',
  ].join('|'),
  'giu',
);

/**
 * The text with personal data of these kinds shown in part: the middle of a document, the last four digits of a card,
 * area code and last four of a phone number. Documents and cards are known by their check digits however they are
 * split; protocols, amounts, dates and the like stay as they are. Masking what is masked changes nothing.
 */
export function masked(text: string, kinds: readonly Mask[]): string {
  const has = (kind: Mask) => kinds.includes(kind);
  const steps: ((rest: string) => string)[] = [
    ...(has('document') ? [withoutFormatted, (rest: string) => numbersIn(rest, RUN, documentOf)] : []),
    ...(has('card') ? [(rest: string) => numbersIn(rest, RUN_ALONE, cardOf)] : []),
    ...(has('phone') ? [withoutPhones] : []),
  ];
  const shown = steps.reduce((left, step) => outside(UNTOUCHED, left, step), text);
  // What stood right beside a number that is hidden now may be one by itself.
  return shown === text ? text : masked(shown, kinds);
}

/** Changes what lies between the matches. */
function outside(untouched: RegExp, text: string, change: (rest: string) => string): string {
  let from = 0;
  let all = '';
  for (const { 0: kept, index } of text.matchAll(untouched)) {
    all += change(text.slice(from, index)) + kept;
    from = index + kept.length;
  }
  return all + change(text.slice(from));
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** What is written like a document, or called one, is masked even if its check digits are wrong. */
const withoutFormatted = (text: string): string =>
  [FORMATTED, NAMED].reduce((left, find) => left.replace(find, (one) => shapeOf(digitsOf(one)) ?? one), text);

/** The last three digits, as the brief's own facts have them: nobody can put the rest together. No asterisks, which WhatsApp reads as bold. */
const shapeOf = (digits: string): string | undefined =>
  digits.length === 11
    ? `•••.•••.••${digits.slice(8, 9)}-${digits.slice(9)}`
    : digits.length === 14
      ? `••.•••.•••/•••${digits.slice(11, 12)}-${digits.slice(12)}`
      : undefined;

function documentOf(digits: string): string | undefined {
  const checks = digits.length === 11 ? cpf : digits.length === 14 ? cnpj : undefined;
  if (!checks || /^(\d)\1*$/.test(digits)) return undefined;
  const body = digits.slice(0, -2);
  const first = checks.verifierDigit(body);
  return digits === `${body}${first}${checks.verifierDigit(`${body}${first}`)}` ? shapeOf(digits) : undefined;
}

const cardOf = (digits: string): string | undefined =>
  /^[2-6]\d{12,18}$/.test(digits) && !/^(\d)\1*$/.test(digits) && fitsLuhn(digits)
    ? `•••• ${digits.slice(-4)}`
    : undefined;

function fitsLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((left, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return left + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The longest number that is made of whole groups of digits counts, wherever it begins. */
const LONGEST = 19;

function numbersIn(text: string, runs: RegExp, mask: (digits: string) => string | undefined): string {
  return text.replace(runs, (run) => {
    const groups = [...run.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ digits, index }));
    let from = 0;
    let all = '';
    for (let i = 0; i < groups.length; i++) {
      const found = numberAt(groups, i, mask);
      if (!found) continue;
      const first = groups[i]?.index ?? 0;
      const last = groups[found.last];
      all += run.slice(from, first) + found.shown;
      from = (last?.index ?? 0) + (last?.digits.length ?? 0);
      i = found.last;
    }
    return all + run.slice(from);
  });
}

function numberAt(
  groups: readonly { readonly digits: string }[],
  first: number,
  mask: (digits: string) => string | undefined,
): { shown: string; last: number } | undefined {
  let found: { shown: string; last: number } | undefined;
  let digits = '';
  for (let last = first; last < groups.length; last++) {
    digits += groups[last]?.digits ?? '';
    if (digits.length > LONGEST) break;
    const shown = mask(digits);
    if (shown !== undefined) found = { shown, last };
  }
  return found;
}

/** Facts are masked by what they are: a document or number that no pattern knows shows its end, too. */
function maskedFact(fact: Fact, kinds: readonly Mask[]): Fact {
  const value = masked(fact.value, kinds);
  const isPlain = value === fact.value && !value.includes('•') && digitsOf(value).length > 6;
  const isHidden = (kind: Mask) => isPlain && fact.kind === kind && kinds.includes(kind);
  if (isHidden('document')) return { ...fact, value: endOf(value) };
  if (isHidden('phone')) return { ...fact, value: `•••••-${digitsOf(value).slice(-4)}` };
  return { ...fact, value };
}

/** Only the last three digits. */
function endOf(text: string): string {
  const { length } = digitsOf(text);
  let at = 0;
  return text.replace(/\d/g, (digit) => (++at <= length - 3 ? '•' : digit));
}

/** The brief as it may be read in a chat. */
export function maskedBrief(brief: Brief, kinds: readonly Mask[]): Brief {
  const all = (texts: readonly string[]) => texts.map((one) => masked(one, kinds));
  return {
    ...brief,
    said: all(brief.said),
    tried: all(brief.tried),
    previous: all(brief.previous),
    lastWords: masked(brief.lastWords, kinds),
    ...(brief.facts && { facts: brief.facts.map((one) => maskedFact(one, kinds)) }),
  };
}

/** A name without the numbers in it, for people choose their number as a name; undefined if nothing else is there. */
export function nameWithoutNumbers(name: string | undefined): string | undefined {
  const rest = name
    ?.replace(/[+(]*\p{N}(?:[^\p{L}\p{N}]{0,3}\p{N}){6,}\p{M}*/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return rest && /\p{L}/u.test(rest) ? rest : undefined;
}
