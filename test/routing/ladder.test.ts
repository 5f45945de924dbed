import type { Candidate, Wanted } from '../../routing/policy.js';
import type { Rung } from '../../routing/ticket.js';
import { candidate, choose, later, line, reached, since, type Wish } from './candidates.js';

const t = (more?: Wish) => candidate('t', more);
const e = (more?: Wish) => candidate('e', { level: 'specialist', ...more });
const u = (more?: Wish) => candidate('u', { level: 'supervisor', ...more });
const full = { openTickets: 2 };
const urgent = { urgency: 'urgent' } as const;
const [asE, asU] = [{ level: 'specialist' }, { level: 'supervisor' }] as const;

const CODES = / same-day\.none/;
/** What is chosen, without the reason that the same-day rule was not taken. */
const chosen = (want: Partial<Wanted>, team: readonly Candidate[]) =>
  line(choose(want, team)).replace(CODES, '');

describe('a rung whose candidates are all full', () => {
  test.each<[string, Partial<Wanted>, Candidate[], number]>([
    ['holds the ticket for as long as the rule says', {}, [t(full), e(), u()], 300],
    ['holds it until the time since it was entered is over', since('skill', 299), [t(full), e()], 1],
    ['holds it half as long when it is urgent', urgent, [t(full), e()], 150],
    ['holds it for the half that is left', { ...urgent, ...since('skill', 149) }, [t(full), e()], 1],
    ['above empty ones holds it from now on', {}, [e(full), u()], 300],
    ['at which the level starts holds it', asE, [t(), e(full), u()], 300],
    [
      'holds it although those on the rung it came from refused',
      { passedOver: ['t'] },
      [t(), candidate('a', full), e()],
      300,
    ],
  ])('%s', (_, want, team, seconds) => {
    expect(choose(want, team)).toMatchObject({
      ...{ kind: 'wait', exhausted: false, escalateAt: later(seconds) },
    });
  });

  test('holds it for a time that the desk decides', () => {
    const made = choose({}, [t(full), e()], { escalateAfterSeconds: 30 });
    expect(made).toMatchObject({ kind: 'wait', escalateAt: later(30) });
  });

  test.each<[string, Partial<Wanted>]>([
    ['after its time', since('skill', 300)],
    ['after half of it when it is urgent', { ...urgent, ...since('skill', 150) }],
  ])('%s is not alone any more: the next one is tried as well', (_, want) => {
    expect(chosen(want, [t(full), e(), u()])).toBe('e specialist skill.full');
  });

  test('lets go of the ticket once somebody on it has room', () => {
    expect(chosen(since('skill', 299), [t(), e()])).toBe('t skill');
  });

  test('that has become empty is passed at once, and the next one entered now', () => {
    const made = choose(since('skill', 100), [t({ away: true }), e(full), u()]);
    expect(line(made)).toBe('wait same-day.none skill.none specialist.full');
    expect(reached(made)).toEqual(['specialist', 0]);
    expect(made).toMatchObject({ escalateAt: later(300) });
  });
});

describe('a rung that time has opened', () => {
  const opened = since('skill', 300);
  test.each<[string, Partial<Wanted>, Candidate[], string]>([
    ['leaves the lower ones first', opened, [t(), e(), u()], 't skill'],
    ['is tried when the lower ones are full', opened, [t(full), e(), u()], 'e specialist skill.full'],
    ['holds the ticket in its turn', opened, [t(full), e(full), u()], 'wait skill.full specialist.full'],
    ['is passed at once when it is empty', opened, [t(full), u()], 'u supervisor skill.full specialist.none'],
    [
      'leaves the one above it closed',
      since('specialist', 299),
      [t(full), e(full), u()],
      'wait skill.full specialist.full',
    ],
    [
      'opens the one above it in its turn',
      since('specialist', 300),
      [t(full), e(full), u()],
      'u supervisor skill.full specialist.full',
    ],
    [
      'by emptiness holds the ticket too when a lower one fills up again',
      since('specialist', 10),
      [t(full), e(full), u()],
      'wait skill.full specialist.full',
    ],
    [
      'by emptiness is tried while somebody full is on a lower one',
      since('specialist', 10),
      [t(full), e(), u()],
      'e specialist skill.full',
    ],
    [
      'stays open when all have refused but one who is full',
      { ...since('supervisor', 10), passedOver: ['e', 'u'] },
      [t(full), e(), u()],
      'wait skill.full specialist.none supervisor.none',
    ],
  ])('%s', (_, want, team, expected) => expect(chosen(want, team)).toBe(expected));

  test.each<[number, Rung, number]>([
    [0, 'skill', 0],
    [299, 'skill', 299],
    [300, 'specialist', 0],
    [599, 'specialist', 299],
    [600, 'supervisor', 0],
    [5000, 'supervisor', 4400],
  ])('%i s after the first was entered the highest is %s, entered %i s ago', (seconds, rung, ago) => {
    expect(reached(choose(since('skill', seconds), [t(full), e(full), u(full)]))).toEqual([rung, ago]);
    expect(reached(choose(since('skill', seconds), [t(), e(), u()]))).toEqual([rung, ago]);
  });

  test.each<[number, Rung, number]>([
    [149, 'skill', 149],
    [150, 'specialist', 0],
    [300, 'supervisor', 0],
  ])('%i s after, when urgent, it is %s, entered %i s ago', (seconds, rung, ago) => {
    const team = [t(full), e(full), u(full)];
    expect(reached(choose({ ...urgent, ...since('skill', seconds) }, team))).toEqual([rung, ago]);
  });
});

