import type { Attachment, Author, Json, Outgoing } from '../channel.js';

/** More than this nobody reads in one piece; WhatsApp itself would take a little more. */
export const LONGEST_TEXT = 4000;

/** WhatsApp shows no more than this under a picture. */
export const LONGEST_CAPTION = 1000;

const CARD = 'application/vnd.microsoft.card.adaptive';

/** Is this a card, to be told in words? Everything else is a file. */
export const isCard = ({ contentType }: Attachment): boolean => contentType === CARD;

/** Who speaks, the words, what the cards say beyond them, and the answers to choose from by number. */
export function wordsOf({ author, text, attachments = [], suggestions = [] }: Outgoing): string {
  const cards = attachments.filter(isCard).map(({ content }) => fallbackText(content));
  const said = [text, ...cards].reduce((so, more) => (addsTo(so, more) ? paragraphs(so, more) : so), '');
  return paragraphs(signed(author, said), menu(suggestions));
}

/** Where buttons can be tapped the customer sees who speaks; here it has to be written. The house and the bot need no name. */
export function signed(author: Author, text: string): string {
  if (author.kind !== 'agent') return text;
  // A name is shown in bold by asterisks, so it must not bring marks of its own.
  const name =
    author.name
      .replace(/[*_~`\s]+/g, ' ')
      .trim()
      .split(' ')[0] ?? '';
  return name === '' ? text : `*${name}:* ${text}`.trimEnd();
}

const menu = (suggestions: readonly string[]): string =>
  suggestions.map((one, i) => `${i + 1}. ${one}`).join('\n');

const paragraphs = (...all: readonly string[]): string => all.filter((one) => one.trim() !== '').join('\n\n');

const addsTo = (so: string, more: string): boolean =>
  more.split('\n').some((one) => one.trim() !== '' && !so.includes(one.trim()));

function fallbackText(content: Json | undefined): string {
  const card = content as { readonly fallbackText?: unknown } | null | undefined;
  return typeof card === 'object' && typeof card?.fallbackText === 'string' ? card.fallbackText : '';
}

/** Where a long text may be cut, best first: after a paragraph, a line, a sentence, a word. */
const ENDS = [/\n\s*\n/g, /\n/g, /(?<=[.!?…])\s/g, /\s/g];
/** Before this share of a part nothing is cut: else a short first paragraph would go alone. */
const LEAST = 0.3;

/** A text in parts that are not too long, cut where a paragraph ends if possible. No word is lost. */
export function inParts(text: string, longest = LONGEST_TEXT): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = endIn(rest, longest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function endIn(text: string, longest: number): number {
  const window = text.slice(0, longest + 1);
  for (const end of ENDS) {
    const last = [...window.matchAll(end)].at(-1)?.index;
    if (last !== undefined && last >= longest * LEAST) return last;
  }
  // Never between the two halves of one character.
  return /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
}
