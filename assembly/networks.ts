import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { addBotFrameworkChannel, type BotFrameworkDeps } from '../channels/botframework/channel.js';
import type { NetworkLine, PushChannel, Receive } from '../channels/channel.js';
import { addConsole } from '../channels/console/console.js';
import { addWebChannel } from '../channels/web/web-channel.js';
import type { Config } from '../config.js';
import type { House } from './house.js';
import type { HttpServer } from '../http/server.js';
import { ensureAccounts, type NewPassword } from '../store/accounts.js';
import { consoleDesk } from '../store/console-desk.js';
import { consoleStore } from '../store/console-store.js';
import { secretNamed } from '../store/definitions.js';
import type { Surroundings } from './surroundings.js';
import { openWhatsAppLine } from './whatsapp.js';

/** Where `npm run build` puts the pages. */
const PAGES = 'dist/pages';
const newSecret = () => randomBytes(32).toString('base64url');

export interface Networks {
  /** The ones that must be written to. */
  readonly push: readonly PushChannel[];
  readonly lines: readonly NetworkLine[];
  readonly newPasswords: readonly NewPassword[];
  /** Begins to listen to networks that we call. `onReady` hears of each that can be written to again. */
  start(onReady: (channel: string) => void): Promise<void>;
  /** Takes nothing more from anybody. */
  close(): Promise<void>;
  /** Ends the lines, once everything that could be written is written. */
  hangUp(): Promise<void>;
}

/** Every network's routes on the server, the lines we hold ourselves, and the console. */
export async function openNetworks(
  config: Config,
  around: Surroundings,
  house: House,
  server: HttpServer,
): Promise<Networks> {
  const { now, newId, logger } = around;
  const { db, store, desk, door, metrics } = house;
  const enter = around.aroundReceive?.(door.receive) ?? door.receive;
  const receive: Receive = (incoming) => {
    metrics.received(incoming.from.channel);
    return enter(incoming);
  };
  const shared = { receive, now, newId, logger };
  const publicUrl = config.PUBLIC_URL;
  const filesFolder = join(config.DATA_FOLDER, 'files');
  const web = addWebChannel(server, {
    ...{ ...shared, publicUrl, log: store.log, botName: desk.definition.name },
    ...{ directLineSecret: config.DIRECT_LINE_SECRET, filesFolder },
    secret: await secretNamed(db.knex, 'web', newSecret),
  });
  const botFramework = addBotFrameworkChannel(server, {
    ...{ ...shared, ...credentialsOf(config), ...around.botFramework },
    ...(publicUrl !== undefined && { publicUrl }),
  });
  const whatsApp = await openWhatsAppLine(config, around, house);
  const lines = [...(whatsApp ? [whatsApp.line] : []), ...(around.lines ?? [])];
  const accounts = consoleStore(db.knex, now);
  const console = addConsole(server, {
    ...{ ...shared, store: accounts, newToken: newSecret, pagesFolder: PAGES, lines },
    texts: desk.texts,
    desk: await consoleDesk({ db: db.reader, store, desk: () => desk, now }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(around.passwordCost && { passwordCost: around.passwordCost }),
  });
  return {
    push: [botFramework, ...(whatsApp ? [whatsApp.push] : [])],
    lines,
    newPasswords: await ensureAccounts(accounts, desk.definition.agents, newSecret, around.passwordCost),
    start: async (onReady) => whatsApp?.start(() => onReady(whatsApp.push.name)),
    close: async () => void (await Promise.all([web.close(), console.close(), whatsApp?.close()])),
    hangUp: async () => whatsApp?.hangUp(),
  };
}

function credentialsOf(config: Config): Pick<BotFrameworkDeps, 'credentials'> {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenantId } = config;
  if (appId === undefined) return {};
  return {
    credentials: {
      ...{ appId, password: password ?? '', type: config.MicrosoftAppType },
      ...(tenantId !== undefined && { tenantId }),
    },
  };
}
