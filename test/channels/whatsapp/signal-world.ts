import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { proto, WASocket } from '@whiskeysockets/baileys';
import type { Arrival, KeptMessage, WhatsAppStore } from '../../../channels/whatsapp/ports.js';
import { openSeal } from '../../../channels/whatsapp/seal.js';
import { openSignalStore, type Envelope, type SignalStore } from '../../../channels/whatsapp/signal-store.js';
import { ACCOUNT } from '../../store/whatsapp-world.js';
import { BaileysRunner } from '../../support/fake-whatsapp/client.js';
import { MemoryKeyStore, type FakeWhatsApp } from '../../support/fake-whatsapp/index.js';

export const KEY = randomBytes(32);

/** A store on a disk that takes its time. */
export const slow = (store: WhatsAppStore, ms: number): WhatsAppStore => ({
  ...store,
  commit: async (account, unit) => {
    await sleep(ms);
    return store.commit(account, unit);
  },
  keys: async (account, type, ids) => {
    await sleep(ms);
    return store.keys(account, type, ids);
  },
});

const userOf = (jid: string | undefined) => jid?.split(/[:@]/)[0];

/** Enough of the reading for what is tried here: texts of persons. */
export function arrivalOf(envelope: Envelope, message: proto.Message): Arrival | undefined {
  const text = message.conversation ?? message.extendedTextMessage?.text;
  if (!text || !envelope.from || !envelope.id) return undefined;
  const isLid = envelope.from.endsWith('@lid');
  const lid = userOf(isLid ? envelope.from : envelope.sender_lid);
  const phone = userOf(isLid ? envelope.sender_pn : envelope.from);
  return {
    chat: { ...(lid && { lid }), ...(phone && { phone }) },
    incoming: {
      id: envelope.id,
      content: { kind: 'text', text },
      sentAt: new Date(Number(envelope.t) * 1000),
    },
  };
}

export interface Signals {
  readonly signal: SignalStore;
  readonly kept: KeptMessage[];
  readonly broken: unknown[];
}

export async function openSignals(
  store: WhatsAppStore,
  more: { onBroken?: (error: unknown) => void; key?: Buffer } = {},
): Promise<Signals> {
  const kept: KeptMessage[] = [];
  const broken: unknown[] = [];
  const signal = await openSignalStore({
    ...{ account: ACCOUNT, store, seal: openSeal(more.key ?? KEY), arrivalOf },
    onKept: (messages) => kept.push(...messages),
    onBroken: (error) => {
      broken.push(error);
      more.onBroken?.(error);
    },
  });
  return { signal, kept, broken };
}

/** The company's number, linked: what a pairing would have left in the store. */
export async function link(signal: SignalStore, account: ReturnType<FakeWhatsApp['account']>): Promise<void> {
  const keys = new MemoryKeyStore();
  Object.assign(signal.credentials(), account.preLink(keys, 50));
  await signal.keepCredentials();
  const preKeys: Record<string, unknown> = {};
  for (const [place, value] of keys.data) preKeys[place.slice('pre-key/'.length)] = value;
  await signal.keys.set({ 'pre-key': preKeys } as never);
}

/** A socket of Baileys over the store, as the connection makes it. */
export function runner(server: FakeWhatsApp, signal: SignalStore): BaileysRunner {
  const creds = signal.credentials();
  const config = { ...signal.config, auth: { creds, keys: signal.keys } };
  return new BaileysRunner(server, { creds, config, reconnect: true }).onSocket((socket: WASocket) =>
    signal.attach(socket),
  );
}

export async function until(condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('It did not come to pass.');
    await sleep(5);
  }
}
