import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeMortalProgram, type CrashPoint, type MortalProgram } from './mortal-program.js';
import { MONDAY_MORNING } from './world.js';

export interface LivesOptions {
  /** How the lives after the first one end, one after the other; first and last have no end of their own. */
  readonly crashes?: readonly CrashPoint[];
  readonly environment?: Readonly<Record<string, string>>;
}

export async function openLives({ crashes = [], environment = {} }: LivesOptions = {}): Promise<Lives> {
  return new Lives(await makeMortalProgram(environment), crashes);
}

interface Life {
  readonly process: ChildProcess;
  /** How it will end of itself. */
  readonly end?: CrashPoint;
}

/** One program on one data folder that dies and is started again, as often as it takes. */
export class Lives {
  readonly baseUrl: string;
  readonly folder: string;
  readonly passwords = new Map<string, string>();
  /** When each life began. */
  readonly births: Date[] = [];
  readonly #program: MortalProgram;
  readonly #crashes: CrashPoint[];
  readonly #onReady = new Set<() => void>();
  #aheadMs = new Date(MONDAY_MORNING).getTime() - Date.now();
  #current: Life;
  // Loaded while the present one lives: loading takes longer than starting.
  #next: Life;
  #readyLife = 0;
  #problem: string | undefined;
  #ended = false;
  readonly #reached = new Set<CrashPoint>();

  constructor(program: MortalProgram, crashes: readonly CrashPoint[]) {
    this.#program = program;
    this.baseUrl = `http://127.0.0.1:${program.port}`;
    this.folder = program.folder;
    this.#crashes = [...crashes];
    this.#current = { process: program.load() };
    this.#next = this.#load();
    this.#begin();
  }

  /** Resolves when the present life takes calls, or will never. */
  async ready(): Promise<void> {
    while (this.#readyLife !== this.births.length && !this.#problem) await sleep(10);
  }

  /** Resolves when the life that ends so is over: whoever hears what was sent may hear it while that still goes on. */
  async after(crash: CrashPoint): Promise<void> {
    while (!this.#reached.has(crash)) {
      this.mustGoOn();
      await sleep(10);
    }
  }

  /** Called whenever a life takes calls. */
  onReady(listener: () => void): void {
    this.#onReady.add(listener);
  }

  /** What the clock of this life shows. */
  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  /** Moves the clock of this life and of all to come. */
  passes(seconds: number): void {
    this.#aheadMs += seconds * 1000;
    this.#tellTime();
  }

  /** Ends the present life with SIGKILL; the next one begins. */
  dies(): void {
    this.#current.process.kill('SIGKILL');
  }

  /** Throws if a life ended of itself, or if there are to be no more. */
  mustGoOn(): void {
    if (this.#problem) throw new Error(this.#problem);
    if (this.#ended) throw new Error('There are no more lives.');
  }

  /** No more lives. The data folder stays until it is forgotten. */
  async ends(): Promise<void> {
    this.#ended = true;
    await Promise.all([gone(this.#current.process), gone(this.#next.process)]);
  }

  forget(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #load(): Life {
    const end = this.#crashes.shift();
    return { process: this.#program.load(end), ...(end && { end }) };
  }

  #begin(): void {
    const life = this.#current.process;
    this.births.push(new Date());
    const born = this.births.length;
    life.stdin?.on('error', () => undefined);
    createInterface({ input: life.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const [, , json = '{}'] = line.split(' ');
      for (const entry of Object.entries(JSON.parse(json) as Record<string, string>))
        this.passwords.set(...entry);
      this.#readyLife = born;
      for (const listener of this.#onReady) listener();
    });
    let complaints = '';
    life.stderr?.on('data', (said: Buffer) => (complaints += said.toString('utf8')));
    if (life.exitCode !== null) return this.#over(`code ${life.exitCode}`, 'It did not even load.');
    life.once('exit', (code, signal) => this.#over(signal ?? `code ${code}`, complaints));
    this.#tellTime();
  }

  #over(how: string, complaints: string): void {
    if (this.#ended) return;
    if (how !== 'SIGKILL') {
      this.#problem = `Life ${this.births.length} ended of itself with ${how}: ${complaints.slice(-2000)}`;
      return;
    }
    if (this.#current.end) this.#reached.add(this.#current.end);
    this.#current = this.#next;
    this.#next = this.#load();
    this.#begin();
  }

  #tellTime(): void {
    this.#current.process.stdin?.write(`${this.#aheadMs}\n`);
  }
}

/** Kills it and waits until it is no more. */
function gone(life: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (life.exitCode !== null || life.signalCode !== null) return resolve();
    life.once('exit', () => resolve());
    life.kill('SIGKILL');
  });
}
