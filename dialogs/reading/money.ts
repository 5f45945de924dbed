import { flat, tidy } from '../../routing/brief/flat.js';
import { blanked } from './answer.js';
import { inDigits } from './number-words.js';
import { MONTH } from './when-words.js';

/** Numbers of another kind. */
const NO_AMOUNTS = new RegExp(
  [
    // documents, phones, protocols, postal codes, long numbers
    '\\d{3}\\.\\d{3}\\.\\d{3}[-. ]?\\d{2}|\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2}|\\b\\d{3} \\d{3} \\d{3} \\d{2}\\b|\\(\\d{2}\\) ?\\d{4,5}[- ]?\\d{4}|\\b\\d{2} \\d{4,5}[- ]?\\d{4}\\b|\\b\\d{4,}-\\d+\\b|\\b\\d{7,}(?![\\d,])',
    // days and times
    `\\b\\d{1,2}[/-]\\d{1,2}(?:[/-]\\d{2,4})?\\b|\\b\\d{1,2}/20\\d\\d\\b|\\b\\d{1,2} de ${MONTH}(?: (?:de )?\\d{4})?\\b|\\b${MONTH}(?: de|/) ?20\\d\\d\\b|\\b(?:dia|dias|day) \\d{1,2}\\b(?:(?: e| ou) (?:nao )?\\d{1,2}\\b(?![,.]\\d| reais))?`,
    '\\b\\d{1,2}(?:h\\d{0,2}|:\\d{2})\\b|\\b(?:as|das|ate as|at) \\d{1,2}\\b(?![,.]\\d| reais)',
    '\\b(?:chega|chegando|bate|batendo|marca|marcando)(?: (?:so|em|a|uns|no maximo|nem))* \\d+\\b(?![,.]\\d| ?reais)',
    '\\b(?:teste|ping)(?: (?:da|deu|de|foi|ta|em|so|esta))* \\d+\\b(?![,.]\\d| ?reais)|\\b(?:pra|para) \\d{1,2}\\b(?![,.]\\d| ?reais)|(?<![,.])\\b\\d{1,3} dia\\b(?! \\d)',
    // what else is counted
    '\\b\\d+(?:[.,]\\d+)? ?(?:megas?|megabits?|mbps|mbs?|gigas?|gbs?|gbps|ms|%|x|h|hs|hrs?|horas?|min|minutos?|dias|semanas?|mes|meses|anos?|vezes|vez|pessoas?|antenas?|luzes|aparelhos?|celulares|tvs?|parcelas?|quartos?|andar|km|metros|days?|hours?|weeks?|months?|years?|times|people|boletos?|faturas?|contas?|via|[ªº])(?![a-z])',
    // speeds and addresses
    `\\b(?:plano|internet|o) de \\d+\\b(?! ?reais|[,.]\\d)|\\b(?:rua|avenida|av|travessa|alameda|praca|rodovia)\\b[^,;\\n]{0,40}?\\d+(?: de ${MONTH}(?: \\d+)?)?|\\b(?:apto?|apartamento|casa|bloco|bl|quadra|lote|cep|numero|num|nº|contrato|protocolo|cpf|cnpj|v)\\b[ .:-]*\\d[\\d.-]*`,
  ].join('|'),
  'g',
);

const CURRENCY = '(?:r\\$|rs|reais)';
const WHOLE = '\\d{1,3}(?:\\.\\d{3})+|\\d{1,6}';
const AMOUNT = new RegExp(
  `(?<![\\w/-]|\\d[.,])(?<sign>${CURRENCY} ?)?(?<whole>${WHOLE})(?:[.,](?<cents>\\d{1,2}))?(?![\\w]|[.,/:-]\\d)(?<unit> ?(?:reais|real|conto|contos|pila|pilas|pau|paus|reales|bucks)\\b(?: e (?<after>\\d{1,2})(?: centavos)?\\b)?)?`,
  'g',
);
const SMALLEST_BARE = 10;
const LARGEST_BARE = 9999;

/**
 * The amounts of money a message names, in cents and in order; also in Portuguese words ("cento e trinta e dois
 * reais"). A bare number counts from 10 to 9999 unless something beside it says that it counts something else.
 */
export function readAmounts(text: string): readonly number[] {
  const low = inDigits(flat(tidy(text)), ',');
  return [...blanked(low, NO_AMOUNTS).matchAll(AMOUNT)].flatMap(({ groups }) => {
    const { sign, whole = '', cents, unit, after } = groups ?? {};
    const units = Number(whole.replace(/\./g, ''));
    const isBare = sign === undefined && cents === undefined && unit === undefined;
    if (isBare && (units < SMALLEST_BARE || units > LARGEST_BARE)) return [];
    return [units * 100 + Number((cents ?? after ?? '').padEnd(cents === undefined ? 0 : 2, '0'))];
  });
}
