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
  const heard = all.flatMap((line, i): Heard[] => {
    if (line.author !== 'customer' || line.text.trim() === '') return [];
    const before = all[i - 1];
    return [{ text: line.text, ...(before && { question: before.text }) }];
  });
  const answers = attemptsOf(lines);
  const tried = [...new Set(answers)].slice(-MOST_TRIED).map((text) => shorten(text, LONGEST_TRIED));
  const { channel, urgency, files = 0 } = known;
  const mood = known.mood ?? moodIn(heard, known);
  const words = hearing({ said: [], tried, lastWords: '' }, heard);
  return {
    ...words,
    lastWords: last.trim() === '' ? '' : words.lastWords,
    ...{ channel, previous: [], ended: endOf(lines, last, known) },
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

/** What the bot says to a greeting, or because it did not understand, is no attempt. */
const NO_ATTEMPT =
  /\b(?:nao (?:consegui )?entend\w+|outras palavras|como posso ajudar|assistente virtual|vou chamar uma pessoa|tive um problema|recebi o arquivo|did not (?:understand|get)|other words|how can i help|calling (?:a person|someone)|no (?:entendi|logre entender)|otras palabras|en que puedo ayudar|por nada|you are welcome|de nada)\b/;

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
