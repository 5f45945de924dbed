import { isHoliday } from '../../dialogs/visit/holidays.js';

test.each(['2024-03-29', '2025-04-18', '2026-04-03', '2027-03-26', '2038-04-23', '2049-04-16', '2076-04-17'])(
  '%s is Good Friday',
  (date) => {
    expect(isHoliday(date)).toBe(true);
  },
);

test.each(['2026-12-25', '2027-01-01', '2026-11-20', '2026-09-07'])(
  '%s is a holiday of every year',
  (date) => {
    expect(isHoliday(date)).toBe(true);
  },
);

test.each(['2026-11-23', '2026-04-02', '2026-04-05', '2026-12-24'])('%s is a day like others', (date) => {
  expect(isHoliday(date)).toBe(false);
});
