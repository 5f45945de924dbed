import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import * as spine from './migrations/0001-spine.js';

/** In order; a name once released never changes. */
const MIGRATIONS: Readonly<Record<string, Knex.Migration>> = { '0001-spine': spine };

/** Opens (and creates, and migrates) the SQLite database in this file. Commits are flushed to disk before they return. */
export async function openSqlite(file: string): Promise<Knex> {
  mkdirSync(dirname(file), { recursive: true });
  const db = knex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    // One connection: with several, statements of others slip into an open transaction.
    pool: { min: 1, max: 1, afterCreate: prepare },
  });
  await db.migrate.latest({ migrationSource: fromCode });
  return db;
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

const PRAGMAS = 'pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;';

function prepare(
  connection: SqliteConnection,
  done: (error: Error | null, connection: SqliteConnection) => void,
): void {
  connection.exec(PRAGMAS, (error) => done(error, connection));
}

const fromCode: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(MIGRATIONS),
  getMigrationName: (name) => name,
  getMigration: async (name) => MIGRATIONS[name] as Knex.Migration,
};
