import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDoor } from '../bot/receive.js';
import { trainedOn } from '../bot/classifier/trained.js';
import { turnsOf } from '../bot/turn.js';
import { messageIdOf } from '../channels/whatsapp/message-id.js';
import type { Config } from '../config.js';
import { guarded } from '../dialogs/customers.js';
import type { DialogDeps } from '../dialogs/dialog-deps.js';
import { readKnowledge } from '../dialogs/knowledge.js';
import { RootDialog } from '../dialogs/root-dialog.js';
import { tasksOf } from '../dialogs/tasks.js';
import { createMetrics } from '../http/metrics.js';
import { agentAt } from '../routing/desk-definition.js';
import { parseDeskFile } from '../routing/desk-file.js';
import type { Desk } from '../routing/desk.js';
import { tellUndelivered } from '../routing/undelivered.js';
import { openSqlite } from '../store/database.js';
import { importDefinition } from '../store/definitions.js';
import { demoCustomers } from '../store/demo-customers.js';
import { parseDemoFile } from '../store/demo-file.js';
import { importDemoCustomers } from '../store/demo-import.js';
import { openStore } from '../store/open-store.js';
import { formOfAccount } from './accounts.js';
import type { Surroundings } from './surroundings.js';
import { openTexts } from '../texts/texts.js';

const LOG_CHANNELS = new Set(['web', 'console']);
/** Where somebody types on a small phone: a burst of lines is one question there. */
const BURST_CHANNELS = new Set(['web', 'whatsapp']);

export type House = Awaited<ReturnType<typeof openHouse>>;

/** What stands behind the door: what is kept, the desk, the bot. */
export async function openHouse(config: Config, around: Surroundings) {
  const { now, newId, logger } = around;
  const knowledge = around.knowledge ?? readKnowledge(config.KNOWLEDGE_FOLDER);
  const definition = parseDeskFile(readFileSync(config.DESK_FILE, 'utf8'), config.DESK_FILE, formOfAccount);
  const desk: Desk = {
    ...{ definition, texts: openTexts(definition.texts) },
    problems: (language) => knowledge.problems(language),
  };
  const opened = await openSqlite(join(config.DATA_FOLDER, 'bastao.db'));
  const db = around.aroundDatabase?.(opened) ?? opened;
  await importDefinition(db.knex, 'desk', definition, now());
  await importDefinition(db.knex, 'knowledge', knowledge.samples, now());
  const invented = parseDemoFile(readFileSync(config.CUSTOMERS_FILE, 'utf8'), config.CUSTOMERS_FILE);
  await importDemoCustomers(db.knex, invented, now(), definition.timeZone);
  const metrics = createMetrics();
  const store = openStore(db, {
    ...{ now, newId, logChannels: LOG_CHANNELS },
    onRefused: (tx, messageId) => tellUndelivered(tx, desk, messageId, now()),
    outgoingId: (channel, rowId) => (channel === 'whatsapp' ? messageIdOf(rowId) : undefined),
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
  /** Networks that are still bringing what they held back while we were away. */
  const held = new Map<string, () => Promise<void> | undefined>();
  const door = openDoor({
    ...{ store, now, newId },
    desk: () => desk,
    classify: around.classify ?? trainedOn(knowledge.samples),
    runTurn: around.aroundTurn?.(runTurn) ?? runTurn,
    routeOf: (intent) => knowledge.routeOf(intent),
    agentAt: ({ address: { channel }, person, phone, alias }) =>
      agentAt(definition, { channel, person, phone, alias }),
    burstQuietMs: (channel) => (BURST_CHANNELS.has(channel) ? config.BURST_QUIET_MS : 0),
    held: (channel) => held.get(channel)?.(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onTurn: ({ channel, handoff }) => metrics.turn(channel, handoff),
    onBug: (err, conversationId) => logger.error({ err, conversationId }, 'a turn failed'),
  });
  return { db, store, desk, door, metrics, held };
}
