import { addressKey, type Address, type Delivery, type Outgoing, type PushChannel } from './channel.js';

/** A message that waits to be delivered. */
export type Queued = Outgoing & {
  /** How often it was tried without an answer that settles it. */
  readonly attempts: number;
};

/** What is committed and has not reached its network yet. */
export interface Outbox {
  /** Everyone something waits for. */
  waitingAddresses(): Promise<readonly Address[]>;
  /** What waits for one person, oldest first. */
  waiting(address: Address): Promise<readonly Queued[]>;
  /** The network took it, or will never take it. */
  settle(id: string, delivery: Exclude<Delivery, { status: 'retry' }>): Promise<void>;
  /** It was tried and must be tried again. */
  postpone(id: string, reason: string): Promise<void>;
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

/** The pause before a message is tried again: 1 s, doubled each time, at most a minute; longer if the network says so. */
export const pauseMs = (attempts: number, asked = 0): number =>
  Math.max(asked, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10)));

export interface DeliveryLoop {
  /** Takes up everything that waits, and from now on whatever is committed. */
  start(): Promise<void>;
  /** Begins nothing new; resolves when what is in flight is settled. */
  stop(): Promise<void>;
}

/** Delivers in order per person: a message that must be tried again holds back the later ones to the same person only. */
export function startDelivery(deps: DeliveryDeps): DeliveryLoop {
  const lanes = new Map<string, Promise<void>>();
  const dirty = new Set<string>();
  const pauses = new Map<string, () => void>();
  let stopped = false;
  let unsubscribe = () => {};

  const wake = (address: Address): void => {
    const key = addressKey(address);
    if (stopped || !deps.channels.has(address.channel) || pauses.has(key)) return;
    if (lanes.has(key)) return void dirty.add(key);
    const lane = drain(address, key).catch(deps.onBug);
    lanes.set(key, lane);
    void lane.then(() => {
      lanes.delete(key);
      if (dirty.delete(key)) wake(address);
    });
  };

  const drain = async (address: Address, key: string): Promise<void> => {
    const channel = deps.channels.get(address.channel) as PushChannel;
    for (const message of await deps.outbox.waiting(address)) {
      if (stopped) return;
      const delivery = await channel.send(message);
      deps.onResult(channel.name, delivery.status, 'reason' in delivery ? delivery.reason : undefined);
      if (delivery.status !== 'retry') {
        await deps.outbox.settle(message.id, delivery);
        continue;
      }
      await deps.outbox.postpone(message.id, delivery.reason);
      const resume = () => void (pauses.delete(key) && wake(address));
      pauses.set(key, deps.after(pauseMs(message.attempts, delivery.afterMs), resume));
      return;
    }
  };

  return {
    start: async () => {
      unsubscribe = deps.outbox.onWaiting(wake);
      for (const address of await deps.outbox.waitingAddresses()) wake(address);
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      for (const cancel of pauses.values()) cancel();
      await Promise.all(lanes.values());
    },
  };
}
