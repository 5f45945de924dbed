import type { Knex } from 'knex';

export type Binding = string | number | boolean | null | Uint8Array;

/** One line to the database. Statements run in the order they were given. */
export interface Connection {
  /** Runs one statement (`?` for the bindings) and gives its rows; none for a statement that returns nothing. */
  all<Row>(sql: string, bindings?: readonly Binding[]): Promise<Row[]>;
  close(): Promise<void>;
}

interface SqliteStatement {
  all(bindings: readonly Binding[], done: (error: Error | null, rows: unknown[]) => void): void;
  finalize(): void;
}

interface SqliteDatabase {
  prepare(sql: string, done: (error: Error | null) => void): SqliteStatement;
  close(done: (error: Error | null) => void): void;
}

/** Beyond so many different statements the one used longest ago is prepared anew. */
const PREPARED = 300;

/**
 * A connection of its own beside Knex's pool, made by the same client, with prepared statements: on the way of every
 * message the building of queries would cost more than the queries.
 */
export async function dedicatedConnection(db: Knex): Promise<Connection> {
  const client = db.client as { acquireRawConnection(): Promise<SqliteDatabase> };
  const raw = await client.acquireRawConnection();
  const prepared = new Map<string, SqliteStatement>();
  const statementFor = (sql: string, fail: (error: Error) => void): SqliteStatement => {
    const known = prepared.get(sql);
    prepared.delete(sql);
    const statement = known ?? raw.prepare(sql, (error) => error && fail(error));
    prepared.set(sql, statement);
    if (prepared.size > PREPARED) forgetOldest(prepared);
    return statement;
  };
  return {
    all: <Row>(sql: string, bindings: readonly Binding[] = []) =>
      new Promise<Row[]>((resolve, reject) => {
        const fail = (error: Error) => {
          prepared.delete(sql);
          reject(error);
        };
        statementFor(sql, fail).all(bindings, (error, rows) =>
          error ? reject(error) : resolve(rows as Row[]),
        );
      }),
    close: () => {
      for (const statement of prepared.values()) statement.finalize();
      return new Promise((resolve, reject) => raw.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

function forgetOldest(prepared: Map<string, SqliteStatement>): void {
  const oldest = prepared.entries().next().value;
  if (!oldest) return;
  prepared.delete(oldest[0]);
  oldest[1].finalize();
}

/** `(?, ?, ?), (?, ?, ?)` for so many rows of so many values. */
export const placeholders = (rows: number, columns: number): string =>
  Array<string>(rows)
    .fill(`(${Array<string>(columns).fill('?').join(', ')})`)
    .join(', ');

/** Inserts rows that all have the same columns. The names come from our code, never from outside. */
export async function insertRows(
  connection: Connection,
  table: string,
  rows: readonly Readonly<Record<string, Binding>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const values = rows.flatMap((row) => columns.map((column) => row[column] ?? null));
  const sql = `insert into ${table} (${columns.join(', ')}) values ${placeholders(rows.length, columns.length)}`;
  await connection.all(sql, values);
}
