import type { Agent } from '../../routing/desk-definition.js';
import { chooseAgent, type Candidate, type SameDay, type Wanted } from '../../routing/policy.js';
import { reason } from '../../routing/reason.js';

/** 10:00 on a Monday in São Paulo. */
export const NOW = new Date('2026-11-23T10:00:00-03:00');
export const NONE: SameDay = { reason: reason('same-day.none') };

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
  ...{ department: 'support', skills: [], level: 'technician', passedOver: [] },
  ...more,
});

/** The choice in one line: `ana skill` or `wait`, and after it what was passed on the way. */
export function choice(want: Partial<Wanted>, candidates: readonly Candidate[], sameDay = NONE): string {
  const made = chooseAgent(wanted(want), sameDay, candidates);
  const codes = made.reasons.map(({ code }) => code);
  if (made.kind === 'wait') return ['wait', ...codes].join(' ');
  const passed = codes.filter((code) => code !== made.rule && code !== 'least-loaded');
  return [made.agentId, made.rule, ...passed].join(' ');
}
