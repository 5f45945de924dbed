/** How long the connection waits for what. All in milliseconds. */
export interface Pace {
  /** From opening a socket until WhatsApp offers a QR code or lets us in. */
  readonly startMs: number;
  /** From pairing until WhatsApp lets us in. */
  readonly pairingMs: number;
  /** So long nothing at all may come. */
  readonly silentMs: number;
  /** For what came while we were away. */
  readonly catchUpMs: number;
  /** A line that holds so long has come back: trying begins anew at the shortest pause. */
  readonly steadyMs: number;
  /** A line that holds so long is no longer fought over. */
  readonly calmMs: number;
  /** So long without a line, and a person is told. */
  readonly alarmMs: number;
  /** How long the right to the number lasts if it is not renewed. */
  readonly leaseMs: number;
  /** For a QR code or a pairing code, once asked for. */
  readonly linkMs: number;
  /** For the answer to a query. */
  readonly queryMs: number;
  readonly keepAliveMs: number;
  /** How long each QR code is valid. Absent: a minute for the first one and 20 s for each of the others. */
  readonly qrMs?: number;
  /** For the far side to take its leave; then the socket is cut. */
  readonly releaseMs: number;
  /** At shutdown, for what was sent and not confirmed yet. */
  readonly inFlightMs: number;
  /** The pauses between two attempts: the first, doubled each time, and the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** At least so long, and at most twice that, after another client took our place. */
  readonly replacedMs: number;
  /** The pauses after we were refused as too old: the first, doubled each time, and the longest. */
  readonly outdatedMs: number;
  readonly longestOutdatedMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export const USUAL_PACE: Pace = {
  startMs: 30 * SECOND,
  pairingMs: MINUTE,
  silentMs: 75 * SECOND,
  catchUpMs: 30 * SECOND,
  steadyMs: 5 * SECOND,
  calmMs: 5 * MINUTE,
  alarmMs: 5 * MINUTE,
  leaseMs: 30 * SECOND,
  linkMs: 30 * SECOND,
  queryMs: 15 * SECOND,
  keepAliveMs: 25 * SECOND,
  releaseMs: 2 * SECOND,
  inFlightMs: 5 * SECOND,
  firstPauseMs: SECOND,
  longestPauseMs: MINUTE,
  replacedMs: 30 * SECOND,
  outdatedMs: MINUTE,
  longestOutdatedMs: 30 * MINUTE,
};
