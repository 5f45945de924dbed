import { found, phrases, plainWords } from '../../bot/classifier/phrases.js';
import { flat, tidy } from '../../routing/brief/flat.js';
import { clausesOf, isRestSmall } from './answer.js';
import { inDigits } from './number-words.js';

/** What the lights of a modem say. `red-los`: the signal of the fibre is lost. */
export type Lights = 'red-los' | 'red' | 'off' | 'blinking' | 'normal';

const LIGHT = '(luz|luzes|luzinhas?|led|leds|lâmpadas?|light|lights|foco|focos|luces)';
const RED = '(vermelh\\w*|verme?lh\\w*|red|roj[oa]s?|laranja|alaranjad\\w+)';
const LOS = '(los|l o s|loss?)';

const DENIED_RED = phrases([
  `(não|sem|nenhuma?|nem|no|not|ningun\\w*) (tem |há |está |é |hay |está )?(nada |nenhuma? |a |uma |any |ninguna )?(${LIGHT} )?(de )?${RED}`,
  `${RED} não`,
]);
const LOS_SIGNS = phrases([
  `${RED}( \\w+){0,4} ${LOS}|${LOS}( \\w+){0,4} (${RED}|pisc\\w+|aces\\w+|blink\\w+|flash\\w+|parpade\\w+|lig(ad[oa]|ou))`,
  `(pisc\\w+|blink\\w+|flash\\w+)( \\w+){0,3} ${LOS}|${LIGHT} (do |da |de |del )?${LOS}(?! (está |esta )?(apagad\\w+|verde|normal|desligad\\w+))`,
]);
/** Spanish "los" is an article: "los focos rojos". */
const LOS_ARTICLE = phrases([`los (focos|leds|luces|routers?|modems?|días|cables)`]);
const RED_SIGNS = phrases([RED]);
const ALL_ON = phrases([
  `(acendeu|acenderam|acende|ligou|voltou) (tud[oa]s?|as ${LIGHT}|todas)|(tud[oa]s?|todas?)( as)?( ${LIGHT})? (verde\\w*|aces\\w+|normal|normais|ligad\\w+|ok|certinh\\w+)|tudo (verde|normal|ok|aceso)|all (the )?(lights )?(are )?(green|on|normal)|(todo|todas)( las ${LIGHT})? (verdes?|encendid\\w+|normal)`,
]);
const OFF_SIGNS = phrases([
  'apagad\\w+|apagou|apagaram|tudo desligad\\w+|não (acende|liga|está ligando|acendeu|tem luz)( \\w+)?|sem luz( nenhuma)?|nenhuma( luz)? (acesa|ligada|acende)|(is|are|lights?) off|all off|no lights?|wo n t turn on|no (prende|enciende)',
]);
const BLINKING_SIGNS = phrases(['pisc\\w+|blink\\w+|flash\\w+|parpade\\w+|intermitente|titil\\w+']);
const NORMAL_SIGNS = phrases([
  'verd(e|es|inh\\w+)|normal|normais|green|aces[oa]s?|azul|azuis|brancas?|encendid\\w+|ligad[oa]s',
]);

/** The first of these whose words stand in the message is what the lights say: the worst one counts. */
export function readLights(text: string): Lights | undefined {
  const words = plainWords(text).replace(DENIED_RED, '|').replace(LOS_ARTICLE, '|');
  const says = (signs: RegExp) => found(words, signs).length > 0;
  if (says(LOS_SIGNS)) return 'red-los';
  if (says(RED_SIGNS)) return 'red';
  if (says(ALL_ON)) return 'normal';
  if (says(OFF_SIGNS)) return 'off';
  if (says(BLINKING_SIGNS)) return 'blinking';
  return says(NORMAL_SIGNS) ? 'normal' : undefined;
}

