import type { Fact } from '../request.js';
import { ONE_TRUTH } from './about.js';
import { flat } from './flat.js';
import { CORRECTS, isSame, mentionsIn, numbersOf, type Mention } from './mentions.js';
import type { FactKind } from './patterns.js';

export interface Settled {
  readonly facts: readonly Fact[];
  /** What is no longer true: it must not be read in the words either. */
  readonly withdrawn: readonly Fact[];
}

/** What holds after one more message: what it corrects goes, what it denies goes, what it repeats is kept once. */
export function settle(before: Settled, text: string, question?: string): Settled {
  const mentions = mentionsIn(text, question);
  const told = mentions.reduce<Settled>((now, one) => hear(now, one, before.facts), before);
  return correctBare(told, text, mentions);
}

function hear(now: Settled, one: Mention, earlier: readonly Fact[]): Settled {
  if (one.negated) {
    const gone = now.facts.filter((fact) => isSame(fact, one));
    return without(now, gone, [...gone, one]);
  }
  // What was taken back is true again only if that is said to be a correction.
  const isGone = now.withdrawn.some((fact) => isSame(fact, one));
  if (isGone && !one.correcting) return now;
  const back = now.withdrawn.filter((fact) => !isSame(fact, one));
  if (now.facts.some((fact) => isSame(fact, one))) return { ...now, withdrawn: back };
  const rivals = one.correcting ? corrected(now.facts, one) : outdated(earlier, now.facts, one);
  const hidden = one.correcting || one.role !== undefined || one.kind === 'address' ? rivals : [];
  const rest = without({ ...now, withdrawn: back }, rivals, hidden);
  return { ...rest, facts: [...rest.facts, factOf(one, rivals[0])] };
}

const without = ({ facts, withdrawn }: Settled, gone: readonly Fact[], hidden: readonly Fact[]): Settled => ({
  facts: facts.filter((fact) => !gone.includes(fact)),
  withdrawn: [...withdrawn, ...hidden.map((one) => factOf(one))],
});

/** What replaces a fact is about the same thing, unless it says otherwise. */
function factOf({ kind, value, form, role, about }: Fact, instead?: Fact): Fact {
  const named =
    isLoose({ kind, value, ...(role !== undefined && { role }) }) && instead ? instead : { role, about };
  return {
    ...{ kind, value },
    ...(form && { form }),
    ...(named?.role !== undefined && { role: named.role }),
    ...(named?.about !== undefined && { about: named.about }),
  };
}

const NEVER_REPLACED: ReadonlySet<string> = new Set<FactKind>(['done', 'times', 'payment']);

/** What a correction takes the place of: what was said about the same thing, else the last of its kind. */
function corrected(facts: readonly Fact[], one: Mention): readonly Fact[] {
  if (NEVER_REPLACED.has(one.kind) || one.also) return [];
  const kin = facts.filter((fact) => fact.kind === one.kind && isMonth(fact) === isMonth(one));
  const same = kin.filter((fact) => fact.role === one.role);
  const loose = kin.filter((fact) => (isLoose(fact) || isLoose(one)) && !isOtherTime(fact, one)).slice(-1);
  return same.length > 0 ? same.slice(-1) : loose;
}

/** Nothing beside it tells what it is about. */
const isLoose = ({ role }: Fact): boolean => role === undefined || role === 'past' || role === 'future';

/** What has happened and what is planned do not correct each other. */
const isOtherTime = (a: Fact, b: Fact): boolean =>
  [a.role, b.role].includes('future') &&
  [a.role, b.role].some((role) => ['past', 'problem', 'paid', 'contact'].includes(role ?? ''));

/** What was said in an earlier message and cannot be true as well. */
const outdated = (earlier: readonly Fact[], facts: readonly Fact[], one: Mention): readonly Fact[] =>
  !ONE_TRUTH.has(one.kind) || one.also || isMonth(one)
    ? []
    : facts.filter(
        (fact) =>
          earlier.includes(fact) &&
          fact.kind === one.kind &&
          fact.role === one.role &&
          (fact.form ?? '') === (one.form ?? ''),
      );

const isMonth = ({ form }: Fact): boolean => form === 'month';

const NOT_THIS_BUT_THAT =
  /\b(?:(?:nao|not)(?: (?:e|eh|era|foi|it was))?|no (?:es|era|fue))(?: (?:o|a|dia))* (?<not>\d[\d./,-]*?)[ ,;]+(?:(?:e|eh|era|foi|mas|sim|es|fue|but|sino|it's)[ ,]+)+(?:(?:o|a|dia|sim) )*(?<but>\d[\d./,-]*\d|\d)/g;
const REALLY = new RegExp(
  `(?:${CORRECTS.source})(?:(?!nao\\b)[^\\d\\n]){0,25}(?<but>\\d[\\d./,-]*\\d|\\d)(?=\\s*(?:[,.!?\\n]|$))`,
  'g',
);

/** A correction that names only the number: "não é 12, é 15", "errei, é 15". It means the last fact it fits. */
function correctBare(now: Settled, text: string, mentions: readonly Mention[]): Settled {
  const low = flat(text);
  const isTaken = (at: number) => mentions.some(({ start, end }) => at >= start && at < end);
  const fixes = [...low.matchAll(NOT_THIS_BUT_THAT), ...low.matchAll(REALLY)];
  return fixes.reduce((held, fix) => {
    const { not, but = '' } = fix.groups ?? {};
    const at = fix.index + fix[0].lastIndexOf(but);
    if (isTaken(at)) return held;
    const fits = (number: string) => (not === undefined ? number.length === but.length : number === not);
    const old = held.facts.findLast(({ value }) => numbersOf(value).some(fits));
    const number = old && numbersOf(old.value).findLast(fits);
    if (!old || number === undefined || number === but) return held;
    const fresh = { ...old, value: old.value.replace(number, () => but) };
    const facts = held.facts.map((fact) => (fact === old ? fresh : fact));
    return { facts, withdrawn: [...held.withdrawn, factOf(old)] };
  }, now);
}
