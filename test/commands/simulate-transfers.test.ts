import { agent, at, busy, codes, decisions, fileOf, specialist } from './simulating.js';

const one = { capacity: 1 };
const two = [agent('ana', one), agent('bia', one)];
const held = busy('t1 c1 ana', '10:00');
const sales = { departments: ['vendas'] };

describe('transfers in a simulated day', () => {
  test('to a named agent: an offer of the rule transfer, without a same-day code', async () => {
    const file = fileOf(two, [...held, '10:10 passes t1 bia', '10:10:59 accepts t1 bia', '10:20 closes t1']);
    expect(await decisions(file)).toEqual(['10:00 t1 offered ana skill', '10:10 t1 offered bia transfer']);
    expect((await codes(file, 't1'))[1]).toBe('transfer');
  });

  test('accepted, it is the other’s: their load, and theirs to pass on', async () => {
    const file = fileOf(two, [
      ...held,
      '10:10 passes t1 bia',
      '10:10:10 accepts t1 bia',
      '10:11 opens t2 c2',
      '10:11:10 accepts t2 ana',
      '10:12 passes t1 ana',
    ]);
    expect((await decisions(file)).slice(2)).toEqual([
      '10:11 t2 offered ana skill',
      '10:12 t1 offered ana transfer',
    ]);
  });

  test('while it is offered it counts in both loads; refused, its holder keeps it', async () => {
    const file = fileOf(two, [
      ...held,
      '10:10 passes t1 bia',
      '10:10:10 opens t2 c2',
      '10:10:30 refuses t1 bia',
      '10:10:40 accepts t2 bia',
      '10:20 closes t1',
      '10:21 opens t3 c3',
    ]);
    expect(await decisions(file)).toEqual([
      '10:00 t1 offered ana skill',
      '10:10 t1 offered bia transfer',
      '10:10:10 t2 waiting',
      '10:10:30 t2 offered bia skill',
      '10:21 t3 offered ana skill',
    ]);
  });

  test('not answered it lapses, and nobody else is asked', async () => {
    const file = fileOf(two, [...held, '10:10 passes t1 bia', '10:11 closes t1'], { until: at('11:00') });
    expect((await decisions(file)).slice(1)).toEqual([
      '10:10 t1 offered bia transfer',
      '10:11 t1 lapsed bia transfer',
    ]);
  });

  test('whoever is full may be named', async () => {
    const file = fileOf(two, [...held, ...busy('t2 c2 bia', '10:01'), '10:10 passes t1 bia']);
    expect((await decisions(file)).at(-1)).toBe('10:10 t1 offered bia transfer');
  });

  test('the named agent goes away: it lapses at once', async () => {
    const file = fileOf(two, [...held, '10:10 passes t1 bia', '10:10:20 away bia', '10:10:30 closes t1']);
    expect((await decisions(file)).slice(1)).toEqual([
      '10:10 t1 offered bia transfer',
      '10:10:20 t1 lapsed bia transfer',
    ]);
  });

  test('the holder goes away: the transfer goes on', async () => {
    const file = fileOf(two, [
      ...held,
      '10:10 passes t1 bia',
      '10:10:20 away ana',
      '10:10:30 accepts t1 bia',
    ]);
    expect((await decisions(file)).slice(1)).toEqual(['10:10 t1 offered bia transfer']);
  });

  test('to a department: its ladder from the technicians on, and from then on the ticket is theirs', async () => {
    const team = [agent('ana'), agent('vic', sales), specialist('vera', sales)];
    const file = fileOf(team, [
      ...held,
      '10:10 moves t1 vendas',
      '10:10:10 accepts t1 vic',
      '10:11 moves t1 vendas',
      '10:11:10 accepts t1 vera',
      '10:12 moves t1 suporte',
    ]);
    expect((await decisions(file)).slice(1)).toEqual([
      '10:10 t1 offered vic skill',
      '10:11 t1 offered vera specialist',
      '10:12 t1 offered ana skill',
    ]);
    expect((await codes(file, 't1')).slice(1)).toEqual([
      'transfer skill least-loaded',
      'transfer skill.none specialist least-loaded',
      'transfer skill least-loaded',
    ]);
  });

  test('nobody found: nothing is decided, and the holder keeps it', async () => {
    const moved = (team: Parameters<typeof fileOf>[0]) =>
      decisions(fileOf(team, [...held, '10:10 moves t1 vendas', '10:20 closes t1'], { until: at('12:00') }));
    const only = ['10:00 t1 offered ana skill'];
    expect(await moved([agent('ana')])).toEqual(only);
    expect(await moved([agent('ana'), agent('vic', { ...sales, shifts: [] })])).toEqual(only);
    expect(await moved([agent('ana', { departments: ['suporte', 'vendas'] })])).toEqual(only);
  });

  test('a department whose people are all full takes nothing', async () => {
    const team = [agent('ana'), agent('vic', { ...sales, ...one })];
    const file = fileOf(team, [
      ...held,
      ...busy('t2 c2 vic', '10:01', { department: 'vendas' }),
      '10:10 moves t1 vendas',
    ]);
    expect(await decisions(file, ['t1'])).toEqual(['10:00 t1 offered ana skill']);
  });

  test('an urgent transfer has half the time', async () => {
    const file = fileOf(two, [...busy('t1 c1 ana', '10:00', { urgency: 'urgent' }), '10:10 passes t1 bia'], {
      until: at('10:10:30'),
    });
    expect((await decisions(file)).at(-1)).toBe('10:10:30 t1 lapsed bia transfer');
  });

  test('closing takes a transfer along', async () => {
    const file = fileOf(two, [...held, '10:10 passes t1 bia', '10:10:10 closes t1'], { until: at('11:00') });
    expect((await decisions(file)).slice(1)).toEqual(['10:10 t1 offered bia transfer']);
  });
});
