import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** What is configured by files and kept as numbered versions: running code reads only the newest. */
export type DefinitionKind = 'desk' | 'knowledge';

/**
 * Keeps the content as a new version if it differs from the newest one. Gives the version now current and whether it
 * is new.
 */
export async function importDefinition(
  db: Knex,
  kind: DefinitionKind,
  content: unknown,
  now: Date,
): Promise<{ version: number; isNew: boolean }> {
  const body = JSON.stringify(content);
  const hash = createHash('sha256').update(body).digest('hex');
  return db.transaction(async (trx) => {
    const newest = await trx('definition')
      .where({ kind })
      .orderBy('version', 'desc')
      .first<{ version: number; hash: string }>('version', 'hash');
    if (newest?.hash === hash) return { version: newest.version, isNew: false };
    const version = (newest?.version ?? 0) + 1;
    await trx('definition').insert({ kind, version, hash, body, imported_at: now.toISOString() });
    return { version, isNew: true };
  });
}

/** A secret of this installation: made by `make` the first time, the same ever after. */
export async function secretNamed(db: Knex, name: string, make: () => string): Promise<string> {
  await db('secret').insert({ name, value: make() }).onConflict('name').ignore();
  const row = await db('secret').where({ name }).first<{ value: string }>('value');
  return row.value;
}
