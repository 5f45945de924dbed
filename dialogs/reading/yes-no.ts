import { clausesOf, isSmall, type Read } from './answer.js';
import { phrases } from '../../bot/classifier/phrases.js';

/** The end of a clause, as it stands in the joined words. */
const END = '(?= \\||$)';

/** Neither: they would look like an answer. */
const NEITHER = phrases([
  'não (sei|lembro|faço ideia|achei|encontrei|tenho certeza)( não)?|(não )+(pera|espera|peraí)|sei lá|(ou|o) (não|no)|or not|pois não|pois é',
  '(tudo|e aí|e|eae|iae|aí) (beleza|certo)|tudo bem com .*|(deu|não deu|dando) certo|só isso( mesmo)?|(esquece|cancela|deixa|faz|fiz) isso',
  'i (do not|don t) know|dont know|no (sé|idea)|not sure',
]);
/** A yes that has a no in it. */
const YES_AFTER_ALL = phrases([
  '(não tem|sem|não há|não é) (nenhum )?problemas?|sem (erro|dúvida)|por que não|porque não|como não|(esta|tá) bom não',
  '(no|not a) problem|no worries|why not|(sin|no hay) problema|cómo no|no te preocupes',
]);
const NO = phrases([
  // pt-BR
  '(isso|claro que|acho que|agora|ainda|hoje|pode|quero|melhor|por enquanto|prefiro|preciso|precisa|eu|sim) não|não não',
  'não (é isso|está certo|está correto|é esse|é essa|quero( não)?|precisa( não)?|preciso|pode|por enquanto|mesmo|vou|senhora?|é( não)?|está)',
  `negativo|nop[es]*|nem pensar|de jeito nenhum|nunca|jamais|nada disso|(tá|está|isso está|é) errado|errado|incorreto|deixa${END}|não`,
  // en, es
  `no (thanks?|thank you|thx|gracias|quiero|puedo|it s not|it is not|i don t|i do not|not yet|por ahora|todavía|es eso|señor)|todavía no|aún no|ahora no|claro que no|eso no|creo que no|no${END}|nop|nah|not (yet|now|really)|nope|never|wrong|incorrecto|para nada`,
]);
const YES = phrases([
  // pt-BR
  '(quero|pode|é|isso|claro que|acho que|eu|ah|por favor) sim|sim|siim|s|pode ser|pode (isso )?(confirmar|marcar|fazer|mandar|agendar|registrar|abrir|seguir|continuar|cancelar|ir|deixar|remarcar|trocar)|com certeza|certeza',
  `isso (mesmo|aí)|é isso( mesmo| aí)?|isso|(está|tá|tudo) (certo|certinho|bom|ok|correto|confirmado|ótimo|bem)|esta certo|pode${END}|quero${END}|é${END}|^por favor$|faz${END}|manda( ver)?${END}|vamos?${END}|quero por favor`,
  'fechou|fechado|combinado|bora|beleza|certo|certinho|confirm[oa]|confirmad[oa]|uhum|aham|arrã|ahan|unrum|claro|ok|okay|okey|oki|positivo|afirmativo|exato|exatamente|correto|perfeito|ótimo|show|joia|tranquilo|aceito|topo|de acordo|demorou|suave|já é',
  // en, es
  `yes|yeah|yea|yep|yup|sure|of course|go ahead|please do|all right|alright|sounds good|that s (right|fine|it|correct)|correct|right${END}|exactly|fine${END}|y${END}|yes please|it s right`,
  `sí${END}|si (por favor|claro|quiero|puede|gracias|señor|señorita|eso|está)|vale|dale|claro que sí|de acuerdo|está bien|esta bien|por supuesto|correcto|exacto|eso es|eso mismo|así es`,
]);

/** Only these are an answer after something else. */
const CLOSES = /\b(?:sim|nao|yes|pode ser|isso mesmo|confirmo|fechado|de jeito nenhum|ok|no|si)$/;

/** Plain words in which each of these is one sign of its own. */
const marked = (words: string): string =>
  words.replace(NEITHER, '?').replace(YES_AFTER_ALL, '+').replace(NO, '-').replace(YES, '+');

/**
 * Yes or no, however people say it. The answer must open the message or close it without asking; what merely has such
 * a word in it, and "não sei", is no answer.
 */
export function readYesNo(text: string): Read<boolean> | undefined {
  const clauses = clausesOf(withSigns(text));
  const signs = marked(clauses.map(({ words, asks }) => (asks ? '?' : words)).join(' | ')).replace(
    /\|/g,
    ' ',
  );
  const parts = signs.split(/([-+?])/).map((part) => part.trim());
  const answers = parts.filter((part) => part === '+' || part === '-');
  if (answers.length === 0) return undefined;
  const rest = parts.filter((part) => part !== '+' && part !== '-').join(' ');
  const whole = new Set(answers).size === 1 && isSmall(rest);
  const value =
    openingAnswer(parts) ?? (CLOSES.test(clauses.at(-1)?.words ?? '') ? closingAnswer(parts) : undefined);
  return value === undefined ? undefined : { value: value === '+', whole };
}

/** Thumbs and ticks say it too; a "tá" that stands alone is a yes, one that goes on is a verb. */
const withSigns = (text: string): string =>
  text
    .replace(/👍|✅|👌|🆗|✔/gu, ' sim. ')
    .replace(/👎|❌/gu, ' não. ')
    .replace(/^\s*(?:t[aá]|t[aá] t[aá])\s*(?=[,.!]|$)/i, 'sim');

const isAnswer = (part: string | undefined): part is '+' | '-' => part === '+' || part === '-';

function openingAnswer(parts: readonly string[]): string | undefined {
  const first = parts.findIndex((part) => part !== '' && !isSmall(part));
  return isAnswer(parts[first]) ? parts[first] : undefined;
}

function closingAnswer(parts: readonly string[]): string | undefined {
  const last = parts.findLast((part) => part !== '' && !isSmall(part));
  return isAnswer(last) ? last : undefined;
}
