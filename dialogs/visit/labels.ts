import { DateTime } from 'luxon';
import { flat } from '../../routing/brief/flat.js';
import { LANGUAGES, type Language } from '../../texts/texts.js';
import type { Period, Slot } from '../customers.js';
import { dateText } from '../wording.js';

/** What a half day is called where there is little room. */
export const SHORT: Readonly<Record<Language, Readonly<Record<Period, string>>>> = {
  'pt-BR': { morning: 'manhã', afternoon: 'tarde' },
  en: { morning: 'morning', afternoon: 'afternoon' },
  es: { morning: 'mañana', afternoon: 'tarde' },
};

/** What may be tapped for a half day: "ter 24/11 manhã". */
export function label({ date, period }: Slot, language: Language): string {
  const weekday = DateTime.fromISO(date, { zone: 'utc' })
    .setLocale(language)
    .toFormat('ccc')
    .replace('.', '');
  return `${weekday} ${dateText(date, language)} ${SHORT[language][period]}`;
}

/** Did the customer tap, or copy, the label of this half day, in whatever language? */
export const isNamed = (slot: Slot, text: string): boolean =>
  LANGUAGES.some((language) => flat(label(slot, language)) === flat(text.trim()));
