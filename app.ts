import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openDoor } from './bot/receive.js';
import type { Classifier } from './bot/classifier/classifier.js';
import { trainedOn } from './bot/classifier/trained.js';
import type { CommitName } from './bot/store.js';
import { ticker } from './bot/tick.js';
import { turnsOf, type RunTurn } from './bot/turn.js';
import { addBotFrameworkChannel } from './channels/botframework/channel.js';
import { DeliveryLoop } from './channels/delivery.js';
import { addConsole } from './channels/console/console.js';
import type { Receive } from './channels/channel.js';
import { addWebChannel } from './channels/web/web-channel.js';
import type { Config } from './config.js';
import { guarded, type Customers } from './dialogs/customers.js';
import type { DialogDeps } from './dialogs/dialog-deps.js';
import { readKnowledge } from './dialogs/knowledge.js';
import { RootDialog } from './dialogs/root-dialog.js';
import { tasksOf } from './dialogs/tasks.js';
import { createMetrics } from './http/metrics.js';
import { addHealth } from './http/health.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { parseDeskFile } from './routing/desk-file.js';
import { agentAt } from './routing/desk-definition.js';
import type { Desk } from './routing/desk.js';
import { ensureAccounts, type NewPassword } from './store/accounts.js';
import { consoleDesk } from './store/console-desk.js';
import { consoleStore } from './store/console-store.js';
import { openSqlite } from './store/database.js';
import { importDefinition, secretNamed } from './store/definitions.js';
import { demoCustomers } from './store/demo-customers.js';
import { parseDemoFile } from './store/demo-file.js';
import { importDemoCustomers } from './store/demo-import.js';
import { openStore } from './store/open-store.js';
import { openTexts } from './texts/texts.js';

/** Time, ids and chance, and the seams that tests hold the program by. */
export interface Surroundings {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly logger: Logger;
  /** How often timers are looked at, in milliseconds. */
  readonly tickMs?: number;
  /** Called with the names of the commits just flushed. */
  readonly afterCommit?: (names: readonly CommitName[]) => void;
  /** Puts something between the networks and the door, or around the dialogs. */
  readonly aroundReceive?: (receive: Receive) => Receive;
  readonly aroundTurn?: (runTurn: RunTurn) => RunTurn;
  /** Understands messages; trained on the knowledge if left out, which takes half a second. */
  readonly classify?: Classifier;
  /** The customer system; the demo one, in our own database, if left out. */
  readonly customers?: Customers;
  /** Further settings of the Bot Framework authentication. */
  readonly botFramework?: Partial<Parameters<typeof addBotFrameworkChannel>[1]>;
}

export interface App {
  readonly port: number;
  /** Agents who got their first, one-time password in this start. */
  readonly newPasswords: readonly NewPassword[];
  /** Runs the timers that are due now. */
  tick(): Promise<void>;
  /** Stops taking, finishes what is under way, closes the database. */
  stop(): Promise<void>;
}

const LOG_CHANNELS = new Set(['web', 'console']);
/** Where `npm run build` puts the pages. */
const PAGES = 'dist/pages';
const newSecret = () => randomBytes(32).toString('base64url');

/** Builds the whole program from its configuration and starts it. The only place where everything is plugged together. */
export async function startApp(config: Config, around: Surroundings): Promise<App> {
  const house = await openHouse(config, around);
  const { store, door, desk, metrics, db } = house;
  const { now, logger } = around;
  const server = createHttpServer(logger);
  const network = await openNetworks(config, around, house, server);
  let ready = true;
  addHealth(server, metrics, async () => ready && (await store.ping()));
  const delivery = new DeliveryLoop({
    outbox: store.outbox,
    channels: new Map(network.push.map((channel) => [channel.name, channel])),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onResult: (channel, status) => metrics.delivered(channel, status),
    onBug: (err) => logger.error({ err }, 'delivery failed'),
  });
  await door.resume();
  await delivery.start();
  const onBug = (err: unknown, ticketId: string) => logger.error({ err, ticketId }, 'a timer failed');
  const runTick = ticker({ store, now, desk: () => desk, onBug });
  const onTickFailure = (err: unknown) => logger.error({ err }, 'a timer failed');
  const stopTicking = every(around.tickMs ?? 1000, () => runTick().catch(onTickFailure));
  const port = await server.listen(config.PORT, config.HOST);
  return {
    port,
    newPasswords: network.newPasswords,
    tick: runTick,
    stop: async () => {
      ready = false;
      await stopTicking();
      await network.close();
      await server.close();
      await door.idle();
      await delivery.stop();
      await db.close();
    },
  };
}

