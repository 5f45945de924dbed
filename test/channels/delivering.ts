import { addressKey, type Address, type Delivery, type PushChannel } from '../../channels/channel.js';
import { DeliveryLoop, type Outbox, type Queued } from '../../channels/delivery.js';

export const JOANA: Address = { channel: 'push', id: 'joana' };
export const PEDRO: Address = { channel: 'push', id: 'pedro' };
/** Everything that can happen without somebody's help has happened. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** An outbox in memory, with a limit to what it gives at once. */
export function memoryOutbox(limit = 100) {
  let queued: Queued[] = [];
  const listeners = new Set<(address: Address) => void>();
  const outcomes: string[] = [];
  const outbox: Outbox = {
    waitingAddresses: async () => [...new Map(queued.map(({ to }) => [addressKey(to), to])).values()],
    waiting: async (address) =>
      queued.filter(({ to }) => addressKey(to) === addressKey(address)).slice(0, limit),
    settle: async ({ id }, { status }) => {
      queued = queued.filter((one) => one.id !== id);
      outcomes.push(`${id} ${status}`);
    },
    flush: async () => undefined,
    isWaiting: async (id) => queued.some((one) => one.id === id),
    postpone: async (id) => {
      queued = queued.map((one) => (one.id === id ? { ...one, attempts: one.attempts + 1 } : one));
      outcomes.push(`${id} postponed`);
    },
    onWaiting: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const put = (to: Address, ...ids: string[]) => {
    queued.push(...ids.map((id) => ({ id, to, author: { kind: 'bot' as const }, text: id, attempts: 0 })));
    for (const listener of listeners) listener(to);
  };
  const withdraw = (id: string) => void (queued = queued.filter((one) => one.id !== id));
  const left = () => queued.map(({ id }) => id);
  return { outbox, put, withdraw, outcomes, left, listening: () => listeners.size };
}

/** A network that answers when it is told to, and a clock that only moves by hand. */
export function world(limit?: number) {
  const box = memoryOutbox(limit);
  const sent: string[] = [];
  const results: string[] = [];
  const bugs: unknown[] = [];
  const timers: { ms: number; run: () => void; cancelled: boolean }[] = [];
  let answer: (
    message: { id: string },
    isWanted: () => Promise<boolean>,
  ) => Promise<Delivery> | Delivery = () => ({ status: 'sent' });
  const channel: PushChannel = {
    name: 'push',
    send: async (message, isWanted = async () => true) => {
      sent.push(message.id);
      return answer(message, isWanted);
    },
  };
  const loop = new DeliveryLoop({
    outbox: box.outbox,
    channels: new Map([['push', channel]]),
    after: (ms, run) => {
      const timer = { ms, run, cancelled: false };
      timers.push(timer);
      return () => void (timer.cancelled = true);
    },
    onResult: (name, status, reason) => results.push([name, status, reason].join(' ').trim()),
    onBug: (error) => bugs.push(error),
  });
  return { ...box, sent, results, bugs, timers, loop, answers: (by: typeof answer) => void (answer = by) };
}

/** An answer that is given later, by hand. */
export function later() {
  let give: (delivery: Delivery) => void = () => undefined;
  const answer = new Promise<Delivery>((resolve) => (give = resolve));
  return { answer, give: (delivery: Delivery) => give(delivery) };
}

export const retry = (afterMs?: number): Delivery => ({
  ...{ status: 'retry', reason: 'busy' },
  ...(afterMs !== undefined && { afterMs }),
});
