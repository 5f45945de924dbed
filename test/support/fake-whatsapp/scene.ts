import type { UserFacingSocketConfig, WAMessage } from '@whiskeysockets/baileys';
import type { Account } from './account.js';
import { BaileysRunner } from './client.js';
import type { Contact } from './contact.js';
import type { LinkedDevice } from './linked-device.js';
import { FakeWhatsApp } from './server.js';
import { MemoryKeyStore } from './store.js';

/** A company's number with stock Baileys linked to it, and a customer. */
export interface Scene {
  readonly account: Account;
  readonly device: LinkedDevice;
  readonly ana: Contact;
  readonly bot: BaileysRunner;
  /** To write to this company and no other. */
  readonly to: { readonly to: Account };
}

/** One server for a test file, with as many companies as it has tests. */
export interface Stage {
  readonly server: FakeWhatsApp;
  /** The bot is linked and not started. */
  prepare(config?: Partial<UserFacingSocketConfig>, storeMs?: number): Scene;
  /** The bot is linked and online. */
  open(config?: Partial<UserFacingSocketConfig>): Promise<Scene>;
  /** Somebody more on WhatsApp. */
  person(name: string): Contact;
  ends(): Promise<void>;
}

let numbers = 0;
const LONG_MS = 30_000;

/** Whoever writes with a `BaileysRunner` opens one of these, and ends it after the last test. */
export async function openStage(): Promise<Stage> {
  const letGo = letGoOfLongTimers();
  const server = await FakeWhatsApp.start();
  const globalFetch = globalThis.fetch;
  globalThis.fetch = server.media.fetch;
  const bots: BaileysRunner[] = [];
  const person = (name: string) => server.customer(`551198${String(1_000_000 + ++numbers)}`, name);
  const prepare: Stage['prepare'] = (config = {}, storeMs = 0) => {
    const account = server.account(`55113${String(1_000_000 + ++numbers)}`, 'ACME');
    const ready = new MemoryKeyStore();
    const creds = account.preLink(ready, 50);
    const bot = new BaileysRunner(server, { creds, store: ready.copy(storeMs), config });
    bots.push(bot);
    const [device] = account.devices.values();
    return { account, device: device!, ana: person('Ana'), bot, to: { to: account } };
  };
  return {
    server,
    person,
    prepare,
    async open(config) {
      const scene = prepare(config);
      await scene.bot.open();
      return scene;
    },
    async ends() {
      await Promise.all(bots.map((bot) => bot.stop()));
      await server.stop();
      globalThis.fetch = globalFetch;
      letGo();
    },
  };
}

/** Baileys leaves timers of half a minute behind: they shall not keep a test file alive that is done. */
export function letGoOfLongTimers() {
  const { setTimeout: real } = globalThis;
  const patient = (...args: Parameters<typeof real>) => {
    const timer = real(...args);
    if ((args[1] ?? 0) >= LONG_MS) timer.unref();
    return timer;
  };
  globalThis.setTimeout = Object.assign(patient, real);
  return () => {
    globalThis.setTimeout = real;
  };
}

export const words = ({ message }: WAMessage): string | undefined =>
  message?.conversation ?? message?.extendedTextMessage?.text ?? undefined;

/** Waits for something that has no event of its own. */
export async function until(holds: () => boolean, timeoutMs = 8000, what = holds.toString()) {
  const end = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not in ${timeoutMs} ms: ${what}`);
    await new Promise((again) => setTimeout(again, 5));
  }
}

/** The bot's first message with these words. */
export async function heard(bot: BaileysRunner, said: string) {
  const find = () => bot.upserts.find(({ message }) => words(message) === said);
  await until(() => find() !== undefined, 8000, `the bot hears "${said}"`);
  return find()!;
}

/** The line is cut, and the client has noticed. */
export async function cutOff({ server }: Stage, bot: BaileysRunner) {
  const closed = bot.waitUpdate(({ connection }) => connection === 'close');
  server.dropConnection();
  await closed;
}

/** Waits for the next connection of a client that comes back by itself. */
export const backAgain = (bot: BaileysRunner) =>
  bot.waitUpdate(({ connection }) => connection === 'open', 15_000);

/** Keeps libsignal's prints, which hold private keys, off the terminal; gives what it would have printed. */
export function silence(): { printed: unknown[]; lift: () => void } {
  const printed: unknown[] = [];
  const { info, warn, error } = console;
  const keep = (...args: unknown[]) => void printed.push(...args);
  Object.assign(console, { info: keep, warn: keep, error: keep });
  return { printed, lift: () => void Object.assign(console, { info, warn, error }) };
}
