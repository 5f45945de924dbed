import { DateTime } from 'luxon';
import { flat, tidy } from '../../routing/brief/flat.js';
import { blanked, isRestSmall, type Read } from './answer.js';
import { AFTERNOON, MORNING, WEEKDAY } from './when-words.js';
import { FORMS } from './day-forms.js';

/** A day, YYYY-MM-DD. */
export interface DayRead extends Read<string> {
  /**
   * Days between which the customer leaves the choice open ("terça ou quinta", "ou quarta, qual tem vaga?"): none of
   * them, `value` included, may be taken without asking.
   */
  readonly alternatives?: readonly string[];
}

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly day: string;
  readonly denied: boolean;
}

/** Looks like a day and is none. */
const NO_DAYS = new RegExp(
  [
    // addresses
    '\\b(?:rua|avenida|av|travessa|alameda|praca|rodovia|estrada|calle)\\b\\.? [^,;\\n]{0,40}?\\d+(?: de [a-z]+)?(?:,? *\\d+)?',
    '\\b(?:rua|avenida|av|travessa|alameda|praca|rodovia|calle)\\b\\.? (?:d[aeo]s? )?[a-z]+(?: de [a-z]+)?',
    // the past, and spans of time
    `\\b(?:desde|dsd|since)(?: (?:o|a|as|el|la|de|da|do|dia|last|the))* (?:\\d+ \\w+|antes de ontem|[a-z0-9/]+(?:-feira)?)`,
    `${WEEKDAY} (?:passad[ao]|pasad[ao]|retrasad[ao])|\\b(?:last|este ultimo|ultima) ${WEEKDAY}`,
    // what happens every week
    `\\b(?:tod[ao]s?|cada|every)(?: [ao]s?)? ${WEEKDAY}s?|\\b(?:de )?${WEEKDAY} (?:a|ate|to|till|through) ${WEEKDAY}`,
    // long numbers: documents, phones, protocols, amounts
    '\\(?\\b\\d{2}\\)? ?\\d{4,5}[- ]?\\d{4}\\b|\\d{3}[.]\\d{3}|\\b\\d{8} ?- ?\\d{1,6}\\b|(?<![/-])\\b\\d{5,}(?:-\\d+)*\\b|\\d+,\\d{2}\\b|\\b\\d+\\.\\d{2}(?!\\d|\\.)',
  ].join('|'),
  'g',
);

