import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type App } from '../app.js';
import { ConfigError, readConfig } from '../config.js';
import { createLogger } from '../http/logger.js';
import { FakeWhatsApp } from '../test/support/fake-whatsapp/index.js';
import { ShownLine } from './line.js';
import { servePage, type DemoPage, type PageDeps } from './page-server.js';
import { PersonalPhone } from './personal-phone.js';
import { companyPhone, type Phone } from './phones.js';
import { samplesOfAgent, samplesOfCustomer } from './samples.js';
import { writeDeskWithPhones } from './team.js';
import { openTroubles } from './trouble.js';

/**
 * `npm run demo:whatsapp`: the whole product on a WhatsApp of its own, on this machine only. A page shows the phones of
 * the company, two customers and two agents. Nothing is kept when it ends.
 */
const PAGE_PORT = 8090;

/** Something the operator can put right; its message says how. */
class Unusable extends Error {}

function pagePort(): number {
  const port = Number(process.env['DEMO_PORT'] ?? PAGE_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Unusable(`DEMO_PORT must be a number from 0 to 65535, e.g. ${PAGE_PORT}.`);
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Where everything is kept while the demo runs. However it ends, the folder is gone. */
function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bastao-demo-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
  return folder;
}

function openPeople(server: FakeWhatsApp) {
  server.keepLog = false;
  return {
    company: server.account('5511300000000', 'Conexão Clara'),
    customers: [server.customer('5511987654321', 'Mariana'), server.customer('5521987650002', 'Carlos')],
    agents: [server.customer('5511990001001', 'Ana'), server.customer('5511990001002', 'Caio')],
  } as const;
}

type People = ReturnType<typeof openPeople>;

function startProgram(
  server: FakeWhatsApp,
  folder: string,
  deskFile: string,
  onLine: ShownLine,
): Promise<App> {
  const { PORT, LOG_LEVEL = 'warn' } = process.env;
  const config = readConfig({
    ...(PORT !== undefined && { PORT }),
    ...{ WHATSAPP: 'on', WHATSAPP_WS_URL: server.url, WHATSAPP_KEY: randomBytes(32).toString('base64') },
    ...{ DATA_FOLDER: folder, DESK_FILE: deskFile },
  });
  return startApp(config, {
    ...{ now: () => new Date(), newId: randomUUID, logger: createLogger(LOG_LEVEL) },
    // Nobody wants to wait a minute here for the line to be tried again.
    whatsApp: { mediaAgent: server.media.agent(), longestPauseMs: 2000, ackTimeoutMs: 5000 },
    onLine: (state) => onLine.became(state),
  });
}

function showPhones(page: DemoPage, server: FakeWhatsApp, people: People, { app, line }: Running): void {
  const { company, customers, agents } = people;
  const around = { changed: page.changed, keep: page.keep };
  const phone = companyPhone(company, { server, people: [...customers, ...agents] }, around);
  const at = { account: company, phone };
  const ofCustomer = { role: 'customer', samples: samplesOfCustomer() } as const;
  const ofAgent = { role: 'agent', samples: samplesOfAgent() } as const;
  const phones = [
    ...customers.map((contact) => new PersonalPhone({ contact, ...ofCustomer }, at, around)),
    phone,
    ...agents.map((contact) => new PersonalPhone({ contact, ...ofAgent }, at, around)),
  ];
  const troubles = openTroubles(server, company, page.changed);
  const console = { url: `http://127.0.0.1:${app.port}/console`, passwords: app.newPasswords };
  page.open({
    state: () => ({
      ...{ line: line.state(), troubles: troubles.state(), console },
      phones: phones.map((one) => one.state()),
    }),
    actions: {
      '/link': () => line.link(app.lines[0]!),
      ...deedsOn(phones),
      '/trouble': ({ trouble = '' }) => troubles.begin(trouble),
    },
  });
}

/** What the page may do on a phone. */
function deedsOn(phones: readonly Phone[]): PageDeps['actions'] {
  const phoneOf = (id: string | undefined): Phone => {
    const found = phones.find((one) => one.id === id);
    if (!found) throw new Error('Este celular não existe aqui.');
    return found;
  };
  const wordsIn = (text = ''): string => {
    if (text.trim() === '') throw new Error('Escreva algo primeiro.');
    return text.trim();
  };
  return {
    '/say': async ({ phone, text, ...more }) => phoneOf(phone).says(wordsIn(text), more),
    '/send': async ({ phone, file = 'picture', text = '', ...more }) =>
      phoneOf(phone).sends(file, { ...more, ...(text.trim() !== '' && { caption: text.trim() }) }),
    '/edit': async ({ phone, of = '', text }) => phoneOf(phone).edits(of, wordsIn(text)),
    '/delete': async ({ phone, of = '' }) => phoneOf(phone).deletes(of),
    '/react': async ({ phone, of = '', emoji = '' }) => phoneOf(phone).reacts(of, emoji),
  };
}

interface Running {
  readonly app: App;
  readonly line: ShownLine;
}

function announce(page: DemoPage, { port, newPasswords }: App): void {
  say(`\nThe phones:        http://127.0.0.1:${page.port}/   (begin with the button "Conectar")`);
  say(`Agents' console:   http://127.0.0.1:${port}/console\n`);
  for (const { agentId, password, name } of newPasswords)
    say(`    ${agentId.padEnd(6)} ${password}  (${name})`);
  say('\nCtrl-C ends the demo; nothing is kept.\n');
}

async function start(): Promise<void> {
  const folder = openFolder();
  const page = await servePage(pagePort());
  const server = await FakeWhatsApp.start();
  const people = openPeople(server);
  const deskFile = join(folder, 'desk.yaml');
  const [ana, caio] = people.agents;
  writeDeskWithPhones('desk.yaml', deskFile, { ana: ana.phone, caio: caio.phone });
  const line = new ShownLine(people.company, page.changed);
  const app = await startProgram(server, folder, deskFile, line);
  showPhones(page, server, people, { app, line });
  announce(page, app);
}

/** One line for what an operator can put right. */
function explain(error: unknown): string {
  const { code, port, message, stack } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof ConfigError) return `These settings cannot be used: ${message}`;
  if (error instanceof Unusable) return message;
  if (code !== 'EADDRINUSE') return stack ?? message;
  const setting = port === pagePort() ? 'DEMO_PORT' : 'PORT';
  return `Port ${port} is in use. Choose another: ${setting}=${Number(port) + 1} npm run demo:whatsapp`;
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
