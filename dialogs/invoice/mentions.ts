import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { isQuestion } from '../interruption.js';
import { clausesOf, isSmall } from '../reading/answer.js';
import { asksToWait, isBack, wantsToStop } from '../reading/control.js';
import { readTold } from '../reading/identifiers.js';
import type { Took } from '../task.js';

/** What a message names, and whether it says anything else. */
export interface Named<T extends string> {
  readonly value: T;
  readonly whole: boolean;
}

const DENIED_BEFORE =
  /\b(?:nao|not|nem|sem|never|no (?:fue|es|con|por|quiero))(?: (?:foi|e|era|quero|o|a|no|na|pelo|por|de|com|by|the|el|in|with))* ?$/;
const DENIED_AFTER = /^ (?:nao|not)$/;

/**
 * Which of these a message names: the last that is not denied, as in "no cartão, não no pix". The patterns are of
 * `phrases`; `beside` is what may stand beside an answer.
 */
export function lastNamed<T extends string>(
  text: string,
  patterns: Readonly<Record<T, RegExp>>,
  beside: RegExp,
): Named<T> | undefined {
  const clauses = clausesOf(text).map(({ words }) => words);
  const meant = clauses.flatMap((words) => namedIn(words, patterns)).at(-1);
  if (!meant) return undefined;
  const rest = Object.values<RegExp>(patterns).reduce(
    (left, pattern) => left.replace(pattern, ' '),
    clauses.join(' '),
  );
  return { value: meant, whole: isSmall(plainWords(rest.replace(beside, ' '))) };
}

/** What a clause names and does not deny, in its order. */
const namedIn = <T extends string>(words: string, patterns: Readonly<Record<T, RegExp>>): readonly T[] =>
  (Object.keys(patterns) as T[])
    .flatMap((value) =>
      [...words.matchAll(patterns[value])].map(({ 0: found, index }) => ({ value, index, found })),
    )
    .filter(
      ({ index, found }) =>
        !DENIED_BEFORE.test(words.slice(0, index)) && !DENIED_AFTER.test(words.slice(index + found.length)),
    )
    .sort((a, b) => a.index - b.index)
    .map(({ value }) => value);

const CORRECTING = phrases([
  'na (verdade|real|vdd|vd)|quer dizer|digo|aliás|errei|me enganei|me confundi|não (é )?(a|o) de|(é|era|foi) (a|o) de|corrig\\w+|desculp[ae]|pera|peraí|espera|troca|não não|agora que (eu )?vi',
  'actually|i mean|sorry|i meant|my mistake|rather|wait',
  'en realidad|quise decir|mejor dicho|perdón|me equivoqué|digo',
]);

/** Takes back something that was said before. */
export const corrects = (text: string): boolean => plainWords(text).search(CORRECTING) >= 0;

/** Says whose account it is: a document, a contract or a phone number. */
export const tellsWho = (text: string): boolean =>
  Object.keys(readTold(text, { birthDate: false })).length > 0;

/** Nothing but "tá", "ok" or another courtesy: no answer to what was asked, and nothing else either. */
export const isMerelyPolite = (text: string): boolean =>
  isSmall(plainWords(text)) && !wantsToStop(text) && !asksToWait(text) && !isBack(text);

const ABOUT_MONEY = phrases([
  'pag\\w+|pix|boletos?|faturas?|contas?|veio|cobr\\w+|valor|comprovante|paid|pay(ing|ment)?|bill|invoice|charged?|pagué|cuenta|cobraron',
]);
/** A question about something else: whatever it names is no answer to ours. */
export const asksElsewhere = (text: string): boolean =>
  isQuestion(text) && plainWords(text).search(ABOUT_MONEY) < 0;

const LONGEST_ANSWER = 16;

/** How much of a message in which something was read is an answer. Who asks or tells a long story may want more. */
export const tookOf = (read: boolean, text: string): Took => {
  if (!read) return 'nothing';
  return isQuestion(text) || plainWords(text).split(' ').length > LONGEST_ANSWER ? 'part' : 'all';
};

const CHANGE = phrases([
  'corrigir|mudar|alterar|trocar|(quero )?corrigir( algo| uma coisa| isso)?|mudar algo|change( something| it)?|corregir( algo)?|cambiar( algo)?',
]);
/** Says that something is to be corrected, and not yet what. */
export const wantsToCorrect = (text: string): boolean => {
  const words = plainWords(text);
  return words.search(CHANGE) >= 0 && isSmall(words.replace(CHANGE, ' '));
};
