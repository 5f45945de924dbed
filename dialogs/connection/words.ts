import { phrases, plainWords } from '../../bot/classifier/phrases.js';
import { isQuestion } from '../interruption.js';
import { clausesOf } from '../reading/answer.js';
import type { TaskTurn } from '../task.js';

/** What customers say about a connection that fails, beside what `reading/device.ts` reads. */

const says = (all: readonly string[]): ((text: string) => boolean) => {
  const pattern = phrases(all);
  return (text) => plainWords(text).search(pattern) >= 0;
};

const namesNeighbours = says([
  '(a )?(minha |nossa )?(rua|quadra|vila) (inteira|toda|todinha)|(toda|na) (a )?rua (inteira|toda)|tod[ao] (a |o )?(rua|bairro|prédio|condomínio|quadra|região)|(o |no |do )?(bairro|prédio|condomínio) (todo|inteiro)',
  '(todo mundo|geral|todos|ninguém) (aqui )?(da|na|do|no|de) (minha |nossa |meu |mesma )?(rua|bairro|prédio|vila|condomínio|região)|(meus?|minhas?|os|o|a|as) vizinh(o|a|os|as)( \\w+){0,2}',
  '(the )?(whole|entire) (street|building|block|neighbou?rhood|area)|(my )?neighbou?rs?( \\w+){0,2}|everyone (on|in) (my|the|our) (street|building|block)',
  'toda la (calle|cuadra|zona)|todo el (barrio|edificio)|(mis?|los|el|la) vecin(o|a|os|as)( \\w+){0,2}',
]);
const onlyHere = says([
  'só (aqui|na minha|em casa|comigo|o meu|a minha)( \\w+)?|vizinh\\w+ (tem|têm|está|estão|tá|tão|continua|não (está|tá) sem|(está |tá )?(funcionando|funciona|normal|com internet))( (internet|normal|normais|com internet|funcionando|ok|de boa))',
  'vizinh\\w+ (funciona|normal|com internet|não reclam\\w+|disse que (a|está))|neighbou?rs? (has|have|is fine|are fine|works?)|vecin\\w+ (tiene|tienen|funciona)|(internet|wifi|senha|rede) (do|da|de) vizinh\\w+',
]);

/** Is it not this customer's home alone? */
export const isWholeArea = (text: string): boolean => namesNeighbours(text) && !onlyHere(text);

const CUT =
  '(rompeu|romperam|rompid[oa]|arrebentou|arrebentaram|arrebentad[oa]|cortou|cortaram|cortad[oa]|quebrou|partiu|partid[oa]|roeu|roíd[oa]|mordeu|mastigou|arrancou|arrancaram|soltou|solt[oa]|pendurad[oa]|caíd[oa])';
const CABLE = '(fio|fios|cabo|cabos|fibra)';
const BOX = '(modem|roteador|aparelho|fonte|onu|ont|equipamento)';
const tellsOfCable = says([
  `${CUT} (o |a |os )?${CABLE}|${CABLE} (da |de |do )?((internet|rede|rua|fibra|poste|net) )*((está|foi|tá|ficou|que|se) )*${CUT}`,
  '(cable|fiber|fibre|wire)( (is|was|got))? (cut|broken|damaged|ripped|chewed|loose)|(cut|broke|chewed|ripped) (the |my )?(cable|wire|fiber)',
  '(cable|fibra)( (está|fue|se))? (cortad[oa]|rot[oa]|cortó|rompió)|(cortaron|rompieron) (el |la )?(cable|fibra)',
]);
const tellsOfBox = says([
  `${BOX} (do |da )?(modem |internet )?((está|tá) )?(queimou|queimad[oa]|pifou|pifad[oa]|torrou|estragou|quebrou|quebrad[oa]|explodiu)|(queimou|torrou|estragou|pifou|quebrou) (o |a |meu |minha )?${BOX}`,
  '(modem|router)( (is|was|got))? (burnt|burned|fried|dead|broken)|(módem|router|aparato)( (está|se))? (quemó|quemado|dañado|rompió|roto)|se (quemó|rompió) (el |mi )(módem|router)',
]);

/** Something nobody can repair by restarting: a cable that is cut, a modem that is burnt. */
export function readBroken(text: string): 'cable' | 'box' | undefined {
  if (tellsOfCable(text)) return 'cable';
  return tellsOfBox(text) ? 'box' : undefined;
}

/** There is no electricity. */
export const saysNoPower = says([
  'sem (energia|força|eletricidade)|(acabou|acabo|caiu|faltou|falta|faltando|cortaram) (a |de |da )?(luz|energia|força)|apagão|(estou|estamos|tô|fiquei|ficamos|está|tá) (tudo )?sem luz|sem luz (em casa|aqui|na rua|no bairro)',
  'no (power|electricity)( (at home|here|in))?|power (is )?(out|cut|outage)|blackout|sin (luz|energía|electricidad)|se (fue|cortó) la luz|apagón',
]);

const ORDINAL =
  'primeir[ao]|segund[ao]|terceir[ao]|quart[ao]|quint[ao]|sext[ao]|sétim[ao]|oitav[ao]|últim[ao]|penúltim[ao]|\\d[aoª]?|(do|da) (meio|canto|ponta|final|começo|fim)';
