import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Anatel's area codes. */
const AREA = '(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])';
const SPLIT = '[ \\u00a0.\\u2010-\\u2015-]{0,3}';
const BEFORE = '(?<![\\p{L}\\p{N}+]|\\p{N}[.,/-])';
const AFTER = '(?![\\p{N}]|[.,/-]\\p{N})';

const INTERNATIONAL = /(?<![\p{L}\p{N}])\+\d(?:[ \u00a0().\u2010-\u2015-]{0,3}\d){7,14}(?!\p{N})/gu;
const BRAZILIAN = new RegExp(
  `${BEFORE}(?:55${SPLIT})?(?:\\(0?(?<a>${AREA})\\)|0?(?<b>${AREA}))${SPLIT}(?:9${SPLIT}\\d{4}|[2-5]\\d{3})${SPLIT}(?<end>\\d{4})${AFTER}`,
  'gu',
);
const LOCAL = new RegExp(`${BEFORE}9\\d{4}[-\\u2010-\\u2015](?<end>\\d{4})${AFTER}`, 'gu');
const NAMED =
  /(?<=(?<!\p{L})(?:telefone|tel|fone|celular|cel|whats|whatsapp|zap|phone|mobile|tel[eé]fono|m[oó]vil|contato)[^\p{L}\p{N}\n]{0,5})\(?\d(?:[ ().-]{0,3}\d){7,13}(?!\p{N})/giu;

/** Phone numbers with their area code, or their country's code, and the last four digits only. */
export const withoutPhones = (text: string): string =>
  text
    .replace(INTERNATIONAL, (one) => foreign(one.replace(/[^\d+]/g, '')))
    .replace(BRAZILIAN, (...found) => {
      const { a, b, end } = found.at(-1) as Readonly<Record<string, string>>;
      return `(${a ?? b}) •••••-${end}`;
    })
    .replace(LOCAL, (...found) => `•••••-${(found.at(-1) as Readonly<Record<string, string>>)['end']}`)
    .replace(NAMED, (one) => `•••••-${one.replace(/\D/g, '').slice(-4)}`);

function foreign(number: string): string {
  const end = number.slice(-4);
  const area = new RegExp(`^\\+55(${AREA})\\d{8,9}$`).exec(number)?.[1];
  if (area !== undefined) return `(${area}) •••••-${end}`;
  const code = parsePhoneNumberFromString(number, metadata)?.countryCallingCode ?? number.slice(1, 3);
  return `+${code} •••••-${end}`;
}
