import { readFileSync } from 'node:fs';
import { parseDeskFile } from '../../routing/desk-file.js';
import { importDefinition, secretNamed } from '../../store/definitions.js';
import { NOW, openKept, type KeptWorld } from './kept.js';

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
});
afterEach(() => world.gone());

const imports = (content: unknown, kind: 'desk' | 'knowledge' = 'desk') =>
  importDefinition(world.db.knex, kind, content, NOW);
const kept = () =>
  world.db.reader.all<{ kind: string; version: number; body: string; imported_at: string }>(
    'select kind, version, body, imported_at from definition order by kind, version',
  );

test('a definition becomes a new version only when its content has changed', async () => {
  expect(await imports({ name: 'A' })).toEqual({ version: 1, isNew: true });
  expect(await imports({ name: 'A' })).toEqual({ version: 1, isNew: false });
  expect(await imports({ name: 'B' })).toEqual({ version: 2, isNew: true });
  expect(await imports({ name: 'B' })).toEqual({ version: 2, isNew: false });
  expect((await kept()).map(({ body }) => body)).toEqual(['{"name":"A"}', '{"name":"B"}']);
});

test('going back to what was once there is a change as well', async () => {
  for (const name of ['A', 'B']) await imports({ name });
  expect(await imports({ name: 'A' })).toEqual({ version: 3, isNew: true });
});

test('each kind counts its own versions', async () => {
  await imports({ name: 'A' });
  expect(await imports({ name: 'A' }, 'knowledge')).toEqual({ version: 1, isNew: true });
  expect((await kept()).map(({ kind, version }) => `${kind} ${version}`)).toEqual(['desk 1', 'knowledge 1']);
});

test('the next start with the same file makes no version', async () => {
  const desk = () => parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
  await imports(desk());
  world = await world.reopened();
  expect(await imports(desk())).toEqual({ version: 1, isNew: false });
  const [only] = await kept();
  expect([only?.imported_at, JSON.parse(only?.body ?? '')]).toEqual([NOW.toISOString(), desk()]);
});

test('a comment or another order of lines in the desk file is no change', async () => {
  const text = readFileSync('desk.yaml', 'utf8');
  await imports(parseDeskFile(text, 'desk.yaml'));
  const moved = `# new\ntimeZone: America/Sao_Paulo\n${text.replace('timeZone: America/Sao_Paulo\n', '')}`;
  expect((await imports(parseDeskFile(moved, 'desk.yaml'))).isNew).toBe(false);
});

test('a secret is made once and is the same ever after', async () => {
  let made = 0;
  const make = () => `secret ${++made}`;
  expect(await secretNamed(world.db.knex, 'web', make)).toBe('secret 1');
  expect(await secretNamed(world.db.knex, 'web', make)).toBe('secret 1');
  expect(await secretNamed(world.db.knex, 'other', make)).toMatch(/^secret [23]$/);
  world = await world.reopened();
  expect(await secretNamed(world.db.knex, 'web', make)).toBe('secret 1');
});
