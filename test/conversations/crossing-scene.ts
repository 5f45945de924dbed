import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relayedOf } from '../../bot/asides.js';
import type { BotTx } from '../../bot/store.js';
import type { Attachment, Incoming } from '../../channels/channel.js';
import { carryDeed, type Did } from '../../routing/crossing.js';
import { obey, openTicket, relayToAgent, type Desk } from '../../routing/desk.js';
import type { DeskCommand } from '../../routing/commands.js';
import { parseDeskFile } from '../../routing/desk-file.js';
import { agentNamed } from '../../routing/desk-definition.js';
import { RuleBroken } from '../../routing/reason.js';
import type { ActiveTicket, Ticket } from '../../routing/ticket.js';
import { openSqlite } from '../../store/database.js';
import { openStore } from '../../store/open-store.js';
import type { MessageRow } from '../../store/rows.js';
import { openTexts } from '../../texts/texts.js';
import { REQUEST } from '../routing/tickets.js';

const BEGAN = Date.parse('2026-11-23T13:00:00Z');

export interface More {
  readonly quotes?: string;
  readonly files?: readonly Attachment[];
}

/** Somebody on a network that can quote, edit, delete and react. Each deed gives the network's id of what was done. */
export interface Person {
  readonly conversationId: string;
  says(text: string, more?: More): Promise<string>;
  edits(id: string, text: string): Promise<void>;
  deletes(id: string): Promise<void>;
  reacts(id: string, emoji: string): Promise<void>;
  /**
   * What came since the last look: words; `re "quoted" words`; `edit "old" to "new"`; `delete "old"`; `👍 on "old"`,
   * each deed with the words for networks that cannot do it.
   */
  reads(): Promise<string[]>;
  /** The network's id of the last message of ours with these words. */
  idOf(text: string): Promise<string>;
  row(text: string): Promise<MessageRow>;
}

export interface AgentPerson extends Person {
  /** From the chat about this ticket; the key of the broken rule if it is not carried out. */
  writes(ticket: number, text: string, more?: More): Promise<string>;
  does(did: Did): Promise<string>;
  /** From the console. */
  orders(command: DeskCommand): Promise<void>;
}

