import type { RoutingTx } from './store.js';
import { tellAgent, type Desk } from './telling.js';

/**
 * Tells every supervisor and administrator what needs a person, each in their language, where they chat. Whoever only
 * uses the console reads it there. Shifts and presence do not count: it may not wait.
 */
export async function alertSupervisors(
  tx: RoutingTx,
  desk: Desk,
  alarm: { readonly key: string; readonly facts?: Readonly<Record<string, string | number>> },
  now: Date,
): Promise<void> {
  const { key, facts = {} } = alarm;
  for (const agent of desk.definition.agents)
    if (agent.level === 'supervisor' || agent.admin) await tellAgent(tx, desk, { agent, key, facts }, now);
}
