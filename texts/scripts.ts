import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** Sentences by language, file and key: `{ 'pt-BR': { visit: { askDay: '...' } } }`. Several are alternatives. */
export type Scripts = Readonly<Record<string, Readonly<Record<string, Script>>>>;
type Script = Readonly<Record<string, string | readonly string[]>>;
type ScriptFile = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

const BESIDE = fileURLToPath(new URL('dialogs', import.meta.url));
/** Bundled into one file the program stands elsewhere: then the folder is looked for where it is started. */
const FOLDER = existsSync(BESIDE) ? BESIDE : join('texts', 'dialogs');

/**
 * What the dialogs say, one file each, every sentence beside its translations: `askDay` of `visit.yaml` is
 * `visit.askDay`. Nothing is checked here; a test compares languages and placeholders.
 */
export function readScripts(languages: readonly string[], folder = FOLDER): Scripts {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const read = files.map((name) => ({
    name: basename(name, '.yaml'),
    lines: (parse(readFileSync(join(folder, name), 'utf8')) ?? {}) as ScriptFile,
  }));
  const of = (language: string) =>
    Object.fromEntries(read.map(({ name, lines }) => [name, inLanguage(lines, language)]));
  return Object.fromEntries(languages.map((language) => [language, of(language)]));
}

const inLanguage = (lines: ScriptFile, language: string): Script =>
  Object.fromEntries(
    Object.entries(lines).flatMap(([key, said]) => {
      const sentence = said[language];
      return sentence === undefined ? [] : [[key, sentence]];
    }),
  );
