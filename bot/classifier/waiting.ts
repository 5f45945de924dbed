import { fold, wordsOf } from './words.js';

/** What somebody waiting for an agent may want instead: out of the queue, or back to the bot. */
export type WaitingWish = 'leave' | 'bot';

// The phrases are patterns in everyday spelling; `plain` reads them the way messages are read.

const PT_WANT = '(eu )?(quero|queria|gostaria de|prefiro)';
const PT = `((${PT_WANT}|preciso|vou|(você )?(pode|podem|poderia)|posso|tem como|dá pra|favor) )?`;
const EN = '((i ?(want|need) to|(i )?wanna|want to|i ?(would|d) like to|i ?(will|ll)|(can|could) (i|you)) )?';
const ES_WANT = '(yo )?(quiero|quero|quisiera|prefiero|deseo|me gustaría)';
const ES = `((${ES_WANT}|necesito|voy a|se puede|puede|puedes|podría|podrías|puedo) )?`;

/** A question is a wish only if it asks for leave: "pode cancelar o atendimento?", but not "sair da fila?". */
const ASKS_LEAVE = pattern(
  'pode|podem|poderia|posso|tem como|dá pra|can|could|puede|puedes|podría|podrías|puedo',
  'anywhere',
);

const PT_SERVICE =
  '((o|a|meu|minha|esse|este|essa|esta) )?(atendimento|chamado|conversa|chat|espera|fila|lugar na fila|solicitação de atendimento)';
const ES_SERVICE =
  '((la|el|mi|esta|este) )?(atención|chat|conversación|espera|lugar en la (fila|cola)|solicitud de atención)';

/** "cancelar" alone is the queue; with a wish before it, "quero cancelar", it is rather the contract. */
const LEAVE: readonly string[] = [
  // pt-BR
  'sair|encerrar|cancelar|cancela|cancele',
  `${PT_WANT} (sair|desistir)`,
  `${PT}(sair|desistir) da (fila|espera)( de (espera|atendimento))?( agora| mesmo| já)?`,
  `${PT}sair (do|desse|deste) (atendimento|chat)`,
  `${PT}(me )?(tirar|tira|tire|remover|remove|remova|retirar|retira|retire) (eu )?da fila`,
  '(vou |melhor )?desistir( de esperar| do atendimento)?',
  '(eu )?(já )?(desisto|desisti)( de esperar| da espera| da fila| do atendimento)?',
  '(eu )?não (quero|vou) (mais (ficar )?(esperar|esperando|aguardar|aguardando)|(esperar|aguardar) mais)( na fila)?',
  '(eu )?não quero mais (ficar na fila|atendimento|ser (atendido|atendida))',
  'não quero (mais )?falar com (o |a |um |uma )?(atendente|humano|pessoa|ninguém)',
  '(eu )?(já )?cansei de (esperar|aguardar)( na fila)?',
  '(deixa|deixe) (isso )?(pra lá|pralá|quieto|queto|assim)( mesmo)?',
  '(esquece|esqueça)( isso)?',
  '(já )?não (precisa|preciso) mais( de (ajuda|atendimento|atendente|nada)| esperar| aguardar| me atender)?',
  'não é mais (preciso|necessário)',
  '(eu )?(já )?(resolvi|solucionei|consegui (resolver|solucionar))( aqui| isso| tudo)?( o problema| meu problema)?( sozinho| sozinha)?',
  '((o |meu )?problema |já |(já está )?tudo )?resolvido',
  `${PT}(cancelar|cancela|cancele|encerrar|encerra|encerre|finalizar|finaliza|finalize|fechar|fecha|feche) ${PT_SERVICE}`,
  // en
  'leave|exit|quit|cancel|i want to leave|stop waiting',
  `${EN}(leave|exit|quit|get out of) (the |this )?(queue|queu|que|line|waiting line|chat)`,
  `${EN}(remove me from|take me (off|out of)|get me out of) (the |this )?(queue|queu|que|line)`,
  'never ?mind|nvm|forget( about)? (it|this|that)',
  `${EN}(cancel|close|end) ((my|the|this) )?((support )?request|support ticket|chat|conversation)`,
  `${EN}close (my|the|this) ticket`,
  '(i )?((am |m )?giving|give|gave) up',
  'i ?(don ?t|do not) (want to|wanna) wait any ?(more|longer)|i no longer want to wait',
  'i ?(won ?t|will not) wait any ?(more|longer)|i ?(am |m )?done waiting',
  '(i )?((have |ve )?(already |just )?|managed to )(solve|solved|fixed|resolved|fix) (it|this|that|(the|my) (problem|issue))( (by )?myself| on my own)?( already| now)?',
  '(i )?((have |ve )?(already |just )?)(figured|worked|sorted) (it|this|that) out',
  '((the |my )?(problem|issue) (is )?|it ?(is|s) (already )?|all )?(solved|resolved)( now)?',
  'i ?(don ?t|do not) need (help|assistance|support|an agent)( any ?more)?|i no longer need (help|assistance|support|an agent)',
  'no longer (needed|necessary)|not (needed|necessary) any ?more',
  // es
  `salir|${ES_WANT} (salir|desistir)`,
  `${ES}(salir|salirme) (de|de la) (cola|fila|espera)( ya| ahora)?`,
  `${ES}(sacarme|sácame|sáqueme|quitarme|quítame|quíteme) de la (cola|fila)`,
  'ya no (quiero|quero|voy a) (esperar|seguir esperando)( más)?|no (quiero|quero|voy a) (esperar más|seguir esperando)',
  '(ya )?me cansé de esperar|(ya )?me rindo',
  '(olvídalo|olvídelo|olvídenlo)( ya)?|olvida eso',
  '(déjalo|déjelo|déjenlo)( así)?( no más)?|deja así',
  '(ya lo|ya|lo) (resolví|solucioné|arreglé)( yo)?( mismo| solo| sola)?( el problema| mi problema)?',
  'ya pude (resolverlo|solucionarlo|(resolver|solucionar) (el|mi) problema)',
  '((el |mi )?problema |ya |todo )?(resuelto|solucionado)',
  'ya no (hace falta|es necesario|importa|necesito( más)?( ayuda| atención| nada)?)',
  `${ES}(cancelar|cancela|cancele|terminar|finalizar|cerrar|cierra|cierre) ${ES_SERVICE}`,
];

