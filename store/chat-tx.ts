import type { AgentChat } from '../routing/agent-chat.js';
import type { CustomerWords, PastMessage } from '../routing/store.js';
import { placeholders } from './connection.js';
import { pastOf, readAsItStands, readLater } from './reading.js';
import { bodyOf, type MessageRow } from './rows.js';
import { TicketTx } from './ticket-tx.js';

interface Account {
  readonly channel: string;
  readonly person: string;
}

/** So much of what a customer wrote while nobody had taken the ticket yet is brought to whoever takes it. */
const MOST_WORDS = 200;

/** The part of a transaction that knows what was said where, and what the desk remembers of its agents' chats. */
export class ChatTx extends TicketTx {
  /** Conversations in which a message of ours has come further, or was taken back. */
  readonly marked: string[] = [];
  /** What may have left already cannot be taken back. */
  protected isLeaving: (id: string) => boolean = () => false;

  async conversationOf(accounts: readonly Account[]): Promise<string | undefined> {
    return (await this.conversationsOf(accounts))[0];
  }

  async conversationsOf(accounts: readonly Account[]): Promise<string[]> {
    return (await this.#heardOf(accounts)).map(({ id }) => id);
  }

  async heardAt(accounts: readonly Account[]): Promise<Date | undefined> {
    const [last] = await this.#heardOf(accounts);
    return last && new Date(last.heard_at);
  }

  /**
   * All conversations in which this person wrote, the one where they were heard last first: somebody else may have added
   * them to one of their own.
   */
  async #heardOf(accounts: readonly Account[]): Promise<{ id: string; heard_at: string }[]> {
    if (accounts.length === 0) return [];
    // One by one: for a condition with "or" all conversations of the channel would be looked at.
    const either = ['person', 'alias', 'phone'].flatMap((name) =>
      accounts.map(() => `select id from conversation where channel = ? and ${name} = ?`),
    );
    const names = accounts.map(({ channel, person }) => [channel, person]);
    const phones = accounts.map(({ channel, person }) => [channel, phoneIn(person)]);
    return this.connection.all<{ id: string; heard_at: string }>(
      `select id, heard_at from conversation where id in (${either.join(' union ')}) and exists
         (select 1 from message where conversation_id = conversation.id and kind = 'text' and author = 'customer'
           and state in ('unanswered', 'answered'))
       order by heard_at desc`,
      [...names, ...names, ...phones].flat(),
    );
  }

  async customerWords(conversationId: string, after: number): Promise<CustomerWords[]> {
    const wrote = await readAsItStands(this.connection, {
      conversationId,
      where: `author = 'customer' and position > ? and state = 'answered'`,
      bindings: [after],
      limit: MOST_WORDS,
    });
    return wrote.flatMap(({ row, text, gone }) => {
      if (gone) return [];
      const { attachments = [], quotes, edits } = bodyOf(row);
      const named = { ...(quotes && { quotes: quotes.id }), ...(edits !== undefined && { corrects: edits }) };
      return [{ id: row.id, text, attachments, ...named }];
    });
  }

  async heardUpTo(conversationId: string): Promise<number> {
    const [row] = await this.connection.all<{ position: number | string | null }>(
      `select coalesce(
         (select min(position) - 1 from message where conversation_id = ? and author = 'customer' and state = 'unanswered'),
         (select max(position) from message where conversation_id = ? and author = 'customer' and state = 'answered')
       ) as position`,
      [conversationId, conversationId],
    );
    return Number(row?.position ?? 0);
  }

