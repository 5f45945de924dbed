import type { Agent, Level } from './desk-definition.js';
import type { Rung } from './ticket.js';

/** An agent as the choice sees them at one moment. */
export interface Candidate {
  readonly agent: Agent;
  readonly onShift: boolean;
  readonly away: boolean;
  /** Tickets held or offered and not yet answered. */
  readonly openTickets: number;
  /** When their last ticket of the day was closed or, if none today, when the shift began. */
  readonly idleSince: Date;
}

interface Asked {
  readonly department: string;
  readonly skills: readonly string[];
}

/** Those of the given ones who stand on a rung, in groups of which the earlier comes first. */
export function groupsOf(rung: Rung, asked: Asked, among: readonly Candidate[]): Candidate[][] {
  const at = (level: Level) => among.filter(({ agent }) => agent.level === level);
  const skilled = ({ agent }: Candidate) => asked.skills.every((skill) => agent.skills.includes(skill));
  const own = ({ agent }: Candidate) => agent.departments.includes(asked.department);
  switch (rung) {
    case 'skill':
      return [at('technician').filter(skilled).filter(own)];
    case 'specialist': {
      const specialists = at('specialist').filter(skilled);
      const elsewhere = asked.skills.length > 0 ? specialists.filter((one) => !own(one)) : [];
      return [specialists.filter(own), elsewhere];
    }
    case 'supervisor': {
      const supervisors = at('supervisor');
      const ours = supervisors.filter(own);
      return [ours.length > 0 ? ours : supervisors];
    }
  }
}

export const onRung = (rung: Rung, asked: Asked, among: readonly Candidate[]): Candidate[] =>
  groupsOf(rung, asked, among).flat();

/** Everyone who could stand on one of the rungs at some time: a supervisor of elsewhere does while no own one is there. */
export const reachable = (rungs: readonly Rung[], asked: Asked, all: readonly Candidate[]): Candidate[] =>
  rungs.flatMap((rung) =>
    rung === 'supervisor'
      ? all.filter(({ agent }) => agent.level === 'supervisor')
      : onRung(rung, asked, all),
  );
