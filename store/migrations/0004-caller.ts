import type { Knex } from 'knex';

/** Who is calling, when the bot goes on by itself, and the demo customer system. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('conversation', (table) => {
    // What is known of the person, as JSON.
    table.text('caller');
    // When the bot goes on by itself.
    table.text('wake_at');
  });
  // Few conversations have one at a time: a turn without it does not touch the index.
  await knex.raw('create index conversation_wake on conversation (wake_at) where wake_at is not null');
  await knex.schema.alterTable('customer', (table) => {
    // They have proved to be this customer; else the id was made up when they were first heard.
    table.boolean('verified').notNullable().defaultTo(false);
  });
  await customers(knex);
  await visits(knex);
}

export async function down(): Promise<void> {
  throw new Error('There is no way back: restore a backup instead.');
}

async function customers(knex: Knex): Promise<void> {
  await knex.schema.createTable('demo_customer', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('document').notNullable().unique();
    table.text('contract').notNullable().unique();
    table.text('phone').notNullable().index();
    table.text('birth_date');
    table.text('address').notNullable();
    table.text('plan').notNullable();
    table.integer('down_mbps').notNullable();
    table.integer('up_mbps').notNullable();
    table.integer('price_cents').notNullable();
  });
  await knex.schema.createTable('demo_invoice', (table) => {
    table.text('id').primary();
    table.text('customer_id').notNullable();
    table.text('month').notNullable();
    table.text('due_date').notNullable();
    table.integer('amount_cents').notNullable();
    table.text('paid_on');
    table.text('boleto').notNullable();
    table.text('pix').notNullable();
    table.unique(['customer_id', 'month']);
  });
  await knex.schema.createTable('demo_contact', (table) => {
    table.bigIncrements('position');
    table.text('customer_id').notNullable();
    table.text('date').notNullable();
    table.text('subject').notNullable();
    table.text('outcome').notNullable();
    table.index(['customer_id', 'date']);
  });
  // Who named a record and could not prove that it is theirs.
  await knex.schema.createTable('demo_failed_proof', (table) => {
    table.integer('failure').notNullable().index();
    table.text('identifier').notNullable();
    table.text('at').notNullable();
    table.index(['identifier', 'at']);
    table.index(['at']);
  });
}

async function visits(knex: Knex): Promise<void> {
  await knex.schema.createTable('demo_visit', (table) => {
    table.text('protocol').primary();
    table.text('customer_id').notNullable();
    table.text('date').notNullable();
    table.text('period').notNullable();
    table.text('reason').notNullable();
    table.text('cancelled_at');
    table.text('changed_at').notNullable();
    table.index(['customer_id', 'date']);
    table.index(['date', 'period']);
  });
}
