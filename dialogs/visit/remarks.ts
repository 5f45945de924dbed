import { flat, tidy } from '../../routing/brief/flat.js';
import { readAddress } from '../reading/address.js';
import { readName } from '../reading/name.js';

const BECAUSE = /\b(?:e )?(?:pq|porque|por q|pois|because|por causa d[aeo]|cause|es que|e que) (?=\w)/;
const TO_DO =
  /\b(?:para|pra|to) (?=(?:trocar|ver|arrumar|consertar|instalar|passar|mudar o|verificar|olhar|fix|replace|install|check|cambiar|arreglar|revisar) )/;
const INSTALL = /\b(?:instala|instalacao|instalar|install|installation|instalacion)\w*/;
const FAULT =
  /\b(?:sem (?:internet|net|sinal|wifi|conexao)|caiu|caindo|cai |lent[ao]|solt[ao]|pendurad\w*|desencapad\w*|quebr\w+|rompid\w*|cortad\w*|arrebentad\w*|queimad\w*|travando|oscilando|nao (?:pega|funciona|liga|chega|conecta|sobe)|piscando|luz (?:vermelha|roja)|red light|down|slow|broken|loose|not working|hanging|no internet|no funciona|caid[ao]|rot[ao]|sin (?:internet|senal))\b/;

const LONGEST = 140;
const HOUR = '\\d{1,2}(?:h\\d{0,2}|:\\d\\d)?(?: ?(?:hs|hrs|horas|am|pm))?(?: (?:da|de la|in the) \\w+)?';
const NO_EARLIER = new RegExp(
  `(?:(?:so )?(?:nao|n|not|no) (?:pode|posso|da|can|puede)(?: ser| be)? )?\\b(?:antes|depois|dps|apos|a partir|ate|before|after|until|despues)(?: d)?(?: ?(?:as|das|da|do|de|las|the))* ${HOUR}|\\b(?:as |at |a las )${HOUR}(?= *(?:$|[,.;!?]))|\\b\\d{1,2}(?:h\\d{0,2}|:\\d\\d| ?(?:am|pm)| horas)\\b`,
);
const AT_THE_DOOR =
  /\b(?:interfone|campainha|portao(?! eletr)|portaria|porteiro|cachorros?|dogs?|perros?|toca|bate|lig(?:a|ar|ue|uem) antes|avis(?:a|ar|e|em)|doorbell|gate|call (?:me )?(?:first|before)|llam(?:e|en) antes|timbre)\b/;

const LOCAL_HOLIDAY = /\b(?:feriado|holiday|festivo)\b/;
const PRICE =
  /\b(?:quanto (?:custa|e|fica|cobra)|cobra\w*|preco|gratis|how much|cost|cuanto (?:cuesta|sale|cobran)|se paga)\b/;

const WORRY =
  /\bse (?:nao|n) (?:vier(?:em)?|vir|aparec\w+|resolv\w+)|\bif (?:nobody|no one|you|he) (?:comes|do not come|don't come|doesn't come)|\bsi no (?:vienen?|aparecen?)/;

/** What a message says in passing that deserves a word before the question goes on. */
export type Remark = 'noted' | 'worry' | 'holiday' | 'address' | 'price' | 'heard';

/** Why they need a technician, in their own words, if the message tells it. */
export function reasonIn(text: string): string | undefined {
  const said = tidy(text);
  const low = flat(said);
  const cue = BECAUSE.exec(low) ?? TO_DO.exec(low);
  if (cue) return short(said.slice(cue.index + cue[0].length));
  const clause = said.split(/[.!?\n]+/).find((one) => FAULT.test(flat(one)) || INSTALL.test(flat(one)));
  if (clause === undefined) return undefined;
  return short(INSTALL.exec(flat(clause)) && !FAULT.test(flat(clause)) ? 'instalação' : clause);
}

/** Words kept for the technician, not too many. */
export function short(words: string): string {
  const tidied = words.trim().replace(/^[,;:\s]+|[\s,;:.!]+$/g, '');
  return tidied.length <= LONGEST ? tidied : `${tidied.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** A wish about the hour or the door that half a day cannot promise, in their own words. */
export function noteIn(text: string): string | undefined {
  const said = tidy(text);
  const hour = NO_EARLIER.exec(flat(said));
  if (hour) return said.slice(hour.index, hour.index + hour[0].length).trim();
  const clause = said.split(/[.!?\n]+/).find((one) => AT_THE_DOOR.test(flat(one)));
  return clause === undefined ? undefined : short(clause);
}

export function remarkIn(text: string): Remark | undefined {
  const low = flat(tidy(text));
  if (LOCAL_HOLIDAY.test(low)) return 'holiday';
  if (readAddress(text)?.street !== undefined) return 'address';
  if (noteIn(text) !== undefined) return 'noted';
  if (WORRY.test(low)) return 'worry';
  if (PRICE.test(low)) return 'price';
  return readName(text, false) === undefined ? undefined : 'heard';
}

/** What deserves a word of its own. */
export function spoken(text: string): Exclude<Remark, 'heard'> | undefined {
  const remark = remarkIn(text);
  return remark === 'heard' ? undefined : remark;
}
