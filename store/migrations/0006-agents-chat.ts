import type { Knex } from 'knex';

/** What an agent's chat needs: what each message there is about, which message it repeats, and what was asked. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('message', (table) => {
    // In an agent's chat: the ticket that it is about.
    table.text('ticket_id');
    // The message of another conversation that is repeated here.
    table.text('copy_of');
  });
  // Most messages are no copies.
  await knex.raw('create index message_copy on message (copy_of) where copy_of is not null');
  await knex.schema.alterTable('conversation', (table) => {
    // What the desk remembers of an agent's chat, as JSON.
    table.text('agent_chat');
  });
  await knex.schema.alterTable('whatsapp_sent', (table) => {
    // The id of the message of which this is a part.
    table.text('whole');
  });
  await knex.raw('create index whatsapp_sent_part on whatsapp_sent (external_id) where whole is not null');
}

export async function down(): Promise<void> {
  throw new Error('There is no way back: restore a backup instead.');
}
