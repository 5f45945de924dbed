import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FakeWhatsApp, type Contact } from '../test/support/fake-whatsapp/index.js';
import { chance } from './whatsapp/chance.js';
import { keptWords } from '../test/support/kept-words.js';
import { Life } from './whatsapp/life.js';
import { TROUBLES, troubleAfter, type TroubleName } from './whatsapp/trouble.js';
import { outOfOrder, verdictOn, type Witness } from './whatsapp/verdict.js';

/**
 * `npm run bench:whatsapp -- --seconds N --seed S`: customers write to our program over the fake WhatsApp server while
 * the line drops, falls mute, repeats, forgets and refuses, and our process is killed. Afterwards what they wrote is
 * compared with what we keep and with the answers they could read. Exits with 1 if anything is lost, doubled,
 * disordered or unreadable, or if there was less traffic or trouble than a run of this length must have.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    customers: { type: 'string', default: '8' },
    'store-ms': { type: 'string', default: '3' },
    verbose: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const luck = chance(Number(values.seed));
/** A run of full length, 300 s, has at least so many; a shorter one its share, a longer one no fewer per second. */
const LEAST = { messages: 3000, kills: 20, drops: 50, seconds: 300 };
const PAUSE_MS = { from: 100, to: 900 };
/** A little more than the least. */
const SPARE = 1.15;
const TROUBLE_MS = { from: 200, to: 1300 };

// libsignal prints whole sessions when a message cannot be read; those of the simulated phones are no news.
const quiet = () => undefined;
Object.assign(console, { info: quiet, warn: quiet, error: quiet });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const folder = mkdtempSync(join(tmpdir(), 'bastao-chaos-'));
const server = await FakeWhatsApp.start();
server.keepLog = false;
const account = server.account('5511300000000', 'ACME');
account.handsetReads = false;
const customers = Array.from({ length: Number(values.customers) }, (_, i) =>
  server.customer(`55119880${1000 + i}`, `Cliente ${i + 1}`),
);

const unreadable = { byCustomers: 0, byUs: 0 };
server.on('stanza', (direction: string, node: { tag: string; attrs: Record<string, string> }) => {
  if (direction === 'out' && node.tag === 'receipt' && node.attrs['type'] === 'retry')
    unreadable.byCustomers++;
});
server.on('retry-asked', () => unreadable.byUs++);

const life = new Life(
  {
    ...{ WHATSAPP: 'on', WHATSAPP_WS_URL: server.url, WHATSAPP_KEY: randomBytes(32).toString('base64') },
    ...{ WHATSAPP_TYPING_MS: '0', WHATSAPP_GAP_MS: '0', BURST_QUIET_MS: '0', ECHO: '1', PORT: '0' },
    ...{ DATA_FOLDER: folder, STORE_MS: values['store-ms'], LOG_LEVEL: values.verbose ? 'info' : 'fatal' },
  },
  (qr) => account.scanQr(qr),
);
await life.begins();

const wrote = new Map<Contact, string[]>(customers.map((customer) => [customer, []]));
const counts = new Map<TroubleName, number>();
const ends = Date.now() + seconds * 1000;

async function writes(customer: Contact): Promise<void> {
  const words = wrote.get(customer) ?? [];
  while (Date.now() < ends) {
    const word = `${customer.phone.slice(-2)}-${words.length}`;
    words.push(word);
    await customer.send(word);
    await sleep(luck.between(PAUSE_MS.from, PAUSE_MS.to));
  }
}

/** What must come now, if the run is to have at the end what it must have. */
function owed(): TroubleName | undefined {
  const gone = 1 - (ends - Date.now()) / (seconds * 1000);
  const isBehind = (name: TroubleName, least: number) =>
    (counts.get(name) ?? 0) < gone * least * (seconds / LEAST.seconds) * SPARE;
  if (isBehind('kill', LEAST.kills)) return 'kill';
  return isBehind('drop', LEAST.drops) ? 'drop' : undefined;
}

