import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadMediaMessage, proto, type UserFacingSocketConfig } from '@whiskeysockets/baileys';
import type { RunTurn } from '../../../../bot/turn.js';
import type { WhatsAppTuning } from '../../../../channels/whatsapp/tuning.js';
import type { Connection } from '../../../../store/connection.js';
import type { Database } from '../../../../store/database.js';
import { BaileysRunner } from '../../../support/fake-whatsapp/client.js';
import { quiet } from '../../../support/fake-whatsapp/device.js';
import type { Account, Contact, FakeWhatsApp } from '../../../support/fake-whatsapp/index.js';
import { letGoOfLongTimers, openStage, until, words } from '../../../support/fake-whatsapp/scene.js';
import { openWhatsAppWorld } from '../../../support/whatsapp-world.js';

/** A bot at the company's number that says everything back with `eco:` in front: our whole program, or stock Baileys. */
export interface Bot {
  readonly server: FakeWhatsApp;
  readonly company: Account;
  customer(name: string): Contact;
  /** Online again, with whatever it has kept of the life before. */
  restarts(): Promise<void>;
  /** What customers wrote, in order: as it is kept, or, by a bot that keeps nothing, as it was told in this life. */
  received(): Promise<readonly string[]>;
  /** The ids of its own messages that WhatsApp has taken, as far as it was told. */
  taken(): Promise<readonly string[]>;
  /** The files that customers sent, as far as they could be fetched. */
  files(): Promise<readonly Buffer[]>;
  ends(): Promise<void>;
}

export interface Wishes {
  /** So long the database takes for every commit and every read. */
  readonly storeMs?: number;
  readonly tuning?: WhatsAppTuning;
}

/** Long enough for a machine with much else to do. */
const PATIENCE_MS = 30_000;

export const echoOf = (text: string): string => `eco: ${text}`;

const echo: RunTurn = async (_conversation, { content }, dialogState) => ({
  replies: content.kind === 'text' && content.text ? [{ text: echoOf(content.text) }] : [],
  ...{ dialogState, notes: { changes: [] } },
});

const slowly = (connection: Connection, ms: number, isSlow: (sql: string) => boolean): Connection => ({
  ...connection,
  all: async (sql, bindings) => {
    if (ms > 0 && isSlow(sql)) await new Promise((resolve) => setTimeout(resolve, ms));
    return connection.all(sql, bindings);
  },
});

let phones = 0;
const newPhone = () => `551197${String(1_000_000 + ++phones)}`;

/** The whole program on real SQLite; only its dialogs are an echo. */
export async function ourBot({ storeMs = 0, tuning }: Wishes = {}): Promise<Bot> {
  const letGo = letGoOfLongTimers();
  let db: Database | undefined;
  const place = await openWhatsAppWorld({
    // The clock of the phones.
    at: new Date().toISOString(),
    whatsApp: { watchesForLoops: false, ...tuning },
    aroundTurn: () => echo,
    aroundDatabase: (real) => {
      db = real;
      const writer = slowly(real.writer, storeMs, (sql) => sql === 'commit');
      return { ...real, writer, reader: slowly(real.reader, storeMs, () => true) };
    },
  });
  const { world, server, company } = place;
  const column = async (sql: string) =>
    ((await db?.reader.all<{ value: string }>(sql)) ?? []).map(({ value }) => value);
  return {
    ...{ server, company },
    customer: (name) => server.customer(newPhone(), name),
    restarts: async () => {
      await world.restarts();
      await place.line('open');
    },
    received: () =>
      column(`select text as value from message where author = 'customer' and text <> '' order by position`),
    taken: () =>
      column(
        `select external_id as value from message where author = 'bot' and state = 'sent' order by position`,
      ),
    files: async () => {
      const folder = join(world.folder, 'files');
      const names = (await readdir(folder).catch(() => [])).filter((name) => !name.includes('.'));
      return Promise.all(names.map((name) => readFile(join(folder, name))));
    },
    ends: async () => {
      await place.ends();
      letGo();
    },
  };
}