/** The desk on a real database, with customers and agents on WhatsApp, and nothing between them but the crossing. */
export async function openCrossing(channelOf: (name: string) => string = () => 'whatsapp') {
  const folder = mkdtempSync(join(tmpdir(), 'bastao-crossing-'));
  const db = await openSqlite(join(folder, 'bastao.db'));
  let ids = 0;
  let seconds = 0;
  const now = () => new Date(BEGAN + seconds * 1000);
  const newId = () => `r${++ids}`;
  const outgoingId = (channel: string, id: string) => (channel === 'whatsapp' ? `OUT-${id}` : undefined);
  const store = openStore(db, { now, newId, logChannels: new Set(['web']), outgoingId });
  const definition = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
  for (const agent of definition.agents)
    Object.assign(agent, { accounts: [{ channel: channelOf(agent.id), person: `main/${agent.id}` }] });
  const desk: Desk = { definition, texts: openTexts() };
  const inTx = <T>(work: (tx: BotTx) => Promise<T>): Promise<T> => store.commit('command', work);
  const all = (sql: string, bindings: readonly (string | number)[]) =>
    db.reader.all<MessageRow>(sql, bindings);

  /** Everything that is not answered yet in a conversation goes into one turn. */
  const turn = async <T>(
    conversationId: string,
    work: (
      tx: BotTx,
      unanswered: NonNullable<Awaited<ReturnType<typeof store.situation>>>['unanswered'],
    ) => Promise<T>,
  ): Promise<T | undefined> => {
    const situation = await store.situation(conversationId);
    if (!situation) return undefined;
    const { conversation, unanswered } = situation;
    return inTx(async (tx) => {
      await tx.answered(
        conversation,
        {},
        unanswered.map(({ position }) => position),
      );
      return work(tx, unanswered);
    });
  };

  const openOf = async (tx: BotTx, conversationId: string): Promise<Ticket | undefined> => {
    const sql = `select id from ticket where conversation_id = ? and status <> 'closed'`;
    const [row] = await db.reader.all<{ id: string }>(sql, [conversationId]);
    return row && tx.ticket(row.id);
  };

  const heardBy = (conversationId: string) =>
    turn(conversationId, async (tx, unanswered) => {
      const ticket = await openOf(tx, conversationId);
      const words = relayedOf(unanswered);
      if (ticket?.status === 'active' && words.length > 0)
        await relayToAgent(tx, desk, { ticket, words }, now());
    });

  function person(name: string, react: (id: string) => Promise<unknown>): Person {
    const channel = channelOf(name.toLowerCase());
    const from = { channel, id: `main/${name.toLowerCase()}` };
    const conversationId = `${channel}:${from.id}`;
    let position = 0;
    const brings = async (content: Incoming['content']): Promise<string> => {
      seconds += 1;
      const id = `IN-${newId()}`;
      await store.keep({ id, from, person: { id: from.id, name }, content, sentAt: now() });
      await react(conversationId);
      return id;
    };
    const event = async (event: string, value: Readonly<Record<string, string>>) =>
      void (await brings({ kind: 'event', name: event, value }));
    const row = async (text: string): Promise<MessageRow> => {
      const sql = `select * from message where conversation_id = ? and text = ? order by position desc limit 1`;
      const [found] = await all(sql, [conversationId, text]);
      if (!found) throw new Error(`${name} has no message "${text}".`);
      return found;
    };
    return {
      ...{ conversationId, row },
      says: (text, { quotes, files } = {}) =>
        brings({
          ...{ kind: 'text', text },
          ...(files && { attachments: files }),
          ...(quotes !== undefined && { quotes: { id: quotes, text: 'what the network claims' } }),
        }),
      edits: async (id, text) => void (await brings({ kind: 'text', text, edits: id })),
      deletes: (id) => event('message.deleted', { id }),
      reacts: (id, emoji) => event('message.reaction', { id, emoji }),
      reads: async () => {
        const sql = `select * from message where conversation_id = ? and position > ?
          and state not in ('unanswered', 'answered', 'withdrawn') order by position`;
        const rows = await all(sql, [conversationId, position]);
        position = Number(rows.at(-1)?.position ?? position);
        return rows.map(read);
      },
      idOf: async (text) => (await row(text)).external_id ?? '',
    };
  }

  function agentPerson(id: string): AgentPerson {
    const agent = agentNamed(definition, id);
    if (!agent) throw new Error(id);
    let carryOut: (tx: BotTx, messageId: string) => Promise<void> = async () => undefined;
    const told: string[] = [];
    const obeyed = async (work: () => Promise<unknown>): Promise<string> => {
      told.length = 0;
      try {
        await work();
        return 'done';
      } catch (error) {
        if (error instanceof RuleBroken) return error.rule;
        throw error;
      }
    };
    const base = person(id, (conversationId) =>
      turn(conversationId, async (tx, [message]) => carryOut(tx, message?.id ?? '')),
    );
    const { conversationId } = base;
    return {
      ...base,
      writes: (number, text, more = {}) => {
        const { quotes, files = [] } = more;
        carryOut = async (tx, messageId) => {
          const ticket = await tx.ticketNumbered(number);
          const command = { type: 'say', ticketId: ticket?.id ?? '', text } as const;
          const source = { messageId, conversationId, ...(quotes !== undefined && { quotes }) };
          await obey(tx, desk, { agent, command, attachments: files, source }, now());
        };
        return base.says(text, more).finally(() => (carryOut = async () => undefined));
      },
      does: (did) =>
        obeyed(async () => {
          carryOut = (tx) => carryDeed(tx, desk, { agent, conversationId, did }, now());
          const { of, kind } = did;
          const doing =
            kind === 'edit'
              ? base.edits(of, did.text)
              : kind === 'delete'
                ? base.deletes(of)
                : base.reacts(of, did.emoji);
          await doing.finally(() => (carryOut = async () => undefined));
        }),
      orders: (command) => inTx((tx) => obey(tx, desk, { agent, command }, now())),
    };
  }

  let tickets = 0;
  return {
    ...{ desk, store, db, inTx, now },
    passes: (s: number) => void (seconds += s),
    customer: (name: string) => person(name, heardBy),
    agent: async (id: string) => {
      const agent = agentPerson(id);
      await agent.says('oi');
      return agent;
    },
    /** Asks this agent, and nobody else, to take a new ticket of the customer's. */
    offered: async (customer: Person, agentId: string): Promise<Ticket> => {
      const { version: _v, number: _n, protocol: _p, openedAt: _o, follows: _f, ...request } = REQUEST;
      const { conversationId } = customer;
      const [, name = ''] = /main\/(.*)$/.exec(conversationId) ?? [];
      const customerName = name.charAt(0).toUpperCase() + name.slice(1);
      for (const { id } of definition.agents) await inTx((tx) => tx.setPresence(id, id === agentId, now()));
      const draft = {
        ...{ ...request, id: `t${++tickets}`, conversationId, customerId: name, customerName },
        ...{ department: 'atendimento', skills: [] },
      };
      return inTx((tx) => openTicket(tx, desk, draft, now()));
    },
    ticket: (id: string) => inTx((tx) => tx.ticket(id)),
    held: async (id: string): Promise<ActiveTicket> => {
      const ticket = await inTx((tx) => tx.ticket(id));
      if (ticket?.status !== 'active') throw new Error(`It is ${ticket?.status}.`);
      return ticket;
    },
    /** The networks take everything that waits. */
    delivers: () =>
      inTx(
        async (tx) =>
          void (await (tx as unknown as { connection: typeof db.writer }).connection.all(
            `update message set state = 'sent' where state = 'queued'`,
          )),
      ),
    ends: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Crossing = Awaited<ReturnType<typeof openCrossing>>;

type Body = {
  readonly answers?: { text: string };
  readonly deed?: { kind: string; target: { text: string }; text?: string; emoji?: string };
};

function read({ text, body }: MessageRow): string {
  const { answers, deed } = JSON.parse(body ?? '{}') as Body;
  if (!deed) return answers ? `re "${answers.text}" ${text}` : text;
  const target = `"${deed.target.text}"`;
  const done =
    deed.kind === 'edit'
      ? `edit ${target} to "${deed.text}"`
      : deed.kind === 'react'
        ? `${deed.emoji || 'nothing'} on ${target}`
        : `delete ${target}`;
  return `${done}, or: ${text}`;
}

/** Ana serves Joana in ticket #1; whatever was said on the way has been read. */
export async function anaServes(scene: Crossing): Promise<{ ana: AgentPerson; joana: Person }> {
  const ana = await scene.agent('ana');
  const joana = scene.customer('Joana');
  await joana.says('quero falar com atendente');
  const { id } = await scene.offered(joana, 'ana');
  await ana.orders({ type: 'accept', ticketId: id });
  await scene.delivers();
  await ana.reads();
  await joana.reads();
  return { ana, joana };
}
