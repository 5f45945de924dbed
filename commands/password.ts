import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import { resetPassword } from '../store/accounts.js';
import { consoleStore } from '../store/console-store.js';
import { openSqlite } from '../store/database.js';

/** `npm run password -- ana`: a new one-time password for an agent who lost theirs; it ends their sessions. */
const [agentId] = process.argv.slice(2);
if (existsSync('.env')) process.loadEnvFile('.env');
const db = await openSqlite(join(readConfig(process.env).DATA_FOLDER, 'bastao.db'));
const store = consoleStore(db.knex, () => new Date());
const known = await store.accounts();
if (agentId !== undefined && known.includes(agentId)) {
  const password = await resetPassword(store, agentId, () => randomBytes(32).toString('base64url'));
  await store.closeOtherSessions(agentId, '');
  console.log(`${agentId}  ${password}   (one-time: replaced at the next sign-in)`);
} else {
  console.error(
    `Name an agent: npm run password -- NAME. There are: ${known.join(', ') || 'none yet; start the program first'}.`,
  );
  process.exitCode = 1;
}
await db.close();
