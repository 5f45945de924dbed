import { agent, at, busy, codes, decisions, fileOf, shift, specialist, supervisor } from './simulating.js';

const one = { capacity: 1 };

describe('urgency, language and presence in a simulated day', () => {
  const tower = [agent('ana', one), specialist('esp', one), supervisor('sup', one)];
  const held = busy('t1 c1 ana', '09:50');

  test('urgency halves the time to answer and the patience with a rung', async () => {
    const urgent = { urgency: 'urgent' };
    const file = fileOf(tower, [...held, ['10:00 opens t2 c2', urgent]], { until: at('10:03') });
    expect(await decisions(file, ['t2'])).toEqual([
      '10:00 t2 waiting',
      '10:02:30 t2 offered esp specialist',
      '10:03 t2 lapsed esp specialist',
      '10:03 t2 offered sup supervisor',
    ]);
  });

  test('urgent ones are served before normal ones, then the oldest', async () => {
    const file = fileOf(
      [agent('ana', one)],
      [
        ...held,
        '10:00 opens t2 c2',
        '10:01 opens t3 c3',
        ['10:02 opens t4 c4', { urgency: 'urgent' }],
        '10:03 closes t1',
        '10:03:10 accepts t4 ana',
        '10:04 closes t4',
      ],
    );
    expect(await decisions(file)).toEqual([
      '09:50 t1 offered ana skill',
      '10:00 t2 waiting',
      '10:01 t3 waiting',
      '10:02 t4 waiting',
      '10:03 t4 offered ana skill',
      '10:04 t2 offered ana skill',
    ]);
  });

  test('the language is insisted on while somebody on shift speaks it, away or not', async () => {
    const team = [
      agent('ana'),
      agent('bia', { languages: ['pt-BR', 'en'], shifts: shift('08:00', '12:00') }),
    ];
    const english = { language: 'en' };
    expect(await decisions(fileOf(team, [['10:00 opens t1 c1', english]]))).toEqual([
      '10:00 t1 offered bia skill',
    ]);
    const away = fileOf(team, ['10:00 away bia', ['10:01 opens t1 c1', english]]);
    expect(await decisions(away)).toEqual(['10:01 t1 waiting']);
    const gone = fileOf(team, [['15:00 opens t1 c1', english]]);
    expect(await decisions(gone)).toEqual(['15:00 t1 offered ana skill']);
    expect(await codes(gone, 't1')).toEqual(['same-day.none language.none skill least-loaded']);
  });

  test('going away withdraws the open offer at once', async () => {
    const file = fileOf([agent('ana'), agent('bia')], ['10:00 opens t1 c1', '10:00:20 away ana']);
    expect(await decisions(file)).toEqual([
      '10:00 t1 offered ana skill',
      '10:00:20 t1 lapsed ana skill',
      '10:00:20 t1 offered bia skill',
    ]);
  });

  test('coming back takes what waits', async () => {
    const file = fileOf([agent('ana')], ['09:59 away ana', '10:00 opens t1 c1', '10:30 back ana']);
    expect(await decisions(file)).toEqual(['10:00 t1 waiting', '10:30 t1 offered ana skill']);
  });
});