const BOT_ITSELF =
  '(bot|robô|robot|robozinho|chat ?bot|(assistente|atendente|asistente) (virtual|digital|automático))';
/** Where one can only go back to; whoever wants to talk to "o assistente" may mean a person. */
const BOT_PLACE = `(${BOT_ITSELF}|assistente|asistente|(menu|menú)( do bot| del bot| principal| inicial)?|início|auto ?atendimento|atendimento (automático|virtual))`;
const TO_BOT_PT = `(ao|o|no|pro|para|para o) ${BOT_PLACE}`;
const TO_BOT_ES = `(a|al|con el) ${BOT_PLACE}`;
const BOT_EN = '(bot|robot|chat ?bot|virtual assistant)';

const BOT: readonly string[] = [
  // pt-BR
  'voltar|menu( principal| inicial)?',
  `${PT}(voltar|retornar|me voltar) ${TO_BOT_PT}`,
  `(me )?(volta|volte|retorna|retorne) ${TO_BOT_PT}`,
  `(quero |vou )?(sair da fila|desistir) e voltar ${TO_BOT_PT}`,
  `${PT}(me )?(passar|passa|passe|transferir|transfere|mandar|manda)( de volta)? (ao|pro|para o) ${BOT_ITSELF}`,
  `${PT}(voltar a )?(falar|conversar|continuar|seguir)( de novo| novamente)? com (o |a )?${BOT_ITSELF}( de novo| novamente)?`,
  `${PT_WANT} (usar )?(o |a )?${BOT_ITSELF}( de volta)?|prefiro (o |a )?assistente`,
  `(${PT_WANT} )?(continua|continue|continuar|segue|seguir) (com )?você( mesmo)?( (que|porque) (eu )?(estou|ando) com pressa)?`,
  `${PT}(voltar|retornar) ${TO_BOT_PT} (que|porque) (eu )?(estou|ando) com pressa`,
  // en
  '(go )?back|main menu',
  `${EN}((go|get|take me|bring me|send me|switch|put me) )?back to (the |your )?(${BOT_EN}|assistant|(main )?menu)`,
  `${EN}(return|switch|go) to (the )?(${BOT_EN}|(main )?menu)`,
  `${EN}(talk|speak|chat) (to|with) (the |a )?${BOT_EN}( again| instead)?`,
  `(i )?((would |d )?prefer|want) (the |a )?${BOT_EN}( back| instead)?`,
  `i ?(would|d) (rather|prefer to) (talk|speak|chat) (to|with) (the |a )?${BOT_EN}`,
  // es
  '(volver|regresar)( atrás)?|menú',
  `${ES}(volver|regresar|vuelve|vuelva) ${TO_BOT_ES}`,
  `(quiero )?salir de la (fila|cola) y volver ${TO_BOT_ES}`,
  `${ES}(volver a )?(hablar|conversar|seguir|continuar)( de nuevo| otra vez)? con (el |la )?${BOT_ITSELF}`,
  `${ES_WANT} (usar )?(el |al )?${BOT_ITSELF}|prefiero (el |al )?asistente`,
];

/** What may stand beside a wish and is none by itself. */
const ASIDES: readonly string[] = [
  'oi|olá|bom dia|boa tarde|boa noite|tudo bem|desculpa|desculpe|tchau|até (logo|mais)|por favor|por gentileza',
  '(não |muito )?(obrigado|obrigada)( mesmo assim| de qualquer forma| pela (ajuda|atenção)| pelo atendimento)?',
  'valeu|grato|grata|ok|okay|beleza|certo|tá (bom|bem)|então|ah|pessoal|moça|moço|k|rs|rsrs',
  'pode (cancelar|encerrar|fechar)',
  'hi|hello|hey|please|plz|sorry|bye|guys|well|actually|oh|lol|you can (cancel|close it)',
  '(no )?(thanks|thank you|ty)( a lot| so much| anyway| for your help)?',
  'hola|buenos días|buenas (tardes|noches)|porfa|perdón|disculpe|disculpa|bueno|vale|adiós|chau|jaja',
  '(no |muchas |mil )?gracias( igual| de todos modos| por (la|su) ayuda)?|(puede|pueden) cancelar',
];

