import { typosOf } from './classifier/phrases.js';

/** Words that name a place in a list. The row is the place. */
const CARDINALS = [
  ...['um uma one uno una', 'dois duas doiz two dos', 'tres treis three', 'quatro four cuatro', 'cinco five'],
  ...['seis six', 'sete seven siete', 'oito eight ocho', 'nove nine nueve', 'dez ten diez'],
].map((row) => row.split(' '));

/** "Quarto" and "cuarto" are missing: they are rather a room. */
const ORDINALS = [
  'primeira primeiro first 1st primera primero primer',
  'segunda segundo second 2nd',
  'terceira terceiro third 3rd tercera tercero tercer',
  'quarta fourth 4th cuarta',
  'quinta quinto fifth 5th',
  'sexta sexto sixth 6th',
  'setima setimo seventh 7th septima septimo',
  'oitava oitavo eighth 8th octava octavo',
  'nona nono ninth 9th novena noveno',
  'decima decimo tenth 10th',
].map((row) => row.split(' '));

export const CARDINAL = placesOf(CARDINALS);
export const ORDINAL = placesOf(ORDINALS);
export const LAST: ReadonlySet<string> = new Set(['ultima', 'ultimo', 'last']);

/** Ordinals that are rather a day of the week when nothing says that the list is meant. Not so in Spanish. */
export const WEEKDAYS: ReadonlySet<string> = new Set(['segunda', 'terca', 'quarta', 'quinta', 'sexta']);

/** May come before a choice and changes nothing about it. */
const COURTESIES =
  'eu|sim|ok|okay|certo|beleza|entao|bom|por favor|pfv|pf|acho que|e|seria|pode ser|yes|please|well|it is|si|bueno|pues|es|seria|puede ser';
/** Says that something is wanted: after it a bare "um" is a thing, and no place in the list. */
const WISHES =
  'quero|queria|gostaria de?|prefiro|escolho|marco|fico com|vou querer|vou de|vou na|vou no|na|no|i want|i ll take|i would like|i d like|i choose|i pick|i prefer|quiero|quisiera|elijo|escojo|me quedo con';
const ARTICLES = 'a|o|essa|esse|the|el|la|lo';
const NOUNS =
  'opcao|alternativa|escolha|item|resposta|numero|num|option|choice|answer|number|opcion|respuesta';
const AFTER =
  'opcao|alternativa|one|option|choice|opcion|mesmo|mesma|dessas|desses|delas|deles|ai|da lista|de la lista|of the list|on the list|por favor|pfv|pf|obrigad[oa]|obg|valeu|please|thanks|thank you|gracias';
const NAMES = [...CARDINAL.keys(), ...ORDINAL.keys(), ...LAST].join('|');

/** A choice and nothing else, in bare words. */
export const CHOICE = new RegExp(
  `^(?:(?:${COURTESIES}) )*(?<wish>(?:${WISHES}) )?(?<article>(?:${ARTICLES}) )?(?<noun>(?:${NOUNS}) )?` +
    `(?:(?<digits>\\d{1,2})[ao]?|(?<name>${NAMES}))(?<after>(?: (?:${AFTER}))*)$`,
);

/** Does this name the list: "opção", "the second one"? */
export const NAMES_LIST = new RegExp(`\\b(?:${NOUNS}|one)\\b`);

/** Reads "premeira" and "opcaoo" as what was meant. */
export const withoutTypos = typosOf([
  ...[...CARDINAL.keys(), ...ORDINAL.keys(), ...LAST],
  ...`${NOUNS}|obrigado|obrigada`.split('|'),
]);

function placesOf(rows: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((row, i) => row.map((word) => [word, i + 1] as const)));
}
