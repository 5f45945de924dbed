import type { Attachment } from '../channels/channel.js';
import type { AgentChat } from '../routing/agent-chat.js';
import type { PastMessage } from '../routing/store.js';
import { bodyOf, pastMessageOf, type MessageRow } from './rows.js';
import { TicketTx } from './ticket-tx.js';

interface Account {
  readonly channel: string;
  readonly person: string;
}

/** The part of a transaction that knows what was said where, and what the desk remembers of its agents' chats. */
export class ChatTx extends TicketTx {
  async conversationOf(accounts: readonly Account[]): Promise<string | undefined> {
    return (await this.conversationsOf(accounts))[0];
  }

  async conversationsOf(accounts: readonly Account[]): Promise<string[]> {
    if (accounts.length === 0) return [];
    const either = accounts.map(() => '(channel = ? and (person = ? or phone = ?))').join(' or ');
    const rows = await this.connection.all<{ id: string }>(
      `select id from conversation where ${either} order by heard_at desc`,
      accounts.flatMap(({ channel, person }) => [channel, person, phoneIn(person)]),
    );
    return rows.map(({ id }) => id);
  }

  async customerWords(
    conversationId: string,
    since: Date,
  ): Promise<{ text: string; attachments: readonly Attachment[] }[]> {
    const rows = await this.connection.all<{ text: string; body: string | null }>(
      `select text, body from message where conversation_id = ? and author = 'customer' and kind = 'text'
       and kept_at > ? and state = 'answered' order by position`,
      [conversationId, since.toISOString()],
    );
    return rows.map((row) => ({ text: row.text, attachments: bodyOf(row).attachments ?? [] }));
  }

  async messageNamed(conversationId: string, externalId: string): Promise<PastMessage | undefined> {
    const named = 'conversation_id = ? and external_id = ?';
    const found = await this.#message(named, [conversationId, externalId]);
    if (found) return found;
    const [part] = await this.connection.all<{ whole: string | null }>(
      'select whole from whatsapp_sent where external_id = ? and whole is not null limit 1',
      [externalId],
    );
    return part?.whole ? this.#message(named, [conversationId, part.whole]) : undefined;
  }

  async counterpartOf(messageId: string, conversationId: string): Promise<PastMessage | undefined> {
    const copy = await this.#message('copy_of = ? and conversation_id = ?', [messageId, conversationId]);
    return (
      copy ??
      this.#message('id = (select copy_of from message where id = ?) and conversation_id = ?', [
        ...[messageId, conversationId],
      ])
    );
  }

  async #message(where: string, bindings: readonly string[]): Promise<PastMessage | undefined> {
    const [row] = await this.connection.all<MessageRow>(
      `select * from message where ${where} order by position limit 1`,
      bindings,
    );
    return row && pastMessageOf(row);
  }

  async takeBack(messageId: string): Promise<boolean> {
    const taken = await this.connection.all(
      `update message set state = 'withdrawn' where id = ? and state = 'queued' and receipt is null and attempts = 0
       returning id`,
      [messageId],
    );
    return taken.length > 0;
  }

  async isAbout(messageId: string, ticketId: string): Promise<void> {
    await this.connection.all('update message set ticket_id = ? where id = ?', [ticketId, messageId]);
  }

  async saidSince(conversationId: string, since: Date, limit: number): Promise<PastMessage[]> {
    const rows = await this.connection.all<MessageRow>(
      `select * from message where conversation_id = ? and kind = 'text' and kept_at >= ?
         and state not in ('withdrawn', 'failed') order by position desc limit ?`,
      [conversationId, since.toISOString(), limit],
    );
    return rows.reverse().map(pastMessageOf);
  }

  async agentChat(conversationId: string): Promise<AgentChat> {
    const sql = 'select agent_chat from conversation where id = ?';
    const [row] = await this.connection.all<{ agent_chat: string | null }>(sql, [conversationId]);
    return row?.agent_chat ? (JSON.parse(row.agent_chat) as AgentChat) : {};
  }

  async rememberAgentChat(conversationId: string, chat: AgentChat): Promise<void> {
    const kept = chat.question || chat.lost?.length ? JSON.stringify(chat) : null;
    await this.connection.all('update conversation set agent_chat = ?, version = version + 1 where id = ?', [
      kept,
      conversationId,
    ]);
  }

  async lastSaidAt(conversationId: string): Promise<number> {
    const [row] = await this.connection.all<{ position: number | string | null }>(
      `select max(position) as position from message
       where conversation_id = ? and state not in ('unanswered', 'answered', 'withdrawn')`,
      [conversationId],
    );
    return Number(row?.position ?? 0);
  }
}

/** The number that an account names, if it names one. */
const phoneIn = (person: string): string | null => /^\+(\d+)$/.exec(person)?.[1] ?? null;
