import { found, phrases, plainWords, typosOf } from './phrases.js';

/** How upset somebody sounds. */
export interface Mood {
  /** 0: not at all; 1: as much as words can. */
  readonly upset: number;
  /** What it was heard in: the customer's own words, folded; `CAPITALS` and `!!` for the way it is written. */
  readonly why: readonly string[];
}

interface Sign {
  readonly weight: number;
  readonly pattern: RegExp;
  /** However often: who swears much may just talk like that. */
  readonly once?: true;
}

const CALM: Mood = { upset: 0, why: [] };

/** What is aimed at us, or says that it is too much. One is enough. */
const STRONG = [
  // pt-BR: insults
  '(filh[oa]s?|fih?[oa]) d[ae] (puta|égua)|fdps?|arrombad[oa]s?|otári[oa]s?|imbecil|imbecis|idiotas?|babacas?',
  '(bando|cambada|corja|quadrilha|cambadas) de \\w+|ladrões|ladroes|safad[oa]s|vagabund[oa]s|caloteir[oa]s|golpistas|pilantras?',
  '(vão|vai|vá) (tomar no|à merda|a merda|se (foder|fuder|ferrar|lascar)|para o inferno|pro inferno|pra puta|pro caralho)',
  'vtnc|vsf|vtmnc|tmnc|tomar no cu|incompetentes?|incompetência|palhaç[oa]s',
  '(lixo|merda|bosta|porcaria|porra|desgraça|droga|caralho|inferno) (de|dessa|desse|desta|deste) (empresa|internet|serviço|operadora|atendimento|robô|bot|conexão|sinal|wifi|provedor|boleto|sistema|aplicativo|app|modem|plano)',
  '(empresa|internet|serviço|operadora|atendimento|conexão|provedor|sistema|aplicativo|robô) (de )?(um |uma |é um |é uma )?(lixo|merda|bosta|porcaria)',
  '(vocês|isso|isto|esse serviço|essa empresa|esta empresa|essa internet|o atendimento) (são|é|virou|está)( tudo)? (um |uma |uns |umas )?(piada|lixo|merda|bosta|vergonha|porcaria|palhaç\\w+|ladr\\w+|fraude|farsa)',
  // pt-BR: too much
  'palhaçada|é (um|uma) (absurdo|vergonha|piada|palhaçada|roubo)|(que|um|isso é|acho um|maior|mas que) absurdo|absurdo (isso|esse|essa|total|demais)|^(absurdo|ridículo|lamentável|vergonhoso)$',
  '(que|uma|isso é) (vergonha|piada|ridículo|palhaçada|bagunça|falta de (respeito|vergonha|consideração))|(é|são|isso está) ridícul[oa]s?|ridículo isso|descaso( total)?|desrespeito|falta de respeito',
  'inadmissível|inaceitável|intolerável|propaganda enganosa|(é|isso é) (um )?(roubo|golpe|estelionato)|(vocês )?(estão|tão|tá) me roubando',
  'já (é|deu|foi|faz|são|liguei|falei|expliquei|mandei|pedi|reclamei|tentei)( \\w+){0,2} (segunda|terceira|quarta|quinta|décima|milésima|enésima|\\d+ ?[ªa]?) vez(es)?',
  '(é|já é) (a )?\\d+ ?[aªx]? vez|(pela|é a) (\\d+[aª]?|terceira|quarta|quinta|décima|milésima|enésima) vez|já (liguei|falei|expliquei|pedi|reclamei|mandei|tentei)( \\w+){0,2} (mil|várias|inúmeras|trocentas|umas) vezes|quantas vezes (eu )?(vou|tenho|preciso|terei|mais)',
  'ninguém( \\w+){0,2} (resolve|resolveu|faz nada|ajuda|presta|liga para)|(vocês )?(não|nunca) (resolvem|resolveram|fazem) nada|(só|ficam) (enrolam|enrolação|me enrolando|enrolando)|me (enrolam|enrolando|enrolaram)',
  '(já )?cansei( de| disso| dessa| desse)?|(eu )?não aguento mais( \\w+)?|perdi a paciência|(já )?deu (para mim|dessa)|chega dessa|(estou|tô|já) de saco cheio|saco cheio',
  '(estou|to|fiquei|estamos|tou)( \\w+)? (put[oa]|furios[oa]|revoltad[oa]|indignad[oa]|irritad[oa]|brav[oa]|fart[oa]|estressad[oa]|com raiva|com ódio|pistola|cansad[oa] (de|disso|dessa))',
  '(pior|piores) (empresa|internet|operadora|atendimento|serviço|provedor|suporte)( \\w+)?|péssim[oa] (atendimento|serviço|empresa|internet)|(atendimento|serviço) péssimo|odeio (essa|esse|vocês|isso)',
  '(estão|tão|está|tá|só pode (ser|estar)|vocês (estão|tão))( \\w+)? (de brincadeira|de sacanagem|brincando|zoando)|só pode ser (brincadeira|piada|sacanagem)|sacanagem (isso|de vocês|com)|(que|muita|é) sacanagem',
  '(me )?(fazendo|feito|fazem|tirando|acham que (eu )?sou)( \\w+){0,2} (de )?(trouxa|palhaç[oa]|otári[oa]|idiota|besta|burr[oa])|(cara|cadê a) vergonha|vão se (ferrar|danar)',
  // en
  'fuck (you|off|this)|go to hell|idiots?|morons?|assholes?|bastards?|scam(mers)?|thieves|liars?|you suck|piece of (shit|crap)|bullshit|useless|pathetic|ridiculous|disgrace(ful)?|outrageous|unacceptable|a joke',
  'i( m| am)?( so| really| very)? (furious|angry|pissed( off)?|mad at|fed up|sick of|sick and tired( of)?)|fed up|worst (company|service|internet|support)( \\w+)?|nobody (helps|cares|answers|fixes)|(third|fourth|fifth|hundredth) time|how many times|waste of (time|money)|i hate (you|this)|are you kidding( me)?|had enough',
  // es
  'hij[oa]s? de puta|hdp|pendej[oa]s?|cabrones|cabrón|imbéciles|ladrones|estafa(dores)?|inútil(es)?|sinvergüenzas?|payasos|ineptos|váyanse a la|vete a la|una (burla|vergüenza|porquería|mierda|estafa)|qué (vergüenza|descaro)',
  'es (un|una) (robo|abuso|broma)|inaceptable|indignante|(estoy|muy) (hart[oa]|furios[oa]|enojad[oa]|indignad[oa]|molest[oa]|cabread[oa])|hart[oa] de|nadie (resuelve|ayuda|responde|hace nada)|(tercera|cuarta|quinta|enésima) vez|(el|la) peor (empresa|servicio|internet)|falta de respeto|me cansé|ya basta|no aguanto más|cuántas veces',
];

