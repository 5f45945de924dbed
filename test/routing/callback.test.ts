import type { Candidate, ChoiceRules, Wanted } from '../../routing/policy.js';
import { candidate, choose, line, type Wish } from './candidates.js';

/** Friday evening; the Monday after it is the 23rd. */
const FRIDAY = new Date('2026-11-20T18:00:00-03:00');
const weekdays = (from: string, to: string) => [{ days: [1, 2, 3, 4, 5], from, to }];
const off = { onShift: false, shifts: weekdays('08:00', '18:00') };
const early = { onShift: false, shifts: weekdays('06:00', '07:00') };
const sales = { departments: ['sales'] };
const fiber = { skills: ['fiber'] };

const t = (more?: Wish) => candidate('t', { ...off, ...more });
const e = (more?: Wish) => candidate('e', { level: 'specialist', ...off, ...more });
const u = (more?: Wish) => candidate('u', { level: 'supervisor', ...off, ...more });
const [asE, asU] = [{ level: 'specialist' }, { level: 'supervisor' }] as const;
const on = { onShift: true };

const evening = (want: Partial<Wanted>, team: readonly Candidate[], rules: Partial<ChoiceRules> = {}) =>
  choose(want, team, { now: FRIDAY, ...rules });
const callbackAt = (...asked: Parameters<typeof evening>): string | undefined => {
  const made = evening(...asked);
  return made.kind === 'schedule' ? made.callbackAt.toISOString() : undefined;
};

const MONDAY_8 = '2026-11-23T11:00:00.000Z';
const MONDAY_6 = '2026-11-23T09:00:00.000Z';

describe('when nobody is on shift on any rung from the level’s on', () => {
  test.each<[string, Partial<Wanted>, Candidate[], string]>([
    ['after a weekend', {}, [t()], MONDAY_8],
    ['of whoever is first', {}, [t(), u(early)], MONDAY_6],
    ['of a technician who lacks a skill does not count', fiber, [t(early), t(fiber)], MONDAY_8],
    ['of another department does not count', {}, [t({ ...sales, ...early }), t()], MONDAY_8],
    [
      'of a specialist of elsewhere counts for a skill',
      fiber,
      [e({ ...sales, ...fiber, ...early })],
      MONDAY_6,
    ],
    ['of one without the skill does not', fiber, [e({ ...sales, ...early }), t(fiber)], MONDAY_8],
    [
      'of a specialist of elsewhere does not count without one',
      {},
      [e({ ...sales, ...early }), t()],
      MONDAY_8,
    ],
    ['of a supervisor of elsewhere counts', {}, [t(), u({ ...sales, ...early })], MONDAY_6],
    [
      'of an own supervisor does not hide that of elsewhere',
      {},
      [u(), u({ ...sales, ...early, id: 'w' })],
      MONDAY_6,
    ],
    ['counts from the level’s rung on: no technician', asE, [t(early), e()], MONDAY_8],
    ['counts from the level’s rung on: no specialist', asU, [e(early), u()], MONDAY_8],
    ['counts whatever the language', { language: 'en' }, [t(early), t({ languages: ['en'] })], MONDAY_6],
    ['counts of who is away', {}, [t({ ...early, away: true }), u()], MONDAY_6],
    ['counts of who has refused it', { passedOver: ['t'] }, [t(early), u()], MONDAY_6],
  ])('the next opening %s', (_, want, team, expected) => expect(callbackAt(want, team)).toBe(expected));

  test.each<[string, Partial<ChoiceRules>, Candidate[], string]>([
    ['is the Tuesday’s', { holidays: [{ date: '2026-11-23' }] }, [t()], '2026-11-24T11:00:00.000Z'],
    [
      'of the department is the Tuesday’s',
      { holidays: [{ date: '2026-11-23', department: 'support' }] },
      [t()],
      '2026-11-24T11:00:00.000Z',
    ],
    [
      'of the department leaves the supervisor of elsewhere',
      { holidays: [{ date: '2026-11-23', department: 'support' }] },
      [t(early), u(sales)],
      MONDAY_8,
    ],
    [
      'of another department changes nothing',
      { holidays: [{ date: '2026-11-23', department: 'sales' }] },
      [t()],
      MONDAY_8,
    ],
  ])('the opening after a holiday %s', (_, rules, team, expected) =>
    expect(callbackAt({}, team, rules)).toBe(expected),
  );

  test('every rung and the callback are its reasons', () => {
    expect(line(evening({}, [t()]))).toBe(
      'schedule same-day.none skill.none specialist.none supervisor.none callback',
    );
    expect(line(evening(asU, [u()]))).toBe('schedule same-day.none supervisor.none callback');
  });

  test('the time that a search had reached on the ladder does not matter', () => {
    const ladder = { rung: 'supervisor', enteredAt: FRIDAY } as const;
    expect(callbackAt({ ladder }, [t()])).toBe(MONDAY_8);
  });
});

describe('nothing is put off while', () => {
  test.each<[string, Partial<Wanted>, Candidate[], string]>([
    ['somebody on a rung above is on shift', {}, [t(), u(on)], 'u supervisor'],
    ['a supervisor of elsewhere is on shift', {}, [t(), u({ ...on, ...sales })], 'u supervisor'],
    ['the only one on shift is away', {}, [t({ ...on, away: true })], 'wait'],
    ['the only one on shift is full', {}, [t({ ...on, openTickets: 2 })], 'wait'],
    ['the only one on shift has refused it', { passedOver: ['t'] }, [t(on)], 'wait'],
    [
      'only a speaker of another language is on shift',
      { language: 'en' },
      [t({ languages: ['en'] }), u(on)],
      'u',
    ],
    ['nobody will ever be on shift', {}, [t({ shifts: [] })], 'wait'],
    ['there is nobody at all', {}, [], 'wait'],
  ])('%s', (_, want, team, expected) =>
    expect(line(evening(want, team))).toMatch(new RegExp(`^${expected} `)),
  );

  test.each<[string, Partial<Wanted>, Candidate[]]>([
    ['a technician on shift lacks the skill', fiber, [t({ ...on }), t(fiber)]],
    ['a technician of elsewhere is on shift', {}, [t({ ...on, ...sales }), t()]],
    ['a technician is on shift but a specialist is needed', asE, [t(on), e()]],
    ['a specialist is on shift but a supervisor is needed', asU, [e(on), u()]],
    ['a specialist of elsewhere is on shift but no skill is needed', {}, [e({ ...on, ...sales }), t()]],
  ])('but it is when %s', (_, want, team) => expect(callbackAt(want, team)).toBe(MONDAY_8));
});
