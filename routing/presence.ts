/**
 * Is the agent there to be asked? What they said last counts: signing in to the console or writing in a chat of their
 * own says yes, the console's last sign-out no. Whoever never said anything is not there, whatever accounts they have: a
 * network may not even let us write to somebody who never wrote.
 */
export const isAvailable = (said: boolean | undefined): boolean => said ?? false;
