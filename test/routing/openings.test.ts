import fc from 'fast-check';
import type { Agent } from '../../routing/desk-definition.js';
import { shiftOf, type Calendar } from '../../routing/hours.js';
import { nextOpening, nextShiftChange } from '../../routing/openings.js';

type Shift = Agent['shifts'][number];
type Holidays = Calendar['holidays'];

const SAO_PAULO = 'America/Sao_Paulo';
const NEW_YORK = 'America/New_York';
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS = [1, 2, 3, 4, 5];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const daily = (from: string, to: string): Shift => ({ days: DAILY, from, to });
const weekdays = (from: string, to: string): Shift => ({ days: WEEKDAYS, from, to });

const agent = (shifts: Shift[], departments = ['support']): Agent => ({
  ...{ id: 'ana', name: 'Ana', level: 'technician', departments, skills: [], languages: ['pt-BR'] },
  ...{ capacity: 1, admin: false, accounts: [], shifts },
});

function desk(timeZone: string, agents: Agent[], holidays: Holidays = []) {
  const calendar = { timeZone, holidays };
  return {
    opens: (now: string) => nextOpening(calendar, agents, new Date(now))?.toISOString(),
    changes: (now: string) => nextShiftChange(calendar, agents, new Date(now))?.toISOString(),
    /** Every change from a moment to another, ten at most. */
    changesIn(from: string, to: string) {
      const seen: string[] = [];
      for (let at = this.changes(from); at && at <= to && seen.length < 10; at = this.changes(at))
        seen.push(at);
      return seen;
    },
  };
}

describe('office hours with a break, from Monday to Friday', () => {
  const office = desk(SAO_PAULO, [agent([weekdays('08:00', '12:00'), weekdays('13:00', '18:00')])]);

  test.each([
    ['before the first range', '2026-11-23T05:00:00-03:00', '2026-11-23T11:00:00.000Z'],
    ['a millisecond before it', '2026-11-23T07:59:59.999-03:00', '2026-11-23T11:00:00.000Z'],
    ['in the break', '2026-11-23T12:30:00-03:00', '2026-11-23T16:00:00.000Z'],
    ['at the moment the break begins', '2026-11-23T12:00:00-03:00', '2026-11-23T16:00:00.000Z'],
    ['in the evening', '2026-11-23T18:00:00-03:00', '2026-11-24T11:00:00.000Z'],
    ['on Friday evening', '2026-11-27T18:00:00-03:00', '2026-11-30T11:00:00.000Z'],
    ['on Sunday in Greenwich already', '2026-11-28T22:00:00-03:00', '2026-11-30T11:00:00.000Z'],
    ['open: at the next beginning', '2026-11-23T08:00:00-03:00', '2026-11-23T16:00:00.000Z'],
  ])('%s: after %s it opens at %s', (_, now, expected) => {
    expect(office.opens(now)).toBe(expected);
  });

  test.each([
    ['2026-11-23T07:59:59.999-03:00', '2026-11-23T11:00:00.000Z'],
    ['2026-11-23T08:00:00-03:00', '2026-11-23T15:00:00.000Z'],
    ['2026-11-23T12:00:00-03:00', '2026-11-23T16:00:00.000Z'],
    ['2026-11-27T13:00:00-03:00', '2026-11-27T21:00:00.000Z'],
    ['2026-11-27T18:00:00-03:00', '2026-11-30T11:00:00.000Z'],
  ])('after %s the next change is at %s', (now, expected) => {
    expect(office.changes(now)).toBe(expected);
  });
});

