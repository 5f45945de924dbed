import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from '../../http/problem.js';

/** Counts one more try by `key`; throws 429, with when to come back, once there were too many. */
export type RateLimit = (key: string) => Promise<void>;

export function createRateLimit(points: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const wait = String(Math.ceil(error.msBeforeNext / 1000));
      const headers = { 'retry-after': wait, 'access-control-expose-headers': 'retry-after' };
      throw new HttpProblem(429, 'TooManyRequests', `Too many requests; try again in ${wait} s.`, headers);
    }
  };
}
