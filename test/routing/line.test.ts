import { expectedWait, places } from '../../routing/line.js';
import { NEW } from './tickets.js';

test.each<[string, number[], number, number | undefined]>([
  ['of nothing', [], 1, undefined],
  ['of four waits', [60, 60, 60, 60], 1, undefined],
  ['of five waits', [60, 60, 60, 60, 60], 1, 60],
  ['of an odd number is the one in the middle', [300, 10, 20, 1000, 30], 1, 30],
  ['of an even number is between the two in the middle', [300, 10, 20, 1000, 30, 50], 1, 40],
  ['times the place in the line', [300, 10, 20, 1000, 30], 3, 90],
  ['between the two in the middle, times the place', [300, 10, 20, 1000, 30, 50], 2, 80],
  ['compares numbers, not their digits', [9, 10, 100, 2, 30], 1, 10],
  ['of waits that were none', [0, 0, 0, 0, 0], 4, 0],
])('the expected wait %s', (_, waits, place, expected) => {
  const asked = [...waits];
  expect(expectedWait(waits, place)).toBe(expected);
  expect(waits).toEqual(asked);
});

test('everyone has a place in the line of their department, in the order in which it is served', () => {
  const ticket = (id: string, department: string) => ({ ...NEW, id, department });
  const line = [ticket('a', 'x'), ticket('b', 'y'), ticket('c', 'x'), ticket('d', 'x'), ticket('e', 'y')];
  expect([...places(line)]).toEqual([
    ...[['a', 1] as const, ['b', 1] as const, ['c', 2] as const, ['d', 3] as const, ['e', 2] as const],
  ]);
  expect(places([]).size).toBe(0);
});
