import { ConcurrentChange } from '../bot/store.js';
import { insertRows, placeholders, type Connection } from './connection.js';

/** Who knows a customer's document and guesses birth dates gets no further than this, from however many conversations. */
const MOST_FAILURES = 10;
const COUNTED_MS = 24 * 3_600_000;

/** Failures of before are forgotten. */
export const countedSince = (now: Date): string => new Date(now.getTime() - COUNTED_MS).toISOString();

/** Keeps that proof failed for whatever these name, whether or not there is such a record. */
export async function keepFailure(db: Connection, identifiers: readonly string[], now: Date): Promise<void> {
  await db.all('delete from demo_failed_proof where at <= ?', [countedSince(now)]);
  const newest = 'select coalesce(max(failure), 0) as failure from demo_failed_proof';
  const failure = Number((await db.all<{ failure: number | string }>(newest))[0]?.failure) + 1;
  const at = now.toISOString();
  const rows = [...new Set(identifiers)].map((identifier) => ({ failure, identifier, at }));
  await insertRows(db, 'demo_failed_proof', rows);
}

/**
 * SQL for how often proof failed lately for a record of demo_customer, by whichever of its identifiers; one that names
 * several of them counts once. Its one binding is `countedSince`.
 */
export const FAILURES = `(select count(distinct failure) from demo_failed_proof
  where identifier in (demo_customer.document, demo_customer.contract, demo_customer.phone) and at > ?)`;

/** Throws ConcurrentChange if proof of one of these has failed too often: whoever guessed right was too late. */
export async function refuseGuessed(
  db: Connection,
  identifiers: readonly string[],
  now: Date,
): Promise<void> {
  const any = placeholders(1, identifiers.length);
  const sql = `select ${FAILURES} as failures from demo_customer
    where document in ${any} or contract in ${any} or phone in ${any}`;
  const bindings = [countedSince(now), ...identifiers, ...identifiers, ...identifiers];
  const rows = await db.all<{ failures: number | string }>(sql, bindings);
  if (rows.some(({ failures }) => isTooOften(failures)))
    throw new ConcurrentChange('a customer being guessed at');
}

/** Too often to compare anything more for now. */
export const isTooOften = (failures: number | string): boolean => Number(failures) >= MOST_FAILURES;
