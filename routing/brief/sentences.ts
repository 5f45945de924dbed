import { flat, tidy } from './flat.js';
import { mentionsIn } from './mentions.js';

export const LONGEST_BRIEF = 600;
const LONGEST_SENTENCE = 220;
/** What stands between two sentences where they are read. */
const SEPARATOR = 3;
const LONGEST_NOISE = 100;

const GREETING =
  'o+i+e*|o+la+|opa+|bom dia|bo[am] tarde|bo[am] noite|bomdia|boatarde|boanoite|e ?ai|eai|fala|salve|tud?o? ?(?:bem|bom|certo|joia)|td (?:bem|bom|certo)|blz|beleza|alo+|hello|hi|hey(?: there)?|good (?:morning|afternoon|evening)|how are you|hola|buenas?(?: (?:tardes|noches))?|buenos dias|que tal|pessoal|galera|gente|amig[oa]|moc[oa]|querid[oa]|senhor[ae]?s?|com (?:vc|voce)s?|por ai';
const THANKS =
  'muito obrigad[oa]|mto obrigad[oa]|obrigad[oa]|brigad[oa]|obg|obgd|vlw|valeu|grat[oa]|agradeco|desde ja|aguardo|no aguardo|por favor|por gentileza|pfv|pf|pfvr|pls|please|thank you|thanks|thx|(?:muchas )?gracias|por nada|tchau|ate mais|ate logo|bye|abracos?|att';
const SMALL =
  'sim|nao|n|s|ok|okay|okey|ta|ta bom|ta bem|certo|certinho|isso|isso mesmo|claro|pode ser|pode|entendi|ah|ahh?|eh|e|hm+|uhum|aham|entao|bom|legal|perfeito|otimo|show|beleza|blz|yes|no|yeah|yep|sure|si|vale|dale|nada|so isso|era so isso|quero|quero sim|mesmo|muito|muchas|so um momento|um momento|um minuto|perai|pera|espera ai|e (?:voce|vc)|com voce';
const LAUGHTER = 'k{2,}|(?:rs){1,}|(?:ha){2,}h?|(?:he){2,}|(?:ja){2,}|lol';
const CALLS =
  'tem alguem(?: ai)?|alguem(?: ai| me responde| me ajuda| pode me ajudar| responde)?|cade (?:vcs|voces)|cad[ee]|me ajuda|ajuda|preciso de ajuda|me responde|responde|vao responder|to esperando|estou esperando|ainda (?:ta|esta) ai|anyone there|hello there|help|help me|ayuda|hay alguien|alguien';
const PERSON =
  '(?:(?:eu|so|mas|entao|ja disse que|nao quero robo|me|i|ya) )?(?:(?:quero|queria|preciso|gostaria de|posso|pode|poderia|da pra|da para|tem como|quero que|i want to|i need to|can i|want to|quiero|necesito|puedo|me) )*(?:(?:falar|conversar|fala|flar|fla|tratar|transfer\\w+|chama\\w*|passa\\w*|atendimento|ser atendid[oa]|talk|speak|hablar) )?(?:(?:com|c|cm|por|de|to|with|con|pra|para|logo) )*(?:(?:um|uma|o|a|alguma?|outr[oa]|an?|un|una|real) )*(?:at\\w{0,2}nd\\w{1,4}t\\w{0,3}|atendimento(?: humano)?|pessoas?|humano|human|person|persona|alguem|gente|ser humano|supervisor[ae]?|gerente|agente?|someone|asesor|operador[ae]?)(?: (?:humano|de verdade|real|agora|logo|urgente|ja|da equipe|ai|por favor|pfv|now|please|mesmo|sff))*|falar com uma pessoa|nao quero (?:falar com )?(?:o |um |esse )?(?:robo|bot|maquina)';
const BETWEEN = '[\\s,.!?;:…()\\-\\u2010-\\uffff]';
const NOISE = `(?:${GREETING}|${LAUGHTER}|${THANKS}|${SMALL}|${CALLS}|${PERSON})`;
const ONLY_NOISE = new RegExp(`^${BETWEEN}*(?:${NOISE}(?:${BETWEEN}+|$))*$`);
const LEADING = new RegExp(`^${BETWEEN}*(?:(?:${GREETING}|${LAUGHTER})(?:${BETWEEN}+|$))+`);
const TRAILING = new RegExp(`(?:${BETWEEN}+(?:${THANKS}|${LAUGHTER}))+${BETWEEN}*$`);

