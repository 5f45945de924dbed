import type { Incoming } from '../channels/channel.js';
import { flat, tidy } from '../routing/brief/flat.js';
import { CARDINAL, CHOICE, LAST, NAMES_LIST, ORDINAL, WEEKDAYS, withoutTypos } from './choice-words.js';

/** Whoever writes more than this does more than choose. */
const LONGEST = 80;

/**
 * The offered answer that these words choose: by its own words, by its number ("2", "2)", "opção dois", "la 2") or by
 * its place ("a segunda", "the last one"). Undefined where they say anything else beside it, name a number that is not
 * on the list, or could as well be a day of the week, which the dialogs read themselves.
 */
export function chosen(text: string, choices: readonly string[], language?: string): string | undefined {
  if (choices.length === 0 || text.length > LONGEST) return undefined;
  const words = bare(text);
  const same = choices.find((one) => (words === '' ? one.trim() === text.trim() : bare(one) === words));
  if (same !== undefined) return same;
  const place = OTHER_NUMBER.test(text)
    ? undefined
    : placeIn(words, { offered: bare(choices.join(' ')), language });
  return place === undefined ? undefined : choices.at(place === 'last' ? -1 : place - 1);
}

/** What was said, with the answer that was chosen in place of the number it was chosen by. */
export function asChosen(
  content: Incoming['content'],
  { choices = [], language }: { readonly choices?: readonly string[]; readonly language?: string },
): Incoming['content'] {
  if (content.kind !== 'text') return content;
  const text = chosen(content.text, choices, language);
  return text === undefined ? content : { ...content, text };
}

/** An amount, a date, a time, a share, a sum: no number of a list. */
const OTHER_NUMBER = /\d[^\s\d\p{L}]+\d|[$€%]|[+-]\d/u;

type Place = number | 'last';

function placeIn(words: string, { offered, language }: Around): Place | undefined {
  const said = words.split(' ').map(withoutTypos).join(' ');
  const { digits, name, ...beside } = CHOICE.exec(said)?.groups ?? {};
  // There is no zeroth choice.
  if (digits !== undefined) return Number(digits) || undefined;
  return name === undefined || isSomethingElse(name, beside, { offered, language })
    ? undefined
    : placeOf(name);
}

const placeOf = (name: string): Place | undefined =>
  LAST.has(name) ? 'last' : (ORDINAL.get(name) ?? CARDINAL.get(name));

/** The words of a choice beside the number itself. */
interface Beside {
  readonly wish?: string;
  readonly article?: string;
  readonly noun?: string;
  readonly after?: string;
}

interface Around {
  /** All that was offered, as bare words. */
  readonly offered: string;
  readonly language: string | undefined;
}

/** "Quero um" wants a thing; "segunda" is Monday, and "a segunda" too where Monday is among what was offered. */
function isSomethingElse(name: string, { wish, article, noun, after = '' }: Beside, around: Around): boolean {
  if (noun !== undefined || NAMES_LIST.test(after)) return false;
  // "The two" are both.
  if (CARDINAL.has(name)) return article === undefined ? wish !== undefined : article.trim() === 'the';
  if (!WEEKDAYS.has(name) || around.language?.startsWith('es')) return false;
  const offersIt = new RegExp(`\\b${name.slice(0, 3)}(?:${name.slice(3)})?\\b`).test(around.offered);
  return article === undefined || offersIt;
}

/** Words and numbers as they are compared: lower case, no accents, no marks. "1ª", "nº 2" and "2️⃣" lose their signs. */
const bare = (text: string): string =>
  flat(tidy(text))
    .replace(/\bn[º°.]/g, 'numero ')
    .replace(/[ºª°]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
