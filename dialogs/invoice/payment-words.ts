import { moodOf } from '../../bot/classifier/mood.js';
import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { flat } from '../../routing/brief/flat.js';
import { doesNotKnow } from '../reading/control.js';
import { readAmounts } from '../reading/money.js';
import { readYesNo } from '../reading/yes-no.js';
import { lastNamed } from './mentions.js';

/** How something was paid. */
export type Way = 'pix' | 'boleto' | 'card' | 'debit';

const SHOP =
  'lotéricas?|casa lotérica|no caixa|no banco|caixa eletrônico|(no|pelo|por|com|com o|via) boleto|códigos? de barras?|by boleto';
const CARD = 'cart(ão|ao)( de (crédito|débito))?|no crédito|credit card|debit card|card|tarjeta';
const WAYS: Readonly<Record<Way, RegExp>> = {
  pix: phrases(['pix|pics|qr ?code|copia e cola']),
  boleto: phrases([SHOP]),
  card: phrases([CARD]),
  debit: phrases(['débito automático|debito em conta|direct debit|débito automático']),
};
/** "Boleto" is what the invoice is called too: it is a way only where the way was asked. */
const ASKED_WAYS = { ...WAYS, boleto: phrases([`${SHOP}|boletos?`]) };

/** How they say that they paid; the last that is not denied. */
export const readPaidBy = (text: string, asked: boolean): Way | undefined =>
  lastNamed(text, asked ? ASKED_WAYS : WAYS, WAYS.pix)?.value;

const LARGEST_DAY = 31;

/** What was paid, in cents. A small bare number is a day rather than an amount, unless the amount was asked. */
export function readPaid(text: string, asked: boolean): number | undefined {
  const isMoney = asked || /r\$|reais|contos?|pila|\d[.,]\d\d(?!\d)/.test(flat(text));
  return readAmounts(text).findLast((cents) => isMoney || cents > LARGEST_DAY * 100);
}

/** What becomes of the receipt: it is here, it will be sent, it is looked for, there is none. */
type Receipt = 'has' | 'lost' | 'none';

const RECEIPT = '(comprovantes?|recibos?|receipts?|proof|comprobantes?)';
const HAS = phrases([
  `(achei|encontrei|tenho|estou com|mandei|enviei|segue|vou mandar|mando|olha|aqui|(tá|está) aqui)( sim| já| o| um| meu| aqui)* ${RECEIPT}`,
  `(i )?(have|found|got|sent)( the| a| my)* ${RECEIPT}|here is (the|my) ${RECEIPT}|(tengo|encontré|aquí está)( el| mi)? ${RECEIPT}`,
]);
const WHERE = phrases([
  `(não|nem) (sei|acho|achei|encontro|encontrei|estou achando|lembro)( \\w+){0,3} ${RECEIPT}|onde (está|acho|fica|vejo|eu acho|encontro|pego)( \\w+){0,2} ${RECEIPT}?|como (acho|vejo|pego|encontro)|perdi o ${RECEIPT}`,
  `(do not|don t|can t|cannot) (know|find)( \\w+){0,4}|where (is|can|do i)|no (sé|encuentro|hallo)( \\w+){0,4}|dónde`,
]);
const NONE = phrases([
  `não (tenho|guardei|salvei|tirei|peguei|consigo|vou)( \\w+){0,2}|sem (o|ele|esse|isso|comprovante)|seguir|joguei fora|apaguei|deixa|without|go on|(do not|don t) have|no (tengo|guardé)|sin (él|el|ese|eso)`,
]);

/** What a message says of the receipt; "yes" and "no" count only where it was asked. */
export function readReceipt(text: string, asked: boolean): Receipt | undefined {
  const words = plainWords(text);
  const named = new RegExp(RECEIPT).test(words);
  if (!asked && !named) return undefined;
  if (words.search(WHERE) >= 0) return 'lost';
  if (words.search(NONE) >= 0) return 'none';
  if (words.search(HAS) >= 0) return 'has';
  if (!asked) return undefined;
  if (doesNotKnow(text)) return 'lost';
  const answer = readYesNo(text);
  if (answer) return answer.value ? 'has' : 'none';
  return /\b(?:tenho|achei|encontrei|segue|found|have|tengo)\b/.test(words) ? 'has' : undefined;
}

const CUT = phrases([
  '(cort\\w+|bloque\\w+|suspen\\w+|deslig\\w+|tiraram|sem) (a |o |da |do |ta |tudo |minha |meu |de novo )*(internet|sinal|net|wifi|linha|serviço|conexão)|(internet|sinal|net|linha|conta|está|continua|foi) (\\w+ ){0,2}(bloquead[ao]|cortad[ao]|suspens[ao])|relig\\w+|desbloque\\w+|liber(a|em|e|ou|aram|ar|ação)',
  '(internet|service|it|connection)( is| was| has been)? (\\w+ )?(blocked|cut|suspended|off)|cut (off )?my|blocked my|cort(aron|ado)|bloque(aron|ad[oa])',
]);
/** Says that the connection was cut although they paid. */
export const saysCut = (text: string): boolean => plainWords(text).search(CUT) >= 0;

const TWICE = phrases([
  '(duas|2|três|3) vezes|em dobro|duplicidade|paguei duplicado|twice|double|dos veces|duplicado',
]);
/** Says that they paid more than once: that nothing is open is no answer then. */
export const saysTwice = (text: string): boolean => plainWords(text).search(TWICE) >= 0;

const ANGRY_FROM = 0.3;
/** Sounds upset: a word about that comes before the question. */
export const isAngry = (text: string): boolean => moodOf(text).upset >= ANGRY_FROM;
