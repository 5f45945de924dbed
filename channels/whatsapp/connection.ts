import './quiet-console.js';
import type { WASocket } from '@whiskeysockets/baileys';
import type { LineState } from '../channel.js';
import {
  afterClosing,
  NO_TRIES,
  stateAfter,
  type Closing,
  type LineReason,
  type Verdict,
} from './closing.js';
import type { Connection, ConnectionDeps } from './connection-deps.js';
import { openLease, type Lease } from './lease.js';
import { openLineStatus, type LineStatus } from './line-status.js';
import { LinkOffer } from './link-offer.js';
import { forgetUnfinishedPairing, isLinked, phoneOf, renderLink } from './linking.js';
import { USUAL_PACE, type Pace } from './pace.js';
import { whenPrinted } from './quiet-console.js';
import { openSession, type Session, type SessionHeard } from './session.js';
import { makeRetryCounts, socketOptions } from './socket-options.js';
import { askWhatsApp, openVersion, type Version } from './version.js';
import { atMost, Backlog } from './watchdogs.js';

export const openConnection = (deps: ConnectionDeps): Connection => new BaileysConnection(deps);

class BaileysConnection implements Connection {
  readonly #deps: ConnectionDeps;
  readonly #pace: Pace;
  readonly #status: LineStatus;
  readonly #lease: Lease;
  readonly #version: Version;
  readonly #offer: LinkOffer;
  readonly #backlog = new Backlog();
  readonly #retryCounts = makeRetryCounts();
  #session: Session | undefined;
  #isOpen = false;
  #tries = NO_TRIES;
  #reason: LineReason | undefined;
  /** Moves on with every new beginning: what an earlier one still has under way finds that it is out of date. */
  #turn = 0;
  #connecting: Promise<void> = Promise.resolve();
  #timers: (() => void)[] = [];
  #isBroken = false;
  #isStopping = false;
  #shown: string | undefined;

  constructor(deps: ConnectionDeps) {
    const { account, now, after, store, logger, url } = deps;
    this.#deps = deps;
    this.#pace = { ...USUAL_PACE, ...deps.pace };
    const { alarmMs, leaseMs, linkMs, queryMs: answerMs } = this.#pace;
    this.#status = openLineStatus({ channel: 'whatsapp', account, now, after, alarmMs });
    this.#lease = openLease({ ...deps, leaseMs, onLost: () => this.#leaseLost() });
    const fetchVersion = deps.fetchVersion ?? (url === undefined ? askWhatsApp : undefined);
    this.#version = openVersion({ account, store, configured: deps.version, fetchVersion });
    const onRefused = (err: unknown): void => logger.warn({ account, err }, 'no code to link our number by');
    const show = (link: NonNullable<LineState['link']>): void => this.#show(link);
    this.#offer = new LinkOffer({ after, answerMs, linkMs, show, onRefused }, deps.pairPhone);
    whenPrinted((method, count) => logger.debug({ method, count }, 'a library wrote to the console'));
  }

