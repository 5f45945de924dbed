import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from '../../http/problem.js';

const WINDOW_S = 15 * 60;

/** Counts wrong passwords: 5 per agent and peer, 30 per peer, in 15 minutes. */
export interface Attempts {
  /** Takes one attempt before the password is looked at, so that guesses made at once count too; 429 when none is left. */
  begin(agentId: string, peer: string): Promise<void>;
  /** The password was right: forgets the agent's wrong ones from this peer. */
  succeeded(agentId: string, peer: string): Promise<void>;
}

export function createAttempts(): Attempts {
  const ofPeer = new RateLimiterMemory({ points: 30, duration: WINDOW_S });
  const ofAgent = new RateLimiterMemory({ points: 5, duration: WINDOW_S });
  const key = (agentId: string, peer: string) => `${peer} ${agentId}`;
  return {
    async begin(agentId, peer) {
      await ofPeer.consume(peer).catch(refuse);
      try {
        await ofAgent.consume(key(agentId, peer));
      } catch (full) {
        // One person who hammers on a blocked name must not lock out the whole office behind the same address.
        await ofPeer.reward(peer);
        refuse(full);
      }
    },
    async succeeded(agentId, peer) {
      await ofPeer.reward(peer);
      await ofAgent.delete(key(agentId, peer));
    },
  };
}

function refuse(full: unknown): never {
  if (!(full instanceof RateLimiterRes)) throw full;
  const seconds = Math.max(1, Math.ceil(full.msBeforeNext / 1000));
  throw new HttpProblem(429, 'TooManyAttempts', `Too many wrong passwords. Try again in ${seconds} s.`, {
    'retry-after': String(seconds),
  });
}
