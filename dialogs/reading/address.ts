import { flat, tidy } from '../../routing/brief/flat.js';

/** Where somebody moves to, as far as it was told; spelt as they spell it, each word beginning with a capital. */
export interface Address {
  readonly street?: string;
  readonly number?: string;
  /** Flat, block, house at the back. */
  readonly complement?: string;
  readonly district?: string;
  /** 00000-000. */
  readonly cep?: string;
}

const KIND =
  '(?:rua|r\\.|avenida|av\\.?|travessa|tv\\.|alameda|al\\.|praca|estrada|rodovia|servidao|viela|beco|largo|calle)';
/** What a street is not called: people speak of their street without naming it. */
const NO_NAME =
  '(?!(?:toda|inteira|ainda|mesma|aqui|que|onde|ta|esta|e|eh|q|sem|nao|minha|meu|nova|principal|ja|qual|de casa|de baixo|de cima|do lado|de tras|d[aeo] \\d+)\\b)';
/** What begins the next part of an address. */
const NEXT =
  'numero|num|nro|n|nº|apto|apt|apartamento|ap|bloco|bl|casa|fundos|quadra|qd|lote|lt|torre|sala|andar|bairro|cep|s/n|sem numero';
const WORD = `(?!(?:${NEXT}|mas|que|pra|para|perto|em frente|esquina|no bairro|amanha|hoje|eu|desculpa|ta|esta|e)\\b)[a-z0-9'.]*[a-z][a-z'.]*`;
const STREET = new RegExp(
  `(?<![a-z])(?<street>${KIND} +${NO_NAME}(?:(?:\\d{1,2} d[eo] )?${WORD}|\\d{1,4}(?= *,| n| numero))(?: +${WORD}){0,5})(?:,? *(?:(?:numero|num|nro|no|n[º.]?|nº|#)[ .:]*)?(?<number>\\d{1,5}(?: ?[a-d](?![a-z]))?(?![\\d/:]|[.,-]\\d))| *,? *(?<none>s/?n\\b|sem numero))?`,
  'd',
);
const NUMBER =
  /(?<![a-z\d])(?:numero|num|nro|nº|n[.º])[ .:]*(?:e |eh )?(?<number>\d{1,5}(?: ?[a-d](?![a-z]))?)(?![\d/:]|[.,-]\d)/d;
const PIECE =
  '(?:(?:apto?|apartamento|ap|casa|sala|andar)\\b[. ]*(?:(?:n[º.]|numero) ?)?\\d{1,5} ?(?:[a-d](?![a-z]))?|(?:bloco|bl|quadra|qd|lote|lt|torre)\\b[. ]*(?:\\d{1,4} ?[a-z]?|[a-z]\\d{0,3}))(?![a-z\\d])|\\bcasa (?:d[eo]s? )?fundos|(?<!e )\\bfundos(?= *(?:[,.]|$))|\\b\\d{1,2}[ºo°]? andar|\\bterreo';
const COMPLEMENT = new RegExp(`(?<![a-z])(?<complement>(?:${PIECE})(?:[ ,-]+(?:e )?(?:${PIECE}))*)`, 'd');
const DISTRICT =
  /(?<![a-z])bairro:? +(?:(?:e|eh) +(?:o +|a +)?)?(?!(?:todo|inteiro|ta|esta|aqui|nao|que|novo|onde|qual|vcs|voces|tao|fica|e|eh|queria|quero|ai|a|preciso|gostaria|vou|tem|eu|mas|sem)\b)(?<district>[a-z'.]+(?: +(?!(?:cep|rua|numero|apto|casa|mas|que|sem|esta|ta|nao|na|no|em|cidade|perto|e)\b)[a-z0-9'.]+){0,3})/d;
const CEP =
  /(?<![\d.-])(?:cep:? *(?:e |eh |o )?)?(?<cep>\d{2}\.?\d{3}-\d{3})(?![\d-])|\bcep\b[: ]*(?:e |eh |o )?(?<named>\d{2}[. ]?\d{3}[- ]?\d{3})(?!\d)/d;

/** The parts of an address a message tells; undefined if it tells none. A number alone is read by `readNumberFix`. */
export function readAddress(text: string): Address | undefined {
  const said = tidy(text);
  const low = flat(said);
  const street = STREET.exec(low);
  const rest = street ? blankedOut(low, street) : low;
  const parts: Address = {
    street: spelt(said, street, 'street'),
    number: numberOf(street) ?? numberOf(NUMBER.exec(rest)),
    complement: spelt(said, COMPLEMENT.exec(rest), 'complement'),
    district: spelt(said, DISTRICT.exec(rest), 'district'),
    cep: cepOf(rest),
  };
  const told = Object.entries(parts).filter(([, part]) => part !== undefined);
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

function numberOf(match: RegExpExecArray | null): string | undefined {
  const { number, none } = match?.groups ?? {};
  return none === undefined ? number?.replace(' ', '').toUpperCase() : 's/n';
}

const blankedOut = (low: string, { index, 0: all }: RegExpExecArray): string =>
  low.slice(0, index) + ' '.repeat(all.length) + low.slice(index + all.length);

function cepOf(low: string): string | undefined {
  const { cep, named } = CEP.exec(low)?.groups ?? {};
  const digits = (cep ?? named)?.replace(/\D/g, '');
  return digits === undefined ? undefined : `${digits.slice(0, 5)}-${digits.slice(5)}`;
}

/** A part as the customer wrote it; words between names stay small. */
function spelt(said: string, match: RegExpExecArray | null, part: string): string | undefined {
  const place = match?.indices?.groups?.[part];
  return place && capitalized(said.slice(...place).replace(/[\s,.-]+$/, ''));
}

const SMALL = /^(?:d[aeo]s?|e|del|la)$/i;
const capitalized = (words: string): string =>
  words.replace(/[\p{L}\p{M}'.]+/gu, (word, at: number) =>
    at > 0 && SMALL.test(word) ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1),
  );

const FIX =
  /^(?:(?:ah|nao|n|opa|ops|desculpa|pera|espera|errei|alias|na verdade|na vdd|quer dizer|digo|e|eh|era|o numero|numero|certo|correto|sorry|i mean|it's|perdon|mejor dicho|es|no|casa)[ ,.:!]+)*(?<number>\d{1,5}(?: ?[a-d](?![a-z]))?)(?: (?:e o certo|o certo|na verdade|alias|desculpa|entao|mesmo))?[ .!]*$/;
const NOT_BUT =
  /\bnao (?:e|eh|era) (?:o )?\d{1,5}[ ,]+(?:(?:e|eh|era|sim|mas)[ ,]+(?:o )?)?(?<number>\d{1,5})[ .!]*$/;

/** The house number in a message that corrects or tells nothing but that: "quer dizer, 301". */
export function readNumberFix(text: string): string | undefined {
  const low = flat(tidy(text));
  const number = (NOT_BUT.exec(low) ?? FIX.exec(low))?.groups?.number;
  return number?.replace(' ', '').toUpperCase();
}

/** What is told later counts. A new street has none of the old one's parts. */
export const mergeAddress = (before: Address, read: Address): Address =>
  read.street === undefined || before.street === undefined || isSameStreet(before.street, read.street)
    ? { ...before, ...read }
    : read;

const isSameStreet = (one: string, other: string): boolean => flat(one) === flat(other);
