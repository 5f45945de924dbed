import type { Knex } from 'knex';

/** What transfers and waits are found by. Open tickets of before know of neither: rows.ts fills in what they lack. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ticket', (table) => {
    // Whom a held ticket is being passed to.
    table.text('passing_to');
    // When and in which department the customer first had a person, and after how many seconds.
    table.text('served_at');
    table.text('served_in');
    table.double('waited_seconds');
    table.index(['served_in', 'served_at']);
    table.index(['passing_to']);
  });
}

export async function down(): Promise<void> {
  throw new Error('There is no way back: restore a backup instead.');
}
