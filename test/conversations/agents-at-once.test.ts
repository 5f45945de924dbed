import { join } from 'node:path';
import { openSqlite } from '../../store/database.js';
import { available, isServed, openAgentsWorld } from '../support/agents-chat.js';
import type { ChatWorld } from '../support/chat-world.js';
import { pickFrom, tape, type Chance } from '../routing/addressing/chance.js';

let world: ChatWorld;
afterEach(() => world.ends());

const ROUNDS = 40;
const MOST_AT_ONCE = 8;
const AGENTS = ['ana', 'bia'] as const;
const NUMBERS = [1, 2] as const;

interface Row {
  readonly id: string;
  readonly conversation_id: string;
  readonly author: string;
  readonly kind: string;
  readonly state: string;
  readonly text: string;
  readonly copy_of: string | null;
  readonly external_id: string | null;
  readonly body: string | null;
}

/** Joana (#1) is with Ana, so is Pedro (#2); Bia is there too. Every word carries whose matter it is: `w1-17` is Joana's. */
async function everybody(chance: Chance) {
  world = await openAgentsWorld();
  const ana = await available(world, 'ana');
  const customers = [
    await isServed(world, ana, { name: 'Joana', number: 1 }),
    await isServed(world, ana, { name: 'Pedro', number: 2 }),
  ];
  const chats = { ana, bia: await available(world, 'bia') };
  const consoles = { ana: await world.agent('ana'), bia: await world.agent('bia') };
  const { mine } = await consoles.ana.board();
  const tickets = NUMBERS.map((number) => mine.find((one) => one.number === number)?.id ?? '');
  const written: { id: string; number: number; who: (typeof AGENTS)[number] }[] = [];
  const told: { id: string; number: number }[] = [];
  let words = 0;
  const word = (number: number) => `w${number}-${++words}`;

  const acts: ((who: (typeof AGENTS)[number], number: number) => Promise<unknown> | undefined)[] = [
    (who, number) => {
      const id = `A${++words}`;
      written.push({ id, number, who });
      return chats[who].says(`#${number} ${word(number)}`, { id });
    },
    (_who, number) => {
      const id = `C${++words}`;
      const quoted = pickFrom(told, chance);
      told.push({ id, number });
      const quotes = quoted?.number === number ? { quotes: quoted.id } : {};
      return customers[number - 1]?.says(word(number), { id, ...quotes });
    },
    (who, number) => consoles[who].replies(tickets[number - 1] ?? '', word(number)),
    () => {
      const one = pickFrom(written, chance);
      return one && chats[one.who].says(`#${one.number} ${word(one.number)}`, { edits: one.id });
    },
    () => {
      const one = pickFrom(written, chance);
      return one && chats[one.who].does('message.deleted', { id: one.id });
    },
    () => {
      const one = pickFrom(told, chance);
      return one && customers[one.number - 1]?.says(word(one.number), { edits: one.id });
    },
    () => {
      const one = pickFrom(told, chance);
      return one && customers[one.number - 1]?.does('message.reaction', { id: one.id, emoji: '👍' });
    },
    () => {
      const one = pickFrom(written, chance);
      return one && chats[one.who].says(word(one.number), { quotes: one.id });
    },
    (who, number) => chats[who].says(`/transferir #${number} ${who === 'ana' ? 'bia' : 'ana'}; sim`),
    (who, number) => chats[who].says(`1 #${number}`),
    (who, number) => consoles[who].accepts(tickets[number - 1] ?? ''),
  ];
  // They write more than they do anything else.
  const writing = acts.slice(0, 3);
  return { acts: [...writing, ...writing, ...writing, ...acts] };
}

async function rows(): Promise<Row[]> {
  const db = await openSqlite(join(world.folder, 'bastao.db'));
  const all = await db.reader.all<Row>('select * from message order by position');
  await db.close();
  return all;
}

const matterIn = (text: string): string | undefined => /\bw(\d)-\d+/.exec(text)?.[1];
const isDeed = ({ body }: Row): boolean => body?.includes('"deed"') ?? false;

/** Words in the chat of somebody they are not for. */
const astray = (all: readonly Row[]) =>
  all.filter(({ author, conversation_id: where, text }) => {
    const matter = matterIn(text);
    const named = /^#(\d) /.exec(text)?.[1];
    const customer = /\/l(\d)$/.exec(where)?.[1];
    if (matter === undefined) return false;
    return customer === undefined
      ? named !== undefined && named !== matter
      : author === 'agent' && customer !== matter;
  });

/** Words that stand twice in one chat. */
function doubled(all: readonly Row[]): string[] {
  const copies = all.filter((one) => one.copy_of !== null && one.state !== 'withdrawn' && !isDeed(one));
  const places = copies.map(({ conversation_id: where, copy_of: of }) => `${where} ${of ?? ''}`);
  return places.filter((place, i) => places.indexOf(place) !== i);
}

/** What customers wrote and no agent was brought; a correction may have become a deed. */
function lost(all: readonly Row[]): string[] {
  const copied = new Set(all.map(({ copy_of }) => copy_of));
  return all
    .filter(
      ({ conversation_id: where, author, kind }) =>
        /\/l\d$/.test(where) && author === 'customer' && kind === 'text',
    )
    .filter(
      ({ id, text, body }) => matterIn(text) !== undefined && !body?.includes('"edits"') && !copied.has(id),
    )
    .map(({ text }) => text);
}

test.each([4, 5, 6])(
  'everything at once: nothing astray, nothing twice, nothing lost (seed %i)',
  async (seed) => {
    const chance = tape(seed);
    const { acts } = await everybody(chance);
    for (let round = 0; round < ROUNDS; round++) {
      const act = async () => pickFrom(acts, chance)?.(AGENTS[chance(2)] ?? 'ana', 1 + chance(2));
      await Promise.all(Array.from({ length: 1 + chance(MOST_AT_ONCE) }, act));
    }
    const all = await rows();
    expect(all.filter(({ state }) => state === 'unanswered')).toEqual([]);
    expect(all.filter(({ text }) => /tive um problema|não pôde ser lida/.test(text))).toEqual([]);
    expect({ astray: astray(all).map(({ text }) => text), doubled: doubled(all), lost: lost(all) }).toEqual({
      ...{ astray: [], doubled: [], lost: [] },
    });
    expect(
      all.filter(({ author, copy_of }) => author === 'agent' && copy_of !== null).length,
    ).toBeGreaterThan(10);
  },
);
