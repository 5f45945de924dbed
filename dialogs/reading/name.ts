import { asksForPerson } from '../../bot/classifier/person.js';
import { isCourtesy } from '../../bot/classifier/words.js';
import { flat, tidy } from '../../routing/brief/flat.js';
import { asksToWait, doesNotKnow, isBack, wantsToResume, wantsToStop } from './control.js';
import { NO_NAMES } from './no-names.js';

const TITLE =
  '(?:(?:o|a|os?|the) )?(?:(?:seu|sr\\.?|dona|sra\\.?|dr\\.?|dra\\.?|senhora?|don|dona|mr\\.?|mrs\\.?) )?';
const INTRODUCED = new RegExp(
  `(?<![a-z])(?:${[
    'meu nome(?: completo)?(?: (?:e|eh)(?![a-z])|[ ]*[?:,]+) *',
    '(?:me chamo|pode me chamar de|me chama de) +',
    'sou (?=[oa] )',
    '(?:aqui|quem)(?: quem)? (?:(?:fala|ta falando|esta falando) )?(?:e|eh) +(?=o |a |os |seu |dona )',
    '(?:aqui )?(?:quem )?(?:fala|ta falando|esta falando)(?: aqui)? (?:e|eh) +',
    'nome(?: completo)? *: *',
    "my name(?: is|'s) +",
    '(?:me llamo|mi nombre es) +',
  ].join('|')})${TITLE}(?<names>.+)`,
  'd',
);
/** Only a capital letter tells these apart from "I am learning". */
const CAPITALIZED =
  /(?:^|[^\p{L}])(?:i'm|i’m|i am|this is|sou|soy|here is|aqui é)\s+(?<names>\p{Lu}\p{L}+.*)/iu;
const NAME_WORD = /^[\p{L}\p{M}]+(?:['’.-][\p{L}\p{M}]+)*$/u;
const PARTICLE = /^(?:d[aeo]s?|e|del?|la|los|van|von|y)$/i;
/** At the end of a name it is part of it, before one it is somebody's. */
const NAME_END = /^(?:filho|neto|neta|junior|jr|sobrinho)$/;
const MOST_WORDS = 6;
const LEAD =
  /^(?:(?:(?:a conta |o contrato )?(?:(?:esta|ta|fica|e|eh) )?(?:no|em) nome d[eoa]|oi+e?|ola|opa|alo|sim|claro|ok|ta|bom dia|boa tarde|boa noite|hi|hello|sure|yes|hola|si|ah|e|eh|o|a|nome|meu nome|meu|aqui|seu|sr\.?|dona|sra\.?|o nome e|nome completo)(?:[ ,.!:]+|$))+/;

/**
 * The name a message tells, in title case: after an introduction ("me chamo", "aqui é o"), or bare if the name was
 * asked for. What people answer instead of a name ("sim", "não sei", "quero falar com atendente") is none.
 */
export function readName(text: string, asked: boolean): string | undefined {
  const said = tidy(text);
  const low = flat(said);
  const place = INTRODUCED.exec(low)?.indices?.groups?.names;
  const introduced = (place && nameIn(said.slice(...place))) ?? nameIn(capitalizedAfter(said));
  if (introduced !== undefined) return introduced;
  return asked && !isSomethingElse(said) ? bareName(said, low) : undefined;
}

function capitalizedAfter(said: string): string {
  const names = CAPITALIZED.exec(said)?.groups?.names ?? '';
  return /^\p{Lu}\p{Ll}/u.test(names) ? names : '';
}

const isSomethingElse = (said: string): boolean =>
  isCourtesy(said) ||
  asksForPerson(said) ||
  [doesNotKnow, asksToWait, wantsToStop, wantsToResume, isBack].some((reads) => reads(said));

/** A name and perhaps numbers after it: nothing else may be in the message. */
function bareName(said: string, low: string): string | undefined {
  const start = LEAD.exec(low)?.[0].length ?? 0;
  const [first = '', ...others] = said.slice(start).split(/[,;.!\n]+\s|[,;!?\n]|\.$|(?=\s\d)|\s[-–]\s/);
  const words = first.trim().split(/\s+/);
  const name = nameIn(first);
  const isAll = words.every((word, i) => isNameWord(word, i)) && words.length <= MOST_WORDS;
  const hasOnlyNumbers = others.every((other) =>
    /^\W*(?:(?:cpf|cnpj|contrato|tel\w*|nasc\w*|e|o|meu|é)(?:\W+|$))*[\d\W]*$/iu.test(other.trim()),
  );
  return isAll && hasOnlyNumbers && !said.includes('?') ? name : undefined;
}

const isNameWord = (word: string, before: number): boolean =>
  PARTICLE.test(word) ||
  (before > 0 && NAME_END.test(flat(word))) ||
  (NAME_WORD.test(word) && word.length > 1 && !NO_NAMES.has(flat(word)));

/** The name a text begins with, as far as it goes. */
function nameIn(text: string): string | undefined {
  const words: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const bare = word.replace(/[,.;:!?)"]+$/, '');
    if (!isNameWord(bare, words.length) || words.length === MOST_WORDS) break;
    words.push(bare);
    if (bare !== word) break;
  }
  while (words.length > 0 && PARTICLE.test(words.at(-1) ?? '')) words.pop();
  while (words.length > 0 && PARTICLE.test(words[0] ?? '')) words.shift();
  return words.length > 0 ? titleCase(words) : undefined;
}

const titleCase = (words: readonly string[]): string =>
  words
    .map((word) =>
      PARTICLE.test(word)
        ? word.toLowerCase()
        : word.toLowerCase().replace(/(?:^|(?<=['’-]))\p{L}/gu, (letter) => letter.toUpperCase()),
    )
    .join(' ');
