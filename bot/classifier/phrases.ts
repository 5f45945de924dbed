import { fold, wordsOf } from './words.js';

/** A text as it is compared: folded, short forms written out, its words between single spaces. */
export const plainWords = (text: string): string => wordsOf(fold(text)).join(' ');

/**
 * A pattern for any of these phrases, whole words only. They are written in everyday spelling, with the syntax of
 * regular expressions between the words, and read the way messages are: `plainWords`.
 */
export const phrases = (all: readonly string[]): RegExp =>
  new RegExp(`\\b(?:${all.map(plainPattern).join('|')})\\b`, 'g');

/** Escapes like \w stay as they are. */
const plainPattern = (pattern: string): string =>
  pattern.replace(/\\\w|\p{L}+/gu, (word) => (word.startsWith('\\') ? word : plainWords(word)));

/** Every place where the (global) pattern is found, as it stands in the text. */
export const found = (text: string, pattern: RegExp): readonly string[] => text.match(pattern) ?? [];

/**
 * Reads words of these lists through one typing error (a letter missing, wrong, too many, or two swapped): gives the
 * word of the list for what was typed. Every word and every word typed is compared without one of its letters.
 */
export function typosOf(words: readonly string[]): (typed: string) => string {
  const known = new Set(words);
  const shortened = new Map<string, string>();
  for (const word of words) for (const less of [word, ...withoutOne(word)]) shortened.set(less, word);
  return (typed) => {
    if (known.has(typed) || typed.length < SHORTEST) return typed;
    const near = [typed, ...withoutOne(typed)].find((less) => shortened.has(less));
    return near === undefined ? typed : (shortened.get(near) ?? typed);
  };
}

/** Shorter words are too often another word with one letter changed. */
const SHORTEST = 6;

/** Never the first letter. */
const withoutOne = (word: string): string[] =>
  Array.from({ length: word.length - 1 }, (_, i) => word.slice(0, i + 1) + word.slice(i + 2));
