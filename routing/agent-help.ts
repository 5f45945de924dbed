import { sayThere, wordsFor, type AgentThere } from './agent-telling.js';
import type { RoutingTx } from './store.js';
import type { Desk } from './telling.js';

const COMMANDS = ['take', 'write', 'queue', 'history', 'note', 'transfer', 'escalate', 'supervisor'].concat([
  ...['back', 'close', 'presence', 'cancel'],
]);
/** Above a supervisor there is nobody to ask; they look after tickets of others. */
const OF_SUPERVISORS = ['see'];
const NOT_OF_SUPERVISORS = new Set(['escalate', 'supervisor']);

/** Tells an agent the commands that are theirs, one a line. */
export async function tellHelp(tx: RoutingTx, desk: Desk, there: AgentThere, now: Date): Promise<void> {
  const say = wordsFor(desk, there.agent);
  const supervises = there.agent.level === 'supervisor';
  const lines = [
    ...COMMANDS.filter((one) => !supervises || !NOT_OF_SUPERVISORS.has(one)),
    ...(supervises ? OF_SUPERVISORS : []),
  ];
  const text = lines.map((one) => say(`command.${one}`)).join('\n');
  await sayThere(tx, there, { text }, now);
}
