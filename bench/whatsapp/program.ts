import { randomUUID } from 'node:crypto';
import { startApp } from '../../app.js';
import type { RunTurn } from '../../bot/turn.js';
import { readConfig } from '../../config.js';
import { createLogger } from '../../http/logger.js';
import type { Connection } from '../../store/connection.js';

/**
 * The whole program as it runs anywhere, told by its parent what to talk to. ECHO=1 puts an echo in place of the
 * dialogs, so that every answer can be checked; STORE_MS makes every commit and every read outside one slower.
 */
const storeMs = Number(process.env['STORE_MS'] ?? 0);

/** Every transaction takes longer by so much, and so does every statement that is one by itself. */
function slowly(connection: Connection): Connection {
  let isInside = false;
  return {
    ...connection,
    all: async (sql, bindings) => {
      if (sql === 'begin immediate') isInside = true;
      else if (!isInside || sql === 'commit') await new Promise((resolve) => setTimeout(resolve, storeMs));
      if (sql === 'commit' || sql === 'rollback') isInside = false;
      return connection.all(sql, bindings);
    },
  };
}

const echo: RunTurn = async (_conversation, { content }, saved) => ({
  replies: content.kind === 'text' ? [{ text: content.text }] : [],
  dialogState: saved,
  notes: { changes: [] },
});

const app = await startApp(readConfig(process.env), {
  now: () => new Date(),
  newId: randomUUID,
  logger: createLogger(process.env['LOG_LEVEL'] ?? 'fatal'),
  ...(process.env['ECHO'] === '1' && { aroundTurn: () => echo }),
  ...(storeMs > 0 && {
    aroundDatabase: (db) => ({
      ...db,
      writer: slowly(db.writer),
      reader: slowly(db.reader),
    }),
  }),
  // A line that is dead is noticed sooner than in production, or the run would be one long wait.
  // Customers who write without end look like machines, and are ones.
  whatsApp: {
    keepAliveMs: 1500,
    ackTimeoutMs: 2000,
    queryTimeoutMs: 3000,
    longestPauseMs: 1000,
    watchesForLoops: false,
  },
  onLine: (state) => process.send?.({ line: state }),
});
process.send?.({ ready: app.port });
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
