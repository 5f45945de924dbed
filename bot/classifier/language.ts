import type { Language } from '../../texts/texts.js';

/** Small words that tell the three languages apart, folded and with short forms written out. */
const TELLING: Readonly<Record<Language, ReadonlySet<string>>> = {
  'pt-BR': new Set(
    'nao voce voces quero estou esta com uma um o os e em meu minha seu sua falar para por favor tem isso ja eu do da no na que oi ola obrigado'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the is are i my your you want to a an of and it do does not have has with please can what when how hello thanks'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las es un una mi su usted quiero estoy esta con hablar por favor tiene eso ya yo del al en que hola gracias y para'.split(
      ' ',
    ),
  ),
};

/**
 * The language these words are in; undefined unless one has at least two telling words and more than each other.
 * A guess for short messages, where nothing better is known.
 */
export function languageOfWords(words: readonly string[]): Language | undefined {
  const votes = (Object.keys(TELLING) as Language[])
    .map((language) => ({ language, count: words.filter((word) => TELLING[language].has(word)).length }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = votes;
  return first && second && first.count >= 2 && first.count > second.count ? first.language : undefined;
}
