import { DateTime } from 'luxon';
import { flat, tidy } from '../../routing/brief/flat.js';
import { blanked, isRestSmall, type Read } from './answer.js';
import { MONTH, monthNumber } from './when-words.js';

interface Form {
  readonly find: RegExp;
  readonly month: (
    groups: Readonly<Record<string, string | undefined>>,
    now: DateTime,
  ) => DateTime | undefined;
}
const form = (find: string, month: Form['month']): Form => ({ find: new RegExp(find, 'g'), month });

/** The last such month that lies at most one month ahead. */
function lately(month: number, now: DateTime): DateTime {
  const inYear = now.set({ month });
  return inYear > now.plus({ months: 1 })
    ? inYear.minus({ years: 1 })
    : inYear.plus({ years: 1 }) <= now.plus({ months: 1 })
      ? inYear.plus({ years: 1 })
      : inYear;
}

const inYear = (month: number, year: string | undefined, now: DateTime): DateTime | undefined => {
  if (month < 1 || month > 12) return undefined;
  const told = Number(year);
  return year === undefined ? lately(month, now) : now.set({ year: told < 100 ? 2000 + told : told, month });
};

/** Other words too, unless something shows that the month is meant. */
const AMBIGUOUS = '(?:mar|mai|may|set|out|dez|ago|dec|jan|abr|jun|jul|nov|fev|oct|dic|apr|aug|feb|sep|sept)';
const YEAR = '(?: ?(?:/|-| de | do )? ?(?<year>20\\d\\d|(?<=/)\\d\\d))?(?!\\d)';
const THIS = '(?:(?:d?es[st][ea]s?|neste|nesse|do|o|current|this|el|del) )';

const FORMS: readonly Form[] = [
  form(
    '(?<![\\d/.-])(?<month>\\d{1,2}) ?[/-] ?(?<year>20\\d\\d|2[4-9]|3\\d)(?![\\d/]|[.,-]\\d)',
    ({ month, year }, now) => inYear(Number(month), year, now),
  ),
  form(
    `(?<![a-z])(?<name>(?!${AMBIGUOUS}(?![a-z]))${MONTH}|${AMBIGUOUS}(?= ?/? ?20\\d\\d| ?/\\d|[\\s.!?]*$))(?![a-z])${YEAR}`,
    ({ name, year }, now) => inYear(monthNumber(name ?? ''), year, now),
  ),
  form('\\b(?:(?:n?o |d?o )?mes retrasado|two months ago|hace dos meses|(?:mes )?antepassado)\\b', (_, now) =>
    now.minus({ months: 2 }),
  ),
  form(
    "\\b(?:(?:do |no |o |del |el )?(?:mes (?:passado|pasado|anterior)|ultimo mes)|(?:the )?(?:last|previous) month(?:'s)?)\\b",
    (_, now) => now.minus({ months: 1 }),
  ),
  form('\\b(?:(?:do |no |o |del |el )?(?:mes q(?:ue)? (?:vem|viene)|proximo mes)|next month)\\b', (_, now) =>
    now.plus({ months: 1 }),
  ),
  form(`\\b(?:${THIS}(?:mes(?: atual)?|month)(?: agora)?|mes atual|(?:a|essa) de agora)\\b`, (_, now) => now),
];

const NO_MONTHS =
  /\b(?:rua|avenida|av|travessa|alameda|praca|calle)\b\.? [^,;\n]{0,30}|\b(?:desde|since|ha|faz) (?:o |a )?[a-z]+/g;
const DENIED_BEFORE =
  /\b(?:nao|n|nem|not|no)(?: (?:e|eh|era|foi|es|the))*(?: (?:a|o|da|do|de|la|el|na|no|fatura|conta))*[ ]*$/;
const DENIED_AFTER = /^(?: (?:nao|n|not)\b(?!,? *(?:pera|espera))|,? no(?= *(?:[,.;!]|$)))/;
const AROUND =
  /\b(?:faturas?|conta|boleto|mes|mensalidade|invoice|bill|one|month|factura|nao|n|not|no|quer dizer|alias|na verdade|na vdd|errei|pera|espera|digo|i mean)\b/g;

/**
 * The month a message is about, YYYY-MM; the last that is not denied. A month without a year is the latest that lies
 * at most one month after `today` (YYYY-MM-DD).
 */
export function readMonth(text: string, today: string): Read<string> | undefined {
  const low = blanked(flat(tidy(text)), NO_MONTHS);
  const now = DateTime.fromISO(today, { zone: 'utc' }).startOf('month');
  let rest = low;
  const all = FORMS.flatMap(({ find, month }) =>
    [...rest.matchAll(find)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      const told = month(match.groups ?? {}, now);
      if (!told) return [];
      rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
      return [{ start, end, value: told.toFormat('yyyy-MM') }];
    }),
  ).sort((a, b) => a.start - b.start);
  const last = all.findLast(
    ({ start, end }) => !DENIED_BEFORE.test(low.slice(0, start)) && !DENIED_AFTER.test(low.slice(end)),
  );
  return last && { value: last.value, whole: isRestSmall(rest.replace(AROUND, ' ')) };
}
