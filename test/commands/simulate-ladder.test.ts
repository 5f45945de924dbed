import {
  agent,
  at,
  busy,
  codes,
  decisions,
  fileOf,
  served,
  shift,
  specialist,
  supervisor,
} from './simulating.js';

const one = { capacity: 1 };
const SKILL = 'same-day.none skill least-loaded';

describe('the ladder in a simulated day', () => {
  test('lowest load first, then idle longest, then the id', async () => {
    const team = [agent('bia', { capacity: 2 }), agent('ana', { capacity: 4 })];
    const file = fileOf(team, [
      ...busy('t1 c1 ana', '10:00'), // both free since 08:00: the id
      ...busy('t2 c2 bia', '10:01'), // 1/4 against 0/2
      ...busy('t3 c3 ana', '10:02'), // 1/4 against 1/2
      '10:03 opens t4 c4', // 2/4 against 1/2, both idle since 08:00: the id
    ]);
    expect(await decisions(file)).toEqual([
      '10:00 t1 offered ana skill',
      '10:01 t2 offered bia skill',
      '10:02 t3 offered ana skill',
      '10:03 t4 offered ana skill',
    ]);
  });

  test('idle counts from the last ticket closed today, else from the beginning of the shift', async () => {
    const team = [agent('ana'), agent('bia', { shifts: shift('09:00', '18:00') })];
    const file = fileOf(team, [...served('t1 c1 ana', '09:20', '09:30'), '10:00 opens t2 c2']);
    expect(await decisions(file)).toEqual(['09:20 t1 offered ana skill', '10:00 t2 offered bia skill']);
    const tomorrow = fileOf(team, [...served('t1 c1 ana', '09:20', '09:30'), '2026-11-24 10:00 opens t2 c2']);
    expect(await decisions(tomorrow, ['t2'])).toEqual(['2026-11-24 10:00 t2 offered ana skill']);
  });

  test('an offer counts until it is answered', async () => {
    const file = fileOf([agent('ana'), agent('bia')], ['10:00 opens t1 c1', '10:00:10 opens t2 c2']);
    expect(await decisions(file)).toEqual(['10:00 t1 offered ana skill', '10:00:10 t2 offered bia skill']);
  });

  test('only technicians of the department with every skill', async () => {
    const team = [
      agent('ana', { skills: ['rede'] }),
      agent('bia', { skills: ['rede', 'voip'], departments: ['vendas'] }),
      agent('caio', { skills: ['voip', 'rede'] }),
    ];
    const file = fileOf(team, [['10:00 opens t1 c1', { skills: ['rede', 'voip'] }]]);
    expect(await decisions(file)).toEqual(['10:00 t1 offered caio skill']);
  });

  const tower = [agent('ana', one), specialist('esp', one), supervisor('sup', one)];
  const held = busy('t1 c1 ana', '09:50');

  test('a rung without candidates is passed at once', async () => {
    const none = fileOf(
      [agent('ana', { departments: ['vendas'] }), supervisor('sup')],
      ['10:00 opens t1 c1'],
    );
    expect(await decisions(none)).toEqual(['10:00 t1 offered sup supervisor']);
    expect(await codes(none, 't1')).toEqual([
      'same-day.none skill.none specialist.none supervisor least-loaded',
    ]);
  });

  test('a rung whose candidates are all full holds the ticket, then the next is tried as well', async () => {
    const file = fileOf(tower, [...held, '10:00 opens t2 c2'], { until: at('10:05:59') });
    expect(await decisions(file, ['t2'])).toEqual(['10:00 t2 waiting', '10:05 t2 offered esp specialist']);
    expect(await codes(file, 't2')).toEqual([
      'same-day.none skill.full',
      'same-day.none skill.full specialist least-loaded',
    ]);
    const short = { until: at('10:01:59'), rules: { escalateAfterSeconds: 90 } };
    expect(await decisions(fileOf(tower, [...held, '10:00 opens t2 c2'], short), ['t2'])).toEqual([
      '10:00 t2 waiting',
      '10:01:30 t2 offered esp specialist',
    ]);
  });

  test('who becomes free before gets it', async () => {
    const file = fileOf(tower, [...held, '10:00 opens t2 c2', '10:04:59 closes t1']);
    expect(await decisions(file, ['t2'])).toEqual(['10:00 t2 waiting', '10:04:59 t2 offered ana skill']);
  });

  test('timers due at a moment run before events of that moment', async () => {
    const file = fileOf(tower, [...held, '10:00 opens t2 c2', '10:05 closes t1']);
    expect(await decisions(file, ['t2'])).toEqual(['10:00 t2 waiting', '10:05 t2 offered esp specialist']);
  });

  test('lower rungs stay candidates and go first', async () => {
    const file = fileOf(tower, [
      ...held,
      '10:00 opens t2 c2',
      '10:05:20 closes t1',
      '10:05:30 refuses t2 esp',
    ]);
    expect(await decisions(file, ['t2'])).toEqual([
      '10:00 t2 waiting',
      '10:05 t2 offered esp specialist',
      '10:05:30 t2 offered ana skill',
    ]);
    const up = fileOf(tower, [...held, '10:00 opens t2 c2', '10:05:30 refuses t2 esp']);
    expect((await decisions(up, ['t2'])).at(-1)).toBe('10:05:30 t2 offered sup supervisor');
    expect((await codes(up, 't2')).at(-1)).toBe(
      'same-day.none skill.full specialist.none supervisor least-loaded',
    );
  });

  test('the time on a rung goes on through lapses', async () => {
    const team = [agent('ana', one), agent('bia', one), specialist('esp')];
    const file = fileOf(team, [...held, '10:00 opens t2 c2'], { until: at('10:05') });
    expect(await decisions(file, ['t2'])).toEqual([
      '10:00 t2 offered bia skill',
      '10:01 t2 lapsed bia skill',
      '10:01 t2 waiting',
      '10:05 t2 offered esp specialist',
    ]);
  });

  test('up to the supervisors, rung by rung; each waiting is told once', async () => {
    const full = [...held, '09:51 opens u1 d1', '09:56:10 accepts u1 esp', '10:00 opens t2 c2'] as const;
    const file = fileOf(tower, full, { until: at('10:10') });
    expect(await decisions(file, ['t2'])).toEqual(['10:00 t2 waiting', '10:10 t2 offered sup supervisor']);
    expect((await codes(file, 't2')).at(-1)).toBe(
      'same-day.none skill.full specialist.full supervisor least-loaded',
    );
  });

  test('every rung full: it goes on waiting until somebody is free', async () => {
    const level = (name: string) => ({ level: name });
    const file = fileOf(tower, [
      ...held,
      ...busy('u1 d1 esp', '09:51', level('specialist')),
      ...busy('u2 d2 sup', '09:52', level('supervisor')),
      '10:00 opens t2 c2',
      '10:40 closes u2',
    ]);
    expect(await decisions(file, ['t2'])).toEqual(['10:00 t2 waiting', '10:40 t2 offered sup supervisor']);
  });

  test('a specialist of elsewhere only for a skill, and only when the own ones cannot', async () => {
    const team = [
      specialist('own', { ...one, skills: ['rede'] }),
      specialist('far', { departments: ['vendas'], skills: ['rede'] }),
    ];
    const skills = { skills: ['rede'] };
    const file = fileOf(
      team,
      [...busy('t1 c1 own', '10:00', skills), ['10:01 opens t2 c2', skills], '10:01:30 opens t3 c3'],
      {
        until: at('10:01:30'),
      },
    );
    expect(await decisions(file, ['t2', 't3'])).toEqual([
      '10:01 t2 offered far specialist',
      '10:01:30 t3 waiting',
    ]);
  });

  test('supervisors of the department, else of any; full ones of the department hold it', async () => {
    const level = { level: 'supervisor' };
    const own = supervisor('own', one);
    const far = supervisor('far', { departments: ['vendas'] });
    const events = [...busy('t1 c1 own', '10:00', level), ['10:01 opens t2 c2', level]] as const;
    expect(await decisions(fileOf([own, far], events), ['t2'])).toEqual(['10:01 t2 waiting']);
    const away = fileOf([own, far], ['10:00 away own', ['10:01 opens t2 c2', level]]);
    expect(await decisions(away, ['t2'])).toEqual(['10:01 t2 offered far supervisor']);
  });

  test('nobody left to ask: refusals and lapses are forgotten after a while', async () => {
    const file = fileOf([agent('ana')], ['10:00 opens t1 c1'], { until: at('10:06') });
    expect(await decisions(file)).toEqual([
      '10:00 t1 offered ana skill',
      '10:01 t1 lapsed ana skill',
      '10:01 t1 waiting',
      '10:03 t1 offered ana skill',
      '10:04 t1 lapsed ana skill',
      '10:04 t1 waiting',
      '10:06 t1 offered ana skill',
    ]);
    expect((await codes(file, 't1')).slice(1, 4)).toEqual([
      'lapsed',
      'same-day.none skill.none specialist.none supervisor.none',
      SKILL,
    ]);
    const soon = { until: at('10:02'), rules: { retryAfterSeconds: 30, offerTimeoutSeconds: 45 } };
    expect(await decisions(fileOf([agent('ana')], ['10:00 opens t1 c1'], soon))).toEqual([
      '10:00 t1 offered ana skill',
      '10:00:45 t1 lapsed ana skill',
      '10:00:45 t1 waiting',
      '10:01:15 t1 offered ana skill',
      '10:02 t1 lapsed ana skill',
      '10:02 t1 waiting',
    ]);
  });

  test('after that the search begins at the level’s rung: the next one is not tried at once', async () => {
    // By the retry Ana is full with t2: her rung holds t1 for another five minutes.
    const file = fileOf(
      [agent('ana', one), specialist('esp'), supervisor('sup')],
      ['10:00 opens t1 c1', '10:03:30 opens t2 c2', '10:03:40 accepts t2 ana'],
      { until: at('10:10') },
    );
    expect(await decisions(file, ['t1'])).toEqual([
      '10:00 t1 offered ana skill',
      '10:01 t1 lapsed ana skill',
      '10:01 t1 offered esp specialist',
      '10:02 t1 lapsed esp specialist',
      '10:02 t1 offered sup supervisor',
      '10:03 t1 lapsed sup supervisor',
      '10:03 t1 waiting',
      '10:10 t1 offered esp specialist',
    ]);
  });
});
