import type { Knex } from 'knex';

/** WhatsApp: the Signal store, who is who, files to fetch; and how far our messages have come on any network. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('message', (table) => {
    // How far a message of ours has come beyond `sent`; on a customer's message `read` once the network was told so.
    table.text('receipt');
  });
  await knex.schema.alterTable('conversation', (table) => {
    // E.164 without plus, where the network vouches for it.
    table.text('phone');
    // The answers that were last offered, as JSON: "1" means the first of them.
    table.text('choices');
    table.index(['channel', 'phone']);
  });
  await knex.schema.createTable('lease', (table) => {
    table.text('name').primary();
    table.text('holder').notNullable();
    table.text('until').notNullable();
  });
  await signal(knex);
  await people(knex);
}

export async function down(): Promise<void> {
  throw new Error('There is no way back: restore a backup instead.');
}

/** All values are sealed. */
async function signal(knex: Knex): Promise<void> {
  await knex.schema.createTable('whatsapp_account', (table) => {
    table.text('account').primary();
    table.binary('credentials').notNullable();
  });
  await knex.schema.createTable('whatsapp_key', (table) => {
    table.text('account').notNullable();
    table.text('type').notNullable();
    table.text('id').notNullable();
    table.binary('value').notNullable();
    // Of what is not kept for ever: the plain text of a ciphertext, by the ciphertext's hash (type `plain`).
    table.text('at');
    table.primary(['account', 'type', 'id']);
  });
  await knex.raw('create index whatsapp_key_at on whatsapp_key (at) where at is not null');
  await knex.schema.createTable('whatsapp_sent', (table) => {
    table.text('account').notNullable();
    table.text('external_id').notNullable();
    table.binary('content').notNullable();
    table.text('at').notNullable().index();
    table.primary(['account', 'external_id']);
  });
  await knex.schema.createTable('whatsapp_note', (table) => {
    table.text('account').notNullable();
    table.text('name').notNullable();
    table.text('value').notNullable();
    table.primary(['account', 'name']);
  });
}

async function people(knex: Knex): Promise<void> {
  await knex.schema.createTable('whatsapp_contact', (table) => {
    table.text('account').notNullable();
    table.text('id').notNullable();
    table.text('lid');
    table.text('phone');
    // Two contacts turned out to be one: messages go to this one's conversation.
    table.text('merged_into');
    table.primary(['account', 'id']);
    table.unique(['account', 'lid']);
    table.unique(['account', 'phone']);
  });
  await knex.schema.createTable('whatsapp_media', (table) => {
    table.text('file_id').primary();
    table.text('account').notNullable();
    table.binary('sealed').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    // Absent: fetched, or given up.
    table.text('due_at');
    table.text('failure');
    table.index(['account', 'due_at']);
  });
}
