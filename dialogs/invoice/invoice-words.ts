import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { flat } from '../../routing/brief/flat.js';
import { clausesOf, isSmall } from '../reading/answer.js';
import { asksToWait, wantsToStop } from '../reading/control.js';
import { lastNamed, type Named } from './mentions.js';

/** How an invoice is paid: the code that the customer copies. */
export type Code = 'pix' | 'boleto';

const PIX = 'pix|pics|copia e cola|qr ?code|chave( pix)?';
const BAR_CODE =
  'códigos? de barras?|codigo d barra|barras|linha digitável|numeração|bar ?code|digits|código de pago';
const CODES = { pix: phrases([PIX]), boleto: phrases([`${BAR_CODE}|boletos?|bolto|bleto`]) };
/** At the beginning "boleto" is only what the invoice is called. */
const FIRST_CODES = { pix: CODES.pix, boleto: phrases([BAR_CODE]) };
const BESIDE = phrases([
  'manda(r)?|mande|envia(r)?|envie|me|quero|pagar|pago|paga|pagamento|código|cód|número|opção|por|pelo|pela|via|com|usando|gera|gerar|passa|então|aqui|dele|dela|fatura|conta|alone|just',
  'send|give|code|pay|by|with|via|using|number|mande|mándeme|envíe|deme|con|pagar|solo|only',
]);

/** Which code the customer wants. */
export const readCode = (text: string, given: boolean): Named<Code> | undefined =>
  lastNamed(text, given ? CODES : FIRST_CODES, BESIDE);

const PAID = phrases([
  '(já|eu|acabei de|essa|esse|isso) (paguei|pagar|quitei|pago)|(já|isso) (foi|está|tinha sido) (pag[oa]|quitad[oa])|já (tinha|havia) pago|paguei( já| sim| essa| ontem| hoje| semana passada)?|está paga?',
  '(i )?(have |ve )?already (paid|payed)|i (paid|ve paid|have paid)( it)?|it s( already)? paid|is paid',
  '(ya )?(la |lo )?pagué( ya)?|ya (está|fue) pagad[oa]|ya pague',
]);
const NOT_PAID = phrases([
  '(ainda |eu |que )?não (paguei|está pag[oa]|foi pag[oa])|se (eu )?(já )?paguei|not paid|have not paid|haven t paid|no (la |lo )?pagué|quero (outra|a de)|manda',
]);

/** Says that it is paid already; "pg" alone is too short to mean that. */
export const saysPaid = (text: string): boolean => {
  const words = plainWords(text);
  return words.search(PAID) >= 0 && words.search(NOT_PAID) < 0 && /pag|paid|quit|payed/.test(flat(text));
};

const DONE = phrases([
  '(já )?(recebi|chegou|peguei|copiei|anotei|salvei|consegui|vi|achei)( aqui| sim| tudo| certinho| a fatura| o código| o boleto| o pix)?|(era )?só isso( mesmo)?|deu certo|pronto|prontinho|show( de bola)?|valeu( demais)?|maravilha|joia|tranquilo|entendi',
  '(eu )?(vou|já vou) pagar( (ela|ele|isso))?( hoje| agora| amanhã| depois| mais tarde)?|pago (hoje|agora|amanhã|depois|mais tarde)|não precisa( mais| de mais nada)?|mais nada|nada( mais)?|por enquanto (é só|não)|é só',
  '(i )?got it|received( it)?|i have it|that s all|that is all|all good|no more|nothing( else)?|done|i ll pay( it)?( now| later| today)?|it worked|understood|cheers',
  '(ya )?(lo |la )?recibí|eso es todo|nada más|listo|voy a pagar( hoy| ahora)?|ya (lo|la) tengo|entendido|muy amable',
]);
const BARE_YES = /^(?:sim|s|ss|quero|quero sim|pode|yes|si|si quiero)$/;
/** A yes to a question that offers two things. */
export const isBareYes = (text: string): boolean => BARE_YES.test(plainWords(text));

const NO_THANKS = /^(?:nao|no|nope|nah)$/;
const NOT_DONE = phrases([
  'não (recebi|chegou|consegui|entendi|copi\\w+|achei|vi|peguei)|didn t|did not|no (lo |la )?recibí',
]);

/** Has what they wanted: thanks, a receipt, or "não, obrigado", and nothing else. */
export const isDone = (text: string): boolean => {
  if (plainWords(text).search(NOT_DONE) >= 0 || wantsToStop(text) || asksToWait(text)) return false;
  const clauses = clausesOf(text);
  return (
    clauses.length > 0 &&
    clauses.every(
      ({ words, asks }) =>
        !asks && (NO_THANKS.test(words) || isSmall(words.replace(DONE, ' ').replace(/\bnao\b/g, ' '))),
    )
  );
};

const AGAIN = phrases([
  'de novo|outra vez|novamente|reenvi[ae]r?|manda mais uma vez|não (recebi|chegou|consegui (copiar|ver|abrir|ler))|apaguei|again|resend|otra vez|de nuevo|no (lo |la )?recibí',
]);
/** Wants the same once more. */
export const wantsAgain = (text: string): boolean => plainWords(text).search(AGAIN) >= 0;

/** Which of several invoices, named without a month. */
export type Pick = 'all' | 'oldest' | 'newest';
const PICKS: Readonly<Record<Pick, RegExp>> = {
  all: phrases([
    'as duas|os dois|as tr[eê]s|todas|todos|tudo|ambas|ambos|both|all( of them)?|las dos|los dos|las tres',
  ]),
  oldest: phrases([
    'mais (antiga|velha)|primeir[ao]|vencid[ao]|atrasad[ao]|oldest|first|overdue|primera|más (antigua|vieja)|que venceu',
  ]),
  newest: phrases([
    'mais (nova|recente)|últim[ao]|atual|latest|newest|last|más (nueva|reciente)|la segunda|second',
  ]),
};
const BESIDE_PICK = phrases([
  'manda(r)?|mande|envia|me|quero|pagar|fatura|conta|boleto|one|invoice|bill|factura|delas|deles|send',
]);

export const readPick = (text: string): Named<Pick> | undefined => lastNamed(text, PICKS, BESIDE_PICK);

const OVERDUE = phrases([
  'vencid[ao]s?|atrasad[ao]s?|venceu|em atraso|overdue|past due|atrasad[ao]|vencid[ao]',
]);
/** Speaks of an invoice that should have been paid already. */
export const isOverdue = (text: string): boolean => plainWords(text).search(OVERDUE) >= 0;
