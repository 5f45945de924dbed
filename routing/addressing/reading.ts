/** What people may write before their words without seeing it: spaces of any kind and marks that print nothing. */
const UNSEEN = String.raw`[\s\p{Cf}]`;
const AT_START = new RegExp(`^${UNSEEN}+`, 'u');
const ONE = new RegExp(`^${UNSEEN}$`, 'u');
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** Without what nobody sees at the start. */
export const started = (text: string): string => text.replace(AT_START, '');

/** Without what nobody sees at both ends. */
export function trimmed(text: string): string {
  const from = started(text);
  let end = from.length;
  // One by one from the end: a pattern would look at long rows of spaces inside again and again.
  while (end > 0 && ONE.test(from.charAt(end - 1))) end--;
  return from.slice(0, end);
}

export const linesOf = (text: string): readonly string[] => text.split(LINE_BREAK);

/** As words are compared: one form of each letter, without accents and case. */
export const fold = (text: string): string =>
  trimmed(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The first word and what follows it. */
export function splitWord(text: string): { readonly word: string; readonly rest: string } {
  const [, word = '', rest = ''] = /^(\S*)([\s\S]*)$/.exec(started(text)) ?? [];
  return { word, rest: started(rest) };
}

export const isSlashLine = (text: string): boolean => /^[/／]/.test(started(text));