describe('ranges that touch or overlap', () => {
  test.each([
    ['touch', [daily('08:00', '12:00'), daily('12:00', '18:00')]],
    ['overlap', [daily('08:00', '13:00'), daily('12:00', '18:00')]],
    ['contain each other', [daily('08:00', '18:00'), daily('12:00', '13:00')]],
  ])('that %s are one', (_, shifts) => {
    expect(
      desk(SAO_PAULO, [agent(shifts)]).changesIn('2026-11-23T03:00:00Z', '2026-11-24T03:00:00Z'),
    ).toEqual(['2026-11-23T11:00:00.000Z', '2026-11-23T21:00:00.000Z']);
  });

  test('over midnight nothing changes at 24:00', () => {
    const night = desk(SAO_PAULO, [agent([daily('22:00', '24:00'), daily('00:00', '06:00')])]);
    expect(night.changes('2026-11-23T22:00:00-03:00')).toBe('2026-11-24T09:00:00.000Z');
    expect(night.opens('2026-11-23T22:00:00-03:00')).toBe('2026-11-25T01:00:00.000Z');
  });

  test('of two agents each one’s own changes count, and the first of them', () => {
    const two = desk(SAO_PAULO, [agent([daily('08:00', '12:00')]), agent([daily('11:00', '18:00')])]);
    expect(two.changesIn('2026-11-23T03:00:00Z', '2026-11-24T03:00:00Z')).toEqual([
      '2026-11-23T11:00:00.000Z',
      '2026-11-23T14:00:00.000Z',
      '2026-11-23T15:00:00.000Z',
      '2026-11-23T21:00:00.000Z',
    ]);
    expect(two.opens('2026-11-23T18:00:00-03:00')).toBe('2026-11-24T11:00:00.000Z');
  });
});

describe('holidays', () => {
  const christmas = (department?: string) => ({ date: '2026-12-25', ...(department && { department }) });
  const EVE = '2026-12-24T19:00:00-03:00';
  const THE_DAY = '2026-12-25T11:00:00.000Z';
  const MONDAY = '2026-12-28T11:00:00.000Z';

  test.each<[string, Holidays, string[], string]>([
    ['of all departments', [christmas()], ['support'], MONDAY],
    ['of the only department', [christmas('support')], ['support'], MONDAY],
    ['of another department', [christmas('sales')], ['support'], THE_DAY],
    ['of one of two departments', [christmas('sales')], ['support', 'sales'], THE_DAY],
    ['of each of two', [christmas('sales'), christmas('support')], ['support', 'sales'], MONDAY],
  ])('%s', (_, holidays, departments, expected) => {
    const one = desk(SAO_PAULO, [agent([weekdays('08:00', '18:00')], departments)], holidays);
    expect(one.opens(EVE)).toBe(expected);
    expect(one.changes(EVE)).toBe(expected);
  });

  test('agents with the same shifts and other departments are told apart', () => {
    const shifts = [weekdays('08:00', '18:00')];
    const both = [agent(shifts, ['support']), agent(shifts, ['sales'])];
    expect(desk(SAO_PAULO, both, [christmas('support')]).opens(EVE)).toBe(THE_DAY);
  });

  test('end the night shift at local midnight and begin it again at the next', () => {
    const always = desk(SAO_PAULO, [agent([daily('00:00', '24:00')])], [christmas()]);
    expect(always.changesIn(EVE, '2027-06-01')).toEqual([
      '2026-12-25T03:00:00.000Z',
      '2026-12-26T03:00:00.000Z',
    ]);
    expect(always.opens('2026-12-25T12:00:00Z')).toBe('2026-12-26T03:00:00.000Z');
  });
});

