import { join } from 'node:path';
import {
  addressKey,
  type Attachment,
  type Incoming,
  type Received,
  type Receive,
} from '../../channels/channel.js';
import { openSqlite, type Database } from '../../store/database.js';
import { openWorld, type World, type WorldOptions } from './world.js';

/** One chat of the company's number, without the network: the customer's side of it, and the company's own phone. */
export interface Chat {
  readonly conversationId: string;
  /** The customer writes. Resolves when it has been dealt with; gives the network's id. */
  says(text: string, more?: More): Promise<string>;
  /** The customer reacts, deletes, or sends what nobody can read. */
  does(name: string, value: Readonly<Record<string, string>>): Promise<void>;
  /** Somebody of the house types to the customer on the company's phone. */
  types(text: string, more?: More): Promise<void>;
  /** The messages arrive together, before the first is answered. `phone: ` in front: typed on the phone. */
  together(...said: readonly (string | readonly [string, More])[]): Promise<void>;
  /** The next message that bot or desk has written to the customer must be this one. */
  hears(expected: string | RegExp): Promise<void>;
  hearsNothing(ms: number): Promise<void>;
  /** The network's id of the last message of this chat with these words. */
  idOf(text: string | RegExp): Promise<string>;
  /** The state of the last message with these words. */
  stateOf(text: string): Promise<string | undefined>;
}

export interface More extends Partial<Pick<Incoming, 'id' | 'forPeople'>> {
  readonly agoSeconds?: number;
  readonly edits?: string;
  /** The network's id of the message that it answers. */
  readonly quotes?: string;
  readonly attachments?: readonly Attachment[];
}

export interface ChatWorld extends World {
  chat(id: string, name?: string): Chat;
}

/** The whole program with a door through which a test brings what WhatsApp would bring. */
export async function openChatWorld(options: WorldOptions = {}): Promise<ChatWorld> {
  let enter: Receive | undefined;
  const world = await openWorld({ ...options, aroundReceive: (receive) => (enter = receive) });
  const db = await openSqlite(join(world.folder, 'bastao.db'));
  let ids = 0;
  const receive = (incoming: Incoming): Promise<Received> => {
    if (!enter) throw new Error('The program has no door.');
    return enter(incoming);
  };
  const at = { now: () => world.now(), newId: () => `W${++ids}`, receive, db };
  return {
    ...world,
    get app() {
      return world.app;
    },
    get baseUrl() {
      return world.baseUrl;
    },
    chat: (id, name = 'Joana') => openChat(at, { id, name }),
    ends: async () => {
      await db.close();
      await world.ends();
    },
  };
}

interface At {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly receive: Receive;
  readonly db: Database;
}

const PHONE = { kind: 'agent', id: 'phone:main', name: 'Telefone da empresa' } as const;
const PATIENCE_MS = 10_000;

function openChat({ now, newId, receive, db }: At, { id, name }: { id: string; name: string }): Chat {
  const from = { channel: 'whatsapp', id: `main/${id}` };
  const conversationId = addressKey(from);
  const incoming = (
    content: Incoming['content'],
    { agoSeconds = 0, edits, quotes, attachments, ...more }: More,
  ): Incoming => ({
    ...{ id: newId(), from, person: { id: `main/${id}`, name } },
    content:
      content.kind === 'event'
        ? content
        : {
            ...content,
            ...(edits !== undefined && { edits }),
            ...(quotes !== undefined && { quotes: { id: quotes } }),
            ...(attachments && { attachments }),
          },
    sentAt: new Date(now().getTime() - agoSeconds * 1000),
    ...more,
  });
  const dealtWith = async (one: Incoming) => {
    await (
      await receive(one)
    ).outcome;
    return one.id;
  };
  const words = (text: string): Incoming['content'] => ({ kind: 'text', text });
  const { next, stateOf, idOf } = reading(db, conversationId);
  return {
    ...{ conversationId, stateOf, idOf },
    says: (text, more = {}) => dealtWith(incoming(words(text), more)),
    does: async (event, value) => void (await dealtWith(incoming({ kind: 'event', name: event, value }, {}))),
    types: async (text, more = {}) =>
      void (await dealtWith({ ...incoming(words(text), more), author: PHONE })),
    together: async (...said) => {
      const all = said.map((one): Incoming => {
        const [text, more] = typeof one === 'string' ? [one, {}] : one;
        const typed = /^phone: (.*)$/.exec(text)?.[1];
        return typed === undefined
          ? incoming(words(text), more)
          : { ...incoming(words(typed), more), author: PHONE };
      });
      const kept = await Promise.all(all.map(receive));
      await Promise.all(kept.map(({ outcome }) => outcome));
    },
    hears: async (expected) => {
      const text = await next(PATIENCE_MS);
      const fits = typeof expected === 'string' ? text === expected : expected.test(text ?? '');
      if (text === undefined || !fits)
        throw new Error(`Expected ${String(expected)}, read "${text ?? 'nothing'}".`);
    },
    hearsNothing: async (ms) => {
      const text = await next(ms);
      if (text !== undefined) throw new Error(`Expected silence, read "${text}".`);
    },
  };
}

/** What was written to the customer, as the program keeps it for the network. */
function reading(db: Database, conversationId: string) {
  let position = 0;
  const next = async (patienceMs: number): Promise<string | undefined> => {
    const sql = `select position, text from message where conversation_id = ? and position > ? and kind = 'text'
      and not (author = 'customer' and state in ('unanswered', 'answered'))
      and coalesce(author_id, '') not like 'phone:%' order by position limit 1`;
    for (const end = Date.now() + patienceMs; ;) {
      const [row] = await db.reader.all<{ position: number; text: string }>(sql, [conversationId, position]);
      if (row) position = row.position;
      if (row || Date.now() > end) return row?.text;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const stateOf = async (text: string): Promise<string | undefined> => {
    const sql =
      'select state from message where conversation_id = ? and text = ? order by position desc limit 1';
    const [row] = await db.reader.all<{ state: string }>(sql, [conversationId, text]);
    return row?.state;
  };
  const idOf = async (text: string | RegExp): Promise<string> => {
    const sql =
      'select external_id, text from message where conversation_id = ? and external_id is not null order by position desc';
    const rows = await db.reader.all<{ external_id: string; text: string }>(sql, [conversationId]);
    const found = rows.find((row) => (typeof text === 'string' ? row.text === text : text.test(row.text)));
    if (!found) throw new Error(`Nothing here reads ${String(text)}.`);
    return found.external_id;
  };
  return { next, stateOf, idOf };
}
