import type { Knex } from 'knex';

/** Conversations, messages, tickets, agents' accounts: what one turn and one handoff need. */
export async function up(knex: Knex): Promise<void> {
  await conversations(knex);
  await tickets(knex);
  await desk(knex);
}

export async function down(): Promise<void> {
  throw new Error('There is no way back to an empty database: restore a backup instead.');
}

async function conversations(knex: Knex): Promise<void> {
  await knex.schema.createTable('customer', (table) => {
    table.text('channel').notNullable();
    table.text('person').notNullable();
    table.text('customer_id').notNullable().index();
    table.primary(['channel', 'person']);
  });
  await knex.schema.createTable('conversation', (table) => {
    table.text('id').primary();
    table.text('channel').notNullable();
    table.text('person').notNullable();
    table.text('customer_id').notNullable();
    table.text('name');
    table.text('locale');
    table.text('language');
    table.text('topic');
    table.text('reference');
    table.integer('version').notNullable();
    table.integer('misses').notNullable();
    table.integer('failures').notNullable();
    table.text('dialog_state').notNullable();
    table.text('heard_at').notNullable();
    table.index(['channel', 'person', 'heard_at']);
  });
  await knex.schema.createTable('message', (table) => {
    table.bigIncrements('position');
    table.text('id').notNullable().unique();
    table.text('conversation_id').notNullable();
    table.text('author').notNullable();
    table.text('author_id');
    table.text('author_name');
    table.text('kind').notNullable();
    table.text('text').notNullable();
    table.text('body');
    table.text('external_id');
    table.text('state').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('failure');
    table.text('sent_at').notNullable();
    table.text('kept_at').notNullable();
    table.unique(['conversation_id', 'external_id']);
    table.index(['conversation_id', 'position']);
  });
  // Both databases know partial indexes; only what waits is in them, so they stay small for ever.
  for (const state of ['unanswered', 'queued'])
    await knex.raw(
      `create index message_${state} on message (conversation_id, position) where state = '${state}'`,
    );
}

async function tickets(knex: Knex): Promise<void> {
  await knex.schema.createTable('counter', (table) => {
    table.text('name').primary();
    table.integer('value').notNullable();
  });
  await knex('counter').insert({ name: 'ticket', value: 0 });
  await knex.schema.createTable('ticket', (table) => {
    table.text('id').primary();
    table.integer('number').notNullable().unique();
    table.integer('version').notNullable();
    table.text('conversation_id').notNullable();
    table.text('customer_id').notNullable();
    table.text('department').notNullable();
    table.text('urgency').notNullable();
    table.text('status').notNullable();
    table.text('agent_id');
    table.text('due_at');
    table.text('opened_at').notNullable();
    table.text('closed_at');
    table.text('body').notNullable();
    table.index(['conversation_id', 'status']);
    table.index(['status', 'agent_id']);
    table.index(['customer_id', 'closed_at']);
    table.index(['closed_at']);
  });
  await knex.raw(`create unique index ticket_one_open on ticket (conversation_id) where status <> 'closed'`);
  await knex.raw('create index ticket_due on ticket (due_at) where due_at is not null');
  await knex.schema.createTable('ticket_event', (table) => {
    table.bigIncrements('position');
    table.text('ticket_id').notNullable().index();
    table.text('type').notNullable();
    table.text('at').notNullable();
    table.text('body').notNullable();
  });
}

async function desk(knex: Knex): Promise<void> {
  await knex.schema.createTable('definition', (table) => {
    table.text('kind').notNullable();
    table.integer('version').notNullable();
    table.text('hash').notNullable();
    table.text('body').notNullable();
    table.text('imported_at').notNullable();
    table.primary(['kind', 'version']);
  });
  await knex.schema.createTable('presence', (table) => {
    table.text('agent_id').primary();
    table.boolean('available').notNullable();
    table.text('changed_at').notNullable();
  });
  await knex.schema.createTable('account', (table) => {
    table.text('agent_id').primary();
    table.text('password_hash').notNullable();
    table.boolean('one_time').notNullable();
  });
  await knex.schema.createTable('session', (table) => {
    table.text('token_hash').primary();
    table.text('agent_id').notNullable().index();
    table.text('expires_at').notNullable();
  });
  await knex.schema.createTable('secret', (table) => {
    table.text('name').primary();
    table.text('value').notNullable();
  });
}
