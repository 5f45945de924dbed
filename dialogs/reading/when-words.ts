/** What days and halves of a day are called, as patterns over flat text. Shared by the readers of both. */

const ORDINAL_OF =
  '(?! (?:via|vez|vezes|tentativa|parcela|pessoa|fatura|opcao|conta|chance|luz|antena|linha)\\b)';

/** Names of each weekday, Monday first. Three letters count only with "feira" or alone in their clause. */
const NAMED: readonly (readonly [full: string, numeral: string, short: string])[] = [
  ['segunda|monday|lunes|mon', '2', 'seg'],
  ['terca|tersa|tuesday|martes|tue|tues', '3', 'ter'],
  ['quarta|wednesday|miercoles|wed', '4', 'qua'],
  ['quinta|qnta|kinta|thursday|jueves|thu|thurs|qui', '5', 'qui|qnt|quin'],
  ['sexta|cesta feira|friday|viernes|fri', '6', 'sex'],
  ['sabado|sabadao|saturday|sat', '', 'sab'],
  ['domingo|sunday', '', 'dom'],
];

const numeral = (digit: string): string =>
  digit === '' ? '' : `|(?<![\\d/.,-])${digit}(?: ?[aª][ -]?feira|ª${ORDINAL_OF}|a(?=[\\s,.!?]*$))`;

/** One pattern for each weekday, Monday first. */
export const WEEKDAYS: readonly string[] = NAMED.map(
  ([full, digit, short]) =>
    `(?:\\b(?:(?:${full})(?:[ -]f(?:eira)?)?${ORDINAL_OF}|(?:${short})(?:[ -]f(?:eira)?\\b|(?=[\\s.!?,]*$)))(?![a-z])${numeral(digit)})`,
);
export const WEEKDAY = `(?:${WEEKDAYS.join('|')})`;

const MONTH_NAMES: readonly string[] = [
  'jan(?:eiro|uary)?|enero',
  'fev(?:ereiro)?|feb(?:ruary|rero)?',
  'marc[oh]|mar|marzo',
  'abr(?:il)?|apr(?:il)?',
  'maio|mai|may|mayo',
  'jun(?:ho|e|io)?',
  'jul(?:ho|y|io)?',
  'ago(?:sto)?|aug(?:ust)?',
  'set(?:embro)?|sept?(?:ember|iembre)?',
  'out(?:ubro)?|oct(?:ober|ubre)?',
  'nov(?:embro|ember|iembre)?',
  'dez(?:embro)?|dec(?:ember)?|dic(?:iembre)?',
];
export const MONTH = `(?:${MONTH_NAMES.join('|')})`;
const MONTH_PATTERNS = MONTH_NAMES.map((names) => new RegExp(`^(?:${names})$`));

/** The number of a month's flat name, 1 to 12; 0 if it is none. */
export const monthNumber = (name: string): number =>
  MONTH_PATTERNS.findIndex((pattern) => pattern.test(name)) + 1;

export const TODAY = '\\b(?:hoje|hj|oje|today|hoy)\\b';
export const TOMORROW =
  '(?<!\\b(?:por|de|a|en) la |\\bde |\\besta )\\bmanana\\b|\\b(?:amanha+|amn|amnh|amanh|tomorrow|tmrw|tmr)\\b';
export const DAY_AFTER =
  '\\b(?:(?:depois|dps|dpois) d[ei] (?:amanha+|amn)|(?:the )?day after tomorrow|pasado manana)\\b';
export const NEXT_WEEK =
  '\\b(?:(?:na |pra |a )?(?:semana q(?:ue)? vem|proxima semana|outra semana)|next week|(?:la )?(?:proxima semana|semana que viene))\\b';

/** The words for halves of a day, and clock times. */
export const MORNING =
  '\\b(?:(?:de|pela|a|da|na parte da|no periodo da|na) manha(?:zinha)?|manha(?:zinha)?|cedinho|cedo|antes d[oe] (?:almoco|meio[- ]dia)|(?:in the |this )?mornings?|(?:por|en|de|a) la manana|before (?:lunch|noon))\\b';
export const AFTERNOON =
  '(?<!\\b(?:mais|mas|muito|ate|boa|boas|buenas|buena|ta|esta|saio|chego|e|eh|ficou|ja) )\\b(?:(?:de|pela|a|da|na|fim d[ae]|no fim d[ae]|final d[ae]|comeco da|inicio da|na parte da|no periodo da|(?:por|en|de|a) la) tarde(?:zinha)?|tarde(?:zinha)?|(?:depois d[oe]|apos o) (?:almoco|meio[- ]dia)|(?:in the |this )?afternoons?|after (?:lunch|noon))\\b';