const DENIED_BEFORE =
  /\b(?:nao|n|nem|not|isn't)(?: (?:e|eh|era|foi|posso|podemos|pode|pode ser|da|serve|consigo|quero|vou|to|estou|vai dar|tem como|vou (?:estar|ta|poder)|on|em casa|este|esta))*(?: (?:na|no|em|para|pra|pro|o|a|de|dia|on|the|ser))*[ ]*$|\bno (?:puedo )?(?:el|este) *$|\b(?:em vez|ao inves|en vez|no lugar|instead)(?: (?:d[eao]|da|of|del))?[ ]*$/;
const DENIED_AFTER =
  /^(?:-feira)?(?: de (?:manha|tarde))?(?: eu| a gente| yo| i)?(?: (?:nao|n|not|can't|cannot)\b(?! ?[,.]* *(?:pera|espera))|, (?:eu )?(?:nao|n) (?:posso|da|consigo|vou|quero|estou|to)\b|,? no(?= *(?:[,.;!]|$|puedo))|,? trabalho\b|,? tenho (?:medico|compromisso))/;
const JOINED =
  /^(?:-feira)?,?\s*(?:ou|or|o|u|e|y|and)\s+(?:(?:n[ao]|em|on|el|the|dia|pra|para|a|o|talvez|ate|entao)\s+)*$/;
const LISTED = /^\s*,\s*$/;
const LEFT_OPEN = /^\W*(?:ou|or|o)\s+(?:(?:n[ao]|em|on|el|dia|pra|para|a|talvez|ate)\s+)*$/;
const CORRECTIONS =
  /\b(?:nao|n|no|not|pera|espera|perai|quer dizer|na verdade|na vdd|alias|errei|digo|desculpa|wait|sorry|i mean|mejor dicho|next|que vem|q vem|que viene|proxim[ao]|feira|dia)\b/g;

/**
 * The day an answer names, today (YYYY-MM-DD) or later; undefined if it names none. A weekday is the next such day,
 * never today. Of several days the last that is not denied counts: "segunda... n pera, terça" is Tuesday.
 *
 * Our own reading: chrono-node 2.10.3 understood 50 % of the 32 colloquial Brazilian phrases we measured it with (no
 * "dia 28", "hj", "terca feira", "5a feira", "semana que vem"; "depois de amanhã" was tomorrow).
 */
export function readDay(text: string, today: string): DayRead | undefined {
  const low = blanked(flat(tidy(text)), NO_DAYS);
  const told = mentionsIn(low, today);
  const all = withoutEchoes(told);
  const last = all.findLastIndex(({ denied }) => !denied);
  const chosen = all[last];
  if (!chosen) return undefined;
  const group = groupUpTo(all, last, low);
  const open = group.length > 1 || LEFT_OPEN.test(low.slice(0, group[0]?.start));
  const alternatives = [...new Set(group.map(({ day }) => day))];
  const value = alternatives[0] ?? chosen.day;
  return { value, whole: isOnlyDays(low, told), ...(open && { alternatives }) };
}

function mentionsIn(low: string, today: string): readonly Mention[] {
  const now = DateTime.fromISO(today, { zone: 'utc' });
  const mentions: Mention[] = [];
  let rest = low;
  for (const { find, day } of FORMS) {
    for (const match of rest.matchAll(find)) {
      const read = day(match, now);
      const start = match.index;
      const end = start + match[0].length;
      rest = rest.slice(0, start) + '·'.repeat(match[0].length) + rest.slice(end);
      if (read?.isValid && read >= now)
        mentions.push({ start, end, day: read.toISODate() ?? '', denied: isDenied(low, start, end) });
    }
  }
  return mentions.sort((a, b) => a.start - b.start);
}

const isDenied = (low: string, start: number, end: number): boolean =>
  DENIED_BEFORE.test(low.slice(0, start)) || DENIED_AFTER.test(low.slice(end));

/** "Hoje, segunda" is one day told twice, though a Monday's "segunda" is the next. */
const withoutEchoes = (mentions: readonly Mention[]): readonly Mention[] =>
  mentions.filter(({ day, start }, i) => {
    const before = mentions[i - 1];
    if (!before || start - before.end > 2) return true;
    return DateTime.fromISO(day).diff(DateTime.fromISO(before.day), 'days').days !== 7;
  });

/** The days that stand beside the last one as a choice. */
function groupUpTo(all: readonly Mention[], last: number, low: string): readonly Mention[] {
  const between = (i: number) => low.slice(all[i]?.end, all[i + 1]?.start);
  let first = last;
  if (first > 0 && JOINED.test(between(first - 1))) {
    first--;
    while (first > 0 && LISTED.test(between(first - 1))) first--;
  }
  return all.slice(first, last + 1).filter(({ denied }) => !denied);
}

const HALF_DAYS = new RegExp(`${MORNING}|${AFTERNOON}|\\b(?:ou|or|o|u|e|y|and|nao|n)\\b`, 'g');

function isOnlyDays(low: string, mentions: readonly Mention[]): boolean {
  const vague = mentions.some(
    ({ start, end }) => /semana|week/.test(low.slice(start, end)) && !isNamed(low, start, end),
  );
  const rest = mentions.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    low,
  );
  return !vague && isRestSmall(rest.replace(HALF_DAYS, ' ').replace(CORRECTIONS, ' '));
}

/** "Quinta da semana que vem" is a day, "semana que vem" only about one. */
const isNamed = (low: string, start: number, end: number): boolean =>
  new RegExp(WEEKDAY).test(low.slice(start, end));
