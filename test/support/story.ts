import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import knex from 'knex';
import { leftOver, type Closing, type Evidence, type KeptMessage, type KeptTicket } from './evidence.js';
import { openLives, type Lives, type LivesOptions } from './lives.js';
import {
  steadfastAgent,
  steadfastEmulatorPerson,
  steadfastWebCustomer,
  type Steadfast,
  type SteadfastAgent,
  type SteadfastEmulatorPerson,
} from './steadfast.js';

/** People around a program that dies, and the evidence of what became of their words. */
export interface Story {
  readonly lives: Lives;
  webCustomer(name: string): Promise<Steadfast>;
  emulatorPerson(name: string): Promise<SteadfastEmulatorPerson>;
  agent(id: string): Promise<SteadfastAgent>;
  /** A ticket that had to be closed so, and by whom. */
  closed(closing: Closing): void;
  /** Lets the last words arrive, ends the last life and reads what is on disk. */
  ends(): Promise<Evidence>;
  /** Leaves nothing behind, however the story went. */
  isForgotten(): Promise<void>;
}

export async function openStory(options: LivesOptions = {}): Promise<Story> {
  const lives = await openLives(options);
  const people: Steadfast[] = [];
  const agents: SteadfastAgent[] = [];
  const closings: Closing[] = [];
  const among = <One>(all: One[], one: One) => (all.push(one), one);
  return {
    lives,
    webCustomer: async (name) => among<Steadfast>(people, await steadfastWebCustomer(lives, name)),
    emulatorPerson: async (name) => {
      const person = await steadfastEmulatorPerson(lives, { name, userId: name.toLowerCase() });
      people.push(person);
      return person;
    },
    agent: async (id) => among(agents, await steadfastAgent(lives, id)),
    closed: (closing) => void closings.push(closing),
    ends: async () => {
      await settled(lives);
      await lives.ends();
      const told = people.map((person) => person.evidence());
      return { people: told, closings, births: lives.births, ...(await onDisk(lives.folder)) };
    },
    isForgotten: async () => {
      await lives.ends();
      for (const one of [...people, ...agents]) await one.close();
      lives.forget();
    },
  };
}

const LONGEST_WORK_MS = 20_000;
const QUIET_MS = 300;

/** Waits while anything is still to be answered or delivered, and a little for what must not come any more. */
async function settled(lives: Lives): Promise<void> {
  for (let life = 0; life !== lives.births.length;) {
    await lives.ready();
    life = lives.births.length;
    const end = Date.now() + LONGEST_WORK_MS;
    while (Date.now() < end && leftOver((await onDisk(lives.folder)).messages).length > 0) await sleep(100);
    await sleep(QUIET_MS);
  }
}

interface TicketRow {
  readonly id: string;
  readonly number: number;
  readonly status: string;
  readonly agent_id: string | null;
  readonly body: string;
}

async function onDisk(folder: string): Promise<Pick<Evidence, 'messages' | 'tickets'>> {
  const connection = { filename: join(folder, 'bastao.db') };
  const db = knex({ client: 'sqlite3', connection, useNullAsDefault: true });
  try {
    const messages = await db('message')
      .orderBy('position')
      .select<KeptMessage[]>('conversation_id as conversation', 'author', 'text', 'state');
    const events = await db('ticket_event')
      .orderBy('position')
      .select<{ ticket_id: string; type: string }[]>('ticket_id', 'type');
    const rows = await db('ticket').orderBy('number').select<TicketRow[]>('*');
    const tickets = rows.map(({ id, number, status, agent_id, body }): KeptTicket => {
      const { resolution } = JSON.parse(body) as { resolution?: { told?: string; solved?: string } };
      return {
        ...{ number, status, agent: agent_id ?? '' },
        ...{ told: resolution?.told ?? '', solved: resolution?.solved ?? '' },
        events: events.filter(({ ticket_id }) => ticket_id === id).map(({ type }) => type),
      };
    });
    return { messages, tickets };
  } finally {
    await db.destroy();
  }
}
