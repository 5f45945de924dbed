import type { Agent } from './desk-definition.js';
import { agentOf, type Ticket } from './ticket.js';

/** An agent sees the tickets of their departments and every ticket offered to, held or finished by them. */
export const maySee = (agent: Agent, ticket: Ticket): boolean =>
  agent.admin || agent.departments.includes(ticket.department) || agentOf(ticket) === agent.id;
