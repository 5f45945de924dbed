import { nextWake, runTimers } from '../../routing/timers.js';
import { InMemoryRouting } from '../../store/in-memory.js';
import { openTexts } from '../../texts/texts.js';
import { decisionsOf, type Decision } from './decisions.js';
import { happen, type World } from './happen.js';
import { definitionOf, readSimulation, type SimulatedEvent, type Simulation } from './input.js';
import { valueAt } from './problem.js';
import { Tally } from './tally.js';

export interface Outcome {
  readonly decisions: readonly Decision[];
  readonly tally: Tally;
}

/** Runs what the file describes. Throws InputProblem, the first one of the file, where it cannot be. */
export async function runFile(file: unknown): Promise<Outcome> {
  const reading = readSimulation(file);
  if (reading.ok) return run(reading.simulation);
  const [first] = reading.problems;
  const before = first && upTo(file, first.path);
  if (before) await run(before);
  throw first ?? new Error('A file that cannot be read has a problem.');
}

/**
 * The simulation as far as it goes before the event with the first problem of form: an earlier event that cannot
 * happen is the first problem then. Undefined where that cannot be told.
 */
function upTo(file: unknown, [list, position]: readonly (string | number)[]): Simulation | undefined {
  const events = valueAt(file, 'events');
  if (list !== 'events' || typeof position !== 'number' || !Array.isArray(events)) return undefined;
  const reading = readSimulation({ ...(file as object), events: events.slice(0, position) });
  if (!reading.ok) return undefined;
  const last = Math.max(...reading.simulation.events.map(({ at }) => at.getTime()));
  const later = events.slice(position).map((one) => Date.parse(String(valueAt(one, 'at'))));
  return later.some((time) => time < last) ? undefined : reading.simulation;
}

/** Runs the production desk and its timers under a virtual clock. */
export async function run(simulation: Simulation): Promise<Outcome> {
  const definition = definitionOf(simulation);
  const desk = { definition, texts: openTexts() };
  const available = definition.agents.map(({ id }) => id);
  const decisions: Decision[] = [];
  const tally = new Tally(available);
  const store = new InMemoryRouting({
    available,
    onKept: (ticket, events, now) => {
      decisions.push(...decisionsOf(desk, ticket, events, now));
      tally.count(ticket, events);
    },
  });
  const events = inOrder(simulation.events);
  const until = simulation.until ?? events.at(-1)?.event.at;
  let now = events[0]?.event.at;
  if (!now || !until) return { decisions, tally };
  for (const { event, position } of events) {
    if (event.at > until) break;
    await letTimePass({ store, desk }, now, event.at);
    now = event.at;
    await happen({ store, desk }, event, position);
  }
  await letTimePass({ store, desk }, now, until);
  return { decisions, tally };
}

const inOrder = (events: readonly SimulatedEvent[]) =>
  events
    .map((event, position) => ({ event, position }))
    .sort((a, b) => a.event.at.getTime() - b.event.at.getTime() || a.position - b.position);

/** More wakings than this at one moment are a desk that does not come to rest. */
const MOST_WAKINGS = 1000;

/** Runs every timer due up to a moment and at it, each at its time. */
async function letTimePass(world: World, from: Date, to: Date): Promise<void> {
  const { store, desk } = world;
  let now = from;
  let wakings = 0;
  let idleAt: Date | undefined;
  for (;;) {
    const due = await nextMoment(world, now, idleAt);
    if (!due || due > to) return;
    wakings = due > now ? 0 : wakings + 1;
    if (wakings > MOST_WAKINGS) throw new Error(`The desk does not come to rest at ${now.toISOString()}.`);
    now = due > now ? due : now;
    const before = store.changes;
    await runTimers(store, desk, now);
    // A timer that brought nothing about now is looked at again when something else is due.
    idleAt = store.changes === before ? now : undefined;
  }
}

/** Shifts that begin or end matter only to tickets that wait: without any they are skipped. */
async function nextMoment(
  { store, desk }: World,
  now: Date,
  idleAt: Date | undefined,
): Promise<Date | undefined> {
  const due = store.nextDue(idleAt);
  const waiting = await store.waitingTickets();
  return waiting.length === 0 ? due : nextWake(desk.definition, due, now);
}
