/** What one customer wrote, in order; what we have of it, in our order; what they read as answers, in theirs. */
export interface Witness {
  readonly wrote: readonly string[];
  readonly kept: readonly string[];
  readonly read: readonly string[];
}

export interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
}

/** Compares in both directions: what they wrote with what we keep, and with what came back to them. */
export function verdictOn(witnesses: readonly Witness[]): Verdict {
  const found = witnesses.flatMap(({ wrote, kept, read }) => [compared(wrote, kept), compared(wrote, read)]);
  const sum = (key: keyof Verdict) => found.reduce((total, one) => total + one[key], 0);
  return { lost: sum('lost'), doubled: sum('doubled'), disordered: sum('disordered') };
}

function compared(wrote: readonly string[], arrived: readonly string[]): Verdict {
  const place = new Map(wrote.map((word, i) => [word, i]));
  const known = arrived.filter((word) => place.has(word));
  const once = [...new Set(known)];
  let newest = -1;
  let disordered = 0;
  for (const word of once) {
    const at = place.get(word) ?? 0;
    if (at < newest) disordered++;
    newest = Math.max(newest, at);
  }
  return { lost: wrote.length - once.length, doubled: known.length - once.length, disordered };
}

/** Where the order breaks: each word that comes before one that was written earlier. */
export function outOfOrder(wrote: readonly string[], arrived: readonly string[]): string[] {
  const place = new Map(wrote.map((word, i) => [word, i]));
  const once = [...new Set(arrived.filter((word) => place.has(word)))];
  return once.flatMap((word, i) => {
    const next = once[i + 1];
    const breaks = next !== undefined && (place.get(next) ?? 0) < (place.get(word) ?? 0);
    return breaks ? [`${word} before ${next}`] : [];
  });
}
