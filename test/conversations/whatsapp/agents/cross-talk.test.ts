import { openScene, type Scene } from '../scene.js';
import { accepted, asks, closes, passes } from './shifting.js';
import {
  callerSays,
  heardBy,
  heardOn,
  openTalk,
  questionsOn,
  quiet,
  serverActs,
  textsOn,
  type Talk,
} from './talking.js';

let scene: Scene;
afterEach(() => scene.ends());

const SEED = Number(process.env.SEED ?? 20261123);

async function begun(seed: number, names: readonly string[], phones: readonly string[]): Promise<Talk> {
  scene = await openScene({
    ...{ phones, tickMs: 600_000, whatsApp: { watchesForLoops: false } },
    desk: ({ agents, departments, rules }) => {
      Object.assign(rules as object, { silenceBudgetSeconds: 600 });
      for (const agent of agents)
        Object.assign(agent, {
          ...{ capacity: 5, level: agent.id === 'dora' ? 'supervisor' : 'technician' },
          departments: (departments as { id: string }[]).map(({ id }) => id),
        });
    },
  });
  const agents = phones.map((id) => scene.agent(id));
  for (const agent of agents) await agent.begins();
  return openTalk(
    seed,
    names.map((name, n) => scene.person(`55119876504${10 + n}`, name)),
    agents,
  );
}

/** Everybody writes at once, each their own in order; whoever is waiting asks for a person meanwhile. */
async function bursts(talk: Talk, most: number): Promise<void> {
  const { by, callers, servers } = talk;
  const asking = callers.filter(({ ticket }) => ticket === undefined);
  const times = () => Math.floor(by.next() * most) + 1;
  await Promise.all([
    ...asking.map((caller) => asks(talk, caller)),
    ...callers
      .filter((caller) => !asking.includes(caller))
      .map(async (caller) => {
        for (let n = times(); n > 0; n--) await callerSays(talk, caller);
      }),
    ...servers.map(async (server) => {
      for (let n = times() + 2 * server.holds.length; n > 0; n--) await serverActs(talk, server);
    }),
  ]);
  await quiet(talk);
  for (const caller of asking) await accepted(talk, caller);
  await quiet(talk);
}

/** A ticket is closed or passed on. */
async function shifts(talk: Talk): Promise<void> {
  const { by, servers } = talk;
  if (by.next() < 0.3) return;
  const busy = servers.filter(({ holds }) => holds.length > 0);
  if (busy.length === 0) return;
  const from = by.one(busy);
  const caller = by.one(from.holds);
  const to = servers.filter((one) => one !== from);
  if (to.length > 0 && by.next() < 0.6) return passes(talk, from, by.one(to), caller);
  return closes(talk, from, caller);
}

/** Reads every phone: nobody has words of another, and all of theirs, once and in order. */
function reads(talk: Talk): void {
  const { callers, servers } = talk;
  for (const caller of callers) {
    expect({ of: caller.name, heard: heardBy(caller) }).toEqual({ of: caller.name, heard: caller.mustHear });
    for (const text of textsOn(caller.person))
      for (const [, name] of text.matchAll(/recado \d+ (?:para|de) (\p{L}+)/gu))
        expect(name).toBe(caller.name);
  }
  for (const server of servers) {
    for (const { name } of callers) {
      const ofPair = (all: readonly string[]) => all.filter((text) => text.includes(` ${name}: `));
      expect(ofPair(heardOn(server))).toEqual(ofPair(server.mustHear));
    }
    expect(heardOn(server)).toHaveLength(server.mustHear.length);
    for (const text of textsOn(server.phone))
      for (const [, name = ''] of text.matchAll(/recado \d+ de (\p{L}+)/gu))
        expect([...server.met]).toContain(name);
    expect(questionsOn(server)).toBe(server.asked);
  }
}

async function goesOn(talk: Talk, messages: number): Promise<void> {
  try {
    for (const caller of talk.callers) await asks(talk, caller).then(() => accepted(talk, caller));
    while (talk.count < messages) {
      await bursts(talk, 7);
      await shifts(talk);
      // Words of the same moment may still be meant for a ticket that has just gone: see the other tests.
      await scene.world.passes(12);
    }
    await bursts(talk, 4);
    await new Promise((go) => setTimeout(go, 300));
    reads(talk);
  } catch (error) {
    throw new Error(`Seed ${talk.seed} after ${talk.count} messages`, { cause: error });
  }
}

const asked = ({ servers }: Talk): number => servers.reduce((sum, one) => sum + one.asked, 0);

test('two customers and one agent: nobody hears a word of another, and every doubt is asked about', async () => {
  const talk = await begun(SEED, ['Joana', 'Pedro'], ['ana']);
  await goesOn(talk, 200);
  expect(asked(talk)).toBeGreaterThan(8);
}, 60_000);

test('five customers and three agents: the same', async () => {
  const names = ['Joana', 'Pedro', 'Rita', 'Ivo', 'Lia'];
  const talk = await begun(SEED + 1, names, ['ana', 'bia', 'caio']);
  await goesOn(talk, 340);
  expect(asked(talk)).toBeGreaterThan(20);
}, 60_000);
