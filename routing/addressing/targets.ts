import { RuleBroken } from '../reason.js';
import { fold, splitWord, started, trimmed } from './reading.js';
import { typosBetween } from './typos.js';
import type { Names } from './meant.js';

export type Target = { readonly agent: string } | { readonly department: string };

export interface Handing {
  readonly target: Target;
  readonly note: string;
}

interface Nameable {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly title: string;
  readonly target: Target;
}

const FILLERS = new Set(['para', 'pra', 'pro', 'ao', 'a', 'o', 'to', 'al']);
const MOST_FILLERS = 2;
/** Names of more words than this are not looked for. */
const MOST_WORDS = 6;
const SHORTEST_BEGINNING = 2;
const SHORTEST_WITH_TYPO = 4;
const LONGEST_NAME = 100;

/**
 * Whom a transfer names and why: `name; reason`, or the longest beginning that names a colleague or a department, and
 * the rest. Throws RuleBroken where nobody, more than one, or no reason is named.
 */
export function handingOf(text: string, team: Names): Handing {
  const all = nameables(team);
  const example = all.find(({ target }) => 'department' in target)?.title ?? all[0]?.title ?? '';
  const words = withoutFillers(started(text), all);
  const [before = '', ...after] = words.split(';');
  if (trimmed(before) === '') throw new RuleBroken('rule.transferNeeds', { example });
  const found = (after.length > 0 && named(before, after.join(';'), all)) || beginning(words, all);
  if (!found) {
    const name = trimmed(after.length > 0 ? before : splitWord(words).word);
    throw new RuleBroken('rule.unknownTarget', { name, example });
  }
  const target = onlyOf(found);
  const note = trimmed(found.rest);
  if (note === '') throw new RuleBroken('rule.transferNeeds', { example: target.title });
  return { target: target.target, note };
}

function onlyOf({ as, who }: Found): Nameable {
  const [only, second] = who;
  if (only && !second) return only;
  const names = who.map(({ title }) => title).join(', ');
  throw new RuleBroken('rule.severalTargets', { name: as, names, example: only?.title ?? '' });
}

interface Found {
  readonly as: string;
  readonly who: readonly Nameable[];
  /** The reason that follows. */
  readonly rest: string;
}

/** `name` of `name; reason`: a beginning of the whole name will do. */
function named(text: string, rest: string, all: readonly Nameable[]): Found | undefined {
  const as = trimmed(text);
  const wanted = comparable(as);
  if (wanted === '') return undefined;
  const found = firstOf([
    () => whole(wanted, all),
    () => all.filter(({ name }) => wanted.length >= SHORTEST_BEGINNING && name.startsWith(wanted)),
  ]);
  return found && { as, who: found, rest };
}

/** The most words that name somebody, and what follows them. */
function beginning(text: string, all: readonly Nameable[]): Found | undefined {
  for (const { as, rest } of beginningsOf(text)) {
    const wanted = comparable(as);
    if (wanted === '') continue;
    const isOneWord = !wanted.includes(' ');
    const found = firstOf([
      () => whole(wanted, all),
      () => (isOneWord ? all.filter(({ words }) => words.includes(wanted)) : []),
      () => (isOneWord ? all.filter(({ words }) => words.some((word) => isBegun(word, wanted))) : []),
      () => all.filter((one) => isMistyped(one, wanted, isOneWord)),
    ]);
    if (found) return { as, who: found, rest };
  }
  return undefined;
}

/** Longest first. */
function beginningsOf(text: string): readonly { readonly as: string; readonly rest: string }[] {
  const cuts: { as: string; rest: string }[] = [];
  let taken = '';
  let left = started(text);
  while (left !== '' && cuts.length < MOST_WORDS) {
    const { word, rest } = splitWord(left);
    taken = taken === '' ? word : `${taken} ${word}`;
    left = rest;
    if (taken.length > LONGEST_NAME) break;
    cuts.unshift({ as: taken.replace(/[;:,.]+$/, ''), rest });
  }
  return cuts;
}

const whole = (wanted: string, all: readonly Nameable[]): readonly Nameable[] =>
  all.filter(({ id, name }) => id === wanted || name === wanted);

const isBegun = (word: string, wanted: string): boolean =>
  wanted.length >= SHORTEST_BEGINNING && word.startsWith(wanted);

function isMistyped({ id, name, words }: Nameable, wanted: string, isOneWord: boolean): boolean {
  if (wanted.length < SHORTEST_WITH_TYPO) return false;
  const forms = [id, name, ...(isOneWord ? words : [])];
  return forms.some((form) => form.length > SHORTEST_BEGINNING && typosBetween(form, wanted) <= 1);
}

/** "para a bia", "to @Bia": without the little words, unless somebody is called so. */
function withoutFillers(text: string, all: readonly Nameable[]): string {
  let left = text;
  for (let skipped = 0; skipped < MOST_FILLERS; skipped++) {
    const { word, rest } = splitWord(left);
    const isName = all.some(({ id, words }) => id === fold(word) || words.includes(fold(word)));
    if (isName || !FILLERS.has(fold(word))) break;
    left = rest;
  }
  return left.replace(/^@/, '');
}

function firstOf(ways: readonly (() => readonly Nameable[])[]): readonly Nameable[] | undefined {
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return undefined;
}

const comparable = (text: string): string => fold(text).replace(/^@/, '').replace(/\s+/g, ' ');

function nameables({ agents, departments }: Names): readonly Nameable[] {
  const of = (one: { id: string; name: string }, target: Target): Nameable => {
    const name = comparable(one.name);
    return { id: comparable(one.id), name, words: name.split(' '), title: one.name, target };
  };
  return [
    ...agents.map((one) => of(one, { agent: one.id })),
    ...departments.map((one) => of(one, { department: one.id })),
  ];
}
