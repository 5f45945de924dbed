import { DateTime } from 'luxon';
import type { Language } from '../texts/texts.js';

/** How days, months and money are written to customers. Dates are YYYY-MM-DD, months YYYY-MM, money Brazilian cents. */

const at = (date: string, language: Language): DateTime =>
  DateTime.fromISO(date, { zone: 'utc' }).setLocale(language);

/** "10/11"; in English, where that would be ambiguous, "10 Nov". */
export const dateText = (date: string, language: Language): string =>
  at(date, language).toFormat(language === 'en' ? 'd LLL' : 'dd/LL');

/** "terça, 24/11". */
export const dayText = (date: string, language: Language): string => {
  const weekday = at(date, language).toFormat('cccc').replace('-feira', '');
  return `${weekday}, ${dateText(date, language)}`;
};

/** "outubro". */
export const monthName = (month: string, language: Language): string =>
  at(`${month}-01`, language).toFormat('LLLL');

/** "outubro de 2026". */
export const monthText = (month: string, language: Language): string =>
  at(`${month}-01`, language).toFormat(language === 'en' ? 'LLLL yyyy' : "LLLL 'de' yyyy");

/** "R$ 1.234,56", with a space that does not surprise anybody who copies it. */
export const moneyText = (cents: number, language: Language): string => {
  const amount = new Intl.NumberFormat(language, {
    ...{ style: 'currency', currency: 'BRL', currencyDisplay: 'code' },
    useGrouping: true,
  }).formatToParts(cents / 100);
  const digits = amount.filter(
    ({ type }) => type !== 'currency' && type !== 'literal' && type !== 'minusSign',
  );
  return `R$ ${digits.map(({ value }) => value).join('')}`;
};