const RESTARTED = phrases([
  '(já |acabei de |tentei )?(reinici(ei|ou|amos|ado)|reset(ei|ou|amos)|religuei|rebutei)( \\w+)?|(já|acabei de|tentei|fiz|fiz isso de|fiz o|adiantou) (fazer )?(de )?(reiniciar|resetar|reset|reinício|desligar( e ligar)?)|já fiz (isso|esse|esses|tudo isso|esse processo|todo esse)( \\w+){0,2}',
  '(deslig(uei|ou|amos)|tirei|tirou)( \\w+){0,6} (e|depois|aí) (lig(uei|ou|amos)|religuei|coloquei|pus|botei)|desliguei e liguei|desliguei( \\w+)? (já|e nada)|tirei (\\w+ )?(da|na) (tomada|energia|força)|liguei e desliguei|tirei e coloquei',
  '(already |just |i )(restarted|rebooted|reset|unplugged)|(restarted|rebooted|unplugged)( it| the \\w+)?|turned it off and on( again)?|(router|modem) (yes )?(restart|reset|reboot)(ed)?|restart (yes|done|already)|yes restart',
  '(ya )?(lo )?(reinici[eé]|apagué y prendí|apagué|desconect[eé]|reinicié)( el \\w+)?',
]);
const NOT_RESTARTED = phrases([
  '(ainda )?(não|nem|never|not|haven t|no) (\\w+ )?(reinici\\w+|resetei|desliguei|restarted|rebooted|fiz isso|fiz)|(devo|preciso|tenho que|como|vou|quer que eu|should i|how do i) (\\w+ )?(reiniciar|resetar|desligar|restart|reboot|reset)|(reiniciou|desligou|reinicia) (sozinh\\w+|toda hora|direto)|(foi|paguei) reiniciad\\w+',
]);

/** Does the customer say that the modem was restarted? What they mean to do or ask about does not count. */
export const saysRestarted = (text: string): boolean =>
  found(plainWords(text).replace(NOT_RESTARTED, '|'), RESTARTED).length > 0;

const WORKS = phrases([
  'volt(ou|aram)( \\w+)?|(já |agora )?(está |esta )?funcion(ou|ando|a)|(agora )?(foi|pegou|normalizou|resolveu|resolvido|consertou|conectou)|deu certo|(está|tá) (pegando|ok|normal|rodando|de volta)|melhorou|ficou (bom|boa|ótim[oa]|normal|rápid[oa])|(está|tá) rápid[oa]|agora (está|tá) bo[am]|resolvido',
  '(it s |it is |is |its )?(working|fixed|solved|back)( now| again)?|it works|works( now| fine| again)?|all good( now)?',
  '(ya )?(funciona|funcionó|volvió|se arregló|está funcionando|quedó)|se resolvió',
]);
const FAILS = phrases([
  '(ainda |também )?(não|n|nem|nada|sem)( está| esta| ta| tem)? (adianta|adiantou|adiantando|volt\\w+|funcion\\w+|melhor\\w+|resolv\\w+|foi|pega|pegou|pegando|conect\\w+|deu( certo)?|mudou|muda|fica|ficou|está|internet|sinal|vai)( \\w+)?',
  '(continua(?! você| com você)|continuou|segue|permanece|está|ficou)( \\w+){0,2} (igual|sem|mesm\\w+|ruim|lent[oa]|caindo|fora|parad\\w+|pior|nada|travando|na mesma)|(a )?mesma coisa|na mesma|do mesmo jeito|piorou|pior ainda|e nada|até agora nada|nada ainda|nada (mudou|feito)|continua$|tudo igual|igual',
  '(still|it s|is|does|do|did|does n|has)? ?(not|n t|doesn t|isn t|didn t|don t) (work\\w*|help\\w*|connect\\w*|back|fixed|better)( \\w+)?|still (down|slow|nothing|the same|no internet|out)|no (change|luck|difference)|the same|nothing|not yet',
  '(todavía |aún )?no (funciona|funcionó|volvió|sirve|mejora|cambió|anda|hay)( \\w+)?|sigue (igual|sin|lento|mal)|nada todavía|sigo sin',
]);
const ONLY_NOTHING = /^(?:(?:e|ainda|mas|entao|ate agora) )*nada(?: (?:ainda|nao|moco|moca))?$/;
/** Not about how it is now: questions, conditions, the past of somebody else. */
const NO_NEWS = phrases([
  '(se|quando|quanto|que horas|será que|if|when|cuando) (\\w+ ){0,3}(volt\\w+|funcion\\w+|melhor\\w+|resolv\\w+|works?|vuelve)|como funciona\\w*|(cai|caindo|caiu) e volt\\w+|(domingo|sábado|feriado|loja|vocês|hoje|amanhã|horário) (\\w+ )?funciona\\w*|foi (pag[oa]|feit[oa]|um|dia|ontem|hoje|o|a|um|uma|em|no|na|isso)|paguei|volto|voltei|voltando|(cartão|boleto) volt\\w+',
]);

