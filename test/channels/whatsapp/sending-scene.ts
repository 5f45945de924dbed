import '../../../channels/whatsapp/quiet-console.js';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UserFacingSocketConfig } from '@whiskeysockets/baileys';
import pino from 'pino';
import { addressKey, type Address, type Delivery, type Outgoing } from '../../../channels/channel.js';
import { compose, type Known } from '../../../channels/whatsapp/composing.js';
import { seenIn } from '../../../channels/whatsapp/jid.js';
import { messageIdOf } from '../../../channels/whatsapp/message-id.js';
import { openReceipts } from '../../../channels/whatsapp/receipts.js';
import { openSeal } from '../../../channels/whatsapp/seal.js';
import { Sending, type SendingDeps } from '../../../channels/whatsapp/sending.js';
import type { Compose } from '../../../channels/whatsapp/writing.js';
import { BaileysRunner } from '../../support/fake-whatsapp/client.js';
import { FakeWhatsApp, MemoryKeyStore, type Contact } from '../../support/fake-whatsapp/index.js';

// Every scene of a file listens on the same line.
EventEmitter.defaultMaxListeners = 60;

export const NOW = new Date('2026-11-23T13:00:00Z');
const ACK_TIMEOUT_MS = 10_000;
export const logger = pino({ level: 'silent' });
export const seal = openSeal(Buffer.alloc(32, 7));

export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

export async function until(condition: () => boolean, what = 'it', ms = 6000): Promise<void> {
  for (const end = Date.now() + ms; !condition(); await sleep(5))
    if (Date.now() > end) throw new Error(`${what} did not come about`);
}

/** Composing without a store and a disk: only what is given here is known. */
export const composing =
  (known: Omit<Known, 'chat'> = {}): Compose =>
  async (message, jid) => ({
    parts: compose(message, { ...known, chat: { jid, us: {} } }, NOW),
    isComing: false,
  });

/** What sending asks of the store, in memory. */
export function memoryStore(account: string) {
  const contacts = new Map<string, { address: Address; lid?: string; phone?: string }>();
  const marks: string[] = [];
  const sent = new Map<string, Uint8Array>();
  const handled = new Map<string, string[]>();
  const confirmed: string[] = [];
  const store: SendingDeps['store'] & {} = {
    contact: async (address) => {
      const { lid, phone } = contacts.get(addressKey(address)) ?? {};
      const known = lid !== undefined || phone !== undefined;
      return known ? { id: address.id, ...(lid && { lid }), ...(phone && { phone }) } : undefined;
    },
    mark: async (_, __, list) => {
      marks.push(...list.map(({ externalId, receipt }) => `${externalId} ${receipt}`));
    },
    keepSent: async (_, id, sealed) => void sent.set(id, sealed),
    sent: async (_, id) => sent.get(id),
    handledUnread: async (address) => handled.get(addressKey(address)) ?? [],
    confirmedRead: async (address, ids) => {
      confirmed.push(...ids);
      handled.delete(addressKey(address));
    },
  };
  const meets = (person: Contact, more: { phone?: string } = {}): Address => {
    const { lid } = seenIn(person.lid);
    const address = { channel: 'whatsapp', id: `${account}/l${lid}` };
    contacts.set(addressKey(address), { address, ...(lid && { lid }), ...more });
    return address;
  };
  return { store, meets, marks, sent, handled, confirmed };
}

/** A WhatsApp of its own for each test file, and a number of the company's that is linked to it. */
export async function openWhatsApp(config: Partial<UserFacingSocketConfig> = {}) {
  const server = await FakeWhatsApp.start();
  const undo = server.trustInThisProcess();
  const phone = '551130000001';
  const account = server.account(phone, 'ACME');
  const keys = new MemoryKeyStore();
  const creds = account.preLink(keys, 50);
  const line = new BaileysRunner(server, {
    ...{ creds, store: keys },
    config: { defaultQueryTimeoutMs: 1500, ...config },
  });
  const state = { isOpen: false };
  line.on('connection.update', ({ connection }) => {
    if (connection) state.isOpen = connection === 'open';
  });
  await line.open();
  let people = 0;
  const customer = () => server.customer(String(5511900000000 + ++people), 'Ana');

  /** A customer who has written, and our sending to them. */
  async function scene(change: Partial<SendingDeps> = {}) {
    const { settings, ...deps } = change;
    const ana = customer();
    const box = memoryStore(phone);
    const heard = { timedOut: 0, confirmed: 0, refused: [] as string[] };
    /** The waits for acknowledgements: they end when a test says so, however slow the machine is. */
    const waits = new Set<() => void>();
    const patiently: typeof after = (ms, run) => {
      if (ms !== ACK_TIMEOUT_MS) return after(ms, run);
      waits.add(run);
      return () => void waits.delete(run);
    };
    const make = () =>
      new Sending({
        account: phone,
        socket: () => (state.isOpen ? line.sock : undefined),
        ...{ store: box.store, seal, after: patiently, logger },
        compose: composing(),
        isAgent: () => false,
        jidOf: (message) => message.reference?.jid as string | undefined,
        lastHeardAt: () => NOW,
        settings: { typingMs: 0, gapMs: 0, accountPerMinute: 0, ...settings },
        now: () => NOW,
        random: () => 0.5,
        onTimedOut: () => void heard.timedOut++,
        onConfirmed: () => void heard.confirmed++,
        onRefused: (code) => void heard.refused.push(code),
        ...deps,
      });
    const sending = make();
    const receipts = openReceipts({
      ...{ account: phone, store: box.store, after, logger, gatherMs: 20 },
      onReceived: (id) => sending.received(id),
    });
    line.onSocket((sock) => {
      sending.attach(sock);
      receipts.attach(sock);
    });
    const to = box.meets(ana);
    let messages = 0;
    const saying = (text: string, more: Partial<Outgoing> = {}): Outgoing => {
      const id = `${ana.phone}/${++messages}`;
      const reference = more.to ? undefined : { jid: ana.lid };
      return {
        ...{ id, externalId: messageIdOf(id), to, author: { kind: 'bot' }, text },
        ...(reference && { reference }),
        ...more,
      };
    };
    const start = server.log.length;
    /** The messages that the server got since this scene began. */
    const written = () =>
      server.log
        .slice(start)
        .filter(({ dir, node }) => dir === 'in' && node.tag === 'message')
        .map(({ node }) => ({ id: node.attrs.id, to: node.attrs.to }));
    /** Sends it, and loses patience once so many messages are written; 0: once it is tried at all. */
    const unanswered = async (message: Outgoing, writes = 1, by: Sending = sending): Promise<Delivery> => {
      const before = written().length;
      const delivering = by.send(message);
      await until(() => waits.size > 0 && written().length >= before + writes, 'the writing');
      for (const run of [...waits]) run();
      return delivering;
    };
    const places = { server, account, ana, to, line, state };
    return { ...places, sending, make, receipts, saying, unanswered, heard, written, ...box };
  }

  const calm = () =>
    Object.assign(server.faults, {
      ...{ ackDelayMs: 0, dropAcks: 0, loseMessages: 0, nack: [], mute: false },
      iqSilent: new Set<string>(),
    });
  const ends = async () => {
    calm();
    await line.stop();
    undo();
    await server.stop();
  };
  return { server, account, line, customer, scene, calm, ends };
}
