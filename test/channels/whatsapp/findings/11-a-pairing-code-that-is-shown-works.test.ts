import type { Account } from '../../../support/fake-whatsapp/index.js';
import { BaileysRunner } from '../../../support/fake-whatsapp/client.js';
import { openStage, until, type Stage } from '../../../support/fake-whatsapp/scene.js';
import { closeAll, scene } from '../connection-scene.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await closeAll();
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
});
afterAll(() => stage.ends());

/** A client that is not linked yet, and shows nothing but QR codes so far. */
interface Client {
  readonly account: Account;
  /** Asks for a code. Gives it, or nothing if none is to be had. */
  readonly code: () => Promise<string | undefined>;
  /** Lost lines and refused logins so far. */
  readonly closed: () => number;
}

const ANSWER_MS = 500;

async function ours(): Promise<Client> {
  const pace = { queryMs: ANSWER_MS, linkMs: 20_000 };
  const { line, account, until: becomes, states } = scene(stage.server, { linked: false, pace });
  line.start();
  await becomes(({ link }) => link?.qr !== undefined);
  return {
    account,
    code: async () => {
      await line.link(`+${account.phone}`).catch(() => undefined);
      return line.state().link?.code?.replace('-', '');
    },
    closed: () => states.filter((state) => state.startsWith('waiting') || state.includes('unlinked')).length,
  };
}

let phones = 0;
const bots: BaileysRunner[] = [];

async function stock(): Promise<Client> {
  const account = stage.server.account(`5511400011${++phones}`, 'Code');
  const bot = new BaileysRunner(stage.server);
  bots.push(bot);
  const asked = bot.waitUpdate(({ qr }) => qr !== undefined);
  bot.start();
  await asked;
  return {
    account,
    code: () => bot.sock.requestPairingCode(account.phone),
    closed: () => bot.closes.length,
  };
}

/** WhatsApp never gets the request for a code; whether one is shown. */
async function isShownUnasked({ account, code }: Client): Promise<boolean> {
  const { faults, codeRequests } = stage.server;
  faults.iqSilent.add('md');
  const shown = await code();
  faults.iqSilent.clear();
  expect(codeRequests.has(account.phone)).toBe(false);
  return shown !== undefined;
}

/** The line is lost before the code was typed; whether another try at the next line links the number. */
async function isLinkedInTheEnd(client: Client): Promise<boolean> {
  const { server } = stage;
  const { account } = client;
  const first = await client.code();
  await until(() => server.codeRequests.has(account.phone));
  server.codeRequests.delete(account.phone);
  const logins: unknown[] = [];
  server.on('client-payload', ({ username }: { username?: unknown }) => logins.push(username ?? 'new'));
  for (const { ws } of server.conns) ws.terminate();
  await until(() => logins.length > 0);
  if (logins[0] !== 'new') return false;
  await until(() => server.codeRequests.has(account.phone));
  const second = await client.code();
  expect(second).not.toBe(first);
  await account.enterPairingCode(second ?? '');
  await until(() => account.devices.size === 1);
  return true;
}

test('finding 11: no code is shown before WhatsApp has the request, so that a code that is shown can be typed', async () => {
  expect(await isShownUnasked(await ours())).toBe(false);
}, 40_000);

test('stock Baileys does not wait for it', async () => {
  expect(await isShownUnasked(await stock())).toBe(true);
}, 40_000);

test('finding 11: a line lost before the code was typed is begun as a new one, and its code links the number', async () => {
  expect(await isLinkedInTheEnd(await ours())).toBe(true);
}, 40_000);

test('stock Baileys does not: it logs in as a device that does not exist, and is refused', async () => {
  const client = await stock();
  expect(await isLinkedInTheEnd(client)).toBe(false);
  await until(() => client.closed() === 2);
}, 40_000);
