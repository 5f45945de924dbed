import type { Knex } from 'knex';

/** What the handoff decision remembers of a conversation, and how a customer's newest tickets are found. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('conversation', (table) => {
    // Since when, until when, for how many turns and how many times stated the present topic has gone on.
    table.text('topic_since');
    table.text('topic_heard_at');
    table.integer('topic_turns').notNullable().defaultTo(0);
    table.integer('topic_asked').notNullable().defaultTo(0);
    // How upset the last message was, 0 to 1.
    table.double('upset').notNullable().defaultTo(0);
  });
  await knex.schema.alterTable('ticket', (table) => {
    table.index(['customer_id', 'opened_at']);
  });
}

export async function down(): Promise<void> {
  throw new Error('There is no way back: restore a backup instead.');
}
