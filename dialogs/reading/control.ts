import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { clausesOf, isSmall, withoutSmallStart } from './answer.js';

/** A pattern for clauses that are one of these and nothing else but little words. */
const only = (all: readonly string[]): ((words: string) => boolean) => {
  const pattern = phrases(all);
  return (words) => words.search(pattern) >= 0 && isSmall(words.replace(pattern, ' '));
};
const starting = (all: readonly string[]): ((words: string) => boolean) => {
  const pattern = new RegExp(`^(?:${phrases(all).source})`);
  return (words) => pattern.test(words) || pattern.test(withoutSmallStart(words));
};

const isStop = only([
  'deix[ae] (isso )?(para lá|pralá|quieto|queto)|esque[cç][ae]( isso| tudo)?|cancel[ae]( isso| tudo| esse pedido)?|cancelar( isso| tudo)?',
  '(par[ae]|parar)( com isso| tudo| por aqui)?|(eu )?não (quero|vou querer|preciso|precisa) mais( isso| nada| não)?|(eu )?(já )?desist[oi]|não quero mais nada|chega|encerra( isso)?|sair',
  'never ?mind|nvm|forget (about )?(it|this|that)|cancel( it| this| that)?|stop( it| this)?|i (changed my mind|give up|quit)|i (don t|do not) want (it|this)( any ?more)?',
  'olvídal[oe]|olvídelo|olvida eso|déjal[oe]( así)?|déjelo( así)?|ya no (lo )?quiero|no quiero más|cancélalo|cancélelo|me rindo',
]);
/** A wish for it, or for the contrary. */
const WISHED = phrases([
  '(quero|queria|gostaria de|preciso|want to|quiero|quisiera|deseo) (cancelar|parar|sair|cancel|stop|quit)|quero sim',
]);
/** What is said after it and asks for nothing. */
const isAfterword = only([
  '(depois|outra hora|outro dia|mais tarde|amanhã|qualquer coisa) (eu |a gente )?(vejo|volto|falo|ligo|resolvo|chamo|tento|vemos|vê)( isso| de novo| aí)?|(eu )?mudei de ideia|(eu )?já (resolvi|consegui)( aqui)?( sozinh[oa])?|não (precisa|preciso)( mais)?|não|tchau|até (mais|logo)|vou (resolver|ver) (aqui|isso)|voltou',
  '(i ll|i will) (call|come back|try) (later|again)|no|bye|adiós|hasta luego|gracias',
]);
const isResume = only([
  '(vamos |pode |quero |podemos |bora )?(continua|continuar|continue|continuando|prosseguir|seguir|retomar)( você| com você| mesmo| por aqui| de onde (parou|paramos|parei))*( que .*| porque .*)?',
  '(volta|voltando|voltar|vamos voltar|voltemos) (para|na|no|a|ao|de) .*|volt[ae]|voltando|vamos voltar|quero sim|retomando( .*)?',
  '(go|carry) on|continue|resume|let s (continue|go on|go back|resume)|keep going|back to .*',
  'sigamos|sigue|siga|continuemos|continúe|continúa|volvamos|volviendo (a|al) .*|sí quiero',
]);
const NOT_RESUMED = phrases([
  'volta (de|da|do) (internet|sinal|net|luz)',
  'continua (igual|sem|lent[oa]|ruim|a mesma)',
]);

const isFollowed = only([
  'ok|okay|okey|beleza|tá (bom|certo)|entendi( tudo)?|entendido|saquei|compreendi|sem problemas?|got it|i (see|understand)|understood|no (worries|problem)|entiendo|comprendo|ya veo|no hay problema',
]);

const WAIT = [
  '(só |so )?(1|um|uns|dois|2) (min|mins|minut\\w+|moment\\w+|instant\\w+|seg|segund\\w+|pouc\\w+|pouquinho|bocad\\w+)|só um pouco|momentinho|minutinho',
  'espera( só| um pouco| um pouquinho| um bocad\\w+| um minuto| um momento| aí| um instante)*|esperaí|espere|peraí|pera( aí| lá| só| um pouco| um pouquinho| um minuto)*|perae|aguard[ae]( aí| um pouco| um momento| um minuto)*|aguenta aí|calma( aí| lá)?|já volto|volto já|guenta',
  'hold on|hang on|wait( a (minute|moment|second|sec))?|(just |give me )?(a|one) (minute|moment|second|sec|min)|brb|be right back|give me (a|one) (minute|moment|second|sec)',
  'espera un (momento|segundo|minuto)|espere un (momento|segundo|minuto)|un (momento|momentito|segundo|minuto|minutito)|ya (vuelvo|regreso)|déj[ae]me (ver|buscar)|aguarde|voy a (buscar|ver)|espéreme',
];
const GOING = phrases([
  'vou (lá )?(aqui )?(pegar|ver|procurar|buscar|olhar|achar|perguntar|conferir|checar|levantar|chamar)|deixa eu (ver|pegar|procurar|olhar|achar|conferir|buscar|perguntar)|(estou|to) (procurando|pegando|vendo|olhando)|já (pego|vejo|mando|te (mando|falo|digo)|volto)|volto já',
  'let me (check|see|find|look|get|ask|grab)|i ll (get|check|find|look|ask)|looking for it|voy a (buscar|ver|preguntar|traer)|déj[ae]me (ver|buscar|revisar)',
]);
const isWait = starting(WAIT);
const WAIT_START = new RegExp(`^(?:${phrases(WAIT).source})`);
/** What goes on after it, while we wait. */
const MEANWHILE = phrases([
  'vou|vai|vão|já|está|estão|tem|chegou|(?:\\w+)(?:ando|endo|indo)|que|i m|i ll|my|is|are|estoy|voy|va|while',
]);

