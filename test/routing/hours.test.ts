import { deskSchema, type Agent, type DeskDefinition } from '../../routing/desk-definition.js';
import { localDay, rangeAt, shiftOf, wallClock } from '../../routing/hours.js';

const SAO_PAULO = 'America/Sao_Paulo';
const NEW_YORK = 'America/New_York';
const SPECIAL = [
  { from: '08:00', to: '09:15' },
  { from: '11:50', to: '13:20' },
  { from: '13:20', to: '14:30' },
];
const DAILY = [1, 2, 3, 4, 5, 6, 7];
type Shift = Agent['shifts'][number];
type Holiday = DeskDefinition['holidays'][number];

function deskOf(timeZone: string, shifts: readonly Shift[], more: { departments?: string[] } = {}) {
  const desk = deskSchema.parse({
    name: 'Test',
    timeZone,
    departments: [
      { id: 'sales', name: 'Sales' },
      { id: 'support', name: 'Support' },
    ],
    agents: [
      {
        ...{ id: 'ana', name: 'Ana', level: 'technician', departments: more.departments ?? ['support'] },
        ...{ skills: [], languages: ['pt-BR'], capacity: 1, shifts },
      },
    ],
  });
  return { desk, ana: desk.agents[0] as Agent };
}

const daily = (from: string, to: string): Shift => ({ days: DAILY, from, to });
const began = (timeZone: string, shift: Shift, at: string) => {
  const { desk, ana } = deskOf(timeZone, [shift]);
  return shiftOf(desk, ana, new Date(at))?.began.toISOString();
};

