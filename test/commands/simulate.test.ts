import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nearestRank } from '../../commands/simulate/tally.js';
import { bundled } from '../support/bundled.js';
import { agent, at, busy, fileOf, served } from './simulating.js';

let folder: string;
let program: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bastao-simulate-'));
  program = bundled('commands/simulate.ts', folder, 'esm');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = (...args: string[]) => started(program, ...args);
const asTyped = (...args: string[]) => started('--import', 'tsx', 'commands/simulate.ts', ...args);

function started(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    ...{ encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' }, timeout: 25_000 },
  });
  return { status, stdout, stderr, lines: stdout.split('\n').filter((line) => line !== '') };
}
let files = 0;
function written(content: unknown): string {
  const path = join(folder, `day${++files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('npm run simulate', () => {
  test('prints every decision as a line of JSON, its keys in order', () => {
    const events = ['17:58:30 opens t1 c1', '17:58:50 refuses t1 ana', '17:59 opens t2 c2'];
    const file = fileOf([agent('ana')], events, { until: at('18:05') });
    const { status, stderr, lines } = asTyped(written(file));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const printed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(printed.map((one) => Object.keys(one).join(' '))).toEqual([
      'at ticket decision agent rule reasons',
      'at ticket decision reasons',
      'at ticket decision agent rule reasons',
      'at ticket decision agent rule reasons',
      'at ticket decision rule reasons callbackAt',
      'at ticket decision rule reasons callbackAt',
    ]);
    expect(printed[3]).toEqual({
      ...{ at: '2026-11-23T21:00:00.000Z', ticket: 't2', decision: 'lapsed', agent: 'ana', rule: 'skill' },
      reasons: [{ code: 'lapsed', text: 'Ana não respondeu até as 18:00' }],
    });
    expect(printed[4]).toMatchObject({
      ...{ at: '2026-11-23T21:00:00.000Z', ticket: 't1', decision: 'callback', rule: 'callback' },
      callbackAt: '2026-11-24T11:00:00.000Z',
    });
    expect(printed[0]?.['reasons']).toContainEqual({ code: 'least-loaded', text: 'Menor carga: 0 de 3' });
  });

  test('every reason is a sentence, never a key', () => {
    const events = [...busy('t1 c1 ana', '10:00'), '10:10 passes t1 bia', '19:00 opens t2 c2'];
    const { stdout } = command(written(fileOf([agent('ana'), agent('bia')], events)));
    expect(stdout).not.toContain('reason.');
  });

  test('--summary adds waits, same-day returns and loads', () => {
    const team = [agent('ana'), agent('7'), agent('3')];
    const file = fileOf(team, [
      ...served('t0 c1 3', '09:15', '09:20').slice(0, 1),
      '09:15:10 accepts t0 3', // 10 s; of three who are alike the least id is asked
      '09:20 closes t0',
      '09:30 opens t1 c1', // a return that is a hit
      '09:30:20 accepts t1 3', // 20 s
      '09:31 passes t1 ana',
      '09:31:30 accepts t1 ana', // a second acceptance: load, no wait
      '09:40 closes t1',
      '12:00 opens t2 c1', // a return in special hours
      '12:00:30 closes t2', // never accepted
      '12:10 opens t3 c3',
      '12:10:40 accepts t3 7', // 40 s; idle since the shift began
    ]);
    const { lines } = command(written(file), '--summary');
    const wait = (10 + 20 + 40) / 3;
    expect(lines.at(-1)).toBe(
      `{"summary":{"waitSeconds":{"mean":${wait},"p50":20,"p95":40},"sameDay":{"returns":2,"hits":1},` +
        `"load":{"ana":1,"7":1,"3":2}}}`,
    );
    expect(lines.slice(0, -1)).toEqual(command(written(file)).lines);
  });

  test('without anybody accepted there is no wait', () => {
    const { status, stdout } = command('--summary', written(fileOf([agent('ana')], [])));
    expect(status).toBe(0);
    expect(stdout).toBe(
      '{"summary":{"waitSeconds":{"mean":null,"p50":null,"p95":null},"sameDay":{"returns":0,"hits":0},"load":{"ana":0}}}\n',
    );
  });

  test.each([
    ['events[2].agent: ', fileOf([agent('ana')], [...busy('t1 c1 ana', '10:00'), '10:10 passes t1 zoe'])],
    [
      'agents[0].shifts[0].to: ',
      fileOf([agent('ana', { shifts: [{ days: [1], from: '9:00', to: 3 }] })], []),
    ],
    ['timeZone: ', { agents: [], events: [] }],
    ['two lines: ', { ...fileOf([], []), 'two\nlines': 1 }],
  ])('an unusable file: one line that begins with %s', (place, file) => {
    const { status, stdout, stderr } = command(written(file));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    if (place.startsWith('agents')) expect(stderr).toMatch(/^agents\[0\]\.shifts\[0\]\.from: /);
    else expect(stderr.startsWith(place)).toBe(true);
  });

  test('no file, a file that is not there or no JSON', () => {
    const missing = join(folder, 'missing.json');
    const broken = written('{ "timeZone": ');
    const list = written('[]');
    for (const [args, begins] of [
      [[], 'usage: '],
      [['a.json', 'b.json'], 'usage: '],
      [['a.json', '--sumary'], 'usage: '],
      [[missing], `${missing}: `],
      [[folder], `${folder}: `],
      [[broken], `${broken}: is no JSON`],
      [[list], `${list}: `],
    ] as [string[], string][]) {
      const { status, stdout, stderr } = command(...args);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr.startsWith(begins)).toBe(true);
    }
  });
});

test('percentiles are those of the nearest rank', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => i + 1);
  expect([nearestRank(twenty, 50), nearestRank(twenty, 95), nearestRank([7], 50)]).toEqual([10, 19, 7]);
  expect(nearestRank([], 95)).toBeNull();
});