const NAME = 'pon|los|internet|wan|lan|wlan|wifi|wps|power|fone|tel|pots|2 4g?|5g';
const EN_ES =
  'first|second|third|fourth|fifth|sixth|last|(1st|2nd|3rd|4th|5th)|primera|segunda|tercera|cuarta|quinta|última';
const WHICH = phrases([`((a|é a|the|la|es la) )?(${ORDINAL}|${NAME}|${EN_ES})`]);
const NOT_WHICH = phrases([
  '(segunda|terceira|quarta|quinta|sexta|\\d+)( ?[aª])? (feira|vez|via)|\\d+ (vezes|dias|horas|x)',
]);

/** Which of the lights, in the customer's words: "quarta", "pon". Only when that was asked. */
export function readWhichLight(text: string): string | undefined {
  const words = plainWords(text).replace(NOT_WHICH, ' ');
  const [found] = words.match(WHICH) ?? [];
  return found?.replace(/^(?:e|es)? ?(?:a|la|the) /, '');
}

const ONE = phrases([
  '(uma|só uma|uma delas|outra|uma luz|uma luzinha|duas|one|one of them|una|una de ellas) ((luz|luzinha|light|delas|só|que|aqui) )*((está|tá|fica|ficou|is|estão) )*(apagad[ao]s?|desligad[ao]s?|off|dark|sem acender|não acende|apagadas?)',
  `apagad[ao] (é )?(só )?(a )?(luz )?(da )?(${ORDINAL}|${NAME})|(${ORDINAL}|${NAME}) ((luz|que|é a que) )?((está|tá|ficou) )?apagad[ao]|(falta|faltou) (acender )?uma|uma não (está )?(acende|acendeu|acesa)|menos uma`,
]);

/** One light is dark while others are on. */
export const isOneDark = (text: string): boolean => plainWords(text).search(ONE) >= 0;

/** It is back, but slow. */
export const saysSlowNow = says(['lent[oa]|devagar|travando|lentidão|slow|lag(ging)?|lento']);

/** There is no connection at all any more. */
export const saysAllDown = says([
  '(caiu|parou|sumiu|apagou|morreu) (tudo|de vez|de novo tudo|a internet toda)|(agora|fiquei|estou|ficou|tô) (\\w+ )?sem (internet|net|conexão|sinal)( nenhum\\w*)?|(não|nem) conecta( mais)?$',
  '(no internet|everything (is|went) down|it s down now)|(sin internet|se cayó todo)',
]);

const asksToExplain = says([
  'como (é )?(que )?(eu |se |a gente )?(vejo|ver|faço|faz|fazer|sei|saber|mexo|reinici\\w+|deslig\\w+|test\\w+|mudo|troco|conect\\w+|acho)|como assim|que (luz|luzes|modem|aparelho|é isso)|o que é (isso|los|modem|5g|esse|essa)',
  'qual( que)? é( (que|ela|a|o) \\w+)?|qual (luz|delas|aparelho|cabo|fio|tomada|botão)|onde (é que )?(fica|está|vejo|tem|olho|acho|faço|é)|não (enxergo|entendi|entendo|consigo (ver|enxergar|ler)|sei (onde|como|qual|fazer|mexer|ver|o que))|(me )?explica',
  'how (do|can|should) i|what (light|lights|is (that|los|a modem)|do you mean)|which (one|light|cable)|where (is|do i|are)|i (can t|cannot|don t) (see|read|understand)|explain',
  'cómo (hago|veo|sé|se hace|lo hago|reinicio|pruebo)|qué (luz|es eso|significa)|cuál (es|luz|cable)|dónde (está|veo|queda)|no (veo|entiendo|entendí|sé (dónde|cómo|cuál))',
]);

/** Asks how to do it, or says that they cannot see it: the same words again are no help. */
export const asksHow = (text: string): boolean => asksToExplain(text);

const goesToDo = says([
  'não deu tempo|(já )?vou (fazer|testar|tentar|desligar|reiniciar|tirar|lá|ver|olhar)|(estou|tô) (fazendo|testando|reiniciando|desligando|tentando|indo|esperando|aguardando)|(está|tá) (ligando|reiniciando|iniciando|voltando)|desliguei( agora)?$|ainda não (fiz|desliguei|reiniciei|testei|liguei|terminou)',
  'i (will|ll)( (try|do|go|restart|unplug|test))?|(trying|doing it|restarting|rebooting|testing)( now)?|give me a|voy a (hacer|probar|intentar|reiniciar)|(estoy|ya) (haciendo|probando|reiniciando|voy)',
]);

/** Has gone off to do it, or is at it. */
export const isDoing = (text: string): boolean => goesToDo(text);