const PROBLEM =
  /\b(?:internet|net|sinal|conex\w+|wi-?fi|modem|roteador|router|cabos?|fios?|poste|luz\w*|aparelho|onu|fibra|caiu|cai\w*|lent\w+|trav\w+|oscil\w+|sem|nao (?:funciona|conecta|abre|consigo|recebi|chegou|veio|paguei|reconhec\w+)|parou|boleto|fatura|conta|cobr\w+|pag\w+|pix|estorn\w+|reembols\w+|juros|multa|valor|segunda via|plano|mega|contrat\w+|cancel\w+|mud\w+|endereco|instala\w+|tecnico|visita|agend\w+|remarc\w+|protocolo|senha|telefone|tv|canal|erro|bloque\w+|cort\w+|suspens\w+|reclam\w+|queria|quero|preciso|problem|bill|invoice|charge\w*|slow|down|cancel|refund|password|factura|senal|lento|cay\w+|no (?:funciona|tengo)|cobraron|quiero|necesito)\b/g;

/** The sentences of a message that say something: without greetings, thanks, laughter, yes and no. Only cut, never changed. */
export const sentencesOf = (text: string): string[] =>
  tidy(text)
    .split(/\n+|(?<=[.!?…])\s+(?=\S)/)
    .map(trimNoise)
    .filter((sentence) => sentence !== '' && !isNoise(sentence));

function trimNoise(sentence: string): string {
  const trimmed = sentence.trim();
  const low = flat(trimmed);
  const start = LEADING.exec(low)?.[0].length ?? 0;
  const tail = TRAILING.exec(low.slice(Math.max(start, low.length - LONGEST_NOISE)))?.[0].length ?? 0;
  return trimmed.slice(start, trimmed.length - tail).trim();
}

/** Greetings, thanks, laughter, calls for attention and for a person: nothing of the problem. */
export const isSmallTalk = (text: string): boolean =>
  (text.length <= LONGEST_NOISE && ONLY_NOISE.test(flat(text))) || !/[\p{L}\p{N}]/u.test(text);

/** One word says something only if it names the problem or a fact. */
const isNoise = (text: string): boolean =>
  isSmallTalk(text) || (!/\d/.test(text) && text.trim().split(/\s+/).length <= 2 && weightOf(text) === 0);

/** How much a sentence tells of the problem. */
function weightOf(text: string): number {
  const about = Math.min(3, [...flat(text).matchAll(PROBLEM)].length);
  return about + 2 * Math.min(3, mentionsIn(text).length);
}

/** The sentences that tell most, in the order they were said, within so many characters. */
export function pick(sentences: readonly string[], room: number): string[] {
  const distinct = withoutRepeats(sentences).map((one) => shorten(one, LONGEST_SENTENCE));
  // What is said first states the request; what is said last is how it stands.
  const weight = (text: string, i: number) =>
    weightOf(text) + (i === 0 ? 3 : 0) + (i === distinct.length - 1 ? 2 : 0);
  const ranked = distinct
    .map((text, i) => ({ text, i, weight: weight(text, i) }))
    .sort((a, b) => b.weight - a.weight || b.i - a.i);
  let left = room;
  const chosen = ranked.filter(({ text }, rank) => {
    const cost = text.length + (rank === 0 ? 0 : SEPARATOR);
    if (cost > left) return false;
    left -= cost;
    return true;
  });
  return chosen.sort((a, b) => a.i - b.i).map(({ text }) => text);
}

const wordsOf = (text: string): Set<string> => new Set(flat(text).match(/[\p{L}\p{N}]+/gu) ?? []);

/** Of what was said again in nearly the same words only one stays, where it was first; the fuller wording wins. */
function withoutRepeats(sentences: readonly string[]): string[] {
  const kept: { text: string; words: Set<string> }[] = [];
  for (const text of sentences) {
    const words = wordsOf(text);
    const twin = kept.findIndex((one) => shared(one.words, words) >= 0.8);
    const other = kept[twin];
    if (!other) kept.push({ text, words });
    else if (words.size > other.words.size + 1) kept[twin] = { text, words };
  }
  return kept.map(({ text }) => text);
}

/** How much of the shorter one is in the longer; what brings a number of its own is no repetition. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  const missing = [...few].filter((word) => !many.has(word));
  if (missing.some((word) => /\d/.test(word)) || many.size > 3 * few.size + 6) return 0;
  return few.size === 0 ? 1 : 1 - missing.length / few.size;
}

/** Cut at a word where one ends near. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > most * 0.7 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Characters as they are read: with what stands between. */
export const lengthOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.length, 0) + SEPARATOR * Math.max(0, texts.length - 1);
