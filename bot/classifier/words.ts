import stemmer from 'natural/lib/natural/stemmers/porter_stemmer_pt.js';

/** Lower case, without accents, stretched letters shortened ("oiiii" -> "oi"), only letters and digits left. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/([aeiou])\1{2,}/g, '$1')
    .replace(/(\p{L})\1{2,}/gu, '$1$1')
    .replace(/(\p{L})\1(?!\p{L})/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How people shorten words when they type on a phone. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    vc: 'voce',
    vcs: 'voces',
    q: 'que',
    qro: 'quero',
    qdo: 'quando',
    qto: 'quanto',
    c: 'com',
    cm: 'com',
    pf: 'por favor',
    pfv: 'por favor',
    pra: 'para',
    p: 'para',
    tb: 'tambem',
    tbm: 'tambem',
    n: 'nao',
    naum: 'nao',
    ta: 'esta',
    to: 'estou',
    fla: 'falar',
    flar: 'falar',
    hj: 'hoje',
    bjs: 'beijos',
    obg: 'obrigado',
    vlw: 'valeu',
    blz: 'beleza',
    net: 'internet',
    hr: 'hora',
    hrs: 'horas',
    atend: 'atendente',
    aki: 'aqui',
    msg: 'mensagem',
    mto: 'muito',
    mt: 'muito',
    mta: 'muita',
    dms: 'demais',
    eai: 'e ai',
    kd: 'cade',
    kero: 'quero',
    qero: 'quero',
    qria: 'queria',
    pq: 'porque',
    brigado: 'obrigado',
    brigada: 'obrigada',
    tks: 'thanks',
    thx: 'thanks',
    d: 'de',
    msm: 'mesmo',
    dnv: 'de novo',
    agr: 'agora',
    cmg: 'comigo',
    pgto: 'pagamento',
    pgt: 'pagamento',
    pg: 'paguei',
    qnt: 'quanto',
    qnto: 'quanto',
    qnd: 'quando',
    ql: 'qual',
    oq: 'o que',
    oque: 'o que',
    eh: 'e',
    tou: 'estou',
    tava: 'estava',
    tao: 'estao',
    tamo: 'estamos',
    dsd: 'desde',
    dps: 'depois',
    vlr: 'valor',
    sab: 'sabado',
    fds: 'fim de semana',
    h: 'horas',
    hra: 'horas',
    tec: 'tecnico',
    cel: 'celular',
    tel: 'telefone',
    pfvr: 'por favor',
    plmds: 'pelo amor de deus',
    mds: 'meu deus',
    qm: 'quem',
    td: 'tudo',
    tds: 'todos',
    ngm: 'ninguem',
    alg: 'alguem',
    gnt: 'gente',
    flw: 'falou',
    abs: 'abraco',
    nd: 'nada',
    nn: 'nao',
    ap: 'apartamento',
    apto: 'apartamento',
    nro: 'numero',
    zap: 'whatsapp',
    whats: 'whatsapp',
    wpp: 'whatsapp',
    fzr: 'fazer',
    u: 'you',
    pls: 'please',
    grasias: 'gracias',
  }),
);

/** The words of a folded text, short forms written out. */
export const wordsOf = (folded: string): string[] =>
  folded
    .split(' ')
    .flatMap((word) => (SHORT_FORMS.get(word) ?? word).split(' '))
    .filter((word) => word !== '');

/** What means the same at a help desk; only for telling intents apart. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hora: 'horas',
    roteador: 'modem',
    aparelho: 'modem',
    moden: 'modem',
    megas: 'mega',
    mb: 'mega',
    mbps: 'mega',
    gb: 'giga',
    gbps: 'giga',
  }),
);

/** Protocol numbers, as customers copy them. */
const PROTOCOL = /(?<!\d)\d{8}-?\d{4}(?!\d)/g;

/** What is said before the matter itself. */
const COURTESY = new RegExp(
  `^(${[
    'oi+e?|ola|opa|alo|e ai|bom dia|boa (tarde|noite)|tudo (bem|bom|certo)|por (favor|gentileza)|favor|entao|cara|mano',
    'mo[cç][ao]|amig[ao]|querid[ao]|gente|pessoal|meu deus|pelo amor de deus|viu|ne|k+|rs|(ha)+',
    'hi|helo|hello|hey|good (morning|afternoon|evening)|please',
    'hola|buen(os)? dias?|buenas( tardes| noches)?|porfa',
    // What leads from one matter to another.
    'ah( (e|esta|sim|ok|lembrei))?|(e )?(outra|mais uma|so mais uma) (coisa|coisinha|duvida|pergunta)|alias|olha',
    'antes que (eu )?(me )?esqueca|(por )?falando n?isso|por falar nisso|por sinal|a proposito',
    'mudando de assunto|voltando( ao assunto)?( d[aoe])?|aproveitando|na (verdade|real)|e o seguinte',
    '(desculpa|desculpe|sem querer) (interromper|incomodar|atrapalhar)( mas)?|deixa eu (te )?(perguntar|falar)',
    '(e )?me diz uma coisa|(uma )?(duvida|pergunta|perguntinha)( rapida)?|so para saber|ja que estamos aqui|esquece isso',
    'by the way|(one more|another) thing|(and )?also|por cierto|otra cosa|antes de que (me )?olvide',
  ].join('|')})( |$)`,
);
/** What is said after it. */
const COURTESY_AFTER = / (por favor|por gentileza|please|viu|mo[cç][ao]|gente)$/;