/** Somebody says the contrary of what they mean. */
const SARCASM = [
  'parabéns (hein|ein|ne|né|viu|pela (demora|incompetência|bagunça)|pelo (péssimo|descaso|lixo))|(que|muito) (ótimo|maravilha|beleza|lindo|bonito|bom)( \\w+)? (hein|ein|viu)|(obrigad[oa]|valeu) por nada( mesmo)?|só que não|sqn|nota (zero|0)|(ótimo|maravilha|beleza|legal) mais (um|uma) (dia|semana|vez)',
  'thanks for nothing|great job not|congratulations (again|really)|gracias por nada|felicidades eh|qué (bonito|lindo|bien) eh',
];

const SWEARING = [
  'porra|caralho|carai|caraio|krl|crl|cacete|pqp|puta (que pariu|merda)|merda|bosta|af|que (inferno|raiva|ódio|saco|droga|lixo|bosta|merda|porcaria)|desgraça|fude?u|fod[ae](-| )se|foda|cu|put[oa]s?|ódio|nojo|affs',
  'fuck(ing|ed)?|shit(ty)?|damn|crap|wtf|what the (hell|fuck)|mierda|carajo|joder|coño|qué (rabia|bronca|mierda|asco)|la puta madre',
];

/** Displeased, but still talking about it. */
const MILD = [
  'absurdo|vergonha|ridículo|piada|péssim[oa]s?|horrível|horroros[oa]|terrível|porcaria|lixo|droga|decepcionad[oa]|decepção|insatisfeit[oa]|frustrad[oa]|chatead[oa]|nervos[oa]|raiva|trouxa|enganação|enrolação|mentira|mentiram|mentiros[oa]s?|impossível',
  'ninguém( \\w+){0,2} (responde|atende|aparece|veio|liga|retorna|avisa|sabe)|não é possível|até quando|pelo amor de deus|(demora|demorando|demorou) (demais|muito)|(faz|há|já faz) (dias|semanas|meses)|nada resolvido|nunca (funciona|funcionou|resolvem|mais)|toda (hora|vez) (isso|a mesma)|que demora|absurd[oa]s?',
  'terrible|awful|horrible|disappointed|frustrat(ed|ing)|annoy(ed|ing)|nobody|for (days|weeks|months)|unbelievable|pésim[oa]|decepcionad[oa]|terrible|molest[oa]|frustrad[oa]|hace (días|semanas|meses)|increíble que',
];

