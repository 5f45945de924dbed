import { agent, at, event, fileOf, problemOf, served, shift } from './simulating.js';

type Json = Record<string, unknown>;

const team = [agent('ana'), agent('bia')];
const two = ['10:00 opens t1 c1', '10:00:10 accepts t1 ana'];
/** The file of two events with one thing changed; the path leads to it, `undefined` takes it away. */
function changed(path: readonly (string | number)[], value: unknown): Json {
  const file = JSON.parse(JSON.stringify(fileOf(team, two, { until: at('11:00') }))) as Json;
  const around = path.slice(0, -1).reduce<Json>((one, part) => one[part] as Json, file);
  if (value === undefined) delete around[String(path.at(-1))];
  else around[String(path.at(-1))] = value;
  return file;
}
/** Where the problem is. */
const placeOf = async (file: unknown) => (await problemOf(file)).split(': ')[0];

describe('a file of another form', () => {
  test.each([
    ['timeZone', ['timeZone'], 'America/Sampa'],
    ['timeZone', ['timeZone'], undefined],
    ['agents', ['agents'], undefined],
    ['agents', ['agents'], {}],
    ['events', ['events'], undefined],
    ['events', ['events'], 'none'],
    ['until', ['until'], '2026-11-23T18:00:00'],
    ['until', ['until'], null],
    ['colour', ['colour'], 'red'],
    ['rules', ['rules'], 3],
    ['rules.offerTimeoutSeconds', ['rules'], { offerTimeoutSeconds: 0 }],
    ['rules.escalateAfterSeconds', ['rules'], { escalateAfterSeconds: 1.5 }],
    ['rules.retryAfterSeconds', ['rules'], { retryAfterSeconds: '120' }],
    ['rules.patience', ['rules'], { patience: 1 }],
    [
      'rules.specialHours[1].to',
      ['rules'],
      {
        specialHours: [
          { from: '08:00', to: '09:00' },
          { from: '12:00', to: '12:00' },
        ],
      },
    ],
    ['rules.specialHours[0].from', ['rules'], { specialHours: [{ from: '8:00', to: '09:00' }] }],
    ['rules.specialHours[0].until', ['rules'], { specialHours: [{ from: '08:00', to: '09:00', until: 1 }] }],
    ['holidays[0].date', ['holidays'], [{ date: '2026-02-30' }]],
    ['holidays[0].date', ['holidays'], [{}]],
    ['holidays[1].name', ['holidays'], [{ date: '2026-12-25' }, { date: '2026-12-31', name: 'x' }]],
    ['agents[0]', ['agents', 0], 'ana'],
    ['agents[0].id', ['agents', 0, 'id'], 'ana lima'],
    ['agents[1].id', ['agents', 1, 'id'], 'ana'],
    ['agents[1].name', ['agents', 1, 'name'], undefined],
    ['agents[1].level', ['agents', 1, 'level'], 'boss'],
    ['agents[1].departments', ['agents', 1, 'departments'], []],
    ['agents[1].departments[0]', ['agents', 1, 'departments', 0], 7],
    ['agents[1].skills', ['agents', 1, 'skills'], undefined],
    ['agents[1].languages', ['agents', 1, 'languages'], []],
    ['agents[1].capacity', ['agents', 1, 'capacity'], 0],
    ['agents[1].capacity', ['agents', 1, 'capacity'], undefined],
    ['agents[1].shifts', ['agents', 1, 'shifts'], undefined],
    ['agents[0].shifts[0].days[0]', ['agents', 0, 'shifts'], shift('08:00', '18:00', [0])],
    ['agents[0].shifts[0].to', ['agents', 0, 'shifts'], shift('18:00', '08:00')],
    ['agents[0].shifts[0].to', ['agents', 0, 'shifts'], shift('18:00', '24:30')],
    ['agents[0].admin', ['agents', 0, 'admin'], true],
    ['agents[0].accounts', ['agents', 0, 'accounts'], []],
    ['events[1]', ['events', 1], null],
    ['events[1].type', ['events', 1, 'type'], 'ticket.lost'],
    ['events[1].type', ['events', 1, 'type'], undefined],
    ['events[1].at', ['events', 1, 'at'], '2026-11-23T10:00:10'],
    ['events[1].at', ['events', 1, 'at'], '2026-11-31T10:00:10-03:00'],
    ['events[1].at', ['events', 1, 'at'], 'soon'],
    ['events[1].at', ['events', 1, 'at'], 1764000000],
    ['events[1].at', ['events', 1, 'at'], undefined],
    ['events[1].ticket', ['events', 1, 'ticket'], undefined],
    ['events[1].agent', ['events', 1, 'agent'], undefined],
    ['events[1].colour', ['events', 1, 'colour'], 'red'],
    ['events[0].agent', ['events', 0, 'agent'], 'ana'],
    ['events[0].customer', ['events', 0, 'customer'], undefined],
    ['events[0].department', ['events', 0, 'department'], undefined],
    ['events[0].urgency', ['events', 0, 'urgency'], 'high'],
    ['events[0].level', ['events', 0, 'level'], 'boss'],
    ['events[0].skills', ['events', 0, 'skills'], 'rede'],
    ['events[0].language', ['events', 0, 'language'], 5],
  ] as [string, (string | number)[], unknown][])('%s', async (place, path, value) => {
    expect(await placeOf(changed(path, value))).toBe(place);
  });

  test('what is missing is called missing', async () => {
    expect(await problemOf(changed(['events', 1, 'agent'], undefined))).toBe('events[1].agent: is missing');
  });

  test('a transfer goes to an agent or to a department, not to both and not to neither', async () => {
    const passed = (more: Json) => fileOf(team, [...two, ['10:10 passes t1', more]]);
    const both = fileOf(team, two);
    (both['events'] as Json[]).push({ ...event('10:10 passes t1 bia'), department: 'vendas' });
    expect(await placeOf(both)).toBe('events[2].agent');
    expect(await placeOf(passed({}))).toBe('events[2].agent');
  });

  test('of several problems the first in the file is told, whatever their kind', async () => {
    const file = changed(['events', 1, 'colour'], 'red');
    file['until'] = 'soon';
    expect(await placeOf(file)).toBe('events[1].colour');
    expect(await placeOf({ until: 'soon', ...file })).toBe('until');
    (file['agents'] as Json[]).push(agent('ana'));
    expect(await placeOf(file)).toBe('agents[2].id');
    const early = changed(['events', 1, 'agent'], 'carla');
    (early['events'] as Json[]).push({ ...event('10:30 closes t1'), colour: 'red' });
    expect(await placeOf(early)).toBe('events[1].agent');
  });

  test('what is no object is no simulation', async () => {
    for (const file of [[], 3, null, 'x']) expect(await problemOf(file)).toMatch(/expected object/);
  });
});

