import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TicketEvent } from '../../routing/ticket.js';
import { readScripts } from '../../texts/scripts.js';
import { LANGUAGES, nearestLanguage, openTexts } from '../../texts/texts.js';

type Tree = { readonly [key: string]: string | readonly string[] | Tree };

/** `bot.greeting` -> its sentences; alternatives count as several. */
function flat(tree: Tree, prefix = ''): Map<string, readonly string[]> {
  const entries = Object.entries(tree).flatMap(([name, value]): [string, readonly string[]][] => {
    if (typeof value === 'string') return [[prefix + name, [value]]];
    if (Array.isArray(value)) return [[prefix + name, value as readonly string[]]];
    return [...flat(value as Tree, `${prefix}${name}.`)];
  });
  return new Map(entries);
}
const SCRIPTS = readScripts(LANGUAGES);
const read = (language: string) => {
  const own = JSON.parse(readFileSync(`texts/${language}.json`, 'utf8')) as Tree;
  return flat({ ...own, ...(SCRIPTS[language] as Tree) });
};
const ORIGINAL = read('pt-BR');
const placeholders = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();

/** Complete by its type: an event without a line here does not compile. */
const EVENTS: Record<TicketEvent['type'] | 'opened', true> = {
  ...{
    opened: true,
    offered: true,
    waiting: true,
    climbed: true,
    scheduled: true,
    resumed: true,
    retried: true,
  },
  ...{ accepted: true, 'taken-over': true, refused: true, lapsed: true, withdrawn: true, closed: true },
  ...{ 'transfer-offered': true, 'transfer-refused': true, 'transfer-lapsed': true, 'transfer-failed': true },
  ...{ reproached: true, requeued: true, asked: true, noted: true },
};

describe.each(LANGUAGES)('in %s', (language) => {
  const texts = read(language);

  test('there are the same keys as in Portuguese, plural forms included', () => {
    expect([...texts.keys()].sort()).toEqual([...ORIGINAL.keys()].sort());
  });

  test('every sentence has the same placeholders as in Portuguese', () => {
    const of = (all: Map<string, readonly string[]>) =>
      [...all].map(([key, sentences]) => [key, ...sentences.map(placeholders)]).sort();
    expect(of(texts)).toEqual(of(ORIGINAL));
  });

  test('no sentence is empty, and what looks like a placeholder is one', () => {
    for (const [key, sentences] of texts)
      for (const sentence of sentences) {
        expect([key, sentence.trim()]).not.toEqual([key, '']);
        expect([key, sentence.replace(/\{\{\w+\}\}/g, '')]).toEqual([key, expect.not.stringMatching(/[{}]/)]);
      }
  });

  test.each([
    ['that they were heard', 'bot.stillCalling'],
    ['that somebody is still asked', 'notice.stillOffered'],
    ['that they still wait', 'notice.stillWaiting'],
    ['that we still search', 'notice.stillSearching'],
    ['that somebody else is asked', 'notice.offeredNext'],
    ['that they moved', 'notice.moved'],
  ])('there are several ways to tell a waiting customer %s', (_, key) => {
    const choices = openTexts().choices(language, key);
    expect(new Set(choices).size).toBeGreaterThan(1);
    expect(choices).toEqual(texts.get(key));
  });

  test('the alternatives take their parameters as they are', () => {
    const agent = '<b>Ana</b> & $t(bot.back) {{agent}}';
    const said = openTexts().choices(language, 'notice.stillOffered', { agent });
    expect(said).toEqual(
      texts.get('notice.stillOffered')?.map((one) => one.replaceAll('{{agent}}', () => agent)),
    );
  });

  test('everything decided of a ticket has a name in its history', () => {
    expect(Object.keys(EVENTS).filter((type) => !texts.has(`event.${type}`))).toEqual([]);
  });
});

/** The source of the program, without tests and what is built for the browser. */
const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

