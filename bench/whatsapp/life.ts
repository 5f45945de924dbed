import { fork, type ChildProcess } from 'node:child_process';
import type { LineState } from '../../channels/channel.js';

/** Our program in a process of its own, which can be killed at any moment and started again on the same data. */
export class Life {
  #child: ChildProcess | undefined;
  #line: LineState | undefined;
  starts = 0;

  constructor(
    readonly environment: Readonly<Record<string, string>>,
    /** What to do with a QR code to scan. */
    readonly onQr: (qr: string) => void,
    readonly program = 'bench/whatsapp/program.ts',
  ) {}

  get isOpen(): boolean {
    return this.#line?.state === 'open' || this.#line?.state === 'catching-up';
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when the line to WhatsApp is open. */
  async begins(): Promise<void> {
    this.starts++;
    this.#line = undefined;
    const child = fork(this.program, {
      execArgv: ['--max-semi-space-size=32', '--import', 'tsx'],
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.on('message', (message: { line?: LineState }) => {
      if (!message.line || this.#child !== child) return;
      this.#line = message.line;
      const qr = message.line.link?.qr;
      if (qr !== undefined) this.onQr(qr);
    });
    await this.#opens(child);
  }

  async #opens(child: ChildProcess): Promise<void> {
    const until = Date.now() + 60_000;
    while (!this.isOpen) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error('The program has ended.');
      if (Date.now() > until) throw new Error(`No line within a minute: ${this.#line?.state ?? 'nothing'}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** No chance to finish anything. */
  async isKilled(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async ends(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}
