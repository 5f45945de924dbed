import type { Action } from '../channels/console/api.js';
import type { Agent } from '../routing/desk-definition.js';
import { openOffer, type Ticket } from '../routing/ticket.js';
import { mayNote } from '../routing/notes.js';
import { isPhone } from '../routing/phone.js';
import { maySupervise } from '../routing/visibility.js';

/** What this agent may do to this ticket now. The desk refuses everything else, whatever a page shows. */
export function actionsOf(agent: Agent, ticket: Ticket): Action[] {
  if (ticket.status === 'closed') return [];
  const holds = ticket.status === 'active' && ticket.agentId === agent.id;
  const isPassing = ticket.status === 'active' && ticket.handover !== undefined;
  const supervises = !holds && maySupervise(agent, ticket);
  const when = (allowed: boolean, ...actions: Action[]) => (allowed ? actions : []);
  return [
    ...when(openOffer(ticket)?.agentId === agent.id, 'accept', 'refuse'),
    ...when(holds, 'reply', 'close', 'hand-back'),
    ...when(holds && !isPassing, 'transfer', 'escalate'),
    ...when(mayNote(agent, ticket), 'note'),
    ...when(supervises, 'take-over'),
    ...when(supervises && ticket.status === 'active' && isPhone(ticket.agentId), 'hand-back'),
    ...when(supervises && !isPassing, 'reassign'),
  ];
}
