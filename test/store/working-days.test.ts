import { isWorked, workedFrom } from '../../store/working-days.js';

const worked = (date: string) =>
  (['morning', 'afternoon'] as const).filter((period) => isWorked({ date, period })).join(' and ');

test.each([
  ['2026-11-23', 'a Monday', 'morning and afternoon'],
  ['2026-11-27', 'a Friday', 'morning and afternoon'],
  ['2026-11-28', 'a Saturday', 'morning'],
  ['2026-11-29', 'a Sunday', ''],
  ['2026-11-20', 'the day of Zumbi', ''],
  ['2026-12-25', 'Christmas', ''],
  ['2027-01-01', 'New Year', ''],
  ['2026-09-07', 'Independence Day', ''],
  ['2026-02-30', 'no day at all', ''],
])('%s, %s: technicians are out %s', (date, _, periods) => expect(worked(date)).toBe(periods));

test.each(['2024-03-29', '2025-04-18', '2026-04-03', '2027-03-26', '2028-04-14', '2038-04-23', '2008-03-21'])(
  '%s is Good Friday, the day before it is not',
  (date) => {
    expect(worked(date)).toBe('');
    const before = new Date(`${date}T00:00:00Z`);
    before.setUTCDate(before.getUTCDate() - 1);
    expect(worked(before.toISOString().slice(0, 10))).toBe('morning and afternoon');
  },
);

test('half days come in order and begin with the day itself', () => {
  const slots = [...workedFrom('2026-11-27', 4)].map(({ date, period }) => `${date.slice(8)} ${period}`);
  expect(slots).toEqual(['27 morning', '27 afternoon', '28 morning', '30 morning', '30 afternoon']);
});

test('from what is no date nothing follows', () => expect([...workedFrom('soon', 5)]).toEqual([]));
