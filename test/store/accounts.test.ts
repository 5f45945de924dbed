import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPassword } from '../../channels/console/password.js';
import { parseDeskFile } from '../../routing/desk-file.js';
import { ensureAccounts, resetPassword } from '../../store/accounts.js';
import { consoleStore } from '../../store/console-store.js';
import { NOW, openKept, type KeptWorld } from './kept.js';

const { agents } = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
const [ana, bia] = agents;
const two = agents.slice(0, 2);
const newSecret = () => randomBytes(32).toString('base64url');

let world: KeptWorld;
beforeEach(async () => {
  world = await openKept();
});
afterEach(() => world.gone());
const accounts = () => consoleStore(world.db.knex, () => NOW);

test('every agent without an account gets one password, told once', async () => {
  const first = await ensureAccounts(accounts(), two, newSecret);
  expect(first.map(({ agentId, name }) => [agentId, name])).toEqual([
    ['ana', 'Ana Souza'],
    ['bia', 'Bia Lima'],
  ]);
  expect(new Set(first.map(({ password }) => password)).size).toBe(2);
  expect(await ensureAccounts(accounts(), two, newSecret)).toEqual([]);
  world = await world.reopened();
  expect(await ensureAccounts(accounts(), two, newSecret)).toEqual([]);
});

test('an agent who is new on the desk gets theirs, and nobody else’s changes', async () => {
  const [mine] = await ensureAccounts(accounts(), agents.slice(0, 1), newSecret);
  const later = await ensureAccounts(accounts(), two, newSecret);
  expect(later.map(({ agentId }) => agentId)).toEqual([bia?.id]);
  const account = await accounts().account('ana');
  expect(await checkPassword(mine?.password ?? '', account?.passwordHash ?? '')).toBe(true);
});

test('the first password lets its agent in, nobody else, and only once', async () => {
  const made = await ensureAccounts(accounts(), two, newSecret);
  const [hers, his] = made.map(({ password }) => password) as [string, string];
  const account = await accounts().account('ana');
  expect(account?.oneTime).toBe(true);
  expect(await checkPassword(hers, account?.passwordHash ?? '')).toBe(true);
  expect(await checkPassword(his, account?.passwordHash ?? '')).toBe(false);
});

test('a password is long enough, easy to type, and nowhere on disk', async () => {
  const made = await ensureAccounts(accounts(), two, newSecret);
  const reset = await resetPassword(accounts(), ana?.id ?? '', newSecret);
  const passwords = [...made.map(({ password }) => password), reset];
  for (const password of passwords) expect(password).toMatch(/^[A-Za-z0-9]{12}$/);
  const onDisk = readdirSync(world.folder).map((name) => readFileSync(join(world.folder, name), 'latin1'));
  expect(onDisk.join('')).toContain('scrypt$');
  expect(passwords.filter((password) => onDisk.some((content) => content.includes(password)))).toEqual([]);
});

test('a reset replaces the password and asks for a new one at the next sign-in', async () => {
  const [made] = await ensureAccounts(accounts(), two, newSecret);
  await accounts().savePassword({ agentId: 'ana', passwordHash: 'scrypt$theirs', oneTime: false });
  const reset = await resetPassword(accounts(), 'ana', newSecret);
  const account = await accounts().account('ana');
  expect(reset).not.toBe(made?.password);
  expect(account?.oneTime).toBe(true);
  expect(await checkPassword(reset, account?.passwordHash ?? '')).toBe(true);
});
