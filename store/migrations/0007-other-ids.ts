import type { Knex } from 'knex';

/** The other id under which a network knows the person of a conversation: an agent is recognised by it as well. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('conversation', (table) => {
    // `lid:<digits>` on WhatsApp.
    table.text('alias');
  });
  await knex.raw(
    `update conversation set alias = (select 'lid:' || c.lid from whatsapp_contact a
       join whatsapp_contact c on c.account = a.account and c.id = coalesce(a.merged_into, a.id)
       where a.account || '/' || a.id = conversation.person) where channel = 'whatsapp'`,
  );
  await knex.raw('create index conversation_alias on conversation (channel, alias) where alias is not null');
}

export async function down(): Promise<void> {
  throw new Error('There is no way back: restore a backup instead.');
}