describe('a key that the code names', () => {
  const groups = [...new Set([...ORIGINAL.keys()].map((key) => key.split('.')[0]))].join('|');
  // Names of Baileys' events look like keys.
  const code = ['bot', 'routing', 'dialogs', 'store', 'channels']
    .flatMap(sources)
    .filter((file) => !file.startsWith('channels/whatsapp/'));
  const text = code.map((file) => readFileSync(file, 'utf8')).join('\n');
  const named = [...text.matchAll(new RegExp(`'((?:${groups})\\.[a-zA-Z]+)'`, 'g'))].map(
    ([, key]) => key ?? '',
  );

  test('exists', () => {
    const texts = openTexts();
    expect(named.length).toBeGreaterThan(30);
    expect([...new Set(named)].filter((key) => !texts.knows(key))).toEqual([]);
  });

  test('has a sentence for every label of the brief and every reason', () => {
    const labels = [...text.matchAll(/label\('(\w+)'\)/g)].map(([, name]) => `brief.${name}`);
    const codes = [...text.matchAll(/reason\(\s*'([a-z.-]+)'/g)].map(([, code]) => code ?? '');
    const rungs = ['skill', 'specialist', 'supervisor'].flatMap((rung) => [
      rung,
      `${rung}.none`,
      `${rung}.full`,
    ]);
    const keys = [...codes, ...rungs].map((code) => `reason.${code.replaceAll('.', '_')}`);
    expect(labels.length).toBeGreaterThan(5);
    expect(codes.length).toBeGreaterThan(10);
    expect([...labels, ...keys].filter((key) => !ORIGINAL.has(key))).toEqual([]);
  });
});

describe('a sentence', () => {
  test('takes its parameters as they are: it is text, never HTML', () => {
    const agent = '<b>Ana</b> & $t(bot.back) {{agent}}';
    expect(openTexts().say('pt-BR', 'notice.accepted', { agent })).toBe(`Você agora fala com ${agent}.`);
  });

  test.each([
    ['pt-BR', 1, 'Você é o próximo'],
    ['pt-BR', 2, 'na posição 2'],
    ['en', 1, 'You are next'],
    ['en', 2, 'number 2'],
    ['es', 1, ' '],
    ['es', 5, '5'],
  ] as const)('has the plural form of its language: %s %i', (language, count, part) => {
    const said = openTexts().say(language, 'notice.position', { count });
    expect(said).toContain(part);
    expect(said).not.toContain('{{');
  });
});

describe('a desk’s own wording', () => {
  test('takes the place of ours in its language only', () => {
    const texts = openTexts({ 'pt-BR': { 'bot.back': 'Cá estou.' } });
    expect(texts.say('pt-BR', 'bot.back')).toBe('Cá estou.');
    expect(texts.say('en', 'bot.back')).toBe(openTexts().say('en', 'bot.back'));
    expect(texts.say('pt-BR', 'bot.greeting')).toBe(ORIGINAL.get('bot.greeting')?.[0]);
  });

  test('does not reach another desk, nor what is opened later', () => {
    const before = openTexts();
    openTexts({ 'pt-BR': { 'bot.greeting': 'Fala!' } });
    for (const texts of [before, openTexts()])
      expect(texts.say('pt-BR', 'bot.greeting')).toBe(ORIGINAL.get('bot.greeting')?.[0]);
  });

  test('of one sentence where ours are several is the only choice', () => {
    const texts = openTexts({ 'pt-BR': { 'bot.stillCalling': 'Um momento.' } });
    expect(texts.choices('pt-BR', 'bot.stillCalling')).toEqual(['Um momento.']);
  });

  test.each([
    ['bot.greeting', true],
    ['bot.stillCalling', true],
    ['notice.waiting', true],
    ['notice.position', true],
    ['notice.position_one', true],
    ['bot.greting', false],
    ['bot', false],
    ['constructor', false],
    ['', false],
  ])('may name %j: %s', (key, known) => expect(openTexts().knows(key)).toBe(known));
});

test.each([
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['PT-br', 'pt-BR'],
  ['en-US', 'en'],
  ['es-419', 'es'],
  ['fr', undefined],
  ['', undefined],
  [undefined, undefined],
])('the nearest language to %s is %s', (tag, language) => expect(nearestLanguage(tag)).toBe(language));