const isBackStart = starting([
  '(já )?(voltei|cheguei|peguei)|(achei|encontrei)(?! (que|caro|ruim|estranh[oa]|muito|um|uma|bom|boa|pouco|isso|absurdo))|pronto(?! socorro)|prontinho|(já )?estou (de volta|aqui( já)?$)|de volta|tô aqui',
  '(i m |im |i am )?back(?! to)|found it|got it|here it is|i m here|ready',
  '(ya )?(volví|regresé|estoy (aquí|de vuelta))|(ya )?(lo |la )?(encontré|hallé)|listo|aquí estoy',
]);

/** Nothing but that they followed: "ah, entendi". */
export const hasFollowed = (text: string): boolean =>
  clausesOf(text).some(({ words, asks }) => !asks && isFollowed(words)) &&
  clausesOf(text).every(({ words }) => isFollowed(words) || isSmall(words));

const UNKNOWING = phrases([
  '(eu )?não sei( mesmo| não| dizer| informar| responder)?|sei lá|(eu )?não (me )?(lembro|recordo)|(eu )?(não )?(faço|tenho) (a menor |a minima |nenhuma )?ideia|nem ideia|sem ideia|esqueci( o| a| meu| minha| qual)?',
  `(eu )?não tenho( mais)?( não)?( (ele|ela|isso|esse|essa|este|o|a|aqui|comigo|agora|certeza|em mãos|na mão|cep|cpf|contrato|número|protocolo|de cabeça|fácil|como saber|nenhum|nada disso))`,
  '(eu )?não (achei|encontrei|acho( o| a| esse| ele)|estou (achando|encontrando|lembrad[oa])|consigo (achar|encontrar|ver|lembrar)|vejo)|não (estou|está) (com (ele|ela|isso)|comigo)|prefiro não( \\w+)?|não quero (dizer|informar|passar|falar) (isso|meu|o)',
  '(do not|don t|dont|didn t) (know|remember|have (it|that|one)|recall|find)|no idea|not sure|i forgot|can t (find|remember)|rather not|prefer not',
  'no (lo )?sé|no (me )?acuerdo|no recuerdo|ni idea|no (lo|la) (tengo|encuentro|encontré)|no tengo (idea|ese|eso|el número)|prefiero no|no estoy segur[oa]',
]);
const NOTHING_AT_HAND = /^(?:eu )?nao tenho(?: nao)?$/;

/**
 * Does the customer drop what the bot is doing? The message must say nothing else but courtesies, "mudei de ideia" and
 * the like: "deixa pra lá, manda um técnico" goes on to something else and is no stop. Naming what shall be cancelled
 * ("cancela a visita") or wishing it ("quero cancelar") is a matter of its own.
 */
export function wantsToStop(text: string): boolean {
  const clauses = clausesOf(text);
  return (
    clauses.some(({ words, asks }) => !asks && isStop(words)) &&
    clauses.every(({ words }) => isStop(words) || isAfterword(words) || isSmall(words)) &&
    plainWords(text).search(WISHED) < 0
  );
}

/** Does the customer want to go on with what was interrupted or dropped? Other clauses may say more. */
export const wantsToResume = (text: string): boolean =>
  clausesOf(text).some(({ words, asks }) => !asks && words.search(NOT_RESUMED) < 0 && isResume(words));

/** Does the customer ask the bot to wait for an answer? A "pera" that only begins a correction is none. */
export function asksToWait(text: string): boolean {
  const words = clausesOf(text).map((clause) => clause.words);
  if (words.some((clause) => clause.search(GOING) >= 0)) return true;
  const at = words.findIndex((clause) => isWait(withoutNo(clause)));
  const clause = at < 0 ? undefined : withoutNo(words[at] ?? '');
  if (clause === undefined || !words.slice(0, at).every((one) => isSmall(one) || one === 'nao')) return false;
  const opening = WAIT_START.test(clause) ? clause : withoutSmallStart(clause);
  const after = [opening.replace(WAIT_START, ''), ...words.slice(at + 1)].join(' ').trim();
  return isSmall(after) || (after.search(MEANWHILE) >= 0 && !/\d/.test(after));
}

const withoutNo = (words: string): string => words.replace(/^(?:(?:nao|no) )+/, '');

/** Does the customer say that they are there again, or have found what they were looking for? */
export const isBack = (text: string): boolean => clausesOf(text).some(({ words }) => isBackStart(words));

/** Does the customer not know what was asked, not have it at hand, or not want to say it? */
export const doesNotKnow = (text: string): boolean =>
  plainWords(text).search(UNKNOWING) >= 0 ||
  clausesOf(text).some(({ words }) => NOTHING_AT_HAND.test(withoutSmallStart(words) || words));
