/** The keys and positions that lead to a value of the file. */
export type Path = readonly (string | number)[];

/** Something in the file is wrong. The message begins with the place: `events[3].agent: ...`. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
  constructor(
    readonly path: Path,
    what: string,
  ) {
    super(oneLine(path.length === 0 ? what : `${placeName(path)}: ${what}`));
  }
}

/** Keys and values are quoted from the file: whatever is in them, the message stays one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `agents[0].shifts[1].from` */
const placeName = (path: Path): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${part}` : part),
    '',
  );

/** Puts problems into the order of the file; what is missing comes after all that is there. */
export function inFileOrder(problems: readonly InputProblem[], file: unknown): InputProblem[] {
  const ranked = problems.map((problem) => ({ problem, rank: rankOf(file, problem.path) }));
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ problem }) => problem);
}

function rankOf(file: unknown, path: Path): number[] {
  let around = file;
  return path.map((part) => {
    const keys = typeof around === 'object' && around !== null ? Object.keys(around) : [];
    const position = keys.indexOf(String(part));
    around = valueAt(around, part);
    return position === -1 ? keys.length : position;
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** What stands at a key or position; undefined where there is none. */
export const valueAt = (around: unknown, part: string | number): unknown =>
  typeof around === 'object' && around !== null && Object.hasOwn(around, part)
    ? (around as Record<string | number, unknown>)[part]
    : undefined;
