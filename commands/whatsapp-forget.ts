import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import { openSqlite } from '../store/database.js';
import { openStore } from '../store/open-store.js';

/**
 * `npm run whatsapp:forget`: for whoever lost WHATSAPP_KEY. Forgets what links our number, and the files that were to be
 * fetched with it; conversations, customers and tickets stay. The next start, with a new key, links the number anew.
 */
if (existsSync('.env')) process.loadEnvFile('.env');
const { DATA_FOLDER, WHATSAPP_ACCOUNT: account } = readConfig({ ...process.env, WHATSAPP: 'off' });
const db = await openSqlite(join(DATA_FOLDER, 'bastao.db'));
const now = () => new Date();
const { whatsapp } = openStore(db, { now, newId: randomUUID, logChannels: new Set() });
const owner = await whatsapp.leaseHolder(account);
if (owner && owner.until > now()) {
  console.error(
    `The number ${account} is in use (${owner.holder}). Stop the program first, or wait half a minute.`,
  );
  process.exitCode = 1;
} else {
  await whatsapp.forget(account);
  console.log(`Forgotten: the next start links the number of "${account}" anew.`);
}
await db.close();
