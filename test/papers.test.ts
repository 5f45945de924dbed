import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAPERS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'ARCHITECTURE.md'].filter((name) =>
  existsSync(name),
);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** What npm can do by itself; everything else that a paper names must be a script of ours. */
const NPM = new Set(['install', 'ci', 'run', 'audit', 'outdated', 'version', 'exec', 'i']);
/** Short for a script of the same name. */
const SHORT = new Set(['start', 'test', 'stop', 'restart']);

const read = (paper: string) => readFileSync(paper, 'utf8');
/** What is marked as code: fenced blocks and `spans`. */
const codeOf = (text: string): string[] =>
  [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(([, block, span]) => block ?? span ?? '');

/** Commands of npm that a text names and that do not exist. */
function unknownCommands(text: string): string[] {
  const run = [...text.matchAll(/\bnpm run (?:--?\S+ )*([\w:-]+)/g)].map(([, name]) => name ?? '');
  const short = codeOf(text).flatMap((code) =>
    [...code.matchAll(/\bnpm (?:--?\S+ )*([a-z][\w-]*)/g)].map(([, name]) => name ?? ''),
  );
  const missing = run.filter((name) => !(name in scripts)).map((name) => `npm run ${name}`);
  const wrong = short.filter((name) => (SHORT.has(name) ? !(name in scripts) : !NPM.has(name)));
  return [...missing, ...wrong.map((name) => `npm ${name}`)];
}

/** Our folders and files that a text names as code and that are not there. `dist/` and `data/` are made by running. */
function missingPlaces(text: string): string[] {
  const made = /^(dist|data|node_modules)\//;
  const places = codeOf(text).flatMap((code) => [
    ...[...code.matchAll(/(?:^|[\s(])((?:[\w.-]+\/)+)(?=$|[\s),.;:])/gm)].map(([, place]) => place ?? ''),
    ...[...code.matchAll(/(?:^|[\s(])((?:[\w.-]+\/)+[\w.-]+\.(?:ts|tsx|yaml|json|md|js|cjs))\b/gm)].map(
      ([, place]) => place ?? '',
    ),
  ]);
  return places.filter((place) => !made.test(place) && !existsSync(place));
}

/** Links to places in this repository that lead nowhere. */
const brokenLinks = (paper: string): string[] =>
  [...read(paper).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(paper), target)));

test('there is at least a README', () => expect(PAPERS).toContain('README.md'));

describe.each(PAPERS)('%s', (paper) => {
  test('names no command that does not exist', () => expect(unknownCommands(read(paper))).toEqual([]));
  test('has no link that leads nowhere', () => expect(brokenLinks(paper)).toEqual([]));
});

test('every folder and file that ARCHITECTURE.md names is there', () => {
  const text = PAPERS.includes('ARCHITECTURE.md') ? read('ARCHITECTURE.md') : '';
  expect(missingPlaces(text)).toEqual([]);
});

test('every file that a script runs is there', () => {
  const files = Object.values(scripts).flatMap((script) => script.match(/\b[\w/-]+\.ts\b/g) ?? []);
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !existsSync(file) || !statSync(file).isFile())).toEqual([]);
});

describe('the check itself', () => {
  test.each([
    ['run `npm run no-such-thing` first', ['npm run no-such-thing']],
    ['```sh\nnpm ci\nnpm strat\n```', ['npm strat']],
    ['```\nnpm run check\nnpm test && npm start\nnpm install --omit=dev\n```', []],
    ['with npm you can do much', []],
  ])('finds the commands of %j', (text, found) => expect(unknownCommands(text)).toEqual(found));

  test.each([
    ['see `nowhere/` and `bot/`', ['nowhere/']],
    ['```\n  bot/            one turn\n  chanels/web/    the web\n```', ['chanels/web/']],
    ['`bot/nothing.ts` beside `bot/turn.ts`', ['bot/nothing.ts']],
    ['GET `/v3/directline` or and/or', []],
  ])('finds the places of %j', (text, found) => expect(missingPlaces(text)).toEqual(found));
});
