import type { Agent } from './desk-definition.js';

/**
 * Is the agent there to be asked? What they said last counts (signing in to the console says yes, signing out no).
 * Who never said anything is there only if we can reach them in a chat of their own.
 */
export const isAvailable = (agent: Agent, said: boolean | undefined): boolean =>
  said ?? agent.accounts.length > 0;
