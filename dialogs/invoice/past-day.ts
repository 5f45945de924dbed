import { DateTime } from 'luxon';
import { flat, tidy } from '../../routing/brief/flat.js';
import { inDigits } from '../reading/number-words.js';
import { MONTH, monthNumber, TODAY, WEEKDAYS } from '../reading/when-words.js';

/** One way to name a day that is over, and the day it means. */
interface Form {
  readonly find: RegExp;
  readonly day: (groups: Readonly<Record<string, string | undefined>>, now: DateTime) => DateTime | undefined;
}
const form = (find: string, day: Form['day']): Form => ({ find: new RegExp(find, 'g'), day });

/** The last day with this number. */
function lastDay(day: number, now: DateTime): DateTime | undefined {
  const months = [0, 1, 2].map((months) => now.startOf('month').minus({ months }));
  const month = months.find((one) => day >= 1 && day <= (one.daysInMonth ?? 0) && one.set({ day }) <= now);
  return month?.set({ day });
}

/** The last day of this date; a year that is told is kept. */
function lastDate(day: number, month: number, year: string | undefined, now: DateTime): DateTime | undefined {
  const told = year === undefined ? now.year : Number(year) < 100 ? 2000 + Number(year) : Number(year);
  const date = DateTime.fromObject({ year: told, month, day }, { zone: 'utc' });
  return year === undefined && date > now ? date.minus({ years: 1 }) : date;
}

const COUNT = '(?<count>\\d{1,2}|uma?|um|one|an?|una?)';
const countOf = (told = ''): number => (/^\d/.test(told) ? Number(told) : 1);
const YEAR = '(?:(?: de | do |,? |/|-)(?<year>20\\d\\d))?';

/** Earlier ones claim their place first. */
const FORMS: readonly Form[] = [
  form(
    '(?<![\\d/.,-])(?<day>\\d{1,2})[/-](?<month>\\d{1,2})(?:[/-](?<year>20\\d\\d|\\d\\d))?(?![\\d/]|[.,-]\\d)',
    (g, now) => lastDate(Number(g['day']), Number(g['month']), g['year'], now),
  ),
  form(`(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th|º)? (?:de |do |of )?(?<month>${MONTH})\\b${YEAR}`, (g, now) =>
    lastDate(Number(g['day']), monthNumber(g['month'] ?? ''), g['year'], now),
  ),
  form(`\\b(?<month>${MONTH}) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d|/)`, (g, now) =>
    lastDate(Number(g['day']), monthNumber(g['month'] ?? ''), undefined, now),
  ),
  form(
    '\\b(?:dia|day|the|el(?: dia)?) (?<day>primeiro|\\d{1,2})(?:st|nd|rd|th|º)?\\b(?![,.]\\d|h| ?hrs?\\b| (?:dias?|days?|reais|mega))',
    (g, now) => lastDay(g['day'] === 'primeiro' ? 1 : Number(g['day']), now),
  ),
  form(
    '\\b(?:anteontem|antiontem|ante ontem|antes de ontem|(?:the )?day before yesterday|anteayer|antier|antes de ayer)\\b',
    (_, now) => now.minus({ days: 2 }),
  ),
  form('\\b(?:ontem|onte|onti|yesterday|ayer)\\b', (_, now) => now.minus({ days: 1 })),
  form(
    `${TODAY}|\\b(?:agora (?:mesmo|ha pouco)|agorinha|acabei de|just now|recien|(?:paguei|fiz|pague) agora)\\b`,
    (_, now) => now,
  ),
  form(`\\b(?:faz|ha|tem|hace)(?: uns| umas| ja)? ${COUNT} (?<unit>dias?|semanas?)\\b`, (g, now) =>
    ago(g, now),
  ),
  form(`(?<![a-z\\d])${COUNT} (?<unit>dias?|semanas?|days?|weeks?) (?:atras|ago)\\b`, (g, now) =>
    ago(g, now),
  ),
  ...WEEKDAYS.map((name, i) =>
    form(`${name}(?:,? (?:passad[ao]|pasad[ao]|agora))?`, (_, now) =>
      now.minus({ days: (now.weekday - (i + 1) + 7) % 7 || 7 }),
    ),
  ),
];

function ago(groups: Readonly<Record<string, string | undefined>>, now: DateTime): DateTime {
  const days = countOf(groups['count']) * (/sem|week/.test(groups['unit'] ?? '') ? 7 : 1);
  return now.minus({ days });
}

/** Denied, or the day of something else. */
const NOT_BEFORE =
  /(?:\b(?:nao|n|not|nem|no fue)(?: (?:foi|e|era|paguei|it|was|on|fue))*(?: (?:no|na|em|o|a|on|el))*|\b(?:venc\w*|vence|todo|cada|ate(?: o)?|due(?: on)?|bloque\w+|cort\w+|cai\w*)(?: \w+){0,2}) *$/;
const NOT_AFTER = /^ (?:nao|n|not)(?= *(?:[,.;!]|$| foi\b| era\b))/;
/** Older dates are birth dates. */
const LONGEST_AGO = 400;
const BARE = /^(?:(?:foi|acho que|acho|eu|paguei|no|em|ah|era|e|it was|fue|el|on) )*(?<day>\d{1,2})[.!]?$/;

/**
 * The day on which something was done, YYYY-MM-DD, never after `today`; the last one that is not denied. `asked`: a
 * bare "8" is a day too.
 */
export function readPastDay(text: string, today: string, asked: boolean): string | undefined {
  const low = inDigits(flat(tidy(text)));
  const now = DateTime.fromISO(today, { zone: 'utc' });
  let rest = low;
  const all = FORMS.flatMap(({ find, day }) =>
    [...rest.matchAll(find)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      rest = rest.slice(0, start) + '·'.repeat(end - start) + rest.slice(end);
      const read = day(match.groups ?? {}, now);
      const counts = read?.isValid && read <= now && read > now.minus({ days: LONGEST_AGO });
      return counts ? [{ start, end, day: read.toISODate() ?? '' }] : [];
    }),
  ).sort((a, b) => a.start - b.start);
  const last = all.findLast(
    ({ start, end }) => !NOT_BEFORE.test(low.slice(0, start)) && !NOT_AFTER.test(low.slice(end)),
  );
  const bare = asked ? BARE.exec(low)?.groups?.['day'] : undefined;
  return (
    last?.day ?? (bare === undefined ? undefined : (lastDay(Number(bare), now)?.toISODate() ?? undefined))
  );
}
