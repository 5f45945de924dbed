import { phrases, plainWords } from '../../bot/classifier/phrases.js';

/** What a message says to a question. */
export interface Read<T> {
  readonly value: T;
  /** True when the message is nothing but this answer: courtesies and little words beside it do not count. */
  readonly whole: boolean;
}

/** What may stand beside an answer and changes nothing about it. Everyday spelling, read by `phrases`. */
const SMALL_TALK: readonly string[] = [
  // pt-BR
  'oi+e?|olá|opa|alô|e aí|bom dia|boa (tarde|noite)|tudo (bem|bom)|por (favor|gentileza)|favor|muito obrigad[oa]|obrigad[oa]|valeu|agradeço',
  'moç[oa]|amig[oa]|querid[oa]|cara|mano|minha filha|meu filho|gente|pessoal|senhora?|doutora?|meu bem|se deus quiser|graças a deus',
  'ah+|eh+|hu?m+|uh|ué|uai|ó|ixi|vixe|nossa|eita|olha|k+|(rs)+|ha(ha)*|viu|né|tá|sabe|sabe o que|quer saber( de uma coisa)?|tipo|assim|tipo assim|é que|então|aí|lá|aqui|agora|mesmo|também|já',
  'pode ser|pode|seria|fica|ficaria|acho|acho que|creio que|prefiro|quero|queria|gostaria( de)?|melhor|seria melhor|se (puder|der|possível)|eu|para mim|me|mim',
  'põe|coloca|marca|marque|marcar|bota|joga|muda|passa|deixa para|deixa|agenda|vai ser|vou querer|por garantia|só|só que|mas',
  'sim|isso|isso mesmo|claro|certo|certinho|certeza|beleza|ok|okay|tudo certo|ótimo|perfeito|show|confirmado|bora|fechou|combinado|exato',
  'é|era|foi|o|a|os|as|de|do|da|em|no|na|para|pro|por|pelo|pela|que|um|uma|meu|minha|esse|essa|este|esta|ele|ela|e|com|ao|à',
  // en
  'hi|hello|hey|good (morning|afternoon|evening)|please|thanks?|thank you|thanks a lot|sorry|well|so|um|maybe|i think|i guess|i would|i d|like|prefer|want|make it|let us|let s|the|an?|on|in|at|it|is|it s|that|this|s|for|me|my|would be|be|better|great|fine|good|just|yes|yeah|sure|ok|then|sir|bro',
  // es
  'hola|buen(os)? días?|buenas( tardes| noches)?|gracias|muchas gracias|señora?|pues|bueno|creo que|quiero|quisiera|puede ser|sí|el|la|los|las|en|y|es|está|mi|por|un|una|ahora|entonces|mejor|disculpe|del|al|lo|vale|dale|si',
];
const SMALL = phrases(SMALL_TALK);

/** Is nothing left in these plain words but courtesies and the little words around an answer? */
export const isSmall = (words: string): boolean => words.replace(SMALL, ' ').trim() === '';

/** A plain text without the courtesies and little words before what it says. */
export const withoutSmallStart = (words: string): string => words.replace(SMALL_START, '').trim();
const SMALL_START = new RegExp(`^(?:(?:${SMALL.source}) ?)+(?= |$)`);

/** Is this text, in which the answer was blanked, nothing else? */
export const isRestSmall = (rest: string): boolean => isSmall(plainWords(rest));

/** The clauses of a message as plain words, each with the question it may be. */
interface Clause {
  readonly words: string;
  readonly asks: boolean;
}

/** A message cut at its punctuation marks, emoji and line ends; empty clauses are left out. */
export const clausesOf = (text: string): readonly Clause[] =>
  text
    .split(/(?<=\?)|[.,;:!…\n()]+|\s[-–—]+\s|\p{Extended_Pictographic}/u)
    .map((clause) => ({ words: plainWords(clause), asks: clause.includes('?') }))
    .filter(({ words }) => words !== '');

/** The text with every place the pattern is found in turned into blanks: all other places stay where they are. */
export const blanked = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (found) => ' '.repeat(found.length));
