import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled } from './support/bundled.js';

const folder = mkdtempSync(join(tmpdir(), 'bastao-operator-'));
let program: string;
beforeAll(() => {
  program = bundled('main.ts', mkdtempSync(join(folder, 'program-')), 'esm');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** On a machine that has much else to do a start takes long. */
const LONGEST_MS = 60_000;
const AS_TYPED = ['--import', 'tsx', 'main.ts'];

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** Starts the program with these settings and waits until it gives up. */
function startsWith(
  settings: Record<string, string>,
  words: readonly string[] = [program],
): Promise<{ exit: number | null; says: string }> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    DATA_FOLDER: join(folder, 'data'),
    PORT: '0',
    ...settings,
  };
  const child = spawn(process.execPath, words, { env });
  let says = '';
  child.stderr.on('data', (chunk: Buffer) => (says += chunk.toString()));
  const tooLong = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  return new Promise((resolve) =>
    child.once('exit', (exit) => {
      clearTimeout(tooLong);
      resolve({ exit, says });
    }),
  );
}

test(
  'settings that cannot be used are all named at once, as an operator starts it',
  async () => {
    const wrong = { PORT: '99999', BURST_QUIET_MS: 'soon', MicrosoftAppId: 'me' };
    const { exit, says } = await startsWith(wrong, AS_TYPED);
    expect(exit).toBe(1);
    for (const name of ['PORT', 'BURST_QUIET_MS', 'MicrosoftAppId', 'MicrosoftAppPassword'])
      expect(says).toContain(`at ${name}`);
  },
  LONGEST_MS,
);

test(
  'a mistake in the desk file is named with its line and field',
  async () => {
    const desk = readFileSync('desk.yaml', 'utf8').replace(/^ {4}level: technician$/m, '    level: boss');
    const { exit, says } = await startsWith({ DESK_FILE: written('desk.yaml', desk) });
    expect(exit).toBe(1);
    expect(says).toMatch(/desk\.yaml:\d+: agents\[0\]\.level: /);
  },
  LONGEST_MS,
);

test(
  'a missing desk file, a folder that is none, a file that is no database: each says what to do',
  async () => {
    written('bastao.db', 'this is no database, whatever its name says');
    const [missing, noFolder, noDatabase] = await Promise.all([
      startsWith({ DESK_FILE: 'nowhere.yaml' }),
      startsWith({ DATA_FOLDER: written('plain-file', '') }),
      startsWith({ DATA_FOLDER: folder }),
    ]);
    expect([missing.exit, noFolder.exit, noDatabase.exit]).toEqual([1, 1, 1]);
    expect(missing.says).toContain('nowhere.yaml. Check DESK_FILE');
    expect(noFolder.says).toContain('Set DATA_FOLDER to one that can be written to');
    expect(noDatabase.says).toContain('Restore a backup, or name another folder');
  },
  LONGEST_MS,
);

test(
  'a port in use is named',
  async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { exit, says } = await startsWith({ PORT: String(port) });
    other.close();
    expect(exit).toBe(1);
    expect(says).toContain(`Port ${port} is in use`);
  },
  LONGEST_MS,
);
