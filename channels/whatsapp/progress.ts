/** A part whose acknowledgement did not come in time: whose it is, and where it went. */
export interface Overdue {
  readonly messageId: string;
  readonly ownId: string;
  readonly jid: string;
}

/** How far the messages under way have come. What is forgotten here is only written once more, with the same ids. */
export interface Progress {
  isTaken(messageId: string, partId: string): boolean;
  taken(messageId: string, partId: string): void;
  /** True the first time it is asked for a message. */
  isFirstTry(messageId: string): boolean;
  /** How long it is known that this message has to wait for something, in milliseconds; 0 the first time. */
  waitedMs(messageId: string, now: number): number;
  /** All of it was taken, or it was refused. */
  over(messageId: string): void;
  overdue(partId: string, what: Overdue): void;
  /** What an acknowledgement that came too late is about; each is given once. */
  late(partId: string): Overdue | undefined;
}

export function openProgress(limit = 2000): Progress {
  const underWay = new Map<string, Set<string>>();
  const waiting = new Map<string, Overdue>();
  const waitsSince = new Map<string, number>();
  return {
    isTaken: (messageId, partId) => underWay.get(messageId)?.has(partId) === true,
    taken: (messageId, partId) => remember(underWay, messageId, limit, (parts) => parts.add(partId)),
    isFirstTry: (messageId) => {
      const isFirst = !underWay.has(messageId);
      remember(underWay, messageId, limit);
      return isFirst;
    },
    waitedMs: (messageId, now) => {
      const since = waitsSince.get(messageId) ?? now;
      waitsSince.set(messageId, since);
      shorten(waitsSince, limit);
      return now - since;
    },
    over: (messageId) => {
      underWay.delete(messageId);
      waitsSince.delete(messageId);
    },
    overdue: (partId, what) => {
      waiting.set(partId, what);
      shorten(waiting, limit);
    },
    late: (partId) => {
      const what = waiting.get(partId);
      waiting.delete(partId);
      return what;
    },
  };
}

function remember(
  all: Map<string, Set<string>>,
  id: string,
  limit: number,
  change?: (parts: Set<string>) => void,
): void {
  const parts = all.get(id) ?? new Set<string>();
  change?.(parts);
  all.set(id, parts);
  shorten(all, limit);
}

/** The oldest goes first. */
export function shorten(map: Map<string, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
