import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server under measurement, in a process of its own. */
export interface Measured {
  readonly baseUrl: string;
  /** CPU used so far by all its threads, in milliseconds (Linux: /proc). */
  cpuMs(): number;
  stop(): Promise<void>;
}

const CLOCK_TICK_MS = 10;

/** Starts `node` with these arguments and PORT set to a free port, and waits until it answers there. */
export async function startMeasured(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<Measured> {
  const port = await freePort();
  const env = { ...process.env, ...environment, PORT: String(port), NODE_ENV: 'production' };
  const child = spawn(process.execPath, [...args], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  await answers(baseUrl, child);
  return {
    baseUrl,
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

/** CPU used so far by all threads of a process, in milliseconds (Linux: /proc). */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function answers(baseUrl: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new Error(`The measured program ended with ${child.exitCode}.`);
    const reached = await fetch(baseUrl).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    );
    if (reached) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${baseUrl}.`);
}
