/** What goes wrong, as long as a test wants it to. */
export interface Faults {
  /** Acks of messages are held back this long. */
  ackDelayMs: number;
  /** The next N messages are delivered and never acknowledged. */
  dropAcks: number;
  /** The next N messages vanish: no ack, no delivery. */
  loseMessages: number;
  /** The next messages are refused with these codes (463, 479, 421, 500 and so on). */
  nack: number[];
  /** The next N acks or receipts of the client get lost: their stanzas are delivered again. */
  ignoreClientAcks: number;
  /** What the client refused is kept and delivered again at its next login. */
  redeliverNacked: boolean;
  /** A black hole: the line stays up, nothing comes through. If both sides wait, all of it comes afterwards, as TCP does it. */
  mute: boolean;
  /** Called once, when the lines can be heard again. */
  whenHeard(listener: () => void): void;
  /** The next N WebSocket upgrades get this HTTP status. */
  rejectUpgrades: { count: number; status: number };
  /** Every login is refused with 405, as of a client that is too old. */
  versionTooOld: boolean;
  /** Queries of these namespaces get this error. */
  iqErrors: Map<string, number>;
  /** Queries of these namespaces never get an answer. */
  iqSilent: Set<string>;
  /** The company's phone is off: nobody uploads an expired file again. */
  ignoreReuploads: boolean;
}

export function noFaults(): Faults {
  const waiting = new Set<() => void>();
  let mute = false;
  return Object.defineProperty(
    { ...quiet(), whenHeard: (listener: () => void) => void waiting.add(listener) },
    'mute',
    {
      get: () => mute,
      set: (value: boolean) => {
        mute = value;
        if (mute) return;
        const all = [...waiting];
        waiting.clear();
        for (const listener of all) listener();
      },
    },
  );
}

const quiet = (): Omit<Faults, 'whenHeard'> => ({
  ackDelayMs: 0,
  dropAcks: 0,
  loseMessages: 0,
  nack: [],
  ignoreClientAcks: 0,
  redeliverNacked: false,
  mute: false,
  rejectUpgrades: { count: 0, status: 503 },
  versionTooOld: false,
  iqErrors: new Map(),
  iqSilent: new Set(),
  ignoreReuploads: false,
});
