import { en } from './en.js';
import { es } from './es.js';
import { ptBR, type TextKey, type Texts } from './pt-BR.js';

export type { TextKey, Texts };

/** Every language of the page. All have the same keys and the same {places}. */
export const LANGUAGES: Readonly<Record<string, Texts>> = { 'pt-BR': ptBR, en, es };

/** The language of ours that is nearest to a BCP 47 tag; Portuguese when none is. */
export function nearestLanguage(tag: string): string {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return Object.keys(LANGUAGES).find((language) => language.split('-')[0] === primary) ?? 'pt-BR';
}

/** Fills the {places} of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
