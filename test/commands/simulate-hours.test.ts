import {
  agent,
  at,
  busy,
  codes,
  decisions,
  fileOf,
  OFFICE,
  shift,
  specialist,
  supervisor,
} from './simulating.js';

const one = { capacity: 1 };
const FRIDAY = '2026-11-27';
const NEXT_MONDAY = '2026-11-30';

describe('shifts, holidays and callbacks in a simulated day', () => {
  test('nobody on shift: a callback at the next opening, over the weekend', async () => {
    const file = fileOf([agent('ana')], [`${FRIDAY} 18:00 opens t1 c1`], { until: at('08:00', NEXT_MONDAY) });
    expect(await decisions(file)).toEqual([
      `${FRIDAY} 18:00 t1 callback ${NEXT_MONDAY} 08:00`,
      `${NEXT_MONDAY} 08:00 t1 offered ana skill`,
    ]);
    const [callback = '', offered] = await codes(file, 't1');
    expect(callback.split(' ')[0]).toBe('same-day.none');
    expect(callback.split(' ')).toContain('callback');
    expect(offered).toBe('same-day.none skill least-loaded');
  });

  test('the last moment of the shift is still on it', async () => {
    const file = fileOf([agent('ana')], [`${FRIDAY} 17:59:59 opens t1 c1`]);
    expect(await decisions(file)).toEqual([`${FRIDAY} 17:59:59 t1 offered ana skill`]);
  });

  test('holidays put it off by a day; those of another department do not', async () => {
    const closed = (holiday: object) =>
      fileOf([agent('ana')], [`${FRIDAY} 20:00 opens t1 c1`], {
        holidays: [{ date: NEXT_MONDAY, ...holiday }],
      });
    const tuesday = [`${FRIDAY} 20:00 t1 callback 2026-12-01 08:00`];
    expect(await decisions(closed({}))).toEqual(tuesday);
    expect(await decisions(closed({ department: 'suporte' }))).toEqual(tuesday);
    expect(await decisions(closed({ department: 'vendas' }))).toEqual([
      `${FRIDAY} 20:00 t1 callback ${NEXT_MONDAY} 08:00`,
    ]);
  });

  test('on a holiday nobody of the department is on shift', async () => {
    const team = [agent('ana'), agent('vic', { departments: ['vendas'] })];
    const holidays = [{ date: '2026-11-23', department: 'suporte' }];
    const file = fileOf(team, ['10:00 opens t1 c1', ['10:00 opens t2 c2', { department: 'vendas' }]], {
      holidays,
    });
    expect(await decisions(file)).toEqual([
      '10:00 t1 callback 2026-11-24 08:00',
      '10:00 t2 offered vic skill',
    ]);
  });

  test('only who could take it counts: on the rungs from the level’s up', async () => {
    const afternoon = { shifts: shift('13:00', '18:00') };
    const team = [agent('ana'), specialist('esp', afternoon)];
    const file = fileOf(team, [['10:00 opens t1 c1', { level: 'specialist' }]], { until: at('13:00') });
    expect(await decisions(file)).toEqual(['10:00 t1 callback 13:00', '13:00 t1 offered esp specialist']);
    const sales = fileOf(team, [['10:00 opens t1 c1', { department: 'vendas' }]]);
    expect(await decisions(sales)).toEqual(['10:00 t1 waiting']);
    const anySupervisor = fileOf(
      [agent('ana'), supervisor('sup', { departments: ['vendas'], shifts: shift('11:00', '18:00') })],
      [['10:00 opens t1 c1', { level: 'specialist' }]],
      { until: at('11:00') },
    );
    expect(await decisions(anySupervisor)).toEqual([
      '10:00 t1 callback 11:00',
      '11:00 t1 offered sup supervisor',
    ]);
  });

  test('the next opening does not ask for the language', async () => {
    const team = [agent('ana'), agent('bia', { languages: ['en'], shifts: shift('12:00', '18:00') })];
    const file = fileOf(team, [['07:00 opens t1 c1', { language: 'en' }]], { until: at('08:00') });
    expect(await decisions(file)).toEqual(['07:00 t1 callback 08:00', '08:00 t1 offered ana skill']);
    expect((await codes(file, 't1')).at(-1)).toBe('same-day.none language.none skill least-loaded');
  });

  test('everyone away is no callback: they may be back', async () => {
    const file = fileOf([agent('ana')], ['09:00 away ana', '10:00 opens t1 c1']);
    expect(await decisions(file)).toEqual(['10:00 t1 waiting']);
  });

  test('when the last person leaves what waits is put off', async () => {
    const events = [...busy('t1 c1 ana', '17:40'), '17:50 opens t2 c2'];
    const file = fileOf([agent('ana', one)], events, { until: at('23:00') });
    expect(await decisions(file, ['t2'])).toEqual(['17:50 t2 waiting', '18:00 t2 callback 2026-11-24 08:00']);
  });

  test('shifts that touch are one: nothing happens in between', async () => {
    const shifts = [...shift('08:00', '12:00'), ...shift('12:00', '18:00')];
    const events = [...busy('t1 c1 ana', '11:40'), '11:50 opens t2 c2'];
    const file = fileOf([agent('ana', { ...one, shifts })], events, { until: at('12:30') });
    expect(await decisions(file, ['t2'])).toEqual(['11:50 t2 waiting']);
  });

  test('an offer made before the shift ends may still be accepted; after it lapses nobody is left', async () => {
    const until = { until: at('18:30') };
    const accepted = fileOf([agent('ana')], ['17:59:30 opens t1 c1', '18:00:20 accepts t1 ana'], until);
    expect(await decisions(accepted)).toEqual(['17:59:30 t1 offered ana skill']);
    expect(await decisions(fileOf([agent('ana')], ['17:59:30 opens t1 c1'], until))).toEqual([
      '17:59:30 t1 offered ana skill',
      '18:00:30 t1 lapsed ana skill',
      '18:00:30 t1 callback 2026-11-24 08:00',
    ]);
  });

  test('who keeps a ticket beyond the shift gets no new one', async () => {
    const file = fileOf(
      [agent('ana')],
      [...busy('t1 c1 ana', '17:50'), '18:10 opens t2 c2', '18:20 closes t1'],
    );
    expect(await decisions(file, ['t2'])).toEqual(['18:10 t2 callback 2026-11-24 08:00']);
  });

  test('a shift that begins takes what waits', async () => {
    const team = [agent('ana', one), agent('bia', { shifts: shift('11:00', '18:00') })];
    const file = fileOf(team, [...busy('t1 c1 ana', '10:00'), '10:58 opens t2 c2'], { until: at('11:00') });
    expect(await decisions(file, ['t2'])).toEqual(['10:58 t2 waiting', '11:00 t2 offered bia skill']);
  });

  test('an end of shift opens the next rung at once', async () => {
    const team = [agent('ana', { ...one, shifts: shift('08:00', '11:00') }), specialist('esp')];
    const file = fileOf(team, [...busy('t1 c1 ana', '10:00'), '10:58 opens t2 c2'], { until: at('11:00') });
    expect(await decisions(file, ['t2'])).toEqual(['10:58 t2 waiting', '11:00 t2 offered esp specialist']);
  });

  test('at the callback the ladder begins at the level’s rung', async () => {
    // Both technicians are asked anew in the morning although one refused in the evening.
    const file = fileOf([agent('ana')], ['17:59 opens t1 c1', '17:59:30 refuses t1 ana'], {
      until: at('08:00', '2026-11-24'),
    });
    expect(await decisions(file)).toEqual([
      '17:59 t1 offered ana skill',
      '17:59:30 t1 waiting',
      '18:00 t1 callback 2026-11-24 08:00',
      '2026-11-24 08:00 t1 offered ana skill',
    ]);
  });

  test('without shifts nobody is ever on shift', async () => {
    const team = [agent('ana', { shifts: [] }), agent('bia', { shifts: shift('14:00', '18:00') })];
    expect(await decisions(fileOf(team, ['10:00 opens t1 c1']))).toEqual(['10:00 t1 callback 14:00']);
  });

  test('the wall clock follows daylight saving', async () => {
    // New York goes back an hour on 1 November 2026: 09:00 there is 13:00 UTC before and 14:00 UTC after.
    const team = [agent('ana', { shifts: shift('09:00', '17:00') })];
    const events = [
      {
        at: '2026-10-31T22:00:00Z',
        type: 'ticket.opened',
        ticket: 't1',
        customer: 'c1',
        department: 'suporte',
      },
    ];
    const file = { ...fileOf(team, []), timeZone: 'America/New_York', events };
    expect(await decisions(file)).toEqual(['2026-10-31 19:00 t1 callback 2026-11-01 11:00']);
  });

  test('a file that spans years is run through', async () => {
    const events = [
      '2020-01-06 10:00 opens t1 c1',
      '2020-01-06 10:00:10 accepts t1 ana',
      '2029-01-08 10:00 opens t2 c2',
    ];
    const file = fileOf([agent('ana', { shifts: OFFICE })], events);
    expect(await decisions(file, ['t2'])).toEqual(['2029-01-08 10:00 t2 offered ana skill']);
  });
});