/** Works it now? Undefined if the message does not tell. What fails weighs more than what works. */
export function saysWorks(text: string): boolean | undefined {
  const clauses = clausesOf(text).filter(({ asks }) => !asks);
  const words = clauses.map((clause) => clause.words.replace(NO_NEWS, '|'));
  if (words.some((clause) => found(clause, FAILS).length > 0 || ONLY_NOTHING.test(clause))) return false;
  return words.some((clause) => found(clause, WORKS).length > 0) ? true : undefined;
}

const PART =
  '(?:,? (?:(?:de|a|à|pela|da|na|em a) )?(?:manha|tarde|noite|cedo|madrugada|morning|night|evening|afternoon|por la noche))?';
const WEEKDAY =
  '(?:segunda|terca|quarta|quinta|sexta)(?:[- ]feira)?|sabado|domingo|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miercoles|jueves|viernes';
const COUNT =
  '(?:\\d{1,3}|uma?|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|quinze|alguns|algumas|varios|varias|uns|umas|muitos|a|an|one|two|three|four|five|several|some|un|una|dos|unos)';
const UNIT =
  '(?:dias?|semanas?|mes(?:es)?|horas?|hrs?|hs?|minutos?|min|anos?|days?|weeks?|months?|hours?|minutes?|horas|anios?)';
const SINCE = new RegExp(
  [
    `\\b(?:desde|dsd|since)(?: (?:o|a|as|de|da|do|el|la|dia|last|the))* (?:antes de ontem|anteontem|ontem|onti|hoje|hj|ayer|hoy|yesterday|today|this|night|week|month|sempre|que [^,.;!?]{3,40}|(?:${WEEKDAY})(?: passad[ao])?|semana passada|mes passado|\\d{1,2}(?:/\\d{1,2}| de [a-z]+)?(?: ?h(?:oras|s)?\\b| ${UNIT}\\b)?|${COUNT} ${UNIT}|manha|cedo|madrugada)${PART}`,
    `\\b(?:ha|faz|fazem|fais|tem|hace|a|for|like|uns|umas|quase|mais de|over|about)(?: (?:ja|mais de|uns|umas|quase|cerca de|about|over|mas de|almost|como))* ${COUNT} ?${UNIT}\\b(?: e meia)?(?: atras)?`,
    `\\b${COUNT} ?${UNIT} (?:atras|ago|sem|ja)\\b`,
    `\\b(?:(?:hoje|hj|ontem|anteontem|antes de ontem|essa|esta) (?:de |a |pela |no fim da )?(?:manha|tarde|noite|cedo|madrugada)|(?:ontem|anteontem|hoje|hj|agora pouco|agorinha|agora ha pouco|yesterday|this morning|last night|today|ayer|anoche|hoy|esta manana))\\b`,
  ].join('|'),
);

/** Since when, in the customer's own words: "desde ontem a noite", "faz 2 dias". */
export function readSince(text: string): string | undefined {
  const said = tidy(text);
  const match = SINCE.exec(flat(said));
  if (!match) return undefined;
  const words = said.slice(match.index, match.index + match[0].length).trim();
  return words.replace(/ (?:sem|já|ja)$/i, '');
}

/** How a device is connected. */
export type Via = 'wifi' | 'cable' | 'both';

const WIFI = phrases(['wi fi|wifi|wireless|sem fio|wi|inalámbric\\w+|celular|wfi|wify']);
const CABLE = phrases(['cabo|cabeado|no fio|com fio|pelo fio|cable|ethernet|wired|lan|por cable|cabeada']);
const BOTH = phrases([
  '(nos|os|nas|as|dos|pelos|das|de) (dois|duas|2)( jeitos| modos| formas)?|em (tudo|todos|todas)|no tudo|todos os (aparelhos|lugares|cantos)|ambos|ambas|both|los dos',
]);
const EVERYTHING =
  /^(?:(?:em|no|e|acho que|ah) )*(?:tudo|todos|dois|2|duas|everything)(?: (?:os aparelhos|mesmo))?$/;
