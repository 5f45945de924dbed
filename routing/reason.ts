import type { Language } from '../texts/texts.js';
import { titleOf, type Vocabulary } from './problems.js';

/** Why something was decided: kept as a code with its facts, so that each reader gets it in their own language. */
export interface Reason {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export const reason = (code: string, facts: Reason['facts'] = {}): Reason => ({ code, facts });

/** The sentence for people. Where no skill was asked for none is named; a problem is named by its title. */
export function reasonText(words: Vocabulary, language: Language, { code, facts }: Reason): string {
  const { texts } = words;
  const { problem } = facts;
  const key = `reason.${code.replaceAll('.', '_')}`;
  const plain = facts['skills'] === undefined && texts.knows(`${key}_plain`);
  const titled = typeof problem === 'string' && { problem: titleOf(words, language, problem) };
  return texts.say(language, plain ? `${key}_plain` : key, { ...facts, ...titled });
}

/** Somebody broke a rule of the desk. Nothing has changed; the sentence it names is written for them. */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
  constructor(
    readonly rule: string,
    readonly facts: Reason['facts'] = {},
  ) {
    super(rule);
  }
}
