import type { Agent, Level, Rules } from './desk-definition.js';
import { rangeAt, wallClock } from './hours.js';
import { reason, type Reason } from './reason.js';
import type { Rule } from './ticket.js';

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

/** What the choice needs to know of the ticket. */
export interface Wanted {
  readonly department: string;
  readonly skills: readonly string[];
  readonly language?: string;
  readonly level: Level;
  /** Who refused it or let its offer lapse. */
  readonly passedOver: readonly string[];
}

/** Who finished a ticket of this customer on this local day, and when. */
export interface FinishedToday {
  readonly agentId: string;
  readonly closedAt: Date;
}

export interface ChoiceRules extends Pick<Rules, 'specialHours'> {
  readonly timeZone: string;
}

export type Choice =
  | {
      readonly kind: 'offer';
      readonly agentId: string;
      readonly rule: Rule;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: 'wait'; readonly reasons: readonly Reason[] };

/** What the same-day rule says; `agentId` only when it is taken. */
export interface SameDay {
  readonly agentId?: string;
  readonly reason: Reason;
}

/**
 * The same-day rule, decided once, at the moment the ticket opens. Where several things speak against it the first
 * in the order level, none, special hours, off shift, away, full is the reason.
 */
export function decideSameDay(
  wanted: Wanted,
  finished: FinishedToday | undefined,
  team: { readonly candidates: readonly Candidate[]; readonly rules: ChoiceRules },
  now: Date,
): SameDay {
  if (wanted.level === 'supervisor') return { reason: reason('same-day.level') };
  const candidate = team.candidates.find(({ agent }) => agent.id === finished?.agentId);
  if (!finished || !candidate) return { reason: reason('same-day.none') };
  const { timeZone, specialHours } = team.rules;
  const { agent } = candidate;
  const special = rangeAt(specialHours, now, timeZone);
  const time = wallClock(now, timeZone);
  if (special) return { reason: reason('same-day.special-hours', { ...special, time, agent: agent.name }) };
  if (!candidate.onShift) return { reason: reason('same-day.off-shift', { agent: agent.name }) };
  if (candidate.away) return { reason: reason('same-day.away', { agent: agent.name }) };
  if (isFull(candidate))
    return { reason: reason('same-day.full', { agent: agent.name, ...loadOf(candidate) }) };
  const closed = wallClock(finished.closedAt, timeZone);
  return { agentId: agent.id, reason: reason('same-day', { agent: agent.name, time: closed }) };
}

const RUNGS = ['skill', 'specialist', 'supervisor'] as const;
const FIRST_RUNG: Record<Level, number> = { technician: 0, specialist: 1, supervisor: 2 };

/**
 * Who should get the ticket: the same-day agent if the rule is taken, else the first rung of the ladder with
 * somebody who has room. A rung without candidates is passed at once; one whose candidates are all full holds the
 * ticket. Within a rung: lowest load, then idle longest, then id. No chance is involved.
 */
export function chooseAgent(wanted: Wanted, sameDay: SameDay, candidates: readonly Candidate[]): Choice {
  const passed: Reason[] = [sameDay.reason];
  if (sameDay.agentId !== undefined && !wanted.passedOver.includes(sameDay.agentId))
    return { kind: 'offer', agentId: sameDay.agentId, rule: 'same-day', reasons: passed };
  const here = candidates.filter(
    (one) => one.onShift && !one.away && !wanted.passedOver.includes(one.agent.id),
  );
  const language = usableLanguage(wanted, candidates);
  if (wanted.language !== undefined && language === undefined)
    passed.push(reason('language.none', { language: wanted.language }));
  const able = here.filter(({ agent }) => language === undefined || agent.languages.includes(language));
  for (const rung of RUNGS.slice(FIRST_RUNG[wanted.level])) {
    const group = groupsOf(rung, wanted, able).find((one) => one.some((candidate) => !isFull(candidate)));
    const best = group?.filter((one) => !isFull(one)).sort(byLoadThenIdle)[0];
    if (best)
      return {
        kind: 'offer',
        agentId: best.agent.id,
        rule: rung,
        reasons: [...passed, ...why(rung, wanted, best)],
      };
    const held = groupsOf(rung, wanted, able).some((one) => one.length > 0);
    passed.push(reason(`${rung}.${held ? 'full' : 'none'}`));
    if (held) break;
  }
  return { kind: 'wait', reasons: passed };
}

/** The language to insist on: ignored when nobody on shift on any rung of this ticket speaks it. Away still counts. */
function usableLanguage(wanted: Wanted, candidates: readonly Candidate[]): string | undefined {
  const { language } = wanted;
  if (language === undefined) return undefined;
  const speakers = candidates.filter(({ onShift, agent }) => onShift && agent.languages.includes(language));
  const reached = RUNGS.slice(FIRST_RUNG[wanted.level]).some((rung) =>
    groupsOf(rung, wanted, speakers).some((group) => group.length > 0),
  );
  return reached ? language : undefined;
}

/** The candidates of a rung, in groups of which the earlier comes first. */
function groupsOf(rung: (typeof RUNGS)[number], wanted: Wanted, able: readonly Candidate[]): Candidate[][] {
  const skilled = able.filter(({ agent }) => wanted.skills.every((skill) => agent.skills.includes(skill)));
  const own = ({ agent }: Candidate) => agent.departments.includes(wanted.department);
  const at = (level: Level, from: readonly Candidate[]) => from.filter(({ agent }) => agent.level === level);
  switch (rung) {
    case 'skill':
      return [at('technician', skilled).filter(own)];
    case 'specialist': {
      const specialists = at('specialist', skilled);
      const elsewhere = wanted.skills.length > 0 ? specialists.filter((one) => !own(one)) : [];
      return [specialists.filter(own), elsewhere];
    }
    case 'supervisor': {
      const supervisors = at('supervisor', able);
      const ours = supervisors.filter(own);
      return [ours.length > 0 ? ours : supervisors];
    }
  }
}

function why(rung: Rule, wanted: Wanted, best: Candidate): Reason[] {
  const skills = wanted.skills.length > 0 ? wanted.skills.join(', ') : '-';
  return [reason(rung, { skills, department: wanted.department }), reason('least-loaded', loadOf(best))];
}

const isFull = ({ openTickets, agent }: Candidate): boolean => openTickets >= agent.capacity;
const loadOf = ({ openTickets, agent }: Candidate) => ({ open: openTickets, capacity: agent.capacity });

const byLoadThenIdle = (a: Candidate, b: Candidate): number =>
  a.openTickets / a.agent.capacity - b.openTickets / b.agent.capacity ||
  a.idleSince.getTime() - b.idleSince.getTime() ||
  (a.agent.id < b.agent.id ? -1 : 1);
