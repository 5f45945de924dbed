import type { Brief } from '../request.js';
import { settle, type Settled } from './facts.js';
import { tidy } from './flat.js';
import { veiled } from './mentions.js';
import { lengthOf, LONGEST_BRIEF, pick, sentencesOf, shorten } from './sentences.js';

const LONGEST_LAST_WORDS = 120;
/** Of a longer message only the beginning is read. */
const LONGEST_READ = 2000;

/** A message of the customer, and the words it follows. */
export interface Heard {
  readonly text: string;
  readonly question?: string;
}

type Words = Pick<Brief, 'said' | 'tried' | 'lastWords' | 'facts'>;

/** The words as they are with these messages added, oldest first. What is corrected no longer stands in them. */
export function hearing(words: Words, messages: readonly Heard[]): Words & Required<Pick<Brief, 'facts'>> {
  const before: Settled = { facts: words.facts ?? [], withdrawn: [] };
  const heard = messages.map((one) => ({ ...one, text: tidy(one.text).slice(0, LONGEST_READ) }));
  const { facts: found, withdrawn } = heard.reduce(
    (now, { text, question }) => settle(now, text, question),
    before,
  );
  // A clause may hold what is hidden elsewhere.
  const facts = found
    // It proves who somebody is; nobody else needs it.
    .filter(({ kind }) => kind !== 'birth')
    .map((fact) => (fact.kind === 'done' ? { ...fact, value: veiled(fact.value, withdrawn) } : fact));
  const veil = (text: string) => veiled(text, withdrawn);
  const last = heard.at(-1)?.text;
  const lastWords =
    last === undefined ? words.lastWords : shorten(veil(last).replaceAll('\n', ' '), LONGEST_LAST_WORDS);
  const tried = words.tried.map(veil);
  const sentences = [...words.said, ...heard.flatMap(({ text }) => sentencesOf(text))].map(veil);
  return { said: pick(sentences, LONGEST_BRIEF - lengthOf([...tried, lastWords])), tried, lastWords, facts };
}