type House = Awaited<ReturnType<typeof openHouse>>;

/** What stands behind the door: what is kept, the desk, the bot. */
async function openHouse(config: Config, around: Surroundings) {
  const { now, newId, logger } = around;
  const knowledge = readKnowledge(config.KNOWLEDGE_FOLDER);
  const definition = parseDeskFile(readFileSync(config.DESK_FILE, 'utf8'), config.DESK_FILE);
  const desk: Desk = {
    ...{ definition, texts: openTexts(definition.texts) },
    problems: (language) => knowledge.problems(language),
  };
  const db = await openSqlite(join(config.DATA_FOLDER, 'bastao.db'));
  await importDefinition(db.knex, 'desk', definition, now());
  await importDefinition(db.knex, 'knowledge', knowledge.samples, now());
  const invented = parseDemoFile(readFileSync(config.CUSTOMERS_FILE, 'utf8'), config.CUSTOMERS_FILE);
  await importDemoCustomers(db.knex, invented, now(), definition.timeZone);
  const metrics = createMetrics();
  const store = openStore(db, {
    ...{ now, newId, logChannels: LOG_CHANNELS },
    ...(around.afterCommit && { afterCommit: around.afterCommit }),
  });
  const dialogs: DialogDeps = {
    ...{ texts: () => desk.texts, knowledge, newId },
    deskName: () => definition.name,
    timeZone: () => definition.timeZone,
    customers: guarded(around.customers ?? demoCustomers(db.reader, now)),
    ticketByProtocol: (protocol) => store.ticketByProtocol(protocol),
    notUnderstood: () => definition.thresholds.notUnderstood,
    asksWho: () => definition.asksWhoCalls,
  };
  const runTurn = turnsOf(new RootDialog(dialogs, tasksOf(dialogs)));
  const door = openDoor({
    ...{ store, now, newId },
    desk: () => desk,
    classify: around.classify ?? trainedOn(knowledge.samples),
    runTurn: around.aroundTurn?.(runTurn) ?? runTurn,
    routeOf: (intent) => knowledge.routeOf(intent),
    agentAt: (channel, person) => agentAt(definition, channel, person),
    burstQuietMs: (channel) => (channel === 'web' ? config.BURST_QUIET_MS : 0),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onTurn: ({ channel, handoff }) => metrics.turn(channel, handoff),
    onBug: (err, conversationId) => logger.error({ err, conversationId }, 'a turn failed'),
  });
  return { db, store, desk, door, metrics };
}

/** Every network's routes on the server, and the console. */
async function openNetworks(config: Config, around: Surroundings, house: House, server: HttpServer) {
  const { now, newId, logger } = around;
  const { db, store, desk, door, metrics } = house;
  const enter = around.aroundReceive?.(door.receive) ?? door.receive;
  const receive: Receive = (incoming) => {
    metrics.received(incoming.from.channel);
    return enter(incoming);
  };
  const shared = { receive, now, newId, logger };
  const publicUrl = config.PUBLIC_URL;
  const web = addWebChannel(server, {
    ...{ ...shared, publicUrl, log: store.log, botName: desk.definition.name },
    ...{ directLineSecret: config.DIRECT_LINE_SECRET, filesFolder: join(config.DATA_FOLDER, 'files') },
    secret: await secretNamed(db.knex, 'web', newSecret),
  });
  const botFramework = addBotFrameworkChannel(server, {
    ...shared,
    ...credentialsOf(config),
    ...around.botFramework,
  });
  const accounts = consoleStore(db.knex, now);
  const console = addConsole(server, {
    ...{ ...shared, store: accounts, newToken: newSecret, pagesFolder: PAGES },
    desk: await consoleDesk({ db: db.reader, store, desk: () => desk, now }),
    ...(publicUrl !== undefined && { publicUrl }),
  });
  return {
    push: [botFramework],
    newPasswords: await ensureAccounts(accounts, desk.definition.agents, newSecret),
    close: async () => void (await Promise.all([web.close(), console.close()])),
  };
}

function credentialsOf(config: Config): Pick<Parameters<typeof addBotFrameworkChannel>[1], 'credentials'> {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenantId } = config;
  if (appId === undefined) return {};
  return {
    credentials: {
      ...{ appId, password: password ?? '', type: config.MicrosoftAppType },
      ...(tenantId !== undefined && { tenantId }),
    },
  };
}

/** Calls again and again with a pause between; the way to stop waits for the call under way. */
function every(ms: number, run: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      current = run().then(() => {
        if (!stopped) next();
      });
    }, ms);
  };
  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await current;
  };
}
