import { DateTime } from 'luxon';
import { MONTH, monthNumber } from './when-words.js';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2015;

interface Form {
  readonly find: RegExp;
  /** Too like other numbers to be read unless a date was asked for. */
  readonly onlyAsked: boolean;
}
const form = (find: string, onlyAsked = false): Form => ({ find: new RegExp(find, 'g'), onlyAsked });

const BEFORE = '(?<![\\d/.,-])';
const AFTER = '(?![\\d/]|[.,-]\\d)';
const BORN = 'nasc\\w*|birth\\w*|born|nacimiento|naci';

const FORMS: readonly Form[] = [
  form(`${BEFORE}(?<year>(?:19|20)\\d\\d)-(?<month>\\d\\d)-(?<day>\\d\\d)${AFTER}`),
  form(
    `${BEFORE}(?<day>\\d{1,2}) ?(?<by>[/.-]) ?(?<month>\\d{1,2}) ?\\k<by> ?(?<year>(?:19|20)\\d\\d)${AFTER}`,
  ),
  form(
    `${BEFORE}(?<day>\\d{1,2})(?:st|nd|rd|th|º|o)? (?:de |of )?(?<name>${MONTH})(?: (?:de|do)|,)? (?:de )?(?<year>(?:19|20)\\d\\d)${AFTER}`,
  ),
  form(`\\b(?<name>${MONTH}) (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>(?:19|20)\\d\\d)${AFTER}`),
  form(
    `\\b(?:${BORN})\\b[^\\d]{0,25}(?<day>\\d{1,2}) ?[/. -] ?(?<month>\\d{1,2}) ?[/. -] ?(?<year>\\d\\d)${AFTER}`,
  ),
  form(`${BEFORE}(?<day>\\d{1,2})(?<by>[/. -])(?<month>\\d{1,2})\\k<by>(?<year>\\d\\d)${AFTER}`, true),
  form(`${BEFORE}(?<day>\\d{1,2}) (?<month>\\d{1,2}) (?<year>(?:19|20)\\d\\d)${AFTER}`, true),
  form(`${BEFORE}(?<day>\\d{1,2}) (?:de |of )?(?<name>${MONTH})(?: de)? (?<year>\\d\\d)${AFTER}`, true),
  form(`${BEFORE}(?<day>\\d\\d)(?<month>\\d\\d)(?<year>(?:19|20)\\d\\d)${AFTER}`, true),
  form(`${BEFORE}(?<day>\\d\\d)(?<month>\\d\\d)(?<year>\\d\\d)${AFTER}`, true),
];

/** Every day of birth in a flat text, YYYY-MM-DD, and where it stands. Nobody was born before 1900 or after 2015. */
export function birthDatesIn(
  low: string,
  asked: boolean,
): readonly { start: number; end: number; date: string }[] {
  const seen: { start: number; end: number; date: string }[] = [];
  for (const { find, onlyAsked } of FORMS) {
    if (onlyAsked && !asked) continue;
    for (const match of low.matchAll(find)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const date = dateOf(match.groups ?? {});
      if (date !== undefined && !seen.some((one) => start < one.end && end > one.start))
        seen.push({ start, end, date });
    }
  }
  return seen.sort((a, b) => a.start - b.start);
}

function dateOf({ day, month, name, year }: Record<string, string | undefined>): string | undefined {
  const told = Number(year);
  const full = told >= 100 ? told : told <= LAST_YEAR % 100 ? 2000 + told : FIRST_YEAR + told;
  if (full < FIRST_YEAR || full > LAST_YEAR) return undefined;
  const date = DateTime.fromObject(
    { year: full, month: name === undefined ? Number(month) : monthNumber(name), day: Number(day) },
    { zone: 'utc' },
  );
  return date.toISODate() ?? undefined;
}