const aside = `(${ASIDES.join('|')})`;
const ASIDE = pattern(`${aside}( ${aside})*`);
const WISHES: Readonly<Record<WaitingWish, RegExp>> = {
  leave: pattern(`(${aside} )*(${LEAVE.join('|')})( ${aside})*`),
  bot: pattern(`(${aside} )*(${BOT.join('|')})( ${aside})*`),
};

/** The words of the tables; from five letters on they are recognized with one typing error. */
const KNOWN = new Set(plain([...LEAVE, ...BOT, ...ASIDES].join(' ')).match(/\p{L}+/gu));
const LONG = [...KNOWN].filter((word) => word.length >= 5);
/** Real words one letter away from those of the tables. */
const NO_TYPOS = new Set(
  'votar voltear volcar esquema canela carcel casei leve lease forgot filed fined fired olvidado dejado revuelto'.split(
    ' ',
  ),
);

/** Who writes more than this tells something. */
const LONGEST = 160;

/**
 * What a customer who waits for an agent wants instead of waiting; undefined unless every clause of the message says
 * so or is a courtesy. Who leaves in order to return to the bot wants the bot.
 */
export function wishWhileWaiting(text: string): WaitingWish | undefined {
  if (text.length > LONGEST) return undefined;
  const clauses = text.split(/(?<=\?)|[.,;:!…\n()—]+|\s-+\s|\p{Extended_Pictographic}/u);
  const meanings = clauses.map(meaningOf);
  if (meanings.includes('something else')) return undefined;
  return (['bot', 'leave'] as const).find((wish) => meanings.includes(wish));
}

const HOW_LONG =
  /\b(?:(?:vai|ainda|isso) demora\w*|demora (?:muito|quanto)|quanto tempo|falta muito|(?:qual|que) (?:e )?(?:a )?(?:minha )?posicao|how (?:much )?long(?:er)?|cuanto (?:tiempo|falta|tarda|demora)|va a tardar)\b/;

/** Does somebody who waits want to know how long yet? Only a short message that says nothing else of weight. */
export const asksHowLong = (text: string): boolean =>
  text.length <= LONGEST_QUESTION && HOW_LONG.test(wordsOf(fold(text)).join(' '));

const LONGEST_QUESTION = 60;

function meaningOf(clause: string): WaitingWish | 'nothing' | 'something else' {
  const words = squeezed(wordsOf(fold(clause)))
    .map(asMeant)
    .join(' ');
  if (words === '' || ASIDE.test(words)) return 'nothing';
  if (clause.includes('?') && !ASKS_LEAVE.test(words)) return 'something else';
  return (['bot', 'leave'] as const).find((wish) => WISHES[wish].test(words)) ?? 'something else';
}

/** The word of the tables this one is, or was meant to be; else the word itself. */
function asMeant(word: string): string {
  if (KNOWN.has(word) || NO_TYPOS.has(word)) return word;
  return LONG.find((known) => isTypoOf(word, known)) ?? word;
}

/**
 * Is one letter missing, wrong or too many, or are two neighbours swapped? Never the first letter, and at the end only
 * what no inflection ends in: "voltou" and "volta" are not "voltar".
 */
function isTypoOf(word: string, meant: string): boolean {
  const shorter = Math.min(word.length, meant.length);
  let start = 0;
  while (start < shorter && word[start] === meant[start]) start++;
  let end = 0;
  while (end < shorter - start && word.at(-1 - end) === meant.at(-1 - end)) end++;
  if (start === 0) return false;
  const typed = word.slice(start, word.length - end);
  const right = meant.slice(start, meant.length - end);
  if (typed.length === 2 && right.length === 2) return typed === `${right[1]}${right[0]}`;
  return typed.length <= 1 && right.length <= 1 && (end > 0 || /[^aeioumnrsd]$/.test(word));
}

/** Doubled letters tell nothing here: "filla" is "fila", "assistente" is "asistente". */
function squeezed(words: readonly string[]): string[] {
  return words.map((word) => word.replace(/(\p{L})\1+/gu, '$1'));
}

/** A pattern's words as those of a message arrive: folded, short forms written out. */
function plain(phrase: string): string {
  return phrase.replace(/\p{L}+/gu, (word) => squeezed(wordsOf(fold(word))).join(' '));
}

function pattern(phrases: string, where: 'whole' | 'anywhere' = 'whole'): RegExp {
  return new RegExp(where === 'whole' ? `^(${plain(phrases)})$` : `\\b(${plain(phrases)})\\b`);
}
