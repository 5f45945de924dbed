import type { Candidate, Wanted } from '../../routing/policy.js';
import { candidate, choice, choose, NONE, NOW, type Wish } from './candidates.js';

const sales = { departments: ['sales'] };
const full = { openTickets: 2 };
const half = { openTickets: 1 };
const fiber = { skills: ['fiber'] };
const english = { languages: ['en'] };
const t = (more?: Wish) => candidate('t', more);
const e = (more?: Wish) => candidate('e', { level: 'specialist', ...more });
const u = (more?: Wish) => candidate('u', { level: 'supervisor', ...more });
/** Whose id comes before the others'. */
const a = (more?: Wish) => candidate('a', more);
const team = [t(), e(fiber), u()];

type Row = [string, Partial<Wanted>, Candidate[], string];
/** Every choice here begins with the reason why the same-day rule was not taken. */
const expectChoice = (want: Partial<Wanted>, candidates: Candidate[], expected: string) =>
  expect(choice(want, candidates).replace(' same-day.none', '')).toBe(expected);

describe('the ladder, rung by rung', () => {
  const [asE, asU] = [{ level: 'specialist' }, { level: 'supervisor' }] as const;
  test.each<Row>([
    ['a technician comes first', {}, team, 't skill'],
    ['the level specialist starts at rung 3', asE, team, 'e specialist'],
    ['the level supervisor starts at rung 4', asU, team, 'u supervisor'],
    ['a missing skill passes the rung', fiber, team, 'e specialist skill.none'],
    ['another department passes the rung', {}, [t(sales), u()], 'u supervisor skill.none specialist.none'],
    [
      'every skill is needed',
      { skills: ['fiber', 'tv'] },
      [a(fiber), t({ skills: ['tv', 'fiber'] })],
      't skill',
    ],
    ['who is away is no candidate', {}, [t({ away: true, ...full }), e()], 'e specialist skill.none'],
    ['who is off shift is no candidate', {}, [t({ onShift: false }), e()], 'e specialist skill.none'],
    ['who was passed over is no candidate', { passedOver: ['t'] }, team, 'e specialist skill.none'],
    ['who was passed over holds nothing', { passedOver: ['t'] }, [t(full), e()], 'e specialist skill.none'],
    ['full technicians hold the ticket', {}, [t(full), e(), u()], 'wait skill.full'],
    ['beside somebody full who has room is taken', {}, [a(full), t()], 't skill'],
    ['a skill that one technician lacks is looked for beside them', fiber, [a(), t(fiber)], 't skill'],
    [
      'a technician of several departments stands in each',
      {},
      [t({ departments: ['sales', 'support'] })],
      't skill',
    ],
    ['a supervisor needs no skill', { ...fiber, ...asU }, team, 'u supervisor'],
    ['an empty desk lets it wait', {}, [], 'wait skill.none specialist.none supervisor.none'],
  ])('%s', (_, want, candidates, expected) => expectChoice(want, candidates, expected));

  const elsewhere = a({ level: 'specialist', ...fiber, ...sales });
  test.each<Row>([
    [
      'own ones come before freer ones of elsewhere',
      fiber,
      [elsewhere, e({ ...fiber, ...half })],
      'e specialist skill.none',
    ],
    [
      'when the own are full those of elsewhere are tried',
      fiber,
      [elsewhere, e({ ...fiber, ...full })],
      'a specialist skill.none',
    ],
    [
      'where there are no own ones those of elsewhere are tried',
      fiber,
      [elsewhere, u()],
      'a specialist skill.none',
    ],
    [
      'those of elsewhere need every skill',
      { skills: ['fiber', 'tv'] },
      [elsewhere, u()],
      'u supervisor skill.none specialist.none',
    ],
    [
      'when the own ones are away or passed over those of elsewhere are tried',
      { ...fiber, passedOver: ['e'] },
      [elsewhere, e(fiber), candidate('f', { level: 'specialist', ...fiber, away: true })],
      'a specialist skill.none',
    ],
    [
      'without a skill nobody of elsewhere is tried',
      {},
      [elsewhere, u()],
      'u supervisor skill.none specialist.none',
    ],
    [
      'without a skill the own full ones hold it',
      {},
      [elsewhere, e(full), u()],
      'wait skill.none specialist.full',
    ],
    [
      'all full, own and elsewhere, hold it',
      fiber,
      [{ ...elsewhere, ...full }, u()],
      'wait skill.none specialist.full',
    ],
  ])('of specialists %s', (_, want, candidates, expected) => expectChoice(want, candidates, expected));

  const stranger = a({ level: 'supervisor', ...sales });
  test.each<Row>([
    ['the own one comes before a freer one of elsewhere', asU, [stranger, u(half)], 'u supervisor'],
    ['any other helps where there is no own one', asU, [stranger], 'a supervisor'],
    ['a full own one holds the rung', asU, [stranger, u(full)], 'wait supervisor.full'],
    ['any other helps while the own one is away', asU, [stranger, u({ away: true })], 'a supervisor'],
    [
      'any other helps once the own one has refused',
      { ...asU, passedOver: ['u'] },
      [stranger, u()],
      'a supervisor',
    ],
    [
      'any other helps who alone speaks the language',
      { ...asU, language: 'en' },
      [a({ ...stranger.agent, ...english }), u()],
      'a supervisor',
    ],
  ])('of supervisors %s', (_, want, candidates, expected) => expectChoice(want, candidates, expected));

  test('the reasons carry the skills, the department and the load', () => {
    const want = { skills: ['fiber', 'tv'] };
    const { reasons } = choose(want, [t({ skills: ['tv', 'fiber'], ...half })]);
    expect(reasons).toEqual([
      NONE.reason,
      { code: 'skill', facts: { skills: 'fiber, tv', department: 'support' } },
      { code: 'least-loaded', facts: { open: 1, capacity: 2 } },
    ]);
  });
});

