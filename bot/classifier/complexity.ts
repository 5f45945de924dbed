import { found, phrases, plainWords } from './phrases.js';

/** What makes a request hard to answer in one go. */
export interface Complexity {
  /** 0 to 1. */
  readonly score: number;
  /** The different problems its clauses state, in their order. */
  readonly problems: readonly string[];
  readonly conditions: number;
  /** Amounts of money and dates. */
  readonly figures: number;
  /** How many of its words stand in clauses that say nothing any intent knows. */
  readonly unexplained: number;
}

export const SIMPLE: Complexity = { score: 0, problems: [], conditions: 0, figures: 0, unexplained: 0 };

const CONDITIONS = phrases([
  // pt-BR
  '(?<!(conecta|conectar|conectou|consegue|consigo|conseguiu|pode|nao|que|me) )se (eu|você|vocês|ele|ela|a gente|o|a|os|as|meu|minha|não|for|tiver|houver|der|\\w{2,}r)',
  '(caso|exceto|a não ser que|a menos que|desde que|contanto que|depende|dependendo|só que)',
  '(mas )?(só|somente|apenas) (quando|se|depois|à noite|de noite)|mas quando|enquanto não',
  // en
  '(if|unless|except|provided|depending|as long as)|but (only|when|if)|only (when|if|after)',
  // es
  '(a menos que|siempre que|salvo|excepto|con tal de que)|(pero|solo|y) (si|cuando)|si (no|es|me|mi|el|la|yo|ustedes)',
]);
const MONEY =
  /(?:r\$|us\$|\$)\s*\d[\d.,]*|\b\d[\d.,]*\s*(?:reais|real|conto|contos|pila|d[oó]lares|dollars|pesos)\b/giu;
const MONTHS =
  'janeiro|fevereiro|março|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|january|february|march|april|june|july|august|september|october|november|december|enero|febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre|diciembre';
const DATE = new RegExp(
  `\\b\\d{1,2}[/.-]\\d{1,2}(?:[/.-]\\d{2,4})?\\b|\\b(?:dia|d[ií]a) \\d{1,2}\\b|(?<!\\p{L})(?:${MONTHS})(?!\\p{L})`,
  'giu',
);

/** Where one thing ends and another may begin. Not within an amount: "R$ 99,90". */
const CLAUSES = /[.!?;\n]+|,(?!\d)|\s(?:e|mas|porém|além disso|também|and|but|also|y|pero|además)\s/iu;
/** Shorter pieces state no problem of their own. */
const SHORTEST_CLAUSE = 3;
/** Whoever writes less says one thing. */
const SHORTEST = 10;
/** The most clauses that are looked at: a pasted contract must not cost more than a letter. */
const MOST_CLAUSES = 16;

const WEIGHTS = { problem: 0.35, condition: 0.15, figure: 0.1, hundredWords: 1 };
const MOST = { problems: 0.7, conditions: 0.3, figures: 0.3, length: 0.4 };

/**
 * How complex a message is, with the parts it follows from. `intentOf` knows the intent of a clause, if it is sure,
 * and whether it is a problem somebody looks after. A short message is never complex and is not taken apart.
 */
export function complexityOf(
  text: string,
  intentOf: (clause: string) => { readonly intent: string; readonly isProblem: boolean } | undefined,
): Complexity {
  const words = wordCount(text);
  if (words < SHORTEST) return SIMPLE;
  const problems = new Set<string>();
  let explained = 0;
  for (const clause of clausesOf(text)) {
    const known = intentOf(clause);
    if (known) explained += wordCount(clause);
    if (known?.isProblem) problems.add(known.intent);
  }
  const plain = plainWords(text);
  const parts = {
    problems: [...problems],
    conditions: found(plain, CONDITIONS).length,
    figures: new Set([...found(text, MONEY), ...found(text, DATE)]).size,
    unexplained: words - explained,
  };
  return { ...parts, score: scoreOf(parts) };
}

function scoreOf({ problems, conditions, figures, unexplained }: Omit<Complexity, 'score'>): number {
  const several = Math.min(MOST.problems, Math.max(0, problems.length - 1) * WEIGHTS.problem);
  const conditional = Math.min(MOST.conditions, conditions * WEIGHTS.condition);
  const figured = Math.min(MOST.figures, figures * WEIGHTS.figure);
  const long = Math.min(MOST.length, (Math.max(0, unexplained - SHORTEST) / 100) * WEIGHTS.hundredWords);
  return Math.min(1, Math.round((several + conditional + figured + long) * 100) / 100);
}

/** The pieces of a message that may say something of their own. */
export const clausesOf = (text: string): string[] =>
  text
    .split(CLAUSES)
    .filter((clause) => wordCount(clause) >= SHORTEST_CLAUSE)
    .slice(0, MOST_CLAUSES);

const wordCount = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
