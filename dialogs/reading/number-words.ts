const SMALL_NUMBERS =
  'zero um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove'.split(
    ' ',
  );
const TENS = 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
const HUNDREDS =
  'cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(' ');

const VALUES: ReadonlyMap<string, number> = new Map([
  ...SMALL_NUMBERS.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
  ...HUNDREDS.map((word, i) => [word, (i + 1) * 100] as const),
  ...([
    ['uma', 1],
    ['duas', 2],
    ['meia', 6],
    ['catorze', 14],
    ['cem', 100],
    ['mil', 1000],
    ['cinqenta', 50],
    ['cincoenta', 50],
    ['dezeseis', 16],
    ['dezesete', 17],
    ['trezento', 300],
    ['duzento', 200],
  ] as const),
]);

const NUMBER = [...VALUES.keys()].sort((a, b) => b.length - a.length).join('|');
const RUN = new RegExp(`\\b(?:${NUMBER})\\b(?: (?:e )?(?:${NUMBER})\\b)*`, 'g');

/**
 * A flat Portuguese text with its number words written in digits, up to 9999: "cento e trinta e dois" is 132. What is
 * told digit by digit stays so: "cinco dois nove" is "5 2 9". Numbers that follow each other are joined by `between`.
 */
export const inDigits = (flatText: string, between = ' '): string =>
  flatText.replace(RUN, (run) => numbersOf(run.split(' ')).join(between));

function numbersOf(words: readonly string[]): readonly number[] {
  const numbers: number[] = [];
  for (const word of words.filter((one) => one !== 'e')) {
    const value = VALUES.get(word) ?? 0;
    const last = numbers.at(-1);
    if (last !== undefined && continues(last, value)) numbers[numbers.length - 1] = added(last, value);
    else numbers.push(value);
  }
  return numbers;
}

const added = (so: number, value: number): number => (value === 1000 ? so * 1000 : so + value);

/** Does this number word belong to the number before it? It must be smaller than that number's last place. */
function continues(so: number, value: number): boolean {
  if (value === 1000) return so > 1 && so < 10;
  if (so === 0 || value === 0) return false;
  const place = [1000, 100, 10].find((one) => so % one === 0) ?? 1;
  return place === 10 && so < 20 ? false : value < place;
}
