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

interface Parts {
  readonly stem: string;
  /** The stem and its letter triples, as features. */
  readonly features: readonly string[];
}

/** People say the same few thousand words: each is taken apart once. */
const REMEMBERED = 20_000;
const taken = new Map<string, Parts>();

function partsOf(word: string): Parts {
  const known = taken.get(word);
  if (known) return known;
  const stem = stemmer.stem(word);
  const padded = `<${stem}>`;
  const triples = Array.from(
    { length: Math.max(0, padded.length - 2) },
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

/** What a message is compared by: word stems, pairs of them, and the letter triples that survive typing errors. */
export function featuresOf(text: string): Map<string, number> {
  const words = wordsOf(fold(text)).map(partsOf);
  const features = new Map<string, number>();
  const add = (feature: string, weight: number) =>
    features.set(feature, (features.get(feature) ?? 0) + weight);
  words.forEach(({ stem, features: own }, i) => {
    own.forEach((feature, j) => add(feature, j === 0 ? WORD : TRIPLE));
    const next = words[i + 1];
    if (next !== undefined) add(`p ${stem} ${next.stem}`, PAIR);
  });
  return features;
}