/** Is this nothing but courtesies? */
export const isCourtesy = (text: string): boolean => withoutCourtesies(wordsOf(fold(text)).join(' ')) === '';

function withoutCourtesies(words: string): string {
  let matter = words;
  for (let before = ''; before !== matter;) {
    before = matter;
    matter = matter.replace(COURTESY, '');
  }
  return matter.replace(COURTESY_AFTER, '');
}

/** Where somebody lives and when something is to be: what a request is about stands in the other words. */
const DETAILS = new RegExp(
  [
    '(?:(?:para|pra|pro|p|na|no|em|to|at|en|a) (?:a |o )?)?(?<!\\p{L})(?:rua|r\\.|av\\.?|avenida|travessa|alameda|estrada|rodovia|street|calle)',
    '\\s(?:[\\p{L}.]+\\s){1,6}?(?:n[.º°o]*\\s?)?\\d+[^.!?;\\n]*',
  ].join(''),
  'giu',
);
const DAY =
  /(?<!\p{L})(?:(?:no )?dia )?\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?: (?:de|da|à|a) (?:manhã|manha|tarde))?/giu;
/** Who somebody is: a CPF, contract or telephone and when they were born, with the words before. */
const IDENTITY = new RegExp(
  [
    '(?<!\\p{L})(?:(?:com )?(?:o |a )?(?:meu |minha )?(?:cpf|cnpj|contrato|telefone|celular|contract|phone)(?: (?:é|e|eh|is|es|do titular|numero|número))*[\\s:]*)?',
    '(?:\\(?\\d{2}\\)?\\s?9?\\d{4}-?\\d{4}|\\d{3}[.\\s]?\\d{3}[.\\s]?\\d{3}[-.\\s]?\\d{2}|\\d{8})(?!\\d)',
    '|(?:e )?(?:data de )?nasc\\p{L}*\\s*(?:em|é|:|dia)?\\s*\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}',
  ].join(''),
  'giu',
);
/** What is left must still be a request. */
const FEWEST_WORDS = 3;
const FEWEST_BESIDE_IDENTITY = 2;

function withoutDetails(text: string): string {
  if (!/\d/.test(text)) return text;
  const nobody = text.replace(IDENTITY, ' ');
  const anybody = wordCount(nobody) < FEWEST_BESIDE_IDENTITY ? text : nobody;
  const rest = anybody.replace(DETAILS, ' ').replace(DAY, ' ');
  return wordCount(rest) < FEWEST_WORDS ? anybody : rest;
}

const wordCount = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;

/** The words that tell what a message is about: without courtesies, unless it consists of them. */
function tellingWords(text: string): string[] {
  const plain = withoutDetails(text.replace(PROTOCOL, ' numeroprotocolo ').replace(/wi-?\s?fi/gi, 'wifi'));
  const words = wordsOf(fold(plain)).map((word) => SAME.get(word) ?? word);
  const matter = withoutCourtesies(words.join(' '));
  return (matter.length > 2 ? matter.split(' ') : words).map(withoutNumber);
}

/** Of an amount or a date only its length tells something. */
const withoutNumber = (word: string): string =>
  /^\d{2,}$/.test(word) ? `#${Math.min(word.length, 4)}` : word;

interface Parts {
  readonly stem: string;
  /** The stem and the word's letter triples, as features. */
  readonly features: readonly string[];
}

/** People say the same few thousand words: each is taken apart once. */
const REMEMBERED = 20_000;
const taken = new Map<string, Parts>();

/** Shorter words are told apart as they are: their triples are like those of too many others. */
const SHORTEST_SPLIT = 4;

function partsOf(word: string): Parts {
  const known = taken.get(word);
  if (known) return known;
  const stem = stemmer.stem(word);
  const padded = `<${word}>`;
  const triples = Array.from(
    { length: word.length < SHORTEST_SPLIT ? 0 : padded.length - 2 },
    (_, j) => `t ${padded.slice(j, j + 3)}`,
  );
  const parts = { stem, features: [`w ${stem}`, ...triples] };
  if (taken.size >= REMEMBERED) taken.clear();
  taken.set(word, parts);
  return parts;
}

const WORD = 1;
const PAIR = 0.7;
const TRIPLE = 0.5;
const DENIED = 1;

const NEGATIONS = new Set(['nao', 'not', 'don', 'no', 'nem', 'sem', 'without', 'sin']);
/** So many words after a negation may be what it denies. */
const DENIAL_REACHES = 4;

/**
 * What a message is compared by: word stems, pairs of them (beginning and end count as words: a bare "não" is not the
 * "não" of a sentence), and the letter triples that survive typing errors.
 */
export function featuresOf(text: string): Map<string, number> {
  const telling = tellingWords(text);
  const words = telling.map(partsOf);
  const features = new Map<string, number>();
  const add = (feature: string, weight: number) =>
    features.set(feature, (features.get(feature) ?? 0) + weight);
  let denied = 0;
  words.forEach(({ stem, features: own }, i) => {
    if (denied-- > 0) add(`n ${stem}`, DENIED);
    if (NEGATIONS.has(telling[i] ?? '')) denied = DENIAL_REACHES;
    own.forEach((feature, j) => add(feature, j === 0 ? WORD : TRIPLE));
    add(`p ${words[i - 1]?.stem ?? '^'} ${stem}`, PAIR);
  });
  const last = words.at(-1);
  if (last) add(`p ${last.stem} $`, PAIR);
  return features;
}
