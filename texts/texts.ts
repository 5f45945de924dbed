import i18next from 'i18next';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import ptBR from './pt-BR.json' with { type: 'json' };
import { readScripts } from './scripts.js';

export const LANGUAGES = ['pt-BR', 'en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'pt-BR';

type Parameters = Readonly<Record<string, string | number>>;
/** A desk's own wording: language -> "bot.greeting" -> text. */
export type Wording = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SCRIPTS = readScripts(LANGUAGES);

/** Everything the bot, its dialogs, the desk and the brief say, in three languages. */
export interface Texts {
  /** The sentence for `key` (`bot.greeting`). With `count` in the parameters the language's plural form is taken. */
  say(language: Language, key: string, parameters?: Parameters): string;
  /** The alternatives of a sentence, so that one can avoid saying the same twice in a row. */
  choices(language: Language, key: string, parameters?: Parameters): readonly string[];
  /** True if `key` is one of ours: a desk file that names another key has a typing error. */
  knows(key: string): boolean;
}

/** The texts with a desk's own wording laid over them. Nothing is escaped: what we write is text, never HTML. */
export function openTexts(wording: Wording = {}): Texts {
  const own = (language: Language) => unfold(wording[language] ?? {});
  const instance = i18next.createInstance();
  void instance.init({
    lng: DEFAULT_LANGUAGE,
    fallbackLng: DEFAULT_LANGUAGE,
    initAsync: false,
    interpolation: { escapeValue: false },
    // A copy: the wording of one desk is laid over it and must not reach the next one's.
    resources: structuredClone({
      'pt-BR': { translation: { ...ptBR, ...SCRIPTS['pt-BR'] } },
      en: { translation: { ...en, ...SCRIPTS['en'] } },
      es: { translation: { ...es, ...SCRIPTS['es'] } },
    }),
  });
  for (const language of LANGUAGES)
    instance.addResourceBundle(language, 'translation', own(language), true, true);
  const resourceOf = (key: string): unknown => instance.getResource(DEFAULT_LANGUAGE, 'translation', key);
  return {
    say: (language, key, parameters = {}) => instance.t(key, { ...parameters, lng: language }),
    choices: (language, key, parameters = {}) => {
      const found = instance.t(key, {
        ...{ ...parameters, lng: language, returnObjects: true },
      }) as unknown as string | string[];
      // A desk's own wording is one sentence, also where ours are several.
      return typeof found === 'string' ? [found] : found;
    },
    knows: (key) => [key, `${key}_other`].some((name) => isWording(resourceOf(name))),
  };
}

const isWording = (found: unknown): boolean => typeof found === 'string' || Array.isArray(found);

/** The nearest language we speak to a BCP 47 tag; undefined if there is none. */
export function nearestLanguage(tag: string | undefined): Language | undefined {
  const base = tag?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language.toLowerCase().split('-')[0] === base);
}

function unfold(flat: Readonly<Record<string, string>>): Record<string, unknown> {
  const tree: Record<string, Record<string, string>> = {};
  for (const [key, text] of Object.entries(flat)) {
    const [group = '', name = ''] = key.split('.', 2);
    (tree[group] ??= {})[name] = text;
  }
  return tree;
}