const saysDone = says([
  'pronto|prontinho|feito|fiz( isso| tudo)?|já fiz|voltei|desliguei e (liguei|religuei)|tirei e (coloquei|liguei|pus)|religuei|liguei de novo|reiniciei|reiniciou|reinicie',
  'done|did (it|that)|restarted|rebooted|i m back|ready|listo|hecho|ya (lo )?(hice|está|reinicié)|lo reinicié',
]);
const saysNotYet = says([
  '(ainda )?não (fiz|desliguei|reiniciei|tirei|liguei)|not (done|yet)|no lo hice|todavía no',
]);

const JUST_YES_DONE = /^(?:sim )?ja(?: (?:ja|sim|fiz))*$/;

/** Has just done what was asked for. */
export const hasDone = (text: string): boolean =>
  (saysDone(text) || JUST_YES_DONE.test(plainWords(text))) && !saysNotYet(text);

/** Cannot do it where they are. */
export const cannot = says([
  '(não|nem) (consigo|posso|tem como|dá|da|alcanço|quero|vou)( \\w+){0,3}|sou (idos[oa]|velh[oa]|cadeirante)',
  '(can t|cannot|can not|unable)( \\w+){0,2}|no puedo|no alcanzo',
]);

/** Is not where the modem is. */
export const isAway = says([
  'não estou (em casa|lá|perto|no local)( \\w+)?|estou (fora( de casa)?|no (trabalho|serviço)|na rua|viajando)|(só )?(quando|depois que) (eu )?chegar (em casa|lá)',
  'not (at )?home|i m (out|at work|away)|when i get home|no estoy en casa|estoy (fuera|en el trabajo)',
]);

/** Of several matters they want this one first. */
export const choosesThis = says([
  '(primeiro|antes|começ\\w+|vamos)( \\w+){0,3} (internet|net|conexão|wifi)|(internet|net|conexão|wifi) primeiro',
  '(first|start with)( the)? (internet|connection|wifi)|(internet|connection|wifi) first|(primero|antes) (el |la )?(internet|conexión)',
]);

/** Wants to know how long it takes. */
export const asksHowLong = says([
  'quanto tempo|demora( muito)?|how long|cuánto (tiempo|tarda|demora)|tarda mucho',
]);

const asksForVisit = says([
  '(mand[ae]r?|envi[ae]r?|vem|venha|vir|quero|queria|preciso|precisa|pode|marc[ae]r?|marque|agend[ae]r?|agende|chama|chamar|cadê|bota|manda|tem como|prefiro|melhor)( \\w+){0,3} (técnico|tecnicos|visita|alguém (aqui|entao|agora|para|vir|em)|equipe)',
  '(mand[ae]r?|envi[ae]r?|vir|venha) (um |uma |o |a )?(alguém|pessoal|gente|técnico|visita|rapaz|moço)|agendar visita|marcar visita|visita( técnica)?( então| sim| mesmo| por favor)?$|(o |um )?técnico( então| sim| mesmo| por favor)?$|^(pode|vamos) (marcar|agendar)',
  '(send|schedule|book|need|want|get)( \\w+){0,2} (technician|visit|someone (over|here|out))|technician( please)?$|(manden|envíen|quiero|necesito|agendar|agende)( \\w+){0,2} (técnico|visita)',
]);
const speaksOfAVisit = says([
  '(quanto|custa|cobra\\w*|paga|pagar|taxa|preço|how much|cuánto|cancel\\w+|desmarc\\w+|remarc\\w+|reagend\\w+|já (veio|vieram|marquei|agendei)|não (quero|precisa|preciso|manda|mande)|(veio|vieram|ficou de|ia) (\\w+ )?(um |o )?(técnico|ontem|aqui)|técnico (veio|não veio|disse|já|ia|ficou|foi)|don t|without|sem (visita|técnico))',
]);
const SURE = 0.6;

/** Wants a technician to come: no step of ours is worth as much to them. */
export function wantsVisit({ text, facts }: TaskTurn): boolean {
  if (speaksOfAVisit(text)) return false;
  const { intent, confidence } = facts.understanding;
  return asksForVisit(text) || (intent === 'visita-agendar' && confidence >= SURE);
}

const ABOUT_IT = phrases([
  'modem|roteador|aparelho|luz|luzes|luzinha|los|tomada|botão|cabo|fio|wifi|rede|5g|internet|net|teste|velocidade|reinici\\w+|deslig\\w+|light|lights|router|cable|plug|restart|speed|módem|red|enchufe|vejo|ver|qual|como assim|isso|isto|esse|essa|mean|entend\\w+|understand|that|this|eso|cuál|como( que)?( eu| se)? (faz|faço|fazer)$|how$|cómo( se)? hace$',
]);
const OTHER_MATTER = phrases([
  'boleto|fatura|faturas|conta|contas|2 via|segunda via|pix|cancel\\w+|planos?|preço|protocolo|senha|endereço|mudança|mudar de casa|horário|que horas|multa|desconto|paguei|pagamento|cobrança|invoice|bill|password|opening|address|plan|factura|contraseña|dirección',
]);

/** Is there more in the message than an answer: a question of their own, another matter? */
export const saysMore = (text: string): boolean =>
  plainWords(text).search(OTHER_MATTER) >= 0 ||
  clausesOf(text).some(({ words, asks }) => (asks || isQuestion(words)) && words.search(ABOUT_IT) < 0);
