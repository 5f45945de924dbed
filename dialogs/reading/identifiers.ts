import { cnpj, cpf } from 'cpf-cnpj-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { Told } from '../../bot/caller.js';
import { flat, tidy } from '../../routing/brief/flat.js';
import { blanked } from './answer.js';
import { birthDatesIn } from './dates-of-birth.js';
import { inDigits } from './number-words.js';

/** After one of these begins another attempt; what was begun before it is another number. */
const CORRECTS =
  /\b(?:nao|n|no|not|espera|pera|perai|quer dizer|errei|na verdade|na vdd|alias|digo|desculpa|opa|melhor|wait|sorry|i mean|actually|perdon|mejor dicho|esse e|este e)\b/g;

/** Numbers of another kind: protocols, postal codes, amounts. */
const OTHER_NUMBERS =
  /\b(?:20\d{6} ?- ?\d{1,6}|20\d{10}|v[ -]?\d{6}|protocolo\W{1,3}(?:\w+\W{1,3}){0,2}?\d[\d -]*|cep\W{0,3}(?:e )?\d[\d .-]*|\d{5}-\d{3}|(?:r\$ ?)?\d+(?:\.\d{3})*,\d{2})(?!\d)/g;

const GROUPED_CPF = /(?<!\d|\d[./-])\d{3}[. ]?\d{3}[. ]?\d{3}[-. /]{0,3}\d{2}(?!\d)/g;
const GROUPED_CNPJ = /(?<!\d|\d[./-])\d{2}[. ]?\d{3}[. ]?\d{3}[/ ]{0,3}\d{4}[- ]{0,3}\d{2}(?!\d)/g;
const GROUP = /\+?\(?\d(?:[\d().\s/-]*\d)?/g;
const NAMED_DOCUMENT = /\b(?:cpf|cnpj|documento)\b[^\d]{0,30}(?<number>\d(?:[\d.\s/-]*\d)?)/g;
const NAMED_CONTRACT =
  /\b(?:contrato|contract|matricula|codigo(?: do)? cliente|cliente|customer|account)\b[^\d]{0,25}(?<number>\d{2,}(?:[. -]?\d+)*)/g;
const BARE_CONTRACT = /(?<![\d.,/()-]|\d )\d{8}(?![\d/]|[.,-]\d| \d)/g;
const CONTRACT_DIGITS = 8;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * Do the check digits fit? The library's own `isValid` also refuses 123.456.789-09, which fits; here only numbers of
 * one repeated digit are refused besides.
 */
function isDocument(digits: string): boolean {
  if (/^(\d)\1*$/.test(digits)) return false;
  const checks = digits.length === 11 ? cpf : digits.length === 14 ? cnpj : undefined;
  if (!checks) return false;
  const body = digits.slice(0, -2);
  const first = checks.verifierDigit(body);
  return digits === `${body}${first}${checks.verifierDigit(`${body}${first}`)}`;
}

/** Anatel's area codes, then a mobile number of nine digits or another of eight. */
const BRAZILIAN =
  /^(?:55|0)?(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])(?:9\d{8}|[2-5]\d{7})$/;

/** A Brazilian number needs its area code; one from elsewhere its "+". What is written like a CPF is none. */
function phoneOf(group: string): string | undefined {
  const digits = digitsOf(group);
  const isBrazilian = BRAZILIAN.test(digits) && !/\d{3}\.\d{3}\.\d{3}/.test(group);
  if (!isBrazilian && !group.startsWith('+')) return undefined;
  const parsed = parsePhoneNumberFromString(
    /^55\d{10,11}$/.test(digits) ? `+${digits}` : group,
    'BR',
    metadata,
  );
  return parsed?.isValid() === true ? parsed.number : undefined;
}

/** Flat, number words in digits, protocols and the like blanked; one segment for each attempt at telling something. */
const segmentsOf = (text: string): readonly string[] =>
  blanked(inDigits(flat(tidy(text))), OTHER_NUMBERS).split(CORRECTS);

function documentsIn(segment: string): readonly string[] {
  const groups = [GROUPED_CNPJ, GROUPED_CPF, GROUP].flatMap((find) => [...segment.matchAll(find)]);
  return [...new Set(groups.sort((a, b) => a.index - b.index).map(([one]) => digitsOf(one)))].filter(
    isDocument,
  );
}

const blankDocuments = (segment: string): string =>
  [GROUPED_CNPJ, GROUPED_CPF, GROUP].reduce(
    (left, find) => left.replace(find, (one) => (isDocument(digitsOf(one)) ? '·'.repeat(one.length) : one)),
    segment,
  );

function contractIn(segment: string): string | undefined {
  const named = [...segment.matchAll(NAMED_CONTRACT)]
    .map(({ groups }) => digitsOf(groups?.number ?? ''))
    .findLast((digits) => digits.length === CONTRACT_DIGITS);
  const bare = [...segment.matchAll(BARE_CONTRACT)].map(([one]) => one).findLast((one) => !isDate(one));
  return named ?? bare;
}

/** Eight digits that are rather a date: ddmmyyyy or yyyymmdd. */
const isDate = (digits: string): boolean =>
  /^(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/.test(
    digits,
  );

function toldIn(segment: string, asked: boolean): Told {
  const document = documentsIn(segment).at(-1);
  const afterDocument = blankDocuments(segment);
  const named = [...afterDocument.matchAll(NAMED_CONTRACT)].map(({ groups }) => groups?.number ?? '');
  const withoutNamed = named.reduce((left, one) => left.replace(one, ' '.repeat(one.length)), afterDocument);
  const births = birthDatesIn(withoutNamed, asked);
  const birthDate = births.at(-1)?.date;
  const left = births.reduce(
    (rest, { start, end }) => rest.slice(0, start) + '·'.repeat(end - start) + rest.slice(end),
    afterDocument,
  );
  const contract = contractIn(left);
  const phone = phonesIn(blanked(left, NAMED_DOCUMENT)).at(-1);
  return {
    ...(document !== undefined && { document }),
    ...(contract !== undefined && { contract }),
    ...(phone !== undefined && { phone }),
    ...(birthDate !== undefined && { birthDate }),
  };
}

const phonesIn = (segment: string): readonly string[] =>
  [...segment.matchAll(GROUP)].flatMap(([group]) => phoneOf(group) ?? []);

/**
 * What a message tells to prove who somebody is, also when it is dictated ("é zero zero zero não espera é 123 456 789
 * 09"). Of two of a kind the last one counts. What is not understood or does not check is left out. A day of birth in
 * a short form ("120380") is read only when it was asked for.
 */
export const readTold = (text: string, asked: { readonly birthDate: boolean }): Told =>
  segmentsOf(text).reduce<Told>((told, segment) => ({ ...told, ...toldIn(segment, asked.birthDate) }), {});

/** Did the customer try to tell a CPF or CNPJ whose digits do not check? A phone number is no such attempt. */
export function misread(text: string): 'document' | undefined {
  if (readTold(text, { birthDate: false }).document !== undefined) return undefined;
  const tried = segmentsOf(text).some((segment) => {
    const isNamed = [...segment.matchAll(NAMED_DOCUMENT)].some(
      ({ groups }) => digitsOf(groups?.number ?? '').length >= 6,
    );
    const isShaped = [...segment.matchAll(GROUP)].some(
      ([group]) => [11, 14].includes(digitsOf(group).length) && phoneOf(group) === undefined,
    );
    return isNamed || isShaped;
  });
  return tried ? 'document' : undefined;
}
