import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import { dedicatedConnection, type Connection } from './connection.js';
import * as spine from './migrations/0001-spine.js';
import * as ladder from './migrations/0002-ladder.js';
import * as talk from './migrations/0003-talk.js';
import * as caller from './migrations/0004-caller.js';
import * as whatsapp from './migrations/0005-whatsapp.js';
import * as agentsChat from './migrations/0006-agents-chat.js';
import * as otherIds from './migrations/0007-other-ids.js';

/** In order; a name once released never changes. */
const MIGRATIONS: Readonly<Record<string, Knex.Migration>> = {
  '0001-spine': spine,
  '0002-ladder': ladder,
  '0003-talk': talk,
  '0004-caller': caller,
  '0005-whatsapp': whatsapp,
  '0006-agents-chat': agentsChat,
  '0007-other-ids': otherIds,
};

export interface Database {
  /** For what is not on the way of every message: migrations, accounts, definitions, the console's reads. */
  readonly knex: Knex;
  /** All commits of turns and of the desk go through this one. */
  readonly writer: Connection;
  /** Sees whatever is committed, without waiting for the writer. */
  readonly reader: Connection;
  close(): Promise<void>;
}

/** Opens (and creates, and migrates) the SQLite database in this file. Commits are flushed to disk before they return. */
export async function openSqlite(file: string): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const db = knex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    // One connection: with several, statements of others slip into an open transaction.
    pool: { min: 1, max: 1, afterCreate: prepare },
  });
  await db.migrate.latest({ migrationSource: fromCode });
  const writer = await dedicated(db);
  const reader = await dedicated(db);
  const close = async () => {
    await Promise.all([writer.close(), reader.close(), db.destroy()]);
  };
  return { knex: db, writer, reader, close };
}

// FULL: a commit is on the disk when it returns (https://www.sqlite.org/pragma.html#pragma_synchronous).
const PRAGMAS = ['pragma journal_mode = wal', 'pragma synchronous = full', 'pragma busy_timeout = 5000'];

async function dedicated(db: Knex): Promise<Connection> {
  const connection = await dedicatedConnection(db);
  for (const pragma of PRAGMAS) await connection.all(pragma);
  return connection;
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

function prepare(
  connection: SqliteConnection,
  done: (error: Error | null, connection: SqliteConnection) => void,
): void {
  connection.exec(PRAGMAS.join(';'), (error) => done(error, connection));
}

const fromCode: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(MIGRATIONS),
  getMigrationName: (name) => name,
  getMigration: async (name) => MIGRATIONS[name] as Knex.Migration,
};