/** What changes in the 24 hours after a moment for who works a range every day. */
const CLOCK_CHANGES = [
  ['a beginning that is skipped', 'America/New_York 2026-03-08T04:00Z', '02:30-05:00', '07:00 09:00'],
  ['an end that is skipped', 'America/New_York 2026-03-08T04:00Z', '01:00-02:30', '06:00 07:00'],
  ['a range skipped that day', 'America/New_York 2026-03-08T06:30Z', '02:00-03:00', '06:00'],
  ['a range later that day', 'America/New_York 2026-03-08T04:00Z', '08:00-18:00', '12:00 22:00'],
  ['a repeated range', 'America/New_York 2026-11-01T04:00Z', '01:15-01:45', '05:15 05:45 06:15 06:45'],
  ['a repeated beginning', 'America/New_York 2026-11-01T04:00Z', '01:30-04:00', '05:30 06:00 06:30 09:00'],
  ['a repeated end', 'America/New_York 2026-11-01T04:00Z', '00:30-01:30', '04:30 05:30 06:00 06:30'],
  ['the whole repeated hour', 'America/New_York 2026-11-01T04:00Z', '01:00-02:00', '05:00 07:00'],
  ['a skipped beginning', 'Europe/Lisbon 2026-03-29T00:00Z', '01:30-03:00', '01:00 02:00'],
  ['a repeated range', 'Europe/Lisbon 2026-10-25T00:00Z', '01:30-01:45', '00:30 00:45 01:30 01:45'],
  ['half an hour skipped', 'Australia/Lord_Howe 2026-10-03T12:00Z', '02:15-03:00', '15:30 16:00'],
  ['it repeated', 'Australia/Lord_Howe 2026-04-04T12:00Z', '01:45-02:00', '14:45 15:00 15:15 15:30'],
  ['a skipped midnight', 'Africa/Cairo 2026-04-23T12:00Z', '00:00-06:00', '22:00 03:00'],
  ['a repeated eve', 'Africa/Cairo 2026-10-29T12:00Z', '23:30-24:00', '20:30 21:00 21:30 22:00'],
  ['half past a skipped midnight', 'America/Havana 2026-03-08T01:00Z', '00:30-02:00', '05:00 06:00'],
  ['a repeated midnight', 'America/Havana 2026-11-01T01:00Z', '00:00-01:00', '04:00 06:00'],
  ['a skipped midnight of old', 'America/Sao_Paulo 2017-10-14T12:00Z', '00:00-02:00', '03:00 04:00'],
  ['a repeated eve of old', 'America/Sao_Paulo 2017-02-18T12:00Z', '23:00-24:00', '01:00 03:00'],
  ['no change any more', 'America/Sao_Paulo 2026-10-17T12:00Z', '00:00-02:00', '03:00 05:00'],
] as const;

describe('daylight saving', () => {
  test.each(CLOCK_CHANGES)('%s: in the 24 hours after %s %s changes at %s', (_, place, range, expected) => {
    const [zone = '', begin = ''] = place.split(' ');
    const [from = '', to = ''] = range.split('-');
    const end = new Date(Date.parse(begin) + DAY).toISOString();
    const one = desk(zone, [agent([daily(from, to)])]);
    const seen = one.changesIn(begin, end);
    expect(seen.map((at) => at.slice(11, 16)).join(' ')).toBe(expected);
    expect(seen.filter((at) => !at.endsWith(':00.000Z'))).toEqual([]);
    expect(one.opens(begin)).toBe(seen[0]);
  });

  test('Samoa skipped a Friday: who works on Fridays comes a week later', () => {
    const fridays = desk('Pacific/Apia', [agent([{ days: [5], from: '08:00', to: '18:00' }])]);
    expect(fridays.opens('2011-12-29T12:00:00Z')).toBe('2012-01-05T18:00:00.000Z');
    const thursdays = desk('Pacific/Apia', [agent([{ days: [4], from: '20:00', to: '24:00' }])]);
    expect(thursdays.changes('2011-12-30T09:00:00Z')).toBe('2011-12-30T10:00:00.000Z');
    const always = desk('Pacific/Apia', [agent([daily('00:00', '24:00')])], [{ date: '2011-12-30' }]);
    expect(always.changes('2011-12-29T12:00:00Z')).toBeUndefined();
  });

  test('a minute after midnight Newfoundland went back to the day before', () => {
    const always = desk('America/St_Johns', [agent([daily('00:00', '24:00')])], [{ date: '2010-11-07' }]);
    expect(always.changesIn('2010-11-06T12:00:00Z', '2010-12-01')).toEqual([
      '2010-11-07T02:30:00.000Z',
      '2010-11-07T02:31:00.000Z',
      '2010-11-07T03:30:00.000Z',
      '2010-11-08T03:30:00.000Z',
    ]);
  });
});