const CABLE_IS_ANOTHER = phrases([
  'cabo (está |estava |esta |ficou |foi )?(pendurad\\w+|arrebentad\\w+|cort\\w+|caíd\\w+|rompid\\w+|solt\\w+|na rua|do poste|da rua|partid\\w+)|senha (do|da|de) wi ?fi',
]);
const ALSO = phrases(['também|tb|mesma coisa|too|also|también|igual']);
const NOT_WIFI = phrases([
  'não (é|está|uso) (no |n |o |pelo )?(wi fi|wifi)|not (on )?(wi fi|wifi)|sem (ser )?(no )?(wi fi|wifi)',
]);
const NOT_CABLE = phrases([
  '(não|sem) (é |está |tem |tenho |uso |usa )?(no |o |pelo |ser no )?(cabo|cable)|no cable|not (on )?cable',
]);

/** Is it wifi, the cable, or both that is spoken of? "No cabo também" is both. */
export function readVia(text: string): Via | undefined {
  const words = plainWords(text)
    .replace(CABLE_IS_ANOTHER, '|')
    .replace(NOT_WIFI, '|')
    .replace(NOT_CABLE, '|');
  const [wifi, cable] = [WIFI, CABLE].map((signs) => found(words, signs).length > 0);
  const both = wifi && cable;
  if (both || ((wifi || cable) && found(words, ALSO).length > 0)) return 'both';
  if (wifi) return 'wifi';
  if (cable) return 'cable';
  return EVERYTHING.test(words) || found(words, BOTH).length > 0 ? 'both' : undefined;
}

const SPEED_UNIT = ' ?(?:megas?|megabits?|mbps|mbs?|mb/s|m\\b)';
const NUMBER = '(?<value>\\d{1,4}(?:[.,]\\d{1,2})?)(?!\\d|[.,]\\d|/)';
const MEASURED = [
  `\\b(?:chega|chegando|chegou|chegam|da|deu|dando|bate|bateu|batendo|marca|marcou|marcando|medi|mediu|teste(?: de velocidade)?|vindo|recebo|recebendo|baixa|baixando|pega|pegando|got|get|getting|gives?|shows?|test|only|da solo|llega|llegan|solo|so|apenas|no maximo)(?: (?:a|em|so|uns|umas|apenas|no maximo|de|nem|ate|foi|e|eh|me|about|only|aqui|solo|speed|says|showed|la|mais que|mal|a uns|no teste))* ${NUMBER}(?:${SPEED_UNIT})?(?! ?(?:dias?|horas?|hs?\\b|min|reais|boletos|x\\b|vezes|%|pessoas|antenas?|days?|hours?|ms\\b|anos?|meses))`,
  `\\b${NUMBER}(?:${SPEED_UNIT})? (?:no teste|de download|na medicao|no speedtest|on the test|en la prueba|so\\b|apenas)`,
];
const BARE = new RegExp(`^(?<before>[^\\d]{0,25}?)\\b${NUMBER}(?:${SPEED_UNIT})?[ .!]*$`);
const BARE_UNIT = new RegExp(`(?<!\\d)${NUMBER}${SPEED_UNIT}`, 'g');
const PLAN = new RegExp(
  `\\b(?:pago|pagando|contrat\\w+|plano|assin\\w+|comprei|tenho|meu e|e pra ser|era pra ser|deveria|devia|plan|pay(?:ing)?|have|supposed|tengo|contrate|minha internet e|vendem|venderam|prometer\\w*|tem|quero|queria)(?: (?:de|por|um|uma|o|e|eh|dar|chegar|ser|for|a|an|is|es|plano|internet|vir|estar|to|be|vir com))* \\d{2,4}(?:${SPEED_UNIT})?`,
  'g',
);

/** A number alone answers the question, with little words at most before it. */
function bareSpeed(low: string): RegExpExecArray | undefined {
  const match = BARE.exec(low);
  return match && isRestSmall((match.groups?.before ?? '').replace(/uns|umas|tipo/g, ' '))
    ? match
    : undefined;
}

/** The speed the customer measures, in Mbps; never the one their plan promises. */
export function readMbps(text: string): number | undefined {
  const low = inDigits(flat(tidy(text))).replace(PLAN, (one) => '#'.repeat(one.length));
  const told = [
    ...MEASURED.map((find) => new RegExp(find).exec(low)),
    bareSpeed(low),
    /\?|\b(?:quanto|qnto|qto|cuanto)\b/.test(low) ? undefined : [...low.matchAll(BARE_UNIT)].at(-1),
  ];
  const value = told.find((match) => match)?.groups?.value;
  const speed = Number(value?.replace(',', '.'));
  return value === undefined || speed > 2000 ? undefined : speed;
}