describe('a range is half-open on the wall clock', () => {
  test.each([
    ['07:59:59', undefined],
    ['08:00:00', '08:00'],
    ['09:14:59', '08:00'],
    ['09:15:00', undefined],
    ['11:49:59', undefined],
    ['11:50:00', '11:50'],
    ['13:19:59', '11:50'],
    ['13:20:00', '13:20'],
    ['14:29:59', '13:20'],
    ['14:30:00', undefined],
  ])('at %s the range that begins at %s contains the moment', (clock, from) => {
    const now = new Date(`2026-11-23T${clock}-03:00`);
    expect(rangeAt(SPECIAL, now, SAO_PAULO)?.from).toBe(from);
  });

  test('24:00 includes the last second of the day and nothing of the next', () => {
    const evening = [{ from: '22:00', to: '24:00' }];
    expect(rangeAt(evening, new Date('2026-11-23T23:59:59.999-03:00'), SAO_PAULO)).toEqual(evening[0]);
    expect(rangeAt(evening, new Date('2026-11-24T00:00:00-03:00'), SAO_PAULO)).toBeUndefined();
  });

  test('of overlapping ranges the first one that contains the moment is named', () => {
    const overlapping = [
      { from: '10:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ];
    const at = (clock: string) => rangeAt(overlapping, new Date(`2026-11-23T${clock}-03:00`), SAO_PAULO);
    expect(at('11:30')?.from).toBe('10:00');
    expect(at('12:00')?.from).toBe('11:00');
    expect(at('13:00')).toBeUndefined();
  });

  test('without ranges there is never one', () => {
    expect(rangeAt([], new Date('2026-11-23T12:00:00Z'), SAO_PAULO)).toBeUndefined();
  });

  test.each([
    [SAO_PAULO, '09:00'],
    ['UTC', '12:00'],
    ['Asia/Kolkata', '17:30'],
    ['Pacific/Auckland', '01:00'],
  ])('in %s the same moment reads %s', (zone, clock) => {
    expect(wallClock(new Date('2026-11-23T12:00:00Z'), zone)).toBe(clock);
  });
});

describe('daylight saving', () => {
  test.each([
    ['2026-03-08T06:59:59Z', false],
    ['2026-03-08T07:00:00Z', true],
    ['2026-03-08T07:59:59Z', true],
    ['2026-03-08T08:00:00Z', false],
  ])('a range whose beginning is skipped begins at the change: %s is in it: %s', (at, inside) => {
    const range = [{ from: '02:30', to: '04:00' }];
    expect(rangeAt(range, new Date(at), NEW_YORK) !== undefined).toBe(inside);
  });

  test('a range that is skipped altogether contains nothing that day', () => {
    const range = [{ from: '02:00', to: '03:00' }];
    const minutes = Array.from({ length: 24 * 60 }, (_, i) => new Date(Date.UTC(2026, 2, 8, 5, i)));
    expect(minutes.filter((at) => rangeAt(range, at, NEW_YORK))).toEqual([]);
  });

  test.each([
    ['2026-11-01T05:14:59Z', false],
    ['2026-11-01T05:15:00Z', true],
    ['2026-11-01T05:45:00Z', false],
    ['2026-11-01T06:14:59Z', false],
    ['2026-11-01T06:15:00Z', true],
    ['2026-11-01T06:45:00Z', false],
  ])('a wall time that occurs twice is in its range both times: %s: %s', (at, inside) => {
    const range = [{ from: '01:15', to: '01:45' }];
    expect(rangeAt(range, new Date(at), NEW_YORK) !== undefined).toBe(inside);
  });
});

describe('the local day', () => {
  test.each([
    [SAO_PAULO, '2026-11-24T02:59:59Z', '2026-11-23', '2026-11-23T03:00:00.000Z', '2026-11-24T03:00:00.000Z'],
    [SAO_PAULO, '2026-11-24T03:00:00Z', '2026-11-24', '2026-11-24T03:00:00.000Z', '2026-11-25T03:00:00.000Z'],
    ['UTC', '2026-11-24T02:59:59Z', '2026-11-24', '2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z'],
    [NEW_YORK, '2026-03-08T12:00:00Z', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    [NEW_YORK, '2026-11-01T12:00:00Z', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ])('in %s at %s it is %s', (zone, at, date, ...bounds) => {
    const day = localDay(new Date(at), zone);
    expect([day.date, day.begins.toISOString(), day.ends.toISOString()]).toEqual([date, ...bounds]);
  });

  test('a day whose midnight is skipped ends at the midnight that follows', () => {
    const day = localDay(new Date('2026-09-06T15:00:00Z'), 'America/Santiago');
    expect(day.begins).toEqual(new Date('2026-09-06T04:00:00Z'));
    expect(day.ends).toEqual(new Date('2026-09-07T03:00:00Z'));
    expect(localDay(day.ends, 'America/Santiago').begins).toEqual(day.ends);
  });
});

describe('a shift', () => {
  test.each([
    ['2026-11-22T12:00:00-03:00', undefined],
    ['2026-11-23T07:59:59-03:00', undefined],
    ['2026-11-23T08:00:00-03:00', '2026-11-23T11:00:00.000Z'],
    ['2026-11-23T17:59:59-03:00', '2026-11-23T11:00:00.000Z'],
    ['2026-11-23T18:00:00-03:00', undefined],
    ['2026-11-28T12:00:00-03:00', undefined],
  ])('from Monday to Friday, 08:00-18:00: at %s it began at %s', (at, expected) => {
    expect(began(SAO_PAULO, { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }, at)).toBe(expected);
  });

  test('its weekday is the desk’s, not the one in Greenwich', () => {
    const sunday = { days: [7], from: '20:00', to: '24:00' };
    expect(began(SAO_PAULO, sunday, '2026-11-23T01:00:00Z')).toBe('2026-11-22T23:00:00.000Z');
    expect(began(SAO_PAULO, sunday, '2026-11-23T03:00:00Z')).toBeUndefined();
  });

  test('over midnight two ranges touch, and the one that contains the moment says when it began', () => {
    const { desk, ana } = deskOf(SAO_PAULO, [daily('22:00', '24:00'), daily('00:00', '06:00')]);
    const at = (time: string) => shiftOf(desk, ana, new Date(time))?.began;
    expect(at('2026-11-23T23:59:59-03:00')).toEqual(new Date('2026-11-23T22:00:00-03:00'));
    expect(at('2026-11-24T00:00:00-03:00')).toEqual(new Date('2026-11-24T00:00:00-03:00'));
    expect(at('2026-11-24T06:00:00-03:00')).toBeUndefined();
  });

  test('whose beginning daylight saving skips began at the change', () => {
    expect(began(NEW_YORK, daily('02:30', '05:00'), '2026-03-08T07:05:00Z')).toBe('2026-03-08T07:00:00.000Z');
  });

  test.each([
    ['2026-11-01T05:35:00Z', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01T06:35:00Z', '2026-11-01T06:30:00.000Z'],
  ])('whose beginning occurs twice began the last time it did: at %s that was %s', (at, expected) => {
    expect(began(NEW_YORK, daily('01:30', '05:00'), at)).toBe(expected);
  });

  test('is each agent’s and each zone’s own, asked about one moment', () => {
    const at = '2026-11-23T15:00:00Z';
    expect(began(SAO_PAULO, daily('08:00', '18:00'), at)).toBe('2026-11-23T11:00:00.000Z');
    expect(began(SAO_PAULO, daily('10:00', '18:00'), at)).toBe('2026-11-23T13:00:00.000Z');
    expect(began(SAO_PAULO, daily('08:00', '12:00'), at)).toBeUndefined();
    expect(began(NEW_YORK, daily('08:00', '18:00'), at)).toBe('2026-11-23T13:00:00.000Z');
    expect(began(SAO_PAULO, daily('08:00', '18:00'), at)).toBe('2026-11-23T11:00:00.000Z');
  });

  test('nobody without shifts is ever on shift', () => {
    const { desk, ana } = deskOf(SAO_PAULO, []);
    const hours = Array.from({ length: 7 * 24 }, (_, i) => new Date(Date.UTC(2026, 10, 23, i)));
    expect(hours.filter((at) => shiftOf(desk, ana, at))).toEqual([]);
  });
});

describe('on a holiday', () => {
  const NOON = new Date('2026-12-25T12:00:00-03:00');
  const christmas = (department?: string): Holiday => ({
    date: '2026-12-25',
    ...(department !== undefined && { department }),
  });

  test.each<[string, Holiday[], string[], boolean]>([
    ['of all departments nobody works', [christmas()], ['support'], false],
    ['of their only department an agent is off', [christmas('support')], ['support'], false],
    ['of another department an agent works', [christmas('sales')], ['support'], true],
    ['of one of two departments an agent works', [christmas('sales')], ['support', 'sales'], true],
    [
      'of each of two an agent is off',
      [christmas('sales'), christmas('support')],
      ['support', 'sales'],
      false,
    ],
    ['of another date an agent works', [{ date: '2026-12-24' }], ['support'], true],
  ])('%s', (_, holidays, departments, works) => {
    const { desk, ana } = deskOf(SAO_PAULO, [daily('00:00', '24:00')], { departments });
    expect(shiftOf({ ...desk, holidays }, ana, NOON) !== undefined).toBe(works);
  });

  test('the date is the desk’s: it begins at local midnight', () => {
    const { desk, ana } = deskOf(SAO_PAULO, [daily('00:00', '24:00')]);
    const closed = { ...desk, holidays: [christmas()] };
    expect(shiftOf(closed, ana, new Date('2026-12-25T02:59:59Z'))).toBeDefined();
    expect(shiftOf(closed, ana, new Date('2026-12-25T03:00:00Z'))).toBeUndefined();
    expect(shiftOf(closed, ana, new Date('2026-12-26T02:59:59Z'))).toBeUndefined();
    expect(shiftOf(closed, ana, new Date('2026-12-26T03:00:00Z'))).toBeDefined();
  });
});
