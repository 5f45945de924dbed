import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeWhatsApp, type Account, type Contact } from '../test/support/fake-whatsapp/index.js';
import { cpuMsOf } from './process.js';
import { Life } from './whatsapp/life.js';

/**
 * `npm run bench:roundtrip`: customer -> bot -> customer over the fake WhatsApp server, our whole program (everything
 * flushed to disk, classified, answered by a dialog) beside Baileys' own echo bot, in turns, each in a process of its
 * own. Prints CPU per message and latency of both, the ratio and the difference. Bursts, typing pause and gap are 0.
 */
const CUSTOMERS = Number(process.env['CUSTOMERS'] ?? 10);
const MESSAGES = Number(process.env['MESSAGES'] ?? 20);
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const QUESTION = 'qual o horario de atendimento?';

// libsignal prints whole sessions when a message cannot be read; those of the simulated phones are no news.
const quiet = () => undefined;
Object.assign(console, { info: quiet, warn: quiet, error: quiet });

const folder = mkdtempSync(join(tmpdir(), 'bastao-roundtrip-'));
const server = await FakeWhatsApp.start();
server.keepLog = false;
const accounts = [
  server.account('5511300000000', 'Echo'),
  server.account('5511300000001', 'Bastão'),
] as const;
for (const account of accounts) account.handsetReads = false;
const customers = Array.from({ length: CUSTOMERS }, (_, i) => server.customer(`55119890${1000 + i}`));

const scans = (account: Account) => (qr: string) => void account.scanQr(qr);
const echo = new Life(
  { AUTH_FOLDER: join(folder, 'echo'), WHATSAPP_WS_URL: server.url },
  scans(accounts[0]),
  'bench/whatsapp/bare-echo.ts',
);
const ours = new Life(
  {
    ...{ WHATSAPP: 'on', WHATSAPP_WS_URL: server.url, WHATSAPP_KEY: randomBytes(32).toString('base64') },
    ...{ WHATSAPP_TYPING_MS: '0', WHATSAPP_GAP_MS: '0', BURST_QUIET_MS: '0', PORT: '0' },
    ...{ DATA_FOLDER: join(folder, 'bastao'), LOG_LEVEL: 'error' },
  },
  scans(accounts[1]),
);

let unreadable = 0;
server.on('stanza', (direction: string, node: { tag: string; attrs: Record<string, string> }) => {
  if (direction === 'out' && node.tag === 'receipt' && node.attrs['type'] === 'retry') unreadable++;
});

interface Round {
  readonly cpuMs: number;
  /** Messages that customers could not read at first. */
  readonly unreadable: number;
  readonly latencies: readonly number[];
}

/** One question after the other per customer, customers side by side, or all alone if `alone`. */
async function round(life: Life, account: Account, alone: boolean): Promise<Round> {
  const latencies: number[] = [];
  const asks = async (customer: Contact) => {
    const began = performance.now();
    await customer.send(QUESTION, { to: account });
    await customer.nextMessage(30_000);
    latencies.push(performance.now() - began);
  };
  const before = cpuMsOf(life.pid);
  const unreadBefore = unreadable;
  const some = alone ? customers.slice(0, 1) : customers;
  const times = alone ? MESSAGES * 4 : MESSAGES;
  await Promise.all(
    some.map(async (customer) => {
      for (let i = 0; i < times; i++) await asks(customer);
    }),
  );
  return {
    cpuMs: (cpuMsOf(life.pid) - before) / latencies.length,
    unreadable: unreadable - unreadBefore,
    latencies,
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function line(name: string, rounds: readonly Round[]): { cpu: number; p50: number } {
  const cpu = percentile(
    rounds.map(({ cpuMs }) => cpuMs),
    0.5,
  );
  const latencies = rounds.flatMap((one) => one.latencies);
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)];
  const spread = rounds.map(({ cpuMs }) => cpuMs.toFixed(1)).join(' ');
  console.log(
    `${name.padEnd(14)} cpu ${cpu.toFixed(2)} ms/message (rounds ${spread})  latency p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  unreadable at first ${rounds.reduce((sum, one) => sum + one.unreadable, 0)}`,
  );
  return { cpu, p50 };
}

for (const life of [echo, ours]) await life.begins();
console.log('bursts, typing pause and gap per chat at 0; store as in production; a warm-up round of each');
for (const alone of [true, false]) {
  const rounds: { echo: Round[]; ours: Round[] } = { echo: [], ours: [] };
  for (let i = 0; i <= ROUNDS; i++) {
    const [plain, bastao] = [await round(echo, accounts[0], alone), await round(ours, accounts[1], alone)];
    if (i === 0) continue;
    rounds.echo.push(plain);
    rounds.ours.push(bastao);
  }
  console.log(alone ? 'one customer, one question after the other' : `${CUSTOMERS} customers at once`);
  const [plain, bastao] = [line('bare echo', rounds.echo), line('Bastão', rounds.ours)];
  console.log(
    `ratio          cpu ${(bastao.cpu / plain.cpu).toFixed(2)}  latency p50 ${(bastao.p50 - plain.p50).toFixed(1)} ms more`,
  );
}
await Promise.all([echo.ends(), ours.ends()]);
await server.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