describe('the clock of a rung', () => {
  const two = [t(), candidate('a', full), e(), u()];

  test('begins with the first search', () => {
    expect(reached(choose({}, two))).toEqual(['skill', 0]);
    expect(reached(choose(asE, two))).toEqual(['specialist', 0]);
    expect(reached(choose({ passedOver: ['t', 'a'] }, two))).toEqual(['specialist', 0]);
  });

  test('runs on while offers lapse or are refused: what is left of it holds the ticket', () => {
    const made = choose({ ...since('skill', 120), passedOver: ['t'] }, two);
    expect(reached(made)).toEqual(['skill', 120]);
    expect(made).toMatchObject({ kind: 'wait', escalateAt: later(180) });
  });

  test('that ran out while an offer was open opens the next rung when it lapses', () => {
    expect(chosen({ ...since('skill', 310), passedOver: ['t'] }, two)).toBe('e specialist skill.full');
  });

  test('is the ticket’s, not the offer’s: an offer takes it along as it is', () => {
    const made = choose({ ...since('skill', 200), passedOver: ['x'] }, [t(), e()]);
    expect([line(made), reached(made)]).toEqual(['t skill same-day.none', ['skill', 200]]);
  });
});

describe('when every rung has been tried', () => {
  test.each<[string, Partial<Wanted>, Candidate[], string]>([
    ['and all are empty', { passedOver: ['t'] }, [t()], 'wait skill.none specialist.none supervisor.none'],
    ['and the last is full', {}, [u(full)], 'wait skill.none specialist.none supervisor.full'],
    [
      'and all are full at last',
      since('specialist', 300),
      [t(full), e(full), u(full)],
      'wait skill.full specialist.full supervisor.full',
    ],
    ['of the supervisors’ level', asU, [u(full)], 'wait supervisor.full'],
    ['and everyone is away', {}, [t({ away: true })], 'wait skill.none specialist.none supervisor.none'],
  ])('%s there is nothing above to wait for', (_, want, team, expected) => {
    const made = choose(want, team);
    expect(chosen(want, team)).toBe(expected);
    expect(made).toMatchObject({ kind: 'wait', exhausted: true });
    expect(made).not.toHaveProperty('escalateAt');
    expect(reached(made)?.[0]).toBe('supervisor');
  });
});

test.each<[string, Partial<Wanted>, string]>([
  ['technician', {}, 't skill'],
  ['specialist', asE, 'e specialist'],
  ['supervisor', asU, 'u supervisor'],
])('a ticket of level %s never goes below its rung, urgent or not', (_, want, expected) => {
  expect(chosen(want, [t(), e(), u()])).toBe(expected);
  expect(chosen({ ...want, ...urgent }, [t(), e(), u()])).toBe(expected);
});

test.each<[string, Candidate[]]>([
  ['a specialist', [t(), e(full), u(full)]],
  ['a supervisor', [t(), e(), u(full)]],
])('whoever asked for %s is not given to a technician while that rung is full', (wish, team) => {
  const level = wish === 'a specialist' ? asE : asU;
  expect(choose(level, team)).toMatchObject({ kind: 'wait' });
});
