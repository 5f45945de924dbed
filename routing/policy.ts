import type { Level, Rules } from './desk-definition.js';
import { rangeAt, wallClock, type Calendar } from './hours.js';
import { nextOpening } from './openings.js';
import { reason, type Reason } from './reason.js';
import { groupsOf, onRung, reachable, type Candidate } from './rungs.js';
import { RUNGS, type Ladder, type Rule, type Rung } from './ticket.js';

export type { Candidate } from './rungs.js';

/** What the choice needs to know of the ticket. */
export interface Wanted {
  readonly department: string;
  readonly skills: readonly string[];
  readonly language?: string;
  readonly level: Level;
  readonly urgency: 'normal' | 'urgent';
  /** Who refused it, let its offer lapse, or gave it away. */
  readonly passedOver: readonly string[];
  /** Absent where the same-day rule has no say: in a transfer. */
  readonly sameDay?: SameDay;
  /** Where the search has come to; absent: it begins. */
  readonly ladder?: Ladder;
}

/** Who finished a ticket of this customer on this local day, and when. */
export interface FinishedToday {
  readonly agentId: string;
  readonly closedAt: Date;
}

export type ChoiceRules = Calendar & Pick<Rules, 'specialHours' | 'escalateAfterSeconds'>;

export type Choice =
  | {
      readonly kind: 'offer';
      readonly agentId: string;
      readonly rule: Rule;
      readonly reasons: readonly Reason[];
      readonly ladder?: Ladder;
    }
  | {
      readonly kind: 'wait';
      readonly reasons: readonly Reason[];
      readonly ladder: Ladder;
      /** Every rung that applies has been tried. */
      readonly exhausted: boolean;
      /** When the next rung is tried as well. */
      readonly escalateAt?: Date;
    }
  | { readonly kind: 'schedule'; readonly reasons: readonly Reason[]; readonly callbackAt: Date };

/** What the same-day rule says; `agentId` only while it is to be taken. */
export interface SameDay {
  readonly agentId?: string;
  readonly reason: Reason;
}

/**
 * The same-day rule, decided once, at the moment the ticket opens. Where several things speak against it the first
 * in the order level, none, special hours, off shift, away, full is the reason.
 */
