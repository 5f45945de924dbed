import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import type { CommitName } from '../../bot/store.js';

/** Dies right after the n-th commit of this name in its life. */
export type CrashPoint = readonly [after: CommitName, n: number];

/** The program, ready to be started again and again on the same data folder and port. */
export interface MortalProgram {
  readonly folder: string;
  readonly port: number;
  /** Loads it; it begins with the first line it reads. */
  load(crash?: CrashPoint): ChildProcess;
}

export async function makeMortalProgram(
  environment: Readonly<Record<string, string>>,
): Promise<MortalProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'bastao-lives-'));
  const port = await freePort();
  const program = build(folder);
  const settings = {
    ...{ PATH: process.env.PATH, PORT: String(port), BURST_QUIET_MS: '0' },
    ...{ DATA_FOLDER: folder, DESK_FILE: writeDesk(folder), ...environment },
  };
  return {
    ...{ folder, port },
    load: (crash) => {
      const end = crash && { CRASH_AFTER: crash[0], CRASH_AT: String(crash[1]) };
      return spawn(process.execPath, [program], { env: { ...settings, ...end } });
    },
  };
}

/** `crashing-app.ts` in one file, so that a life begins in a second and not in three. */
function build(folder: string): string {
  const program = join(folder, 'crashing-app.mjs');
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const external = ['sqlite3', 'knex', 'restify', 'natural', '@whiskeysockets/baileys'].map(
    (name) => `--external:${name}`,
  );
  const requires =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  execFileSync(resolve('node_modules/.bin/esbuild'), [
    ...[resolve('test/support/crashing-app.ts'), '--bundle', '--platform=node', '--format=esm', ...external],
    ...[`--banner:js=${requires}`, `--outfile=${program}`, '--log-level=error'],
  ]);
  return program;
}

/** Ana helps in the Emulator, Bia and Caio on the console, each in a department of their own; offers wait long. */
function writeDesk(folder: string): string {
  const desk = parse(readFileSync('desk.yaml', 'utf8')) as {
    agents: object[];
    rules: object;
    asksWhoCalls: boolean;
  };
  desk.asksWhoCalls = false;
  const changes = [
    { departments: ['suporte'], accounts: [{ channel: 'botframework', person: 'emulator/ana' }] },
    { departments: ['comercial', 'financeiro'] },
    { departments: ['atendimento', 'suporte'] },
  ];
  desk.agents = changes.map((change, i) => ({ ...desk.agents[i], ...change, capacity: 20 }));
  Object.assign(desk.rules, { offerTimeoutSeconds: 600, retryAfterSeconds: 120 });
  const file = join(folder, 'desk.yaml');
  writeFileSync(file, stringify(desk));
  return file;
}

/** Below the ports that the system lends to outgoing connections: it must still be free after each death. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
