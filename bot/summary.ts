import type { Brief } from '../routing/request.js';
import type { Line } from './store.js';

const MOST_SAID = 4;
const MOST_TRIED = 2;
const LONGEST = 200;

/**
 * The brief of a conversation for the agent who takes it: extractive, nobody's words are changed, only shortened.
 * `lines` are oldest first and end before `last`, the words that led to the handoff.
 */
export function briefOf(lines: readonly Line[], last: string, channel: string): Brief {
  const said = lines.filter(({ author, text }) => author === 'customer' && text.trim() !== '');
  const words = [...said.map(({ text }) => text), last].filter((text) => text.trim() !== '');
  // What the bot says before anyone has asked is a greeting, no attempt.
  const asked = lines.slice(lines.findIndex(({ author }) => author === 'customer'));
  const tried =
    said.length === 0 ? [] : asked.filter(({ author, text }) => author === 'bot' && text.trim() !== '');
  return {
    said: distinct(words).slice(-MOST_SAID).map(shorten),
    tried: tried.slice(-MOST_TRIED).map(({ text }) => shorten(text)),
    lastWords: shorten(last),
    channel,
    previous: [],
  };
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts.map((text) => text.trim()))];

const shorten = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
