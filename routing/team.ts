import { localDay, shiftOf } from './hours.js';
import type { DeskDefinition } from './desk-definition.js';
import type { Candidate } from './policy.js';
import { isAvailable } from './presence.js';
import type { RoutingTx } from './store.js';

/** Everyone of the desk as they are in this transaction; read once, and again after `moved()`. */
export interface Team {
  candidates(): Promise<readonly Candidate[]>;
  /** Somebody's load has changed. */
  moved(): void;
}

type Reads = Pick<RoutingTx, 'loads' | 'presences'>;

export function teamNow(tx: Reads, desk: DeskDefinition, now: Date): Team {
  let read: Promise<Candidate[]> | undefined;
  return {
    candidates: () => (read ??= readTeam(tx, desk, now)),
    moved: () => (read = undefined),
  };
}

async function readTeam(tx: Reads, desk: DeskDefinition, now: Date): Promise<Candidate[]> {
  const today = localDay(now, desk.timeZone);
  const loads = await tx.loads(today.begins);
  const presences = await tx.presences();
  return desk.agents.map((agent) => {
    const shift = shiftOf(desk, agent, now);
    const load = loads.get(agent.id);
    return {
      agent,
      onShift: shift !== undefined,
      away: !isAvailable(presences.get(agent.id)),
      openTickets: load?.open ?? 0,
      get idleSince() {
        return load?.lastClosedAt ?? shift?.began ?? today.begins;
      },
    };
  });
}