describe('far away and never', () => {
  const NOW = '2026-11-23T12:00:00-03:00';
  const closedFor = (days: number) =>
    Array.from({ length: days }, (_, i) => ({
      date: new Date(Date.UTC(2026, 10, 23) + i * DAY).toISOString().slice(0, 10),
    }));

  test.each<[string, Agent[], Holidays]>([
    ['no agents', [], []],
    ['agents without shifts', [agent([]), agent([])], []],
    ['a holiday on every day', [agent([daily('08:00', '18:00')])], closedFor(402)],
  ])('with %s nobody opens and nothing changes', (_, agents, holidays) => {
    const closed = desk(SAO_PAULO, agents, holidays);
    expect([closed.opens(NOW), closed.changes(NOW)]).toEqual([undefined, undefined]);
  });

  test('around the clock nothing changes, not even where daylight saving begins and ends', () => {
    expect(desk(NEW_YORK, [agent([daily('00:00', '24:00')])]).changes(NOW)).toBeUndefined();
  });

  test('after more than a year of holidays it opens', () => {
    const late = desk(SAO_PAULO, [agent([]), agent([daily('08:00', '18:00')])], closedFor(399));
    expect(late.opens(NOW)).toBe('2027-12-27T11:00:00.000Z');
  });
});

describe('whatever the shifts, holidays and zone', () => {
  const place = fc.constantFrom(
    ...CLOCK_CHANGES.map(([, one]) => one),
    'America/St_Johns 2010-11-06T20:00Z',
    'Pacific/Apia 2011-12-30T00:00Z',
  );
  const clock = fc
    .oneof(
      fc.integer({ min: 0, max: 16 }).map((quarters) => quarters * 15),
      fc.integer({ min: 0, max: 1440 }),
    )
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
  const shift = fc
    .record({ days: fc.subarray(DAILY, { minLength: 1 }), times: fc.tuple(clock, clock) })
    .map(({ days, times }) => ({ days, times: times.sort() }))
    .filter(({ times: [from, to] }) => from !== to)
    .map(({ days, times: [from = '', to = ''] }) => ({ days, from, to }));
  const department = fc.constantFrom('support', 'sales');
  const team = fc.array(
    fc
      .tuple(fc.array(shift, { maxLength: 3 }), fc.uniqueArray(department, { minLength: 1 }))
      .map(([shifts, departments]) => agent(shifts, departments)),
    { maxLength: 3 },
  );
  const holiday = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.option(department, { nil: undefined }));
  const around = fc.integer({ min: -24 * 60 * 60, max: 24 * 60 * 60 });

  /** The changes of every agent in two and a half days, minute by minute. */
  function scan(calendar: Calendar, agents: readonly Agent[], now: Date) {
    const works = (at: number) => agents.map((one) => shiftOf(calendar, one, new Date(at)) !== undefined);
    let before = works(now.getTime());
    let opening: Date | undefined;
    const first = Math.floor(now.getTime() / MINUTE + 1) * MINUTE;
    const until = first + 2.5 * DAY;
    let change: Date | undefined;
    for (let at = first; at < until && !opening; at += MINUTE) {
      const after = works(at);
      if (after.some((on, i) => on !== before[i])) change ??= new Date(at);
      if (after.some((on, i) => on && !before[i])) opening = new Date(at);
      before = after;
    }
    return { opening, change, until };
  }

  test('the answers are those of a scan minute by minute', () => {
    fc.assert(
      fc.property(
        place,
        around,
        team,
        fc.array(holiday, { maxLength: 2 }),
        (zoneAndMoment, seconds, agents, off) => {
          const [timeZone = '', moment = ''] = zoneAndMoment.split(' ');
          const now = new Date(Date.parse(moment) + seconds * 1000);
          const holidays = off.map(([days, of]) => ({
            date: new Date(Date.parse(moment) + days * DAY).toISOString().slice(0, 10),
            ...(of && { department: of }),
          }));
          const calendar = { timeZone, holidays };
          const { opening, change, until } = scan(calendar, agents, now);
          const seen = (at: Date | undefined) => (at && at.getTime() < until ? at : undefined);
          expect(seen(nextShiftChange(calendar, agents, now))).toEqual(change);
          expect(seen(nextOpening(calendar, agents, now))).toEqual(opening);
        },
      ),
      { numRuns: 60 },
    );
  });
});
