import type { Brief } from '../request.js';
import { hearing } from './digest.js';

/** The brief without what these words brought into it: its writer has deleted them. */
export function withoutWords(brief: Brief, words: string): Brief {
  const heard = hearing({ said: [], tried: [], lastWords: '' }, [{ text: words }]);
  const sentences = [...heard.said, heard.lastWords].filter((one) => one !== '');
  const isOfThem = (text: string): boolean => sentences.some((one) => isSame(one, text));
  const { facts = [] } = brief;
  return {
    ...brief,
    said: brief.said.filter((one) => !isOfThem(one)),
    lastWords: isOfThem(brief.lastWords) ? '' : brief.lastWords,
    facts: facts.filter(
      (one) => !heard.facts.some(({ kind, value }) => kind === one.kind && value === one.value),
    ),
  };
}

/** What is shortened is the same as far as it goes. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.replace(SHORTENED, '').trim()) as [string, string];
  const isWhole = !SHORTENED.test(one) && !SHORTENED.test(other);
  return isWhole ? a === b : b !== '' && (a.startsWith(b) || b.startsWith(a));
}

const SHORTENED = /\u2026$/;
