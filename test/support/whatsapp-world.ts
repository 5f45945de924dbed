import type { LineState } from '../../channels/channel.js';
import { openAgentPhone, withPhones, type AgentPhone } from './agent-phone.js';
import { FakeWhatsApp, type Account } from './fake-whatsapp/index.js';
import { letGoOfLongTimers } from './fake-whatsapp/scene.js';
import { openWhatsAppPerson, type WhatsAppPerson } from './whatsapp-person.js';
import { openWorld, type World, type WorldOptions } from './world.js';

/** The whole program, linked to a company's number on the fake WhatsApp server. */
export interface WhatsAppWorld {
  readonly world: World;
  readonly server: FakeWhatsApp;
  /** The company: its phone, and what is linked to it. */
  readonly company: Account;
  /** The states the line went through, the present one last. */
  readonly states: readonly LineState[];
  /** Resolves when the line is in this state. */
  line(state: LineState['state']): Promise<LineState>;
  person(phone: string, name?: string): WhatsAppPerson;
  /** This agent's own phone; their number must stand in the desk (`phones`). */
  agent(id: string): AgentPhone;
  ends(): Promise<void>;
}

export interface WhatsAppWorldOptions extends WorldOptions {
  /** Without it the number is linked before this resolves. */
  readonly unlinked?: boolean;
  /** Agents whose own WhatsApp stands in the desk. */
  readonly phones?: readonly string[];
}

/** Any 32 bytes: nothing here is worth hiding. */
const KEY = Buffer.alloc(32, 7).toString('base64');
const PATIENCE_MS = 20_000;
let numbers = 0;

export async function openWhatsAppWorld(options: WhatsAppWorldOptions = {}): Promise<WhatsAppWorld> {
  const takeTimersBack = letGoOfLongTimers();
  const server = await FakeWhatsApp.start();
  const company = server.account(`55113000${1000 + ++numbers}`, 'ACME');
  const states: LineState[] = [];
  const watchers = new Set<() => void>();
  const onLine = (state: LineState): void => {
    states.push(state);
    const qr = state.link?.qr;
    if (qr !== undefined && !options.unlinked && company.devices.size === 0) company.scanQr(qr);
    for (const watch of watchers) watch();
    options.onLine?.(state);
  };
  const world = await openWorld({
    ...options,
    desk: (desk) => {
      withPhones(desk.agents, options.phones ?? []);
      options.desk?.(desk);
    },
    onLine,
    whatsApp: {
      ...{ keepAliveMs: 2000, ackTimeoutMs: 3000, longestPauseMs: 500, mediaRetryMs: 100 },
      ...{ mediaAgent: server.media.agent(), ...options.whatsApp },
    },
    settings: {
      ...{ WHATSAPP: 'on', WHATSAPP_WS_URL: server.url, WHATSAPP_KEY: KEY },
      ...{ WHATSAPP_TYPING_MS: '0', WHATSAPP_GAP_MS: '0', ...options.settings },
    },
  });
  const line = async (wanted: LineState['state']): Promise<LineState> => {
    const found = () => (states.at(-1)?.state === wanted ? states.at(-1) : undefined);
    return waitFor(
      found,
      watchers,
      `the line to be ${wanted}; it was ${states.map((s) => s.state).join(', ')}`,
    );
  };
  if (!options.unlinked) await line('open');
  return {
    ...{ world, server, company, states, line },
    person: (phone, name = `Cliente ${phone.slice(-4)}`) =>
      openWhatsAppPerson(server.customer(phone, name), company, () => world.now()),
    agent: (id) => openAgentPhone(id, { server, company, now: () => world.now() }),
    ends: async () => {
      await world.ends();
      await server.stop();
      takeTimersBack();
    },
  };
}

async function waitFor<T>(find: () => T | undefined, watchers: Set<() => void>, what: string): Promise<T> {
  const found = find();
  if (found !== undefined) return found;
  return new Promise((resolve, reject) => {
    const watch = () => {
      const now = find();
      if (now === undefined) return;
      clearTimeout(timer);
      watchers.delete(watch);
      resolve(now);
    };
    const timer = setTimeout(() => {
      watchers.delete(watch);
      reject(new Error(`Waited ${PATIENCE_MS} ms for ${what}.`));
    }, PATIENCE_MS);
    watchers.add(watch);
  });
}
