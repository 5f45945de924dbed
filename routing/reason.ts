import type { Language, Texts } from '../texts/texts.js';

/** Why something was decided: kept as a code with its facts, so that each reader gets it in their own language. */
export interface Reason {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export const reason = (code: string, facts: Reason['facts'] = {}): Reason => ({ code, facts });

/** The sentence for people. Where no skill was asked for none is named. */
export function reasonText(texts: Texts, language: Language, { code, facts }: Reason): string {
  const key = `reason.${code.replaceAll('.', '_')}`;
  const plain = facts['skills'] === undefined && texts.knows(`${key}_plain`);
  return texts.say(language, plain ? `${key}_plain` : key, facts);
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
