import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const EXTERNAL = ['sqlite3', 'knex', 'restify', 'natural', '@whiskeysockets/baileys'];
/** The older form of modules loads faster; the newer one may wait at its top. */
const FORMS = {
  cjs: [
    '--define:import.meta.url=HERE',
    "--banner:js=const HERE = require('node:url').pathToFileURL(__filename).href;",
  ],
  esm: [
    "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  ],
};

/** A program of ours in one file of this folder, which begins in a third of the time. Returns the path of the file. */
export function bundled(entry: string, folder: string, form: keyof typeof FORMS): string {
  const program = join(folder, `${basename(entry, '.ts')}.${form === 'cjs' ? 'cjs' : 'mjs'}`);
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) symlinkSync(resolve('node_modules'), modules);
  execFileSync(resolve('node_modules/.bin/esbuild'), [
    ...[resolve(entry), '--bundle', '--platform=node', `--format=${form}`, '--minify-whitespace'],
    ...[...EXTERNAL.map((name) => `--external:${name}`), ...FORMS[form]],
    ...[`--outfile=${program}`, '--log-level=error'],
  ]);
  return program;
}
