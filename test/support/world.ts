import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { parse, stringify } from 'yaml';
import { startApp, type App, type Surroundings } from '../../app.js';
import { readConfig } from '../../config.js';
import { signIn, type ConsoleAgent } from './console-agent.js';
import { openEmulatorPerson, type EmulatorPerson, type PersonOptions } from './emulator-person.js';
import { classifyDemo, DEMO_KNOWLEDGE, demoKnowledge } from './trained.js';
import { openWebCustomer, type WebCustomer, type WebCustomerOptions } from './web-customer.js';

/** A Monday, half past nine in São Paulo: nobody's special hours. */
export const MONDAY_MORNING = '2026-11-23T09:30:00-03:00';

type DeskFile = Record<string, unknown> & { agents: (Record<string, unknown> & { id: string })[] };

export interface WorldOptions extends Partial<Omit<Surroundings, 'now' | 'newId'>> {
  readonly at?: string;
  readonly burstQuietMs?: number;
  /** The clock runs a hundred times slower: nearly only the test moves it. */
  readonly slow?: boolean;
  /** Keeps the bot asking who is calling before it calls a person; else it calls at once, as for a known caller. */
  readonly asksWho?: boolean;
  /** Changes the demo desk before the start. */
  readonly desk?: (desk: DeskFile) => void;
  /** Further settings, as in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The whole program on real SQLite and real HTTP, with people at its doors and a clock that can be set. */
export interface World {
  readonly baseUrl: string;
  readonly app: App;
  readonly folder: string;
  /** What the program's clock shows. */
  now(): Date;
  /** Moves the clock on; what became due runs before this resolves. */
  passes(seconds: number): Promise<void>;
  itIs(time: string): Promise<void>;
  webCustomer(options?: WebCustomerOptions): Promise<WebCustomer>;
  emulatorPerson(options: PersonOptions): Promise<EmulatorPerson>;
  agent(id: string): Promise<ConsoleAgent>;
  /** Stops the program and starts it again on the same data, with the desk changed if wished. */
  restarts(desk?: (desk: DeskFile) => void): Promise<void>;
  /** Stops the program, moves the clock, and starts it again; what happens meanwhile happens last of that. */
  stopsFor(seconds: number, meanwhile?: () => Promise<unknown>): Promise<void>;
  ends(): Promise<void>;
}

/** Nobody guesses these passwords; hashing them well would be most of what opening a world takes. */
const QUICK = { N: 16, r: 1, p: 1 };

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'bastao-'));
  const deskFile = join(folder, 'desk.yaml');
  const desk = parse(readFileSync('desk.yaml', 'utf8')) as DeskFile;
  desk['asksWhoCalls'] = options.asksWho ?? false;
  options.desk?.(desk);
  writeFileSync(deskFile, stringify(desk));
  const config = readConfig({
    PORT: '0',
    DATA_FOLDER: folder,
    DESK_FILE: deskFile,
    BURST_QUIET_MS: String(options.burstQuietMs ?? 0),
    ...options.settings,
  });
  const clock = movableClock(options.at ?? MONDAY_MORNING, options.slow ? 0.01 : 1);
  const start = () =>
    startApp(config, {
      tickMs: 50,
      logger: pino({ level: 'silent' }),
      classify: classifyDemo,
      ...(config.KNOWLEDGE_FOLDER === DEMO_KNOWLEDGE && { knowledge: demoKnowledge() }),
      passwordCost: QUICK,
      ...options,
      now: clock.now,
      newId: randomUUID,
    });
  const passwords = new Map<string, string>();
  const people: { close(): unknown }[] = [];
  const joined = <Person extends { close(): unknown }>(person: Person): Person => {
    people.push(person);
    return person;
  };
  const world = { app: await start() };
  for (const { agentId, password } of world.app.newPasswords) passwords.set(agentId, password);
  const baseUrl = () => `http://127.0.0.1:${world.app.port}`;
  return {
    get app() {
      return world.app;
    },
    get baseUrl() {
      return baseUrl();
    },
    folder,
    now: clock.now,
    passes: async (seconds) => {
      clock.move(seconds * 1000);
      await world.app.tick();
    },
    itIs: async (time) => {
      clock.set(time);
      await world.app.tick();
    },
    webCustomer: async (more) => joined(await openWebCustomer(baseUrl(), more)),
    emulatorPerson: async (more) => joined(await openEmulatorPerson(baseUrl(), { now: clock.now, ...more })),
    agent: async (id) => {
      const agent = joined(await signIn(baseUrl(), id, passwords.get(id) ?? ''));
      passwords.set(id, `${id}-own-password`);
      return agent;
    },
    restarts: async (change) => {
      await world.app.stop();
      if (change) {
        change(desk);
        writeFileSync(deskFile, stringify(desk));
      }
      world.app = await start();
    },
    stopsFor: async (seconds, meanwhile) => {
      await world.app.stop();
      clock.move(seconds * 1000);
      await meanwhile?.();
      world.app = await start();
    },
    ends: async () => {
      for (const person of people) await person.close();
      await world.app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A clock that runs, at this speed, and can be set. */
function movableClock(at: string, speed: number) {
  const started = performance.now();
  const run = () => (performance.now() - started) * speed;
  let offset = new Date(at).getTime();
  return {
    now: () => new Date(offset + run()),
    move: (ms: number) => void (offset += ms),
    set: (time: string) => void (offset = new Date(time).getTime() - run()),
  };
}
