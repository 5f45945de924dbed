import { gregorianEaster } from 'date-easter';
import { DateTime } from 'luxon';

/** Month and day of the holidays of Brazil that fall on the same date each year (laws 662/1949, 6.802/1980, 14.759/2023). */
const HOLIDAYS: ReadonlySet<string> = new Set([
  '01-01',
  '04-21',
  '05-01',
  '09-07',
  '10-12',
  '11-02',
  '11-15',
  '11-20',
  '12-25',
]);

/** Is this day (YYYY-MM-DD) a national holiday of Brazil? Those of states and towns are not known. */
export const isHoliday = (date: string): boolean =>
  HOLIDAYS.has(date.slice(5)) || date === goodFriday(Number(date.slice(0, 4)));

function goodFriday(year: number): string {
  const { month, day } = gregorianEaster(year);
  return DateTime.utc(year, month, day).minus({ days: 2 }).toFormat('yyyy-MM-dd');
}