async function troubles(): Promise<void> {
  const writesAgain = async () => {
    const customer = luck.one(customers);
    const ids = [...customer.sentLog.keys()];
    if (ids.length > 0) await customer.resend(luck.one(ids));
  };
  while (Date.now() < ends) {
    await sleep(luck.between(TROUBLE_MS.from, TROUBLE_MS.to));
    const name = owed() ?? troubleAfter(luck);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (values.verbose) console.log(new Date().toISOString(), name);
    await TROUBLES[name]({ server, life, chance: luck, writesAgain });
  }
}

const answersOf = (customer: Contact): string[] => {
  const firsts = new Map(customer.inbox.all.toReversed().map((message) => [message.id, message.text ?? '']));
  return [...firsts.values()].reverse().flatMap((text) => text.split('\n'));
};

/** Until everything is answered, or nothing has moved for so long. */
async function settles(): Promise<number> {
  const began = Date.now();
  Object.assign(server.faults, { ignoreClientAcks: 0, dropAcks: 0, loseMessages: 0, nack: [], mute: false });
  let heard = -1;
  let movedAt = Date.now();
  for (;;) {
    const all = customers.every(
      (customer) => new Set(answersOf(customer)).size >= (wrote.get(customer)?.length ?? 0),
    );
    const now = customers.reduce((sum, customer) => sum + customer.inbox.all.length, 0);
    if (now !== heard) movedAt = Date.now();
    heard = now;
    if (all || Date.now() - movedAt > 30_000) return Date.now() - began;
    await sleep(200);
  }
}

await Promise.all([...customers.map(writes), troubles()]);
const settledMs = await settles();
await sleep(500);
await life.ends();
const kept = await keptWords(join(folder, 'bastao.db'));
const witnesses: Witness[] = customers.map((customer) => ({
  wrote: wrote.get(customer) ?? [],
  kept: kept.filter((word) => word.startsWith(`${customer.phone.slice(-2)}-`)),
  read: answersOf(customer),
}));
const verdict = verdictOn(witnesses);
const messages = witnesses.reduce((sum, { wrote: words }) => sum + words.length, 0);
const share = seconds / LEAST.seconds;
const short = [
  ['messages', messages, LEAST.messages],
  ['kills', counts.get('kill') ?? 0, LEAST.kills],
  ['drops', (counts.get('drop') ?? 0) + (counts.get('outage') ?? 0), LEAST.drops],
].filter(([, had, least]) => Number(had) < Math.floor(Number(least) * share));

console.log(
  `seed ${values.seed}, ${seconds} s, ${customers.length} customers, store ${values['store-ms']} ms, bursts, typing pause and gap at 0`,
);
console.log(`trouble: ${[...counts].map(([name, times]) => `${name} ${times}`).join(', ')}`);
console.log(`settled ${(settledMs / 1000).toFixed(1)} s after the last message`);
for (const [name, had, least] of short)
  console.log(`fell short: ${had} ${name}, wanted ${Math.floor(Number(least) * share)}`);
for (const { wrote: words, kept: had, read } of witnesses)
  for (const [what, those] of Object.entries({ kept: had, answered: read })) {
    const missing = words.filter((word) => !those.includes(word));
    if (missing.length > 0) console.log(`not ${what}: ${missing.join(' ')}`);
    const early = outOfOrder(words, those);
    if (early.length > 0) console.log(`${what} out of order: ${early.join('; ')}`);
  }
const unread = unreadable.byCustomers + unreadable.byUs;
console.log(
  `messages ${messages} kills ${counts.get('kill') ?? 0} drops ${counts.get('drop') ?? 0} lost ${verdict.lost} doubled ${verdict.doubled} disordered ${verdict.disordered} unreadable ${unread}`,
);
await server.stop();
rmSync(folder, { recursive: true, force: true });
const failed = verdict.lost + verdict.doubled + verdict.disordered + unread > 0 || short.length > 0;
process.exit(failed ? 1 : 0);
