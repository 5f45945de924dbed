import { hearing, type Heard } from '../routing/brief/digest.js';
import { flat, tidy } from '../routing/brief/flat.js';
import { isSmallTalk, shorten } from '../routing/brief/sentences.js';
import type { Brief, Ending } from '../routing/request.js';
import { moodOf } from './classifier/mood.js';
import { asksForPerson } from './classifier/person.js';
import type { Line } from './store.js';

const MOST_TRIED = 2;
const LATELY = 5;
const LONGEST_TRIED = 100;

/** What is known beside the words. */
export interface BriefOf {
  readonly channel: string;
  readonly mood?: string;
  /** From which measure of `moodOf` (0 to 1) on a customer is upset; absent: the mood is not looked at. */
  readonly upsetFrom?: number;
  readonly urgency?: Brief['urgency'];
  /** The turn broke on a bug. */
  readonly failed?: boolean;
  /** How many files came with the last words. */
  readonly files?: number;
}

/**
 * The brief of a conversation for the agent who takes it: extractive, nobody's words are changed, only shortened, and
 * at most 600 characters beside the facts. `lines` are oldest first and end before `last`, the words that led to the
 * handoff. What was corrected is not in it, and of a document only the last three digits.
 */
export function briefOf(lines: readonly Line[], last: string, known: BriefOf): Brief {
  const all: readonly Line[] = [...lines, { author: 'customer', text: last }];
  const everything = all.flatMap((line, i): (Heard & { readonly who: boolean })[] => {
    if (line.author !== 'customer' || line.text.trim() === '') return [];
    const before = all[i - 1];
    return [{ text: line.text, who: tellsWho(all, i), ...(before && { question: before.text }) }];
  });
  const heard = everything.filter(({ who }) => !who);
  const told = everything.filter(({ who }) => who);
  const answers = attemptsOf(lines);
  const tried = [...new Set(answers)].slice(-MOST_TRIED).map((text) => shorten(text, LONGEST_TRIED));
  const { channel, urgency, files = 0 } = known;
  const mood = known.mood ?? moodIn(heard, known);
  const words = hearing({ said: [], tried, lastWords: '' }, heard);
  const identity = hearing({ said: [], tried: [], lastWords: '' }, told).facts.filter(({ kind }) =>
    IDENTITY.has(kind),
  );
  const matter = told.length > 0 && last === told.at(-1)?.text ? (heard.at(-1)?.text ?? '') : last;
  return {
    ...words,
    facts: [...words.facts, ...identity],
    lastWords: last.trim() === '' ? '' : words.lastWords,
    ...{ channel, previous: [], ended: endOf(lines, matter, known) },
    ...(mood !== undefined && { mood }),
    ...(urgency === 'urgent' && { urgency }),
    ...(files > 0 && { files }),
  };
}

/** Of what was written lately: who has calmed down is not upset. */
const moodIn = (heard: readonly Heard[], { upsetFrom }: BriefOf): string | undefined =>
  upsetFrom !== undefined && heard.slice(-LATELY).some(({ text }) => moodOf(text).upset >= upsetFrom)
    ? 'upset'
    : undefined;

/** The bot wants to know who is calling. */
const ASKS_WHO = /\b(?:data de nascimento|date of birth|fecha de nacimiento)\b/;
const LONG_NUMBER = /(?:\d[^\d\n]{0,2}){6}/;
/** What of such an answer a person needs. The birth date was for comparing, and is for nobody's eyes. */
const IDENTITY: ReadonlySet<string> = new Set(['name', 'holder', 'document', 'contract', 'phone', 'email']);

/** A number given to the question who is calling says nothing of the matter. */
function tellsWho(lines: readonly Line[], i: number): boolean {
  const asked = lines.slice(0, i).findLast(({ author }) => author === 'bot');
  const { text } = lines[i] as Line;
  return asked !== undefined && ASKS_WHO.test(flat(asked.text)) && LONG_NUMBER.test(text);
}

/** What the bot says to a greeting, or because it did not understand, is no attempt. */
const NO_ATTEMPT =
  /\b(?:nao (?:consegui )?entend\w+|outras palavras|como posso ajudar|assistente virtual|vou chamar uma pessoa|ja chamo uma pessoa|data de nascimento|date of birth|fecha de nacimiento|tive um problema|recebi o arquivo|did not (?:understand|get)|other words|how can i help|calling (?:a person|someone)|no (?:entendi|logre entender)|otras palabras|en que puedo ayudar|por nada|you are welcome|de nada)\b/;

const isAttempt = ({ author, text }: Line): boolean =>
  author === 'bot' && !isSmallTalk(text) && !NO_ATTEMPT.test(flat(text));

/** What the bot answered, whole lines, since somebody asked something. */
function attemptsOf(lines: readonly Line[]): string[] {
  const asked = lines.findIndex(({ author }) => author === 'customer');
  return asked < 0
    ? []
    : lines
        .slice(asked)
        .filter(isAttempt)
        .map(({ text }) => tidy(text).replaceAll('\n', ' '));
}

function endOf(lines: readonly Line[], last: string, { failed }: BriefOf): Ending {
  if (failed) return 'failed';
  if (asksForPerson(last)) return 'asked-person';
  const answer = lines.findLast(({ author }) => author === 'bot');
  return answer && attemptsOf(lines).length > 0 && isAttempt(answer) ? 'came-back' : 'no-answer';
}