describe('within a rung', () => {
  const idle = { idleSince: new Date(NOW.getTime() - 60_000) };
  test.each<[string, Candidate[]]>([
    ['the lowest share of open tickets wins, not the lowest number', [a(half), t({ ...full, capacity: 5 })]],
    ['of equal loads the longest idle wins', [a(), t(idle)]],
    ['equal shares of unequal capacities are equal loads', [a(half), t({ ...full, capacity: 4, ...idle })]],
    ['of equals the smaller id wins', [t(), candidate('x'), candidate('y')]],
    ['the load goes before idleness', [a({ ...half, ...idle }), t()]],
  ])('%s', (_, candidates) => {
    expectChoice({}, candidates, 't skill');
    expectChoice({}, [...candidates].reverse(), 't skill');
  });
});

describe('the language', () => {
  const nobody = 'skill.none specialist.none supervisor.none';
  test.each<[string, Candidate[], string]>([
    ['decides who is a candidate', [a(), t({ ...english, ...half })], 't skill'],
    ['passes a rung on which nobody speaks it', [t(), u(english)], 'u supervisor skill.none specialist.none'],
    [
      'is ignored when nobody on shift speaks it',
      [a(), t({ ...english, onShift: false })],
      'a skill language.none',
    ],
    ['is not ignored for somebody who is away', [a(), t({ ...english, away: true })], `wait ${nobody}`],
    [
      'is ignored when its speakers are on no rung',
      [a(), t({ ...english, ...sales })],
      'a skill language.none',
    ],
    ['holds the ticket when its speakers are full', [a(), t({ ...english, ...full })], 'wait skill.full'],
  ])('%s', (_, candidates, expected) => expectChoice({ language: 'en' }, candidates, expected));

  test.each<[string, Partial<Wanted>, Candidate[], string]>([
    [
      'with one speaker away and full the ticket waits for them',
      {},
      [a(), t({ ...english, away: true, ...full })],
      `wait ${nobody}`,
    ],
    [
      'a speaker who was passed over keeps it required',
      { passedOver: ['t'] },
      [a(), t(english)],
      `wait ${nobody}`,
    ],
    [
      'a speaker without the skill does not keep it required',
      fiber,
      [a(fiber), t(english)],
      'a skill language.none',
    ],
    [
      'a speaker elsewhere with the skill does',
      fiber,
      [a(fiber), e({ ...english, ...fiber, ...sales })],
      'e specialist skill.none',
    ],
    [
      'a supervisor of elsewhere does too',
      {},
      [a(), u(), u({ ...english, ...sales, id: 'w' })],
      'w supervisor skill.none specialist.none',
    ],
  ])('%s', (_, want, candidates, expected) =>
    expectChoice({ language: 'en', ...want }, candidates, expected),
  );

  test('that is not required is not missed', () => expectChoice({}, [t(english)], 't skill'));

  test('that is ignored is said once, with its name, before the rungs', () => {
    expect(choose({ language: 'en' }, [t()]).reasons.slice(0, 2)).toEqual([
      NONE.reason,
      { code: 'language.none', facts: { language: 'en' } },
    ]);
  });

  test('of rungs below the ticket’s level does not count', () =>
    expectChoice({ language: 'en', level: 'supervisor' }, [t(english), u()], 'u supervisor language.none'));
});
