import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmulators, webCustomer, type LoadCustomer } from './customers.js';
import { startMeasured, type Measured } from './process.js';

/**
 * `npm run bench`: 50 customers of our web chat (durable: every message and answer flushed to disk, classified,
 * answered by a dialog) beside 50 customers of a plain Bot Framework echo bot (CloudAdapter, nothing stored), in
 * turns, each server in a process of its own. Prints CPU per message and latency of both, and the ratios. The pause
 * for bursts is 0 here. Linux only: it reads /proc.
 */
const CUSTOMERS = Number(process.env['CUSTOMERS'] ?? 50);
const MESSAGES = Number(process.env['MESSAGES'] ?? 40);
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const QUESTION = 'qual o horario de atendimento?';

interface Round {
  readonly cpuMsPerMessage: number;
  readonly latenciesMs: readonly number[];
}

async function round(server: Measured, customers: readonly LoadCustomer[]): Promise<Round> {
  const latenciesMs: number[] = [];
  const before = server.cpuMs();
  await Promise.all(
    customers.map(async (customer) => {
      for (let i = 0; i < MESSAGES; i++) {
        const began = performance.now();
        await customer.ask(QUESTION);
        latenciesMs.push(performance.now() - began);
      }
    }),
  );
  return { cpuMsPerMessage: (server.cpuMs() - before) / latenciesMs.length, latenciesMs };
}

const median = (values: readonly number[]): number => percentile(values, 0.5);

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function line(name: string, rounds: readonly Round[]): { cpu: number; p50: number } {
  const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs);
  const cpu = median(rounds.map(({ cpuMsPerMessage }) => cpuMsPerMessage));
  const spread = rounds.map(({ cpuMsPerMessage }) => cpuMsPerMessage.toFixed(2)).join(' ');
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)];
  console.log(
    `${name.padEnd(14)} cpu ${cpu.toFixed(2)} ms/message (rounds ${spread})  latency p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms`,
  );
  return { cpu, p50 };
}

/** What `npm start` runs node with. */
function asStarted(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.split('node ').at(-1)?.split(' ') ?? [];
}

const folder = mkdtempSync(join(tmpdir(), 'bastao-bench-'));
const environment = { DATA_FOLDER: folder, BURST_QUIET_MS: '0', LOG_LEVEL: 'error' };
const [echo, ours] = [
  await startMeasured(['--import', 'tsx', 'bench/plain-echo.ts'], {}),
  await startMeasured(asStarted(), environment),
];
const emulators = await openEmulators();
const atEcho = Array.from({ length: CUSTOMERS }, () => emulators.customer(echo.baseUrl));
const atOurs = await Promise.all(Array.from({ length: CUSTOMERS }, () => webCustomer(ours.baseUrl)));
await round(echo, atEcho);
await round(ours, atOurs);
const [echoRounds, ourRounds]: [Round[], Round[]] = [[], []];
for (let i = 0; i < ROUNDS; i++) {
  echoRounds.push(await round(echo, atEcho));
  ourRounds.push(await round(ours, atOurs));
}
console.log(
  `${CUSTOMERS} customers, ${MESSAGES} messages each, ${ROUNDS} rounds after a warm-up round, bursts at 0 ms`,
);
const [plain, bastao] = [line('plain echo', echoRounds), line('Bastão web', ourRounds)];
console.log(
  `ratio          cpu ${(bastao.cpu / plain.cpu).toFixed(2)}  latency p50 ${(bastao.p50 / plain.p50).toFixed(2)}`,
);
for (const customer of [...atEcho, ...atOurs]) customer.close();
emulators.close();
await Promise.all([echo.stop(), ours.stop()]);
rmSync(folder, { recursive: true, force: true });
process.exit(0);
