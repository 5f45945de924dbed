import type { proto } from '@whiskeysockets/baileys';
import { line, listIn, words } from './reading-fields.js';

/** A person whose card somebody sent. */
export interface Card {
  readonly name: string;
  readonly phones: readonly string[];
}

const MOST_CARDS = 50;
const MOST_PHONES = 10;

/** The people on the cards of a message; a card without a name and a number is left out. */
export const cardsOf = (
  contacts: readonly (proto.Message.IContactMessage | null | undefined)[] | null | undefined,
): readonly Card[] =>
  listIn(contacts)
    .slice(0, MOST_CARDS)
    .map(cardOf)
    .filter(({ name, phones }) => name !== '' || phones.length > 0);

/** A line for each person: `Maria Souza: +55 11 98765-4321, +55 11 3333-4444`. */
export const cardLines = (cards: readonly Card[]): string =>
  cards.map(({ name, phones }) => [name, phones.join(', ')].filter(Boolean).join(': ')).join('\n');

function cardOf({ displayName, vcard }: proto.Message.IContactMessage): Card {
  const fields = fieldsOf(words(vcard));
  const phones = fields.flatMap(({ name, value }) => (name === 'TEL' ? [phoneText(value)] : []));
  const written = fields.find(({ name }) => name === 'FN')?.value ?? '';
  return {
    name: line(displayName) || line(unescaped(written)),
    phones: [...new Set(phones.filter((one) => one !== ''))].slice(0, MOST_PHONES),
  };
}

interface Field {
  readonly name: string;
  readonly value: string;
}

/** Long lines are folded: a line that begins with a blank goes on with the one before. */
const fieldsOf = (vcard: string): readonly Field[] =>
  vcard
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap((one) => {
      const colon = one.indexOf(':');
      if (colon < 0) return [];
      // "item1.TEL;type=CELL;waid=5511987654321" is a TEL.
      const name = one.slice(0, colon).split(';')[0]?.split('.').at(-1)?.trim().toUpperCase() ?? '';
      return [{ name, value: one.slice(colon + 1) }];
    });

const unescaped = (value: string): string =>
  value.replace(/\\([nN,;\\])/g, (_all, one: string) => (one === 'n' || one === 'N' ? ' ' : one));

const phoneText = (value: string): string =>
  line(unescaped(value).replace(/^tel:/i, ''), 40)
    .replace(/[^\d+()\s.-]/g, '')
    .trim();
