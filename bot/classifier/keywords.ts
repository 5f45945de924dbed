import type { Keyword } from '../../routing/desk-definition.js';
import { plainWords } from './phrases.js';

/** A configured word that was said, and what the desk wants done about it. */
export interface Heard extends Omit<Keyword, 'words'> {
  readonly word: string;
}

/** The keywords a message mentions, whatever their accents and capitals; of each group the first. */
export function keywordsIn(text: string, keywords: readonly Keyword[]): Heard[] {
  if (keywords.length === 0) return [];
  const message = ` ${plainWords(text)} `;
  return keywords.flatMap((keyword) => {
    const { words, ...wanted } = keyword;
    const at = plainOf(keyword).findIndex((one) => message.includes(one));
    const word = words[at];
    return word === undefined ? [] : [{ ...wanted, word }];
  });
}

/** A desk's keywords are the same for every message: each is folded once. */
const plain = new WeakMap<Keyword, readonly string[]>();

function plainOf(keyword: Keyword): readonly string[] {
  const known = plain.get(keyword) ?? keyword.words.map((one) => ` ${plainWords(one)} `);
  plain.set(keyword, known);
  return known;
}
