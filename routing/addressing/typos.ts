/**
 * How many letters must be put in, left out, replaced or swapped with their neighbour to make one word of the other.
 * No letter is changed twice.
 */
export function typosBetween(one: string, other: string): number {
  let rows: readonly (readonly number[])[] = [[], Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let row = 1; row <= one.length; row++) rows = [rows[1] ?? [], nextRow(row, rows, { one, other })];
  return rows[1]?.[other.length] ?? 0;
}

function nextRow(
  row: number,
  [before = [], last = []]: readonly (readonly number[])[],
  { one, other }: { readonly one: string; readonly other: string },
): readonly number[] {
  const now = [row];
  const at = (cells: readonly number[], column: number) => cells[column] ?? Infinity;
  for (let column = 1; column <= other.length; column++) {
    const isSame = one[row - 1] === other[column - 1];
    const isSwapped = column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
    const replaced = at(last, column - 1) + (isSame ? 0 : 1);
    const swapped = isSwapped ? at(before, column - 2) + 1 : Infinity;
    now.push(Math.min(at(now, column - 1) + 1, at(last, column) + 1, replaced, swapped));
  }
  return now;
}