export function decideSameDay(
  wanted: Pick<Wanted, 'level'>,
  finished: FinishedToday | undefined,
  team: {
    readonly candidates: readonly Candidate[];
    readonly rules: Pick<ChoiceRules, 'specialHours' | 'timeZone'>;
  },
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

/** The rung at which the ladder begins for a request of this level. */
export const FIRST_RUNG: Record<Level, Rung> = {
  technician: 'skill',
  specialist: 'specialist',
  supervisor: 'supervisor',
};

/**
 * Who should get the ticket: the same-day agent while that rule is to be taken, else the lowest rung of the ladder
 * with somebody who has room. A rung without candidates is passed at once; one whose candidates are all full holds
 * the ticket until `escalateAfterSeconds` are over, then the next is tried as well. Within a rung: lowest load, then
 * idle longest, then id. With nobody on shift on any rung: the next opening. No chance is involved.
 */
export function chooseAgent(
  wanted: Wanted,
  candidates: readonly Candidate[],
  rules: ChoiceRules,
  now: Date,
): Choice {
  const passed: Reason[] = wanted.sameDay ? [wanted.sameDay.reason] : [];
  if (wanted.sameDay?.agentId !== undefined)
    return { kind: 'offer', agentId: wanted.sameDay.agentId, rule: 'same-day', reasons: passed };
  const rungs = RUNGS.slice(RUNGS.indexOf(FIRST_RUNG[wanted.level]));
  const onShift = candidates.filter((one) => one.onShift);
  if (!rungs.some((rung) => onRung(rung, wanted, onShift).length > 0)) {
    const nobody = [...passed, ...rungs.map((rung) => reason(`${rung}.none`))];
    const agents = reachable(rungs, wanted, candidates).map(({ agent }) => agent);
    const callbackAt = nextOpening(rules, agents, now);
    if (callbackAt) return { kind: 'schedule', reasons: [...nobody, reason('callback')], callbackAt };
  }
  const language = usableLanguage(rungs, wanted, onShift);
  if (wanted.language !== undefined && language === undefined)
    passed.push(reason('language.none', { language: wanted.language }));
  const able = onShift.filter(
    ({ agent, away }) =>
      !away &&
      !wanted.passedOver.includes(agent.id) &&
      (language === undefined || agent.languages.includes(language)),
  );
  return climb({ rungs, wanted, able, passed }, escalateMs(rules, wanted), now);
}

interface Climb {
  readonly rungs: readonly Rung[];
  readonly wanted: Wanted;
  readonly able: readonly Candidate[];
  readonly passed: Reason[];
}

function climb({ rungs, wanted, able, passed }: Climb, patienceMs: number, now: Date): Choice {
  let { reached, enteredAt } = reachedBy(rungs, wanted.ladder, patienceMs, now);
  for (const [index, rung] of rungs.entries()) {
    if (index > reached) [reached, enteredAt] = [index, now];
    const groups = groupsOf(rung, wanted, able);
    const best = groups.map(freest).find((one) => one !== undefined);
    const ladder: Ladder = { rung: rungs[reached] ?? rung, enteredAt };
    if (best) {
      const reasons = [...passed, ...why(rung, wanted, best)];
      return { kind: 'offer', agentId: best.agent.id, rule: rung, reasons, ladder };
    }
    const holds = groups.some((one) => one.length > 0);
    passed.push(reason(`${rung}.${holds ? 'full' : 'none'}`));
    const last = index === rungs.length - 1;
    if (last) return { kind: 'wait', reasons: passed, ladder, exhausted: true };
    if (holds && index === reached) {
      const escalateAt = new Date(enteredAt.getTime() + patienceMs);
      return { kind: 'wait', reasons: passed, ladder, exhausted: false, escalateAt };
    }
  }
  throw new Error('A ladder has at least one rung.');
}

/** The highest rung that time has opened: each is entered when the patience with the one below is over. */
function reachedBy(rungs: readonly Rung[], ladder: Ladder | undefined, patienceMs: number, now: Date) {
  let reached = ladder ? Math.max(0, rungs.indexOf(ladder.rung)) : 0;
  let enteredAt = ladder?.enteredAt ?? now;
  while (reached < rungs.length - 1 && now.getTime() - enteredAt.getTime() >= patienceMs) {
    reached += 1;
    enteredAt = new Date(enteredAt.getTime() + patienceMs);
  }
  return { reached, enteredAt };
}

/** Urgency halves the patience with a rung. */
const escalateMs = ({ escalateAfterSeconds }: ChoiceRules, { urgency }: Wanted): number =>
  (escalateAfterSeconds * 1000) / (urgency === 'urgent' ? 2 : 1);

/** The language to insist on: ignored when nobody on shift on any rung of this ticket speaks it. Away still counts. */
function usableLanguage(
  rungs: readonly Rung[],
  wanted: Wanted,
  onShift: readonly Candidate[],
): string | undefined {
  const { language } = wanted;
  if (language === undefined) return undefined;
  const speakers = onShift.filter(({ agent }) => agent.languages.includes(language));
  return rungs.some((rung) => onRung(rung, wanted, speakers).length > 0) ? language : undefined;
}

const freest = (group: readonly Candidate[]): Candidate | undefined =>
  group.filter((one) => !isFull(one)).sort(byLoadThenIdle)[0];

function why(rung: Rung, wanted: Wanted, best: Candidate): Reason[] {
  const { department, skills } = wanted;
  const asked = skills.length > 0 && { skills: skills.join(', ') };
  return [reason(rung, { department, ...asked }), reason('least-loaded', loadOf(best))];
}

const isFull = ({ openTickets, agent }: Candidate): boolean => openTickets >= agent.capacity;
const loadOf = ({ openTickets, agent }: Candidate) => ({ open: openTickets, capacity: agent.capacity });

const byLoadThenIdle = (a: Candidate, b: Candidate): number =>
  a.openTickets / a.agent.capacity - b.openTickets / b.agent.capacity ||
  a.idleSince.getTime() - b.idleSince.getTime() ||
  (a.agent.id < b.agent.id ? -1 : 1);
