import { z } from 'zod';
import type { Delivery } from '../channel.js';
import { TimedOut } from './deadline.js';

const LONGEST_WAIT_MS = 60_000;
const WORTH_A_RETRY = [408, 412, 425, 429];

const failure = z.object({ statusCode: z.number().optional().catch(undefined), code: z.unknown() });
const answer = z.object({ response: z.object({ headers: z.custom<{ get(name: string): unknown }>() }) });

/** What a failed post means for the message. The reason names no address and holds no words of anyone's. */
export function deliveryAfter(error: unknown, now: Date): Delivery {
  if (error instanceof TimedOut) return { status: 'retry', reason: error.message };
  const { statusCode, code } = failure.safeParse(error).data ?? {};
  if (statusCode === undefined)
    return { status: 'retry', reason: typeof code === 'string' ? code : 'the channel cannot be reached' };
  // Taken, though what the channel said about it cannot be read.
  if (statusCode >= 200 && statusCode < 300) return { status: 'sent' };
  const reason = `the channel answered ${statusCode}`;
  if (statusCode < 500 && !WORTH_A_RETRY.includes(statusCode)) return { status: 'refused', reason };
  const afterMs = waitOf(retryAfterIn(error), now);
  return { status: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
}

function retryAfterIn(error: unknown): string | undefined {
  const value = answer.safeParse(error).data?.response.headers.get('retry-after');
  return typeof value === 'string' ? value.trim() : undefined;
}

/** Seconds or a date, as HTTP has it; undefined for anything else. */
function waitOf(retryAfter: string | undefined, now: Date): number | undefined {
  if (!retryAfter) return undefined;
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}
