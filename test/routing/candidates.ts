import type { Agent } from '../../routing/desk-definition.js';
import {
  chooseAgent,
  type Candidate,
  type Choice,
  type ChoiceRules,
  type SameDay,
  type Wanted,
} from '../../routing/policy.js';
import { reason } from '../../routing/reason.js';
import type { Ladder, Rung } from '../../routing/ticket.js';

/** 10:00 on a Monday in São Paulo. */
export const NOW = new Date('2026-11-23T10:00:00-03:00');
export const NONE: SameDay = { reason: reason('same-day.none') };
export const RULES: ChoiceRules = {
  ...{ timeZone: 'America/Sao_Paulo', holidays: [], specialHours: [], escalateAfterSeconds: 300 },
};

export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
/** A search that entered this rung so many seconds ago. */
export const since = (rung: Rung, seconds: number): { ladder: Ladder } => ({
  ladder: { rung, enteredAt: later(-seconds) },
});

export type Wish = Partial<Agent> & Partial<Omit<Candidate, 'agent'>>;

/** A technician of support who speaks Portuguese and is free, unless wished otherwise. */
export function candidate(id: string, wish: Wish = {}): Candidate {
  const { onShift = true, away = false, openTickets = 0, idleSince = NOW, ...agent } = wish;
  return {
    agent: {
      ...{ id, name: id, level: 'technician', departments: ['support'], skills: [], languages: ['pt-BR'] },
      ...{ capacity: 2, shifts: [], admin: false, accounts: [] },
      ...agent,
    },
    ...{ onShift, away, openTickets, idleSince },
  };
}

export const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  ...{ department: 'support', skills: [], level: 'technician', urgency: 'normal', passedOver: [] },
  ...{ sameDay: NONE },
  ...more,
});

export const choose = (
  want: Partial<Wanted>,
  candidates: readonly Candidate[],
  { now = NOW, ...rules }: Partial<ChoiceRules> & { now?: Date } = {},
): Choice => chooseAgent(wanted(want), candidates, { ...RULES, ...rules }, now);

/** A choice in one line: `ana skill`, `wait` or `schedule`, and after it what was passed on the way. */
export function line(made: Choice): string {
  const codes = made.reasons.map(({ code }) => code);
  if (made.kind !== 'offer') return [made.kind, ...codes].join(' ');
  const passed = codes.filter((code) => code !== made.rule && code !== 'least-loaded');
  return [made.agentId, made.rule, ...passed].join(' ');
}

export const choice = (want: Partial<Wanted>, candidates: readonly Candidate[]): string =>
  line(choose(want, candidates));

/** How far the search has come: the rung it tries last, and how many seconds ago it entered that. */
export const reached = (made: Choice): [Rung, number] | undefined =>
  made.kind !== 'schedule' && made.ladder
    ? [made.ladder.rung, (NOW.getTime() - made.ladder.enteredAt.getTime()) / 1000]
    : undefined;