const SIGNS: readonly Sign[] = [
  { weight: 0.65, pattern: phrases(STRONG) },
  { weight: 0.6, pattern: phrases(SARCASM) },
  { weight: 0.45, pattern: phrases(SWEARING), once: true },
  { weight: 0.25, pattern: phrases(MILD) },
];
const CAPITALS = 0.3;
const PUNCTUATION = 0.2;

/** What takes the sting out of the words near it. */
const DENIED = phrases([
  '(não|nem|nunca|longe de|sem)( \\w+){0,2} (brav[oa]|irritad[oa]|nervos[oa]|chatead[oa]|furios[oa]|raiva|pressa|idiotas?|incompetentes?|decepcionad[oa]|revoltad[oa]|put[oa]|lixo|ladr\\w+|palhaç\\w+)',
  '(?<!acham? que |acham? que eu )(sou|fui|me sinto|me senti|me acho|eu sou)( \\w+)? (idiota|imbecil|otári[oa]|trouxa|lixo)',
  '(not|never|isn t|don t|i m not|am not)( \\w+){0,2} (angry|mad|furious|upset|pissed|annoyed|useless|a joke|frustrated)|no (estoy|soy|es)( \\w+)? (enojad[oa]|molest[oa]|furios[oa]|hart[oa]|inútil)',
]);
const KIND = phrases([
  '(muito )?(obrigad[oa]|brigad[oa])(?! por nada)|adorei|amei|excelente|maravilhos[oa]s?|perfeito|te amo|amo vocês|parabéns (pelo (bom|ótimo|excelente)|a todos)|feliz|saudades?|lind[oa]s?|hahah?a?|k{2,}|kk|rs+|thank you|thanks(?! for nothing)|awesome|love (it|you)|muchas gracias|lol|haha',
]);
const KINDNESS = 0.5;

const TYPED = [
  ...'palhacada absurdo ridiculo vergonha inadmissivel inaceitavel desrespeito incompetente incompetentes incompetencia'.split(
    ' ',
  ),
  ...'descaso revoltado revoltada indignado indignada irritado irritada pessimo pessima horrivel ladroes caralho porcaria'.split(
    ' ',
  ),
  ...'decepcionado decepcionada insatisfeito insatisfeita ninguem resolve ridiculous unacceptable frustrated terrible'.split(
    ' ',
  ),
  ...'inaceptable enojado enojada furioso furiosa'.split(' '),
];
/** Words that are right as they are, though a letter away from those. */
const NO_TYPOS = new Set('descanso resolver resolveu resolva nervoso'.split(' '));
const typed = typosOf(TYPED);
/** Short forms that tell a mood. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ...(['ngm', 'ngem', 'ninguen'] as const).map((word) => [word, 'ninguem'] as const),
  ['eh', 'e'],
]);
const asMeant = (word: string): string => SHORT.get(word) ?? (NO_TYPOS.has(word) ? word : typed(word));

/**
 * How upset a message sounds in pt-BR, en or es: insults, exasperation, sarcasm, swearing, and the way it is written.
 * Each sign takes its share of what calm is left; kind words and laughter halve it. Made to be right when it says
 * "upset" rather than to notice everybody who is.
 */
export function moodOf(text: string): Mood {
  const plain = plainWords(text).split(' ').map(asMeant).join(' ');
  if (plain === '') return CALM;
  const kind = found(plain, KIND).length > 0;
  let left = plain.replace(DENIED, '|');
  const why: string[] = [];
  let calm = 1;
  for (const { weight, pattern, once } of SIGNS) {
    const heard = new Set(found(left, pattern));
    calm *= (1 - weight) ** (once ? Math.min(1, heard.size) : heard.size);
    why.push(...heard);
    if (heard.size > 0) left = left.replace(pattern, '|');
  }
  for (const [sign, weight] of writing(text)) {
    calm *= 1 - weight;
    why.push(sign);
  }
  const upset = (1 - calm) * (kind ? KINDNESS : 1);
  return { upset: Math.round(upset * 100) / 100, why };
}

function writing(text: string): [string, number][] {
  const signs: [string, number][] = [];
  if (isShouted(text)) signs.push(['CAPITALS', CAPITALS]);
  if (/[!?]{2,}/.test(text)) signs.push(['!!', PUNCTUATION]);
  return signs;
}

/** In capitals throughout, at least three words of it: CPF and PIX shout at nobody. */
function isShouted(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const shouted = words.filter((word) => word === word.toUpperCase());
  return shouted.length >= 3 && shouted.length >= words.length * 0.7;
}
