import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { CommitName } from '../../bot/store.js';
import { bundled } from './bundled.js';

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
  const program = bundled('test/support/crashing-app.ts', folder, 'cjs');
  const settings = {
    ...{ PATH: process.env.PATH, PORT: String(port), BURST_QUIET_MS: '0' },
    ...{ DATA_FOLDER: folder, DESK_FILE: writeDesk(folder), ...environment },
  };
  return {
    ...{ folder, port },
    load: (crash) => {
      const end = crash && { CRASH_AFTER: crash[0], CRASH_AT: String(crash[1]) };
      return spawn(process.execPath, [ROOMY, program], { env: { ...settings, ...end } });
    },
  };
}

/** A short life collects no garbage. */
const ROOMY = '--max-semi-space-size=64';

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
