import { agent, at, codes, decisions, fileOf, served, shift, specialist, supervisor } from './simulating.js';

const EARLY = shift('07:00', '18:00');
const two = [agent('ana', { shifts: EARLY }), agent('bia', { shifts: EARLY })];
/** Ana finished one of c1 at 07:40; Bia has been idle since 07:00, so that the ladder would ask her. */
const before = served('t0 c1 ana', '07:30', '07:40');

describe('the same-day rule in a simulated day', () => {
  test.each([
    ['07:59:59', 'same-day ana'],
    ['08:00', 'special-hours bia'],
    ['09:14:59', 'special-hours bia'],
    ['09:15', 'same-day ana'],
    ['11:49:59', 'same-day ana'],
    ['11:50', 'special-hours bia'],
    ['13:19:59', 'special-hours bia'],
    ['13:20', 'special-hours bia'],
    ['14:29:59', 'special-hours bia'],
    ['14:30', 'same-day ana'],
  ])('a return at %s: %s', async (time, expected) => {
    const file = fileOf(two, [...before, `${time} opens t1 c1`]);
    const taken = expected === 'same-day ana';
    expect(await decisions(file, ['t1'])).toEqual([
      taken ? `${time} t1 offered ana same-day` : `${time} t1 offered bia skill`,
    ]);
    expect(await codes(file, 't1')).toEqual([
      taken ? 'same-day' : 'same-day.special-hours skill least-loaded',
    ]);
  });

  test('the reasons are sentences with names and times', async () => {
    const { runFile } = await import('../../commands/simulate/run.js');
    const { decisions: made } = await runFile(fileOf(two, [...before, '12:05 opens t1 c1']));
    expect(made.at(-1)?.reasons[0]?.text).toContain('12:05 está no horário especial 11:50-13:20');
  });

  test('windows of the file take the place of the usual ones', async () => {
    const rules = { specialHours: [{ from: '10:00', to: '10:30' }] };
    const opened = (time: string) => fileOf(two, [...before, `${time} opens t1 c1`], { rules });
    expect(await codes(opened('08:30'), 't1')).toEqual(['same-day']);
    expect(await codes(opened('10:29:59'), 't1')).toEqual(['same-day.special-hours skill least-loaded']);
    expect(await codes(opened('10:30'), 't1')).toEqual(['same-day']);
  });

  const always = [
    agent('ana', { shifts: shift('00:00', '24:00') }),
    agent('bia', { shifts: shift('00:00', '24:00') }),
  ];

  test('the day is the local one: after midnight in UTC a return is still one', async () => {
    const file = fileOf(always, [...served('t0 c1 ana', '20:00', '20:30'), '21:30 opens t1 c1']);
    expect(await decisions(file, ['t1'])).toEqual(['21:30 t1 offered ana same-day']);
  });

  test('the day is the local one: at its midnight it starts afresh, whatever the day in UTC', async () => {
    const file = fileOf(always, [
      ...served('t0 c1 ana', '21:00', '21:30'),
      '23:59:59 opens t1 c1',
      '23:59:59 closes t1',
      '2026-11-24 00:00 opens t2 c1',
      '2026-11-24 00:00 closes t2',
      '2026-11-24 00:10 opens t3 c1',
    ]);
    expect(await codes(file, 't1')).toEqual(['same-day']);
    expect(await codes(file, 't2')).toEqual(['same-day.none skill least-loaded']);
    expect(await codes(file, 't3')).toEqual(['same-day.none skill least-loaded']);
  });

  test('a ticket of yesterday that is finished today counts today', async () => {
    const file = fileOf(always, [
      ...served('t0 c1 ana', '23:00', '23:00').slice(0, 2),
      '2026-11-24 00:05 closes t0',
      '2026-11-24 00:06 opens t1 c1',
    ]);
    expect(await codes(file, 't1')).toEqual(['same-day']);
  });

  test('an agent who is full, away or off shift is passed by, and it says why', async () => {
    const team = [agent('ana', { skills: ['rede'], capacity: 1 }), agent('bia')];
    const finished = served('t0 c1 ana', '09:20', '09:25');
    const full = fileOf(team, [
      ...finished,
      ['09:30 opens t1 c2', { skills: ['rede'] }],
      '09:30:30 opens t2 c1',
    ]);
    expect(await decisions(full, ['t2'])).toEqual(['09:30:30 t2 offered bia skill']);
    expect(await codes(full, 't2')).toEqual(['same-day.full skill least-loaded']);
    const away = fileOf(team, [...finished, '09:30 away ana', '09:31 opens t2 c1']);
    expect(await codes(away, 't2')).toEqual(['same-day.away skill least-loaded']);
    const back = fileOf(team, [...finished, '09:30 away ana', '09:31 back ana', '09:32 opens t2 c1']);
    expect(await codes(back, 't2')).toEqual(['same-day']);
    const leaving = [agent('ana', { shifts: shift('08:00', '15:00') }), agent('bia')];
    const opened = (time: string) => fileOf(leaving, [...finished, `${time} opens t2 c1`]);
    expect(await codes(opened('14:59:59'), 't2')).toEqual(['same-day']);
    expect(await codes(opened('15:00'), 't2')).toEqual(['same-day.off-shift skill least-loaded']);
  });

  test('of several reasons the first in the order is told', async () => {
    const finished = served('t0 c1 ana', '09:20', '09:25');
    const lazy = [agent('ana', { shifts: shift('07:00', '11:00') }), agent('bia'), supervisor('sup')];
    expect(await codes(fileOf(lazy, [...finished, '10:00 away ana', '12:00 opens t1 c1']), 't1')).toEqual([
      'same-day.special-hours skill least-loaded',
    ]);
    expect(await codes(fileOf(lazy, [...finished, '10:00 away ana', '11:00 opens t1 c1']), 't1')).toEqual([
      'same-day.off-shift skill least-loaded',
    ]);
    const full = [agent('ana', { capacity: 1 }), agent('bia')];
    const events = [
      ...finished,
      '10:00 opens t1 c2',
      '10:00:01 accepts t1 bia',
      '10:01 passes t1 ana',
    ] as const;
    expect(
      await codes(
        fileOf(full, [...events, '10:01:10 accepts t1 ana', '10:02 away ana', '10:03 opens t2 c1']),
        't2',
      ),
    ).toEqual(['same-day.away skill least-loaded']);
    const level = { level: 'supervisor' };
    expect(await codes(fileOf(lazy, [['12:00 opens t1 c1', level]]), 't1')).toEqual([
      'same-day.level supervisor least-loaded',
    ]);
  });

  test('not for a ticket that asks for a supervisor; first of all for one that needs a specialist', async () => {
    const team = [agent('ana'), specialist('esp'), supervisor('sup')];
    const finished = served('t0 c1 ana', '09:20', '09:25');
    const opened = (level: string) => fileOf(team, [...finished, ['09:30 opens t1 c1', { level }]]);
    expect(await decisions(opened('supervisor'), ['t1'])).toEqual(['09:30 t1 offered sup supervisor']);
    expect(await decisions(opened('specialist'), ['t1'])).toEqual(['09:30 t1 offered ana same-day']);
  });

  test('another problem, department or language is no obstacle', async () => {
    const team = [
      agent('ana'),
      agent('vic', { departments: ['vendas'], languages: ['en'], skills: ['crm'] }),
    ];
    const other = { department: 'vendas', language: 'en', skills: ['crm'] };
    const file = fileOf(team, [...served('t0 c1 ana', '09:20', '09:25'), ['09:30 opens t1 c1', other]]);
    expect(await decisions(file, ['t1'])).toEqual(['09:30 t1 offered ana same-day']);
  });

  test.each(['refuses', 'lets it lapse'])('who %s is not asked again, and it says so', async (how) => {
    const answer = how === 'refuses' ? ['09:31 refuses t1 ana'] : [];
    const events = [...served('t0 c1 ana', '09:20', '09:25'), '09:30:30 opens t1 c1', ...answer];
    const file = fileOf([agent('ana'), agent('bia')], events, { until: at('09:31:45') });
    const lapse = how === 'refuses' ? [] : ['09:31:30 t1 lapsed ana same-day'];
    const time = how === 'refuses' ? '09:31' : '09:31:30';
    expect(await decisions(file, ['t1'])).toEqual([
      '09:30:30 t1 offered ana same-day',
      ...lapse,
      `${time} t1 offered bia skill`,
    ]);
    expect((await codes(file, 't1')).at(-1)).toBe('same-day.refused skill least-loaded');
  });

  test('forgotten refusals do not bring the same-day rule back', async () => {
    const events = [...served('t0 c1 ana', '09:20', '09:25'), '09:30 opens t1 c1', '09:30:10 refuses t1 ana'];
    const file = fileOf([agent('ana')], events, { until: at('09:33') });
    expect(await decisions(file, ['t1'])).toEqual([
      '09:30 t1 offered ana same-day',
      '09:30:10 t1 waiting',
      '09:32:10 t1 offered ana skill',
    ]);
    expect((await codes(file, 't1')).at(-1)).toBe('same-day.refused skill least-loaded');
  });

  test('of two agents of the day the last one to finish counts', async () => {
    const team = [agent('ana'), agent('bia')];
    const file = fileOf(team, [
      ...served('t0 c1 ana', '09:20', '09:25'),
      '09:30 opens t1 c1',
      '09:30:10 refuses t1 ana',
      '09:30:20 accepts t1 bia',
      '09:40 closes t1',
      '09:50 opens t2 c1',
    ]);
    expect(await decisions(file, ['t2'])).toEqual(['09:50 t2 offered bia same-day']);
  });

  test('who finished it is who held it when it closed', async () => {
    const file = fileOf(
      [agent('ana'), agent('bia')],
      [
        '09:20 opens t0 c1',
        '09:20:10 accepts t0 ana',
        '09:21 passes t0 bia',
        '09:21:10 accepts t0 bia',
        '09:25 closes t0',
        '09:30 opens t1 c1',
      ],
    );
    expect(await decisions(file, ['t1'])).toEqual(['09:30 t1 offered bia same-day']);
  });

  test('what nobody held nobody finished', async () => {
    const file = fileOf(two, ['09:20 opens t0 c1', '09:20:30 closes t0', '09:30 opens t1 c1']);
    expect(await codes(file, 't1')).toEqual(['same-day.none skill least-loaded']);
  });

  test('decided at opening: special hours that begin later change nothing', async () => {
    const events = [
      ...served('t0 c1 ana', '09:20', '09:25'),
      '11:49:50 opens t1 c1',
      '11:50:30 accepts t1 ana',
    ];
    expect(await decisions(fileOf(two, events), ['t1'])).toEqual(['11:49:50 t1 offered ana same-day']);
  });
});