describe('a file whose events cannot happen', () => {
  const held = ['10:00 opens t1 c1', '10:00:10 accepts t1 ana'];
  const late = agent('leo', { shifts: shift('14:00', '18:00') });
  test.each([
    ['events[2].customer', [...held, '10:10 opens t2 c1']],
    ['events[2].ticket', [...held, '10:10 opens t1 c2']],
    ['events[3].ticket', [...held, '10:05 closes t1', '10:10 opens t1 c1']],
    ['events[0].ticket', ['10:00 accepts t1 ana']],
    ['events[0].ticket', ['10:00 closes t1']],
    ['events[0].ticket', ['10:00 passes t1 bia']],
    ['events[3].ticket', [...held, '10:05 closes t1', '10:10 closes t1']],
    ['events[3].ticket', [...held, '10:05 closes t1', '10:10 passes t1 bia']],
    ['events[3].ticket', [...held, '10:05 closes t1', '10:10 accepts t1 ana']],
    ['events[1].agent', ['10:00 opens t1 c1', '10:00:10 accepts t1 carla']],
    ['events[1].agent', ['10:00 opens t1 c1', '10:00:10 refuses t1 carla']],
    ['events[2].agent', [...held, '10:10 passes t1 carla']],
    ['events[0].agent', ['10:00 away carla']],
    ['events[0].agent', ['10:00 back carla']],
    ['events[1].agent', ['10:00 opens t1 c1', '10:00:10 accepts t1 bia']],
    ['events[1].agent', ['10:00 opens t1 c1', '10:00:10 refuses t1 bia']],
    ['events[2].agent', [...held, '10:00:20 accepts t1 ana']],
    ['events[2].agent', [...held, '10:00:20 refuses t1 bia']],
    ['events[1].agent', ['10:00 opens t1 c1', '10:01 accepts t1 ana']],
    ['events[1].agent', ['10:00 opens t1 c1', '10:01 refuses t1 ana']],
    ['events[3].agent', [...held, '10:10 passes t1 bia', '10:11 accepts t1 bia']],
    ['events[2].agent', ['10:00 opens t1 c1', '10:00:10 away ana', '10:00:20 accepts t1 ana']],
    ['events[2].agent', [...held, '10:10 passes t1 leo']],
    ['events[3].agent', [...held, '10:05 away bia', '10:10 passes t1 bia']],
    ['events[2].agent', [...held, '10:10 passes t1 ana']],
    ['events[1].ticket', ['10:00 opens t1 c1', '10:00:10 passes t1 bia']],
    ['events[1].ticket', ['10:00 opens t1 c1', '10:00:10 moves t1 vendas']],
    ['events[3].ticket', [...held, '10:10 passes t1 bia', '10:10:10 passes t1 bia']],
    ['events[3].ticket', [...held, '10:10 passes t1 bia', '10:10:10 moves t1 vendas']],
  ])('%s of %j', async (place, events) => {
    expect(await placeOf(fileOf([...team, late], events))).toBe(place);
  });

  test('just before the time is over it can still be accepted', async () => {
    expect(await problemOf(fileOf(team, ['10:00 opens t1 c1', '10:00:59 accepts t1 ana']))).toBe(
      'nothing is wrong',
    );
    expect(await problemOf(fileOf(team, ['10:00 opens t1 c1', '10:00:59.999 accepts t1 ana']))).toBe(
      'nothing is wrong',
    );
  });

  test('it is told in words, in English', async () => {
    expect(await problemOf(fileOf([...team, late], [...held, '10:10 passes t1 leo']))).toBe(
      'events[2].agent: "leo" is off shift at this moment',
    );
  });

  test('events are taken in the order of time, their place is that in the file', async () => {
    const [opens = '', accepts = ''] = held;
    expect(await problemOf(fileOf(team, [accepts, opens]))).toBe('nothing is wrong');
    expect(await placeOf(fileOf(team, ['10:20 closes t2', accepts, opens]))).toBe('events[0].ticket');
  });

  test('at the same moment the order of the file counts, whatever the offset says', async () => {
    const utc = { ...event('10:00 accepts t1 ana'), at: '2026-11-23T13:00:00Z' };
    const file = fileOf(team, ['10:00 opens t1 c1']);
    expect(await problemOf({ ...file, events: [...(file['events'] as Json[]), utc] })).toBe(
      'nothing is wrong',
    );
    expect(await placeOf({ ...file, events: [utc, ...(file['events'] as Json[])] })).toBe('events[0].ticket');
  });

  test('events after the end are read and left out', async () => {
    const until = { until: at('10:30') };
    expect(await problemOf(fileOf(team, [...held, '10:31 closes t9'], until))).toBe('nothing is wrong');
    expect(await placeOf(fileOf(team, [...held, '10:30 closes t9'], until))).toBe('events[2].ticket');
    const file = fileOf(team, [...held, '10:31 closes t9'], until);
    (file['events'] as Json[])[2]!['colour'] = 'red';
    expect(await placeOf(file)).toBe('events[2].colour');
  });

  test('a customer may come back once the ticket is closed', async () => {
    expect(
      await problemOf(fileOf(team, [...served('t1 c1 ana', '10:00', '10:10'), '10:10 opens t2 c1'])),
    ).toBe('nothing is wrong');
  });

  test('nothing happens in an empty file, nor in a department nobody works for', async () => {
    expect(await problemOf(fileOf([], []))).toBe('nothing is wrong');
    expect(await problemOf(fileOf(team, [['10:00 opens t1 c1', { department: 'nowhere' }]]))).toBe(
      'nothing is wrong',
    );
  });
});
