import type { Agent } from 'node:https';

/** Times of the line, in milliseconds, and what a test's far side needs. Production uses what is left out. */
export interface WhatsAppTuning {
  /** How often the line is felt. */
  readonly keepAliveMs?: number;
  /** How long a message waits for the network's word. */
  readonly ackTimeoutMs?: number;
  readonly queryTimeoutMs?: number;
  /** The longest pause between two attempts to connect. */
  readonly longestPauseMs?: number;
  /** How long the line may stay dead before people are told. */
  readonly alarmAfterMs?: number;
  /** How soon a file that could not be fetched is tried again. */
  readonly mediaRetryMs?: number;
  /** Whether an answer that comes as fast as a machine's is left to people. */
  readonly watchesForLoops?: boolean;
  /** Trusts the far side's media host. */
  readonly mediaAgent?: Agent;
}
