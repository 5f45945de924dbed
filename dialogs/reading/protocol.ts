import { flat, tidy } from '../../routing/brief/flat.js';
import { isRestSmall, type Read } from './answer.js';
import { readTold } from './identifiers.js';

const NAMED = '(?:protocolos?|prot|protocol|ticket|chamado|ordem de servico|os|caso)';
const LINK =
  '(?:\\W{0,3}\\b(?:de|do|da|atendimento|n|no|nr|num|numero|number|e|eh|is|era|o|meu|es|el|visita)\\b)*\\W{0,4}';
const TICKET = '(?<date>20\\d{6})(?: ?[-–] ?|[ .]?(?=\\d{4}))(?<count>\\d{1,6})(?![\\d.,/]*\\d|-\\d)';
const PROTOCOL = new RegExp(
  [
    `(?<![\\d.,/-])${TICKET}`,
    '\\bv[ -]?(?<visit>\\d{6})(?!\\d)',
    `\\b${NAMED}\\b${LINK}(?<named>(?!20\\d{6}(?: ?[-–] ?\\d|[ .]?\\d{4}))\\d[\\d-]{3,18})(?!\\d)`,
    '(?<![\\d.,/(+-]|\\d )(?<bare>20\\d{4,10})(?![\\d/]|[.,-]\\d| \\d)',
  ].join('|'),
  'g',
);
const AROUND =
  /\b(?:protocolos?|prot|protocol|ticket|chamado|numero|number|nro|num|n|nº|nao|errei|quer dizer|alias|na verdade|na vdd|digo|visita|atendimento|sorry|i mean|pera|espera)\b/g;

/**
 * The protocol a message names, the last if it corrects itself: a ticket's ("20261123-0007") or a visit's ("V-482913"),
 * however it is typed. A number that is called a protocol or begins like one but has another shape is given as it was
 * typed, digits only, so that it can be said not to exist.
 */
export function readProtocol(text: string): Read<string> | undefined {
  const low = flat(tidy(text));
  const found = [...low.matchAll(PROTOCOL)].flatMap((match) => {
    const value = valueOf(match.groups ?? {});
    return value === undefined || isIdentifier(match.groups?.bare) ? [] : [{ value, shape: match[0] }];
  });
  const last = found.at(-1);
  if (!last) return undefined;
  const rest = found.reduce((left, { shape }) => left.replace(shape, ' '), low).replace(AROUND, ' ');
  return { value: last.value, whole: isRestSmall(rest) };
}

type Groups = Readonly<Record<string, string | undefined>>;

function valueOf({ date, count, visit, named, bare }: Groups): string | undefined {
  if (date !== undefined && count !== undefined) return `${date}-${count.padStart(4, '0')}`;
  if (visit !== undefined) return `V-${visit}`;
  const digits = (named ?? bare)?.replace(/\D/g, '');
  return digits === undefined || digits.length < 4 ? undefined : digits;
}

const isIdentifier = (digits: string | undefined): boolean => {
  if (digits === undefined) return false;
  const { document, phone } = readTold(digits, { birthDate: false });
  return document !== undefined || phone !== undefined;
};
