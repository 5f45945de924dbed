import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { flat, tidy } from '../../routing/brief/flat.js';
import { clausesOf, isSmall } from '../reading/answer.js';
import { doesNotKnow } from '../reading/control.js';
import { readAmounts } from '../reading/money.js';
import { readYesNo } from '../reading/yes-no.js';
import { isQuestion } from '../interruption.js';
import { known } from './known.js';
import { tellsWho } from './mentions.js';

/** What a customer says of a charge they dispute, in cents. */
export interface Figures {
  readonly charged?: number;
  readonly expected?: number;
  /** So much more than it should be. */
  readonly surplus?: number;
}
type Kind = keyof Figures | 'loose';

const CUES: readonly (readonly [Kind, string])[] = [
  [
    'expected',
    'planos?|eram?(?! cobrad)|era pra|normal(?:mente)?|deveria|devia|combina\\w+|contrat\\w+|(?:o|a) (?:meu|minha) (?:e|eh)|o certo|certo (?:e|era)|espera(?:va|do)|sempre (?:foi|vem|pag\\w+|veio)|costum\\w+|em vez de|ao inves de|no lugar de|antes|prometeram|oferta|promocao|plan|should|usually|normally|used to|instead of|expected|agreed|deberia|en vez de|siempre|acordad\\w+',
  ],
  [
    'charged',
    'veio|vieram|vindo|vem|cobra\\w+|chegou|faturaram|faturou|(?:foi|subiu|passou|aumentou|mudou|pulou) (?:pra|para|a)|pagando|agora|(?:it )?came|charged|billed|llego|vino|cobraron|subio a',
  ],
  [
    'surplus',
    'subiu(?! (?:pra|para|de|a))|aumentou(?! (?:pra|para|de|a))|aumento de|diferenca de|went up by',
  ],
];
const CUE = new RegExp(CUES.map(([kind, words]) => `(?<${kind}>\\b(?:${words})\\b)`).join('|'), 'g');
const MORE = /\ba mais\b|\bde mas\b|\bmore\b|\bextra\b/;

/** The amounts a message names and what each is, by the words before it. `loose` says neither. */
export function readFigures(text: string): Figures & { readonly loose?: number } {
  const words = tidy(text);
  const low = flat(words);
  const cues = [...low.matchAll(CUE)].map(({ groups = {}, index }) => ({
    at: index,
    kind: CUES.find(([kind]) => groups[kind] !== undefined)?.[0] ?? 'loose',
  }));
  const found: Partial<Record<Kind, number>> = {};
  const loose: number[] = [];
  [{ at: 0, kind: 'loose' as Kind }, ...cues].forEach(({ at, kind }, i, all) => {
    const end = i === all.length - 1 ? undefined : all[i + 1]?.at;
    const [first, ...rest] = readAmounts(words.slice(at, end));
    if (first === undefined) return;
    const told = MORE.test(low.slice(at, end)) ? 'surplus' : kind;
    if (told === 'loose') loose.push(first);
    else found[told] = first;
    loose.push(...rest);
  });
  return { ...placed(found, loose), ...(found.surplus !== undefined && { surplus: found.surplus }) };
}

/** Of two amounts nobody explained the higher one was charged; one beside an explained one is the other. */
function placed(
  { charged, expected }: Figures,
  [one, other]: readonly number[],
): Figures & { loose?: number } {
  if (charged !== undefined) return known({ charged, expected: expected ?? one });
  if (expected !== undefined) return known({ expected, charged: one });
  if (one === undefined || other === undefined) return known({ loose: one });
  return { charged: Math.max(one, other), expected: Math.min(one, other) };
}

const CAUSE = phrases([
  'taxas?|multas?|juros|seguros?|visita( técnica)?|instalação|equipamentos?|duas vezes|dobro|duplicidade|duplicad[oa]|repetid[oa]|fidelidade|descontos?|reajuste|serviços?( \\w+)? (que|adicional|extra|digital)|assinatura|streaming|aplicativo|já cancelei|que (eu )?cancelei|não (contratei|pedi|reconheço|autorizei)|pacote|canais|telefone|adesão',
  'fees?|fine|penalty|interest|insurance|installation|equipment|twice|discount|technician s visit|service i|subscription|did not order|cancel+ed',
  'multa|intereses|seguro|instalación|equipo|dos veces|doble|descuento|servicio que|suscripción|no (contraté|pedí|reconozco)|cancelé',
]);
const GREETING = /^(?:(?:oi+e?|olá|ola|opa|bom dia|boa tarde|boa noite|hi|hello|hola)[ ,!.]+)+/i;
const LONGEST_CAUSE = 120;

/** The clause that says what a charge is for, in the customer's own words. */
export function readCause(text: string): string | undefined {
  const clauses = tidy(text).split(/(?<=[.!?;,\n])\s+/);
  const one = clauses.find((clause) => !isQuestion(clause) && plainWords(clause).search(CAUSE) >= 0);
  return one === undefined ? undefined : cut(one.replace(GREETING, ''));
}

/** What else may be the answer to what a charge is for: free words that answer nothing else. */
export function readAnyCause(text: string): string | undefined {
  const plain = plainWords(text);
  const isNone = plain === '' || isSmall(plain) || isQuestion(text) || tellsWho(text) || doesNotKnow(text);
  if (isNone || readYesNo(text)?.whole || clausesOf(text).every(({ words }) => words.length < 3))
    return undefined;
  return cut(tidy(text));
}

const cut = (words: string): string => {
  const plain = words.replace(/\s+/g, ' ').replace(/[.!;,\s]+$/, '');
  return plain.length <= LONGEST_CAUSE ? plain : `${plain.slice(0, LONGEST_CAUSE - 1).trimEnd()}…`;
};

const NOT_THERE_YET = phrases([
  '(ainda |nem |que )*(nem|não) (chegou|veio|fechou|recebi|venceu|saiu|foi (gerada|fechada))( ainda)?',
  'has not (come|arrived)|hasn t (come|arrived)|not (here|there) yet|(todavía|aún) no|no (ha )?(llegado|llegó)',
]);
/** Speaks of a month whose invoice is not there yet: it cannot be the one that is disputed. */
export const isNotThereYet = (text: string): boolean => plainWords(text).search(NOT_THERE_YET) >= 0;

const WHETHER_TO_PAY = phrases([
  '(pago|paga|pagar|pagamos|pague)( ela| isso| a conta| a fatura)? (ou|o) (não( pago| paga| pagar)?|deixo|espero|aguardo|seguro)|(preciso|precisa|devo|tenho que|posso deixar de|é pra|é para|deixo de) (eu )?(pagar|pago)|enquanto isso (eu )?pag\\w+',
  '(should|do) i( have to| need to)? pay|must i pay|pay (it )?meanwhile|(debo|tengo que) pagar|pago o no( pago)?',
]);
/** Asks whether to pay meanwhile: a person decides that. */
export const asksWhetherToPay = (text: string): boolean => plainWords(text).search(WHETHER_TO_PAY) >= 0;