/** The echo bot with which Baileys' own documentation begins, over a store that may take its time. */
export async function stockBot(
  { storeMs = 0 }: Wishes = {},
  config: Partial<UserFacingSocketConfig> = {},
): Promise<Bot> {
  const stage = await openStage();
  const { account, bot: first } = stage.prepare(config, storeMs);
  const taken = new Set<string>();
  let bot = first;
  const begins = (one: BaileysRunner) => {
    echoes(one);
    notesTaken(one, taken);
    return one.open();
  };
  await begins(bot);
  return {
    ...{ server: stage.server, company: account },
    customer: (name) => stage.server.customer(newPhone(), name),
    restarts: async () => {
      await bot.stop();
      bot = new BaileysRunner(stage.server, { creds: bot.creds, store: bot.store, config });
      await begins(bot);
    },
    received: async () =>
      bot.upserts.flatMap(({ message }) => (message.key.fromMe ? [] : (words(message) ?? []))),
    taken: async () => [...taken],
    files: () => downloaded(bot),
    ends: async () => {
      await bot.stop();
      await stage.ends();
    },
  };
}

function echoes(bot: BaileysRunner): void {
  bot.on('messages.upsert', ({ messages, type }) => {
    for (const message of messages) {
      const text = words(message);
      if (type !== 'notify' || message.key.fromMe || !text) continue;
      bot.sock.sendMessage(message.key.remoteJid ?? '', { text: echoOf(text) }).catch(() => undefined);
    }
  });
}

const SERVER_ACK: number = proto.WebMessageInfo.Status.SERVER_ACK;

function notesTaken(bot: BaileysRunner, taken: Set<string>): void {
  const note = (id: string | null | undefined, status: number | null | undefined) => {
    if (id && (status ?? 0) >= SERVER_ACK) taken.add(id);
  };
  bot.on('messages.upsert', ({ messages }) => {
    for (const { key, status } of messages) if (key.fromMe) note(key.id, status);
  });
  bot.on('messages.update', (updates) => {
    for (const { key, update } of updates) note(key.id, update.status);
  });
}

async function downloaded({ upserts, sock }: BaileysRunner): Promise<Buffer[]> {
  const context = { logger: quiet, reuploadRequest: sock.updateMediaMessage };
  const files = upserts
    .filter(({ message: { key, message } }) => !key.fromMe && message?.imageMessage)
    .map(({ message }) => downloadMediaMessage(message, 'buffer', {}, context).catch(() => undefined));
  return (await Promise.all(files)).filter((file) => file !== undefined);
}

/** What the customer's phone shows, each message once. */
export function shown({ inbox }: Contact): string[] {
  const texts = new Map(inbox.all.map(({ id, text }) => [id, text ?? '']));
  return [...texts.values()];
}

/** Several messages may have one answer. */
export const isAnswered = (customer: Contact, said: string): boolean =>
  shown(customer).some((text) => text.startsWith(echoOf('')) && text.includes(said));

export const isAnsweredSoon = (customer: Contact, said: string): Promise<void> =>
  until(() => isAnswered(customer, said), PATIENCE_MS, `${customer.name} is answered "${said}"`);

/** The line is there, and all that had come meanwhile was handed out. */
export const backOnline = (server: FakeWhatsApp): Promise<unknown> =>
  server.waitFor(({ tag, content }, direction) => {
    const children = Array.isArray(content) ? content : [];
    return direction === 'out' && tag === 'ib' && children.some((child) => child.tag === 'offline');
  }, PATIENCE_MS);

/** Waits for something that must be asked for. */
export async function eventually(
  holds: () => Promise<boolean>,
  what: string,
  withinMs = PATIENCE_MS,
): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds()); await new Promise((go) => setTimeout(go, 10)))
    if (Date.now() > end) throw new Error(`It did not come to pass: ${what}`);
}

/** What WhatsApp still holds for the company's client. */
export const waiting = ({ company }: Bot): number =>
  [...company.devices.values()].reduce((sum, { pending }) => sum + pending.length, 0);
