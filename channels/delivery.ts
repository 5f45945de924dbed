import {
  addressKey,
  addressOf,
  type Address,
  type Delivery,
  type Outgoing,
  type PushChannel,
} from './channel.js';

/** A message that waits to be delivered. */
export type Queued = Outgoing & {
  /** How often it was tried without an answer that settles it. */
  readonly attempts: number;
};

/** What is committed and has not reached its network yet. */
export interface Outbox {
  /** Everyone something waits for. */
  waitingAddresses(): Promise<readonly Address[]>;
  /** What waits for one person, oldest first; if that is much, the first portion of it, which is more than one. */
  waiting(address: Address): Promise<readonly Queued[]>;
  /**
   * The network took it, or will never take it. What was `sent` under an id of our choosing (`externalId`) may be kept a
   * moment later, together with others: should it be written once more, the far side knows it.
   */
  settle(
    message: Pick<Queued, 'id' | 'externalId'>,
    delivery: Exclude<Delivery, { status: 'retry' }>,
  ): Promise<void>;
  /** Resolves when everything that was settled is kept. */
  flush(): Promise<void>;
  /** It was tried and must be tried again. */
  postpone(id: string, reason: string): Promise<void>;
  /** Does it still wait? It may have been withdrawn, or confirmed by the network meanwhile. */
  isWaiting(id: string): Promise<boolean>;
  /** Called after each commit that left something for a person. Returns how to stop. */
  onWaiting(listener: (address: Address) => void): () => void;
}

export interface DeliveryDeps {
  readonly outbox: Outbox;
  readonly channels: ReadonlyMap<string, PushChannel>;
  /** Calls back after so many milliseconds; returns how to cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** For log and metrics: never the words. */
  readonly onResult: (channel: string, status: Delivery['status'], reason?: string) => void;
  readonly onBug: (error: unknown) => void;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
const PAUSE_AFTER_BUG_MS = 5000;

/** The pause before a message is tried again: 1 s, doubled each time, at most a minute; longer if the network says so. */
export const pauseMs = (attempts: number, asked = 0): number =>
  Math.max(asked, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10)));

/** Delivers in order per person: a message that must be tried again holds back the later ones to the same person only. */
export class DeliveryLoop {
  readonly #deps: DeliveryDeps;
  readonly #lanes = new Map<string, Promise<void>>();
  /** Something came for these while their lane was running. */
  readonly #more = new Set<string>();
  /** Who is left alone for a while, and how to end that. */
  readonly #pauses = new Map<string, { readonly cancel: () => void; readonly resume: () => void }>();
  /** How often each channel was nudged. */
  readonly #nudges = new Map<string, number>();
  #stopped = false;
  #unsubscribe: () => void = () => undefined;

  constructor(deps: DeliveryDeps) {
    this.#deps = deps;
  }

  /** Takes up everything that waits, and from now on whatever is committed. */
  async start(): Promise<void> {
    this.#unsubscribe = this.#deps.outbox.onWaiting((address) => this.#wake(address));
    for (const address of await this.#deps.outbox.waitingAddresses()) this.#wake(address);
  }

  /** Begins nothing new; resolves when what is in flight is settled. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    for (const { cancel } of this.#pauses.values()) cancel();
    await Promise.all(this.#lanes.values());
    await this.#deps.outbox.flush();
  }

  /** The line of this channel is back: nobody there is left alone any longer. */
  nudge(channel: string): void {
    this.#nudges.set(channel, this.#nudgesOf(channel) + 1);
    for (const [key, { cancel, resume }] of [...this.#pauses]) {
      if (addressOf(key).channel !== channel) continue;
      cancel();
      resume();
    }
  }

  #nudgesOf(channel: string): number {
    return this.#nudges.get(channel) ?? 0;
  }

  #wake(address: Address): void {
    const key = addressKey(address);
    if (this.#stopped || !this.#deps.channels.has(address.channel) || this.#pauses.has(key)) return;
    if (this.#lanes.has(key)) return void this.#more.add(key);
    const lane = this.#drain(address).catch((error: unknown) => {
      this.#deps.onBug(error);
      this.#rest(address, PAUSE_AFTER_BUG_MS);
    });
    this.#lanes.set(key, lane);
    void lane.then(() => {
      this.#lanes.delete(key);
      if (this.#more.delete(key)) this.#wake(address);
    });
  }

  async #drain(address: Address): Promise<void> {
    let portion = await this.#deps.outbox.waiting(address);
    while (portion.length > 0) {
      for (const [i, message] of portion.entries()) {
        // The first has just been read; the later ones may be gone by the time it is their turn.
        if (i > 0 && !(await this.#deps.outbox.isWaiting(message.id))) continue;
        if (!(await this.#deliver(message))) return;
      }
      // Whatever came meanwhile has woken the lane again.
      if (portion.length === 1) return;
      portion = await this.#deps.outbox.waiting(address);
    }
  }

  /** False if this message, and with it all that follow, must wait. */
  async #deliver(message: Queued): Promise<boolean> {
    if (this.#stopped) return false;
    const { outbox, channels, onResult } = this.#deps;
    const channel = channels.get(message.to.channel) as PushChannel;
    const nudges = this.#nudgesOf(channel.name);
    const delivery = await channel.send(message, () => outbox.isWaiting(message.id));
    onResult(channel.name, delivery.status, 'reason' in delivery ? delivery.reason : undefined);
    if (delivery.status !== 'retry') return outbox.settle(message, delivery).then(() => true);
    await outbox.postpone(message.id, delivery.reason);
    // A nudge meanwhile was meant for this one too.
    const wasNudged = this.#nudgesOf(channel.name) !== nudges;
    this.#rest(message.to, wasNudged ? 0 : pauseMs(message.attempts, delivery.afterMs));
    return false;
  }

  #rest(address: Address, ms: number): void {
    if (this.#stopped) return;
    const key = addressKey(address);
    const resume = () => void (this.#pauses.delete(key) && this.#wake(address));
    this.#pauses.set(key, { cancel: this.#deps.after(ms, resume), resume });
  }
}
