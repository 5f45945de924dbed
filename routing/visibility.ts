import type { Agent } from './desk-definition.js';
import { agentOf, type Ticket } from './ticket.js';

/** An agent sees the tickets of their departments and every ticket ever offered to, held by or passed to them. */
export const maySee = (agent: Agent, ticket: Ticket): boolean =>
  agent.admin ||
  agent.departments.includes(ticket.department) ||
  agentOf(ticket) === agent.id ||
  ticket.involved.includes(agent.id);

/** A supervisor may take over and reassign what belongs to their departments. */
export const maySupervise = (agent: Agent, ticket: Pick<Ticket, 'department'>): boolean =>
  agent.level === 'supervisor' && (agent.admin || agent.departments.includes(ticket.department));