  state = (): LineState => this.#status.state();
  onChanged = (listener: (state: LineState) => void): (() => void) => this.#status.onChanged(listener);
  socket = (): WASocket | undefined => (this.#isOpen ? this.#session?.sock : undefined);
  sendTimedOut = (): void => this.#session?.watch.sendTimedOut();
  sendConfirmed = (): void => this.#session?.watch.sendConfirmed();
  start = (): void => this.#connect();

  async link(phone?: string): Promise<void> {
    if (this.#isStopping) throw new Error('The line is being closed.');
    const linked = isLinked(await this.#deps.signal.credentials());
    if (linked && this.state().state !== 'stopped') throw new Error('The number is linked already.');
    // Somebody has dealt with what had stopped the line: it is simply tried again.
    const shown = linked ? Promise.resolve() : this.#offer.wanted(phone);
    shown.catch(() => undefined);
    this.#tries = NO_TRIES;
    this.#reason = this.#reason === 'unlinked' ? 'unlinked' : undefined;
    await this.#leave();
    this.#connect();
    return shown;
  }

  broken(): void {
    this.#isBroken = true;
    this.#isOpen = false;
    void this.#session?.end({ cause: 'storage', isLinked: true });
  }

  async stop(inFlight: Promise<unknown> = Promise.resolve()): Promise<void> {
    this.#isStopping = true;
    this.#offer.failed(new Error('The line is being closed.'));
    if (this.#isOpen) await atMost(this.#deps.after, this.#pace.inFlightMs, inFlight);
    const leaving = this.#leave();
    this.#status.close();
    await Promise.all([leaving, this.#connecting]);
    await this.#lease.release();
  }

  /** Ends whatever is under way, without a verdict. What Baileys still holds back is given out first. */
  async #leave(): Promise<void> {
    this.#turn += 1;
    this.#isOpen = false;
    this.#cancelTimers();
    const session = this.#session;
    this.#session = undefined;
    session?.sock.ev.flush();
    await session?.end();
  }

  #cancelTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers = [];
  }

  #later(ms: number, run: () => void): void {
    this.#timers.push(this.#deps.after(ms, run));
  }

  #connect(): void {
    if (this.#isStopping) return;
    this.#cancelTimers();
    const turn = ++this.#turn;
    this.#connecting = this.#tryToConnect(turn).catch((error: unknown) => this.#cannotKeep(error, turn));
  }

  async #tryToConnect(turn: number): Promise<void> {
    const { account, signal, onSocket, after, options, getMessage, url } = this.#deps;
    const lease = await this.#lease.take();
    if (turn !== this.#turn) return;
    if (!lease.isOurs) return this.#waitForLease();
    if (this.#isBroken) await signal.reopen();
    this.#isBroken = false;
    const creds = await signal.credentials();
    const version = await this.#version.current();
    if (turn !== this.#turn) return;
    if (this.#isBroken) throw new Error('Nothing can be kept.');
    forgetUnfinishedPairing(creds);
    this.#offer.newSocket();
    this.#become(isLinked(creds) ? 'connecting' : 'linking', { phone: phoneOf(creds) });
    const pace = this.#pace;
    const wishes = { creds, keys: signal.keys, version, pace, retryCounts: this.#retryCounts };
    const wanted = socketOptions({ ...wishes, getMessage, url });
    this.#session = openSession({
      ...{ pace, after, heard: this.#listener(turn) },
      options: { ...wanted, ...signal.config, ...options },
      onSocket: (sock) => {
        signal.attach(sock);
        onSocket(sock);
      },
    });
    this.#deps.logger.debug({ account }, 'connecting to WhatsApp');
  }

  #listener(turn: number): SessionHeard {
    const { account, logger } = this.#deps;
    let isCaughtUp = false;
    const caughtUp = (): void => {
      if (!isCaughtUp) this.#caughtUp();
      isCaughtUp = true;
    };
    return {
      qr: (content) => {
        if (this.#session) void this.#offer.qr(this.#session.sock, content);
      },
      paired: () => {
        this.#reason = undefined;
        logger.info({ account }, 'our number is linked');
        this.#become('connecting');
      },
      opened: () => {
        this.#opened();
        this.#later(this.#pace.catchUpMs, caughtUp);
      },
      caughtUp: () => {
        this.#backlog.caughtUp();
        caughtUp();
      },
      backlog: (count) => {
        if (!this.#backlog.found(count)) return;
        logger.warn({ account, count }, 'what waits at WhatsApp does not get less');
      },
      stuck: (why) => logger.warn({ account, why }, 'the line to WhatsApp hangs'),
      ended: (closing) => {
        if (turn === this.#turn) this.#ended(closing);
      },
    };
  }

  #opened(): void {
    const { sock } = this.#session as Session;
    this.#isOpen = true;
    this.#reason = undefined;
    this.#shown = undefined;
    this.#tries = { ...this.#tries, outdated: 0 };
    this.#become('catching-up', { phone: phoneOf(sock.authState.creds) });
    this.#version.wasGood().catch((err: unknown) => this.#deps.logger.warn({ err }, 'version not kept'));
    this.#deps.onOpen(sock);
  }

  #caughtUp(): void {
    const { replaced } = this.#tries;
    this.#later(this.#pace.steadyMs, () => (this.#tries = { ...NO_TRIES, replaced }));
    this.#later(this.#pace.calmMs, () => (this.#tries = NO_TRIES));
    this.#status.become({ state: 'open', ...(this.#backlog.isStuck && STUCK) });
    this.#deps.onCaughtUp();
  }

  #ended(closing: Closing): void {
    const turn = ++this.#turn;
    this.#session = undefined;
    this.#isOpen = false;
    this.#cancelTimers();
    if (this.#isStopping) return;
    const verdict = afterClosing(closing, this.#tries, this.#deps.random(), this.#pace);
    const { account, logger } = this.#deps;
    logger.info({ account, code: closing.code, next: verdict.next, reason: verdict.reason }, 'line closed');
    this.#connecting = this.#carryOut(verdict, turn).catch((error: unknown) => this.#cannotKeep(error, turn));
  }

  async #carryOut(verdict: Verdict, turn: number): Promise<void> {
    const { afterMs, wipe, refreshVersion, isAlarming } = verdict;
    // Before it is told: whoever links the number anew at once must not find it linked still.
    if (wipe) await this.#deps.signal.wipe();
    if (turn !== this.#turn) return;
    const state = stateAfter(verdict);
    this.#tries = verdict.tries;
    this.#reason = state === 'connecting' ? undefined : verdict.reason;
    this.#become(state, {
      ...(isAlarming && { isAlarming }),
      ...(state === 'waiting' && { retryAt: this.#in(afterMs) }),
    });
    if (refreshVersion) await this.#version.refresh();
    if (turn === this.#turn) await this.#goOn(verdict);
  }

  async #goOn({ next, afterMs }: Verdict): Promise<void> {
    if (next === 'stop') await this.#lease.release();
    else if (next === 'link') this.#connect();
    else if (next === 'reconnect') this.#later(afterMs, () => this.#connect());
  }

  #in(ms: number): Date {
    return new Date(this.#deps.now().getTime() + ms);
  }

  /** The store failed: nothing may come in that could not be kept. */
  #cannotKeep(error: unknown, turn: number): void {
    this.#deps.logger.error({ account: this.#deps.account, err: error }, 'WhatsApp: the store failed');
    if (turn === this.#turn) this.#ended({ cause: 'storage', isLinked: true });
  }

  #leaseLost(): void {
    if (this.#isStopping) return;
    void this.#leave();
    this.#waitForLease();
  }

  #waitForLease(): void {
    const afterMs = this.#pace.leaseMs / 3;
    this.#reason = 'lease';
    this.#offer.failed(new Error('Another process has this number.'));
    this.#become('waiting', { retryAt: this.#in(afterMs) });
    this.#later(afterMs, () => this.#connect());
  }

  #show(link: NonNullable<LineState['link']>): void {
    if (this.#reason !== 'unlinked') this.#reason = undefined;
    this.#become('linking', { link });
    const content = link.code ?? link.qr;
    if (content !== this.#shown) this.#deps.print?.(renderLink(this.#deps.account, link));
    this.#shown = content;
  }

  #become(state: LineState['state'], more: Omit<Parameters<LineStatus['become']>[0], 'state'> = {}): void {
    this.#status.become({ state, ...(this.#reason !== undefined && { reason: this.#reason }), ...more });
  }
}

const STUCK = { reason: 'backlog', isAlarming: true } as const;