  async messageNamed(conversationId: string, externalId: string): Promise<PastMessage | undefined> {
    const found =
      (await this.#named(conversationId, externalId)) ?? (await this.#withPart(conversationId, externalId));
    return found && readLater(this.connection, await this.#whole(found));
  }

  messageOf(id: string): Promise<PastMessage | undefined> {
    return this.#message('id = ?', [id]);
  }

  #named(conversationId: string, externalId: string): Promise<MessageRow | undefined> {
    return this.#row(`conversation_id = ? and external_id = ? and kind = 'text'`, [
      conversationId,
      externalId,
    ]);
  }

  async #withPart(conversationId: string, externalId: string): Promise<MessageRow | undefined> {
    const [part] = await this.connection.all<{ whole: string }>(
      'select whole from whatsapp_sent where external_id = ? and whole is not null limit 1',
      [externalId],
    );
    return part && this.#named(conversationId, part.whole);
  }

  /** What replaces a message's words, or is done to it, stands for that message. */
  async #whole(row: MessageRow): Promise<MessageRow> {
    const { edits, deed } = bodyOf(row);
    const before = deed
      ? await this.#row('id = ?', [deed.target.id])
      : edits === undefined
        ? undefined
        : await this.#named(row.conversation_id, edits);
    const isEarlier = before && Number(before.position) < Number(row.position);
    return isEarlier && before.author === row.author ? this.#whole(before) : row;
  }

  async counterpartOf(messageId: string, conversationId: string): Promise<PastMessage | undefined> {
    const isThere = `conversation_id = ? and state not in ('withdrawn', 'failed')`;
    const copy = await this.#message(`copy_of = ? and ${isThere}`, [messageId, conversationId]);
    const original = `id = (select copy_of from message where id = ?) and ${isThere}`;
    return copy ?? this.#message(original, [messageId, conversationId]);
  }

  async copiesOf(messageId: string): Promise<PastMessage[]> {
    const rows = await this.connection.all<MessageRow>(
      `select * from message where copy_of = ? and state not in ('withdrawn', 'failed') order by position`,
      [messageId],
    );
    return Promise.all(rows.map((row) => readLater(this.connection, row)));
  }

  async #message(where: string, bindings: readonly string[]): Promise<PastMessage | undefined> {
    const row = await this.#row(where, bindings);
    return row && readLater(this.connection, row);
  }

  async #row(where: string, bindings: readonly string[]): Promise<MessageRow | undefined> {
    const sql = `select * from message where ${where} order by position limit 1`;
    return (await this.connection.all<MessageRow>(sql, bindings))[0];
  }

  async takeBack(messageId: string): Promise<boolean> {
    const queued = await this.connection.all<MessageRow>(
      `select * from message where conversation_id = (select conversation_id from message where id = ?)
         and state = 'queued' and receipt is null and attempts = 0`,
      [messageId],
    );
    const about = queued.filter(
      (row) => !this.isLeaving(row.id) && (row.id === messageId || bodyOf(row).deed?.target.id === messageId),
    );
    if (about.length === 0) return false;
    const taken = await this.connection.all<MessageRow>(
      `update message set state = 'withdrawn' where id in ${placeholders(1, about.length)} returning *`,
      about.map(({ id }) => id),
    );
    this.marked.push(...new Set(taken.map((row) => row.conversation_id)));
    return taken.some(({ id }) => id === messageId);
  }

  async isAbout(messageId: string, ticketId: string): Promise<void> {
    await this.connection.all('update message set ticket_id = ? where id = ?', [ticketId, messageId]);
  }

  async saidSince(conversationId: string, since: Date, limit: number): Promise<PastMessage[]> {
    const said = await readAsItStands(this.connection, {
      conversationId,
      where: `kept_at >= ? and state not in ('withdrawn', 'failed') and ticket_id is null`,
      bindings: [since.toISOString()],
      limit,
    });
    return said.filter(({ gone }) => !gone).map(pastOf);
  }

  async agentChat(conversationId: string): Promise<AgentChat> {
    const sql = 'select agent_chat from conversation where id = ?';
    const [row] = await this.connection.all<{ agent_chat: string | null }>(sql, [conversationId]);
    return row?.agent_chat ? (JSON.parse(row.agent_chat) as AgentChat) : {};
  }

  async rememberAgentChat(conversationId: string, chat: AgentChat): Promise<void> {
    const kept = chat.question || chat.left?.length ? JSON.stringify(chat) : null;
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
