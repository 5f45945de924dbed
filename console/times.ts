const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long ago, in one short unit; undefined for less than a minute. */
export function shortSpan(ms: number): string | undefined {
  if (ms < MINUTE) return undefined;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 24 * HOUR) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / (24 * HOUR))} d`;
}

/** What is left, as m:ss; undefined when nothing is. */
export function countdown(ms: number): string | undefined {
  if (ms <= 0) return undefined;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A day with its weekday and the time: "seg 23/11 08:00". */
export function dayTime(iso: string, language: string): string {
  const at = new Date(iso);
  const part = (options: Intl.DateTimeFormatOptions) => at.toLocaleString(language, options).replace('.', '');
  return [
    part({ weekday: 'short' }),
    part({ day: '2-digit', month: '2-digit' }),
    part({ hour: '2-digit', minute: '2-digit' }),
  ].join(' ');
}

/** The time of day; with the date if it was not on the day of `now`. */
export function clockTime(iso: string, language: string, now: number): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date(now).toDateString();
  return at.toLocaleString(language, {
    hour: '2-digit',
    minute: '2-digit',
    ...(!isToday && { day: '2-digit', month: '2-digit' }),
  });
}
