import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Incoming, JsonObject, Person, Receive } from '../../channels/channel.js';
import { openSqlite, type Database } from '../../store/database.js';
import type { ConsoleAgent } from '../support/console-agent.js';
import { openWorld, type World } from '../support/world.js';

export const ANA = { id: 'main/l111111', alias: 'lid:111111', phone: '+5511990001001', name: 'Ana Souza' };
export const BIA = { id: 'main/l222222', alias: 'lid:222222', phone: '+5511990001002', name: 'Bia Lima' };
export const JOANA = { id: 'main/l333', alias: 'lid:333', phone: '+5511987650003', name: 'Joana' };
export const PEDRO = { id: 'main/l444', alias: 'lid:444', phone: '+5511987650004', name: 'Pedro' };
const THEIRS = [ANA, BIA, JOANA, PEDRO].map(({ id }) => `whatsapp:${id}`);

/** What agents write to the desk. */
export const ORDERS = [
  ...['/encerrar', '/encerrar x; y', '/transferir bia ajuda', '/transferir financeiro segunda via', '/fila'],
  ...[
    '/aceitar',
    '/aceitar 2',
    '1',
    '2',
    '1 #2',
    '#1 oi',
    '#2 oi',
    '#1: pode me passar a senha?',
    '/historico 1',
  ],
  ...[
    '/nota 1 segredo',
    '/devolver',
    '/ausente',
    '/disponivel',
    '/supervisor 1 urgente',
    '/ajuda',
    'aceitar',
  ],
  ...['recusar', '/cancelar', '# 1 oi', '＃1 oi', '#１ oi', '/escalar 1 difícil', '/close x; y', '/accept 2'],
] as const;

export const COMMANDS = ['accept', 'say', 'close', 'presence', 'take-over', 'note'] as const;

/** A command as the console would bring it: nothing is wrong with it but who brings it. */
export function commandOf(type: (typeof COMMANDS)[number], ticketId: string, words: string): JsonObject {
  switch (type) {
    case 'presence':
      return { type, available: false };
    case 'close':
      return { type, ticketId, told: words, solved: words };
    case 'say':
    case 'note':
      return { type, ticketId, text: words };
    case 'accept':
    case 'take-over':
      return { type, ticketId };
  }
}

/** What is kept of a message, as far as somebody could have copied it off a screen. */
export interface Shown {
  readonly conversation: string;
  readonly id: string;
  readonly externalId: string;
  readonly text: string;
}

/** Ana holds Joana's ticket and Bia is asked for Pedro's, both on phones of their own; nobody else is there. */
export interface ImpostorScene {
  readonly world: World;
  readonly ana: ConsoleAgent;
  readonly bia: ConsoleAgent;
  /** A network brings something. Resolves when it has been dealt with; gives the conversation. */
  brings(person: Person, content: Incoming['content'], more?: Partial<Incoming>): Promise<string>;
  /** All that stands in the chats of the four. */
  shown(): Promise<readonly Shown[]>;
  /** Everything that no impostor may change: tickets, chats, what the desk remembers, who is there. */
  fingerprint(): Promise<string>;
  /** The words that stand in a conversation which is not this one. */
  elsewhere(words: string, conversation: string): Promise<number>;
  /** What the house said in this conversation. */
  answersIn(conversation: string): Promise<readonly string[]>;
  ends(): Promise<void>;
}

export async function openImpostorScene(): Promise<ImpostorScene> {
  let enter: Receive | undefined;
  const world = await openWorld({
    ...{ slow: true, tickMs: 600_000, aroundReceive: (receive: Receive) => (enter = receive) },
    settings: { DIRECT_LINE_SECRET: 'the-secret-of-the-web-shop-0123456789' },
    desk: (desk) => {
      desk['rules'] = { offerTimeoutSeconds: 86_400, silenceBudgetSeconds: 86_400, idleCloseMinutes: 6000 };
      const accounts: Record<string, object[]> = {
        ana: [{ channel: 'whatsapp', person: '+55 11 99000-1001' }],
        bia: [{ channel: 'whatsapp', person: 'lid:222222' }],
        caio: [{ channel: 'botframework', person: 'emulator/caio' }],
        dora: [{ channel: 'web', person: 'dl_dora' }],
      };
      for (const agent of desk.agents)
        Object.assign(agent, { accounts: accounts[agent.id], capacity: 1, departments: ['atendimento'] });
    },
  });
  const db = await openSqlite(join(world.folder, 'bastao.db'));
  const brings: ImpostorScene['brings'] = async (person, content, more = {}) => {
    if (!enter) throw new Error('The program has no door.');
    const from = more.from ?? { channel: 'whatsapp', id: person.id };
    const kept = await enter({ id: randomUUID(), from, person, content, sentAt: world.now(), ...more });
    await kept.outcome;
    return `${from.channel}:${from.id}`;
  };
  const says = (person: Person, text: string) => brings(person, { kind: 'text', text });
  const [ana, bia] = [await world.agent('ana'), await world.agent('bia')];
  await says(ANA, 'oi');
  await says(BIA, 'oi');
  await says(JOANA, 'quero falar com um atendente');
  const first = await ana.seesOffer();
  await ana.accepts(first.id);
  await says(JOANA, 'minha fatura veio errada');
  await says(PEDRO, 'quero falar com um atendente');
  await bia.seesOffer();
  return {
    ...{ world, ana, bia, brings },
    ...reading(db),
    ends: async () => {
      await db.close();
      await world.ends();
    },
  };
}

function reading(db: Database) {
  const among = `(${THEIRS.map((one) => `'${one}'`).join(', ')})`;
  const all = (sql: string, values: readonly string[] = []) =>
    db.reader.all<Record<string, unknown>>(sql, values);
  return {
    shown: async (): Promise<Shown[]> => {
      const rows = await all(
        `select conversation_id as conversation, id, coalesce(external_id, '') as externalId, text
         from message where conversation_id in ${among} order by position`,
      );
      return rows as unknown as Shown[];
    },
    fingerprint: async (): Promise<string> => {
      const kept = [
        await all(
          `select id, conversation_id, text, body, author, author_id, ticket_id, copy_of from message
           where conversation_id in ${among} order by position`,
        ),
        await all(`select * from ticket where conversation_id in ${among} order by number`),
        await all(
          `select id, agent_chat, customer_id, phone, alias from conversation where id in ${among} order by id`,
        ),
        await all('select agent_id, available from presence order by agent_id'),
        await all(`select count(*) as held from ticket where agent_id is not null`),
      ];
      return createHash('sha256').update(JSON.stringify(kept)).digest('hex');
    },
    elsewhere: async (words: string, conversation: string): Promise<number> => {
      const [row] = await all(
        'select count(*) as found from message where instr(text, ?) > 0 and conversation_id <> ?',
        [words, conversation],
      );
      return Number(row?.['found']);
    },
    answersIn: async (conversation: string): Promise<string[]> =>
      (
        await all(
          `select text from message where conversation_id = ? and kind = 'text' and author <> 'customer'`,
          [conversation],
        )
      ).map(({ text }) => String(text)),
  };
}
