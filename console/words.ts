import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Failure } from './server.js';
import { fill, LANGUAGES, nearestLanguage, type TextKey, type Texts } from './texts/texts.js';

/** Names that the server uses and the page has words for. */
type Family =
  | 'status'
  | 'rule'
  | 'kind'
  | 'event'
  | 'channel'
  | 'level'
  | 'transfer'
  | 'outcome'
  | 'step'
  | 'line'
  | 'failure'
  | 'file';

export interface Words {
  readonly language: string;
  /** The text of a key, its {places} filled. */
  say(this: void, key: TextKey, values?: Readonly<Record<string, string | number>>): string;
  /** The text of `family.name` if we have one; else the name as it is. */
  label(this: void, family: Family, name: string): string;
  /** What to tell a person about a failed request. */
  explain(this: void, failure: Failure): string;
}

const FAILURES: Readonly<Record<string, TextKey>> = {
  NoAnswer: 'noAnswer',
  WrongLogin: 'wrongLogin',
  WrongPassword: 'wrongPassword',
  TooManyAttempts: 'tooManyAttempts',
  PasswordTooShort: 'passwordTooShort',
  PasswordUnchanged: 'passwordUnchanged',
  Unauthorized: 'sessionOver',
  BadPhone: 'badPhone',
  NotNow: 'linkNotNow',
  LinkFailed: 'linkFailed',
};

export function wordsIn(tag: string): Words {
  const language = nearestLanguage(tag);
  const texts = LANGUAGES[language] as Texts;
  const say: Words['say'] = (key, values) => fill(texts[key], values);
  return {
    language,
    say,
    label: (family, name) => (texts as Readonly<Record<string, string>>)[`${family}.${name}`] ?? name,
    explain({ code, message }) {
      if (code === 'RuleBroken') return message;
      const key = FAILURES[code];
      return key ? say(key) : say('unexpected', { code });
    },
  };
}

export const WordsContext = createContext<Words>(wordsIn('pt-BR'));
export const useWords = (): Words => useContext(WordsContext);
