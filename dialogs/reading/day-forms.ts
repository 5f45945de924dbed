import type { DateTime } from 'luxon';
import { inDigits } from './number-words.js';
import { DAY_AFTER, MONTH, monthNumber, NEXT_WEEK, TODAY, TOMORROW, WEEKDAYS } from './when-words.js';

/** One way to name a day in a flat text, and the day it means; undefined if there is no such day. */
interface Form {
  readonly find: RegExp;
  readonly day: (match: RegExpMatchArray, now: DateTime) => DateTime | undefined;
}

const form = (find: string, day: Form['day']): Form => ({ find: new RegExp(find, 'g'), day });

const WEEK_AFTER =
  '(?<after> d[ae] (?:outra semana|semana q(?:ue)? vem|proxima semana)| (?:of )?next week| de la (?:proxima semana|semana que viene))?';

/** The coming day with this number, in this month or the first later one that has it. */
function comingDay(day: number, now: DateTime): DateTime | undefined {
  for (let ahead = 0; ahead <= 2; ahead++) {
    const month = now.startOf('month').plus({ months: ahead });
    const found = month.set({ day });
    if (day <= (month.daysInMonth ?? 0) && found >= now) return found;
  }
  return undefined;
}

/** The coming day of this date; a year that is told is kept, even if it is past. */
function dated(day: string, month: number, year: string | undefined, now: DateTime): DateTime | undefined {
  if (month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  const inYear = (told: number) =>
    now
      .startOf('year')
      .set({ year: told, month })
      .set({ day: Number(day) });
  const isThere = (date: DateTime) => date.month === month;
  if (year !== undefined) {
    const told = inYear(Number(year) < 100 ? 2000 + Number(year) : Number(year));
    return isThere(told) ? told : undefined;
  }
  const date = inYear(now.year);
  const coming = date < now ? inYear(now.year + 1) : date;
  return isThere(coming) ? coming : undefined;
}

const nextWeekday = (weekday: number, now: DateTime): DateTime =>
  now.plus({ days: (weekday - now.weekday + 7) % 7 || 7 });

const inWeekAfter = (weekday: number, now: DateTime): DateTime =>
  now.startOf('week').plus({ weeks: 1, days: weekday - 1 });

const YEAR = '(?:(?: de| do|,| of)? ?(?<year>20\\d\\d))?(?!\\d)';
const SPAN = '(?<count>\\d{1,2}|um|uma|one|un|una|dois|duas|two|dos|tres|three|quatro|cinco)';
const SPOKEN: Readonly<Record<string, number>> = { one: 1, un: 1, una: 1, two: 2, dos: 2, three: 3 };

/** Earlier ones claim their place first. */
export const FORMS: readonly Form[] = [
  form('(?<!\\d)(?<year>20\\d\\d)-(?<month>\\d\\d)-(?<day>\\d\\d)(?!\\d)', ({ groups }, now) =>
    dated(groups?.day ?? '', Number(groups?.month), groups?.year, now),
  ),
  form(
    '(?<![\\d/.,-])(?:dia )?(?<day>\\d{1,2})(?<by>[/-])(?<month>\\d{1,2})(?:\\k<by>(?<year>(?:19|20)\\d\\d|\\d\\d))?(?![\\d/]|[.,-]\\d)',
    ({ groups }, now) => dated(groups?.day ?? '', Number(groups?.month), groups?.year, now),
  ),
  form(
    `(?<!\\d)(?:dia |the |el )?(?<day>\\d{1,2})(?:st|nd|rd|th|º|o)? (?:de |do |of )?(?<month>${MONTH})\\b${YEAR}`,
    ({ groups }, now) => dated(groups?.day ?? '', monthNumber(groups?.month ?? ''), groups?.year, now),
  ),
  form(`\\b(?<month>${MONTH}) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d|/)`, ({ groups }, now) =>
    dated(groups?.day ?? '', monthNumber(groups?.month ?? ''), undefined, now),
  ),
  form(
    '\\b(?:dia|no dia|day|the|el(?: dia)?) (?<day>primeiro|\\d{1,2})(?:st|nd|rd|th|º)?\\b(?:,? do (?<month>\\d{1,2})\\b)?(?!\\d|[/,.-]\\d|h| ?hrs?\\b| (?:dias?|anos?|mega|reais|reales)\\b)',
    ({ groups }, now) => {
      const day = groups?.day === 'primeiro' ? '1' : (groups?.day ?? '');
      return groups?.month === undefined
        ? comingDay(Number(day), now)
        : dated(day, Number(groups.month), undefined, now);
    },
  ),
  form(
    '\\b(?:muda|troca|passa|joga|remarca|poe|bota|coloca|marca)[a-z]* (?:(?:ele|ela|a visita|o tecnico) )?(?:pra|para|pro)(?: o)? (?<day>\\d{1,2})(?!\\d|[/:,.-]\\d| ?h| [a-z]{3,}s\\b)',
    ({ groups }, now) => comingDay(Number(groups?.day), now),
  ),
  form(DAY_AFTER, (_, now) => now.plus({ days: 2 })),
  form(TOMORROW, (_, now) => now.plus({ days: 1 })),
  form(TODAY, (_, now) => now),
  form(
    `\\b(?:daqui(?: a)?|dentro de|in|within|en) ${SPAN} (?<unit>dias?|days?|semanas?|weeks?)\\b`,
    ({ groups }, now) => {
      const count = SPOKEN[groups?.count ?? ''] ?? Number(inDigits(groups?.count ?? ''));
      return now.plus({ days: /sem|week/.test(groups?.unit ?? '') ? count * 7 : count });
    },
  ),
  ...WEEKDAYS.map((name, i) =>
    form(
      `(?:\\bnext )?${name}(?:,? (?:agora|q(?:ue)? vem|que viene|proxim[ao]))?${WEEK_AFTER}`,
      ({ groups }, now) => (groups?.after === undefined ? nextWeekday(i + 1, now) : inWeekAfter(i + 1, now)),
    ),
  ),
  form(NEXT_WEEK, (_, now) => inWeekAfter(1, now)),
];
