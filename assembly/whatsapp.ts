import { hostname } from 'node:os';
import { addressKey, type Address, type NetworkLine, type PushChannel } from '../channels/channel.js';
import type { WhatsAppDeps, WhatsAppSettings } from '../channels/whatsapp/whatsapp-deps.js';
import type { Config } from '../config.js';
import { agentAt } from '../routing/desk-definition.js';
import { aliasOf } from '../store/whatsapp-contacts.js';
import { openAlarms } from './alarms.js';
import type { House } from './house.js';
import type { Surroundings } from './surroundings.js';

/** The line to WhatsApp, if the configuration wants one. */
export interface WhatsAppLine {
  readonly line: NetworkLine;
  readonly push: PushChannel;
  start(onReady: () => void): void;
  close(): Promise<void>;
  hangUp(): Promise<void>;
}

/** WHATSAPP=on, and Baileys, an optional dependency, is not installed. */
export class BaileysMissing extends Error {
  override readonly name = 'BaileysMissing';
}

/** WhatsApp's word for: no messages to people who have not written to you, for now. */
const REACH_OUT_LOCK = '463';
const BYTES_OF_A_MEGABYTE = 1024 * 1024;

/** Nothing of WhatsApp is loaded unless it is wanted. */
export async function openWhatsAppLine(
  config: Config,
  around: Surroundings,
  house: House,
): Promise<WhatsAppLine | undefined> {
  if (config.WHATSAPP === 'off') return undefined;
  const { now, newId, logger } = around;
  const { store, door, metrics, held } = house;
  const { openWhatsApp } = await channelModule();
  const alarms = openAlarms(house, around);
  const heard = lastHeard();
  const channel = await openWhatsApp({
    settings: settingsOf(config),
    store: store.whatsapp,
    arrived: (kept) => {
      heard.note(kept.conversationId, now());
      if (!kept.repeat) metrics.received('whatsapp');
      door.arrived(kept);
    },
    isAgent: (address) => isAgentAt(house, address),
    lastHeardAt: async (address) => heard.at(address) ?? (await store.lastHeardAt(address)),
    onRefused: (code) => {
      if (code === REACH_OUT_LOCK) alarms.restricted();
    },
    holder: `${hostname()}:${process.pid}:${newId()}`,
    dataFolder: config.DATA_FOLDER,
    ...{ now, newId, logger, random: around.random ?? Math.random },
    ...(around.print && { print: around.print }),
    ...(around.whatsApp && { tuning: around.whatsApp }),
  } satisfies WhatsAppDeps);
  held.set('whatsapp', () => channel.held());
  channel.line.onChanged((state) => {
    around.onLine?.(state);
    alarms.changed(state);
  });
  return {
    ...{ line: channel.line, push: channel.push },
    start: (onReady) => channel.start(onReady),
    close: () => channel.close(),
    hangUp: () => channel.hangUp(),
  };
}

/** Is somebody of the desk's reached there? By what WhatsApp vouches for alone. */
async function isAgentAt({ store, desk }: House, address: Address): Promise<boolean> {
  const contact = await store.whatsapp.contact(address);
  if (!contact) return false;
  const { id, phone, lid } = contact;
  const account = address.id.slice(0, address.id.lastIndexOf('/'));
  const there = {
    ...{ channel: address.channel, person: `${account}/${id}` },
    ...(phone !== undefined && { phone }),
    ...(lid !== undefined && { alias: aliasOf(lid) }),
  };
  return agentAt(desk.definition, there) !== undefined;
}

async function channelModule() {
  try {
    return await import('../channels/whatsapp/whatsapp-channel.js');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new BaileysMissing(
      'WHATSAPP=on needs the optional package @whiskeysockets/baileys. Install with: npm ci --include=optional',
      { cause: error },
    );
  }
}

function settingsOf(config: Config): WhatsAppSettings {
  const { WHATSAPP_WS_URL: url, WHATSAPP_VERSION: version, WHATSAPP_PAIR_PHONE: pairPhone } = config;
  return {
    account: config.WHATSAPP_ACCOUNT,
    key: config.WHATSAPP_KEY ?? '',
    typingMs: config.WHATSAPP_TYPING_MS,
    gapMs: config.WHATSAPP_GAP_MS,
    mostMediaBytes: config.WHATSAPP_MEDIA_MB * BYTES_OF_A_MEGABYTE,
    ...(url !== undefined && { url }),
    ...(version !== undefined && { version }),
    ...(pairPhone !== undefined && { pairPhone }),
  };
}

const MOST_REMEMBERED = 10_000;

/** When people wrote last; of those who wrote before the start the database knows it. */
function lastHeard() {
  const times = new Map<string, Date>();
  return {
    note: (conversationId: string, at: Date): void => {
      times.delete(conversationId);
      times.set(conversationId, at);
      if (times.size > MOST_REMEMBERED) times.delete(times.keys().next().value ?? '');
    },
    at: (address: Address): Date | undefined => times.get(addressKey(address)),
  };
}
